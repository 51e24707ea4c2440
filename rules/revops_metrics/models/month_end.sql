-- How each month finds the opportunities that are open at its end, or closed in it, and how the
-- month before had left them. A deal that was closed before and only amended is not told again.
{{ config(materialized='table') }}

with horizon as (
    select max(month_no) + 1 as month_no
    from {{ ref('month') }}
),

numbered as (
    select
        *,
        12 * date_part('year', valid_from) + date_part('month', valid_from) as from_no,
        12 * date_part('year', valid_until) + date_part('month', valid_until) as until_no
    from {{ ref('opportunity_history') }}
    where outcome is not null
),

-- A closed deal stays closed: one month of each stretch is enough to see it.
found as (
    select
        numbered.* exclude (from_no, until_no),
        unnest(range(numbered.from_no, case numbered.outcome
            when 'open' then least(numbered.until_no, horizon.month_no)
            else numbered.from_no + 1
        end)) as month_no
    from numbered
    cross join horizon
    where numbered.from_no < numbered.until_no and numbered.from_no < horizon.month_no
),

compared as (
    select
        *,
        lag(outcome) over (partition by opportunity_id order by month_no) as outcome_before,
        lag(amount) over (partition by opportunity_id order by month_no) as amount_before,
        lag(closed_on) over (partition by opportunity_id order by month_no) as closed_on_before
    from found
),

final as (
    select
        *,
        coalesce(outcome_before = 'open', false) as was_open,
        outcome_before is null as is_created,
        outcome_before is not null and outcome_before <> 'open' as is_reopened,
        outcome = 'open' as is_open,
        outcome = 'won' as is_won,
        outcome = 'lost' as is_lost
    from compared
    where outcome = 'open' or outcome is distinct from outcome_before
)

select * from final
