-- A share within another one is a part of that, and is taken from whoever holds it: what they keep
-- is what the others leave, so that the parts add up to the whole. Only deals with such a share go
-- through the recursion.
with recursive split as (
    select
        deal_id,
        payee_id,
        split_kind as role,
        stage,
        within_id,
        share
    from {{ ref('credit_split') }}
    where exists (
            select 1 from {{ ref('plan_component') }} as component
            where component.credit_to = 'split' or component.credit_above = 'split'
        )
),

nested_deal as (
    select distinct deal_id
    from split
    where within_id is not null
),

gross as (
    select split.*
    from split
    inner join nested_deal on split.deal_id = nested_deal.deal_id
    where split.within_id is null
    union all
    select
        split.* exclude (share),
        cast(gross.share * split.share as decimal(28, 10)) as share
    from gross
    inner join split
        on gross.deal_id = split.deal_id
            and gross.payee_id = split.within_id
            and gross.role = split.role
            and gross.stage = split.stage
),

given_away as (
    select
        deal_id,
        within_id as payee_id,
        role,
        stage,
        sum(share) as share
    from gross
    where within_id is not null
    group by all
),

final as (
    select
        deal_id,
        payee_id,
        role,
        stage,
        share
    from split
    where deal_id not in (select nested_deal.deal_id from nested_deal)
    union all
    select
        gross.deal_id,
        gross.payee_id,
        gross.role,
        gross.stage,
        cast(gross.share - coalesce(given_away.share, 0) as decimal(28, 10)) as share
    from gross
    left join given_away
        on gross.deal_id = given_away.deal_id
            and gross.payee_id = given_away.payee_id
            and gross.role = given_away.role
            and gross.stage = given_away.stage
)

select * from final
