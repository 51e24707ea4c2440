-- Overlay credit comes on top: a deal that has nothing else is still its owner's as a whole. Where
-- a component credits some stages of a deal only, nobody else has a part in it.
{{ config(materialized='table') }}

with wanted as (
    select distinct coalesce(credit_stages, '') as stages
    from {{ ref('plan_component') }}
    where credit_to = 'split' or credit_above = 'split'
),

chosen as (
    select
        wanted.stages,
        part.deal_id,
        part.payee_id,
        part.role,
        cast(sum(part.share) as decimal(28, 10)) as share
    from {{ ref('split_part') }} as part
    inner join wanted
        on wanted.stages = ''
            or list_contains(string_split(wanted.stages, ','), part.stage)
    group by all
),

final as (
    select * from chosen
    union all by name
    select
        stages,
        deal_id,
        null as payee_id,
        1 as share,
        'owner' as role
    from chosen
    where stages = ''
    group by stages, deal_id
    having not bool_or(role = 'revenue')
)

select * from final
