-- What is paid is what was earned, and what is owed or was given; each month begins with what the
-- one before left owed.
with balance as (
    select
        *,
        lag(owed_after, 1, 0) over (
            partition by plan_id, payee_id, draw_id, deal_id order by period
        ) as left_owed
    from {{ ref('draw_balance') }}
)

select
    plan_id,
    payee_id,
    draw_id,
    deal_id,
    period
from balance
where pay_after <> pay_before + drawn - recovered
    or owed_before <> left_owed
    or owed_after < 0
    or recovered > owed_before
    or owed_after <> case recovery
        when 'none' then 0
        else owed_before + drawn - recovered - forgiven
    end
