-- A cent that is lost between the touches would be missing in every report by channel.
with given_away as (
    select
        period,
        opportunity_id,
        model,
        sum(amount) as amount
    from {{ ref('attribution') }}
    group by all
)

select given_away.*
from given_away
inner join {{ ref('deal_month') }} as deal
    on given_away.opportunity_id = deal.opportunity_id and given_away.period = deal.period
where given_away.amount <> deal.amount
