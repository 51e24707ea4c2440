-- All that a target's pay comes from, as one hash: its way, and what else is known of the target.
{{ config(materialized='table') }}

with known as (
    select
        target_id,
        {{ row_print('target_tier') }} as print,
        cast(null as date) as day
    from {{ ref('target_tier') }} as target_tier
    union all
    select
        target_id,
        {{ row_print('target_curve') }} as print,
        cast(null as date) as day
    from {{ ref('target_curve') }} as target_curve
    union all
    select
        target_id,
        {{ row_print('cut_slice') }} as print,
        cast(null as date) as day
    from {{ ref('cut_slice') }} as cut_slice
    union all
    select
        target_id,
        {{ row_print('top_up') }} as print,
        cast(null as date) as day
    from {{ ref('top_up') }} as top_up
    union all
    select
        target_id,
        {{ row_print('running_pay') }} as print,
        cast(null as date) as day
    from {{ ref('running_pay') }} as running_pay
    union all
    -- What is walked again may go back over events of other windows.
    select
        target_id,
        {{ row_print('rewalk') }} as print,
        occurred_on as day
    from {{ ref('rewalk') }} as rewalk
    union all
    select
        rewalk.target_id,
        {{ row_print('event') }} as print,
        null as day
    from {{ ref('rewalk') }} as rewalk
    inner join {{ ref('event') }} as event on rewalk.event_id = event.event_id
),

target_print as (
    select
        target_id,
        sum(print) as print,
        min(day) as first_day,
        max(day) as last_day
    from known
    group by target_id
),

asked as (
    select
        way_print.*,
        target_print.print as target_print,
        target_print.first_day as first_known,
        target_print.last_day as last_known,
        {{ row_print('pay_rule') }} as rule_print,
        {{ row_print('company') }} as company_print,
        {{ row_print('currency') }} as currency_print
    from {{ ref('way_print') }} as way_print
    inner join {{ ref('quota_target') }} as target on way_print.target_id = target.target_id
    inner join {{ ref('pay_rule') }} as pay_rule
        on target.plan_id = pay_rule.plan_id and target.component_id = pay_rule.component_id
    left join target_print on way_print.target_id = target_print.target_id
    cross join {{ ref('company') }} as company
    inner join {{ ref('currency') }} as currency on company.currency = currency.currency
),

final as (
    select
        target_id,
        least(first_day, first_known) as first_day,
        greatest(last_day, last_known) as last_day,
        {{ fast_hash([
            'print', 'target_print', 'rule_print', 'company_print', 'currency_print',
        ]) }} as print
    from asked
)

select * from final
