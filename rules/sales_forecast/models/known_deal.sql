-- How each version finds the deals that matter to it: open ones, those that were won in its
-- quarter, and those that were created in its month or the two before.
with history as (
    select
        *,
        {{ month_no('valid_from') }} as from_no,
        {{ month_no('valid_until') }} as until_no,
        lag(outcome) over deal as outcome_before,
        min(valid_from) over deal as created_at,
        lag(closed_on) over deal as closed_on_before
    from {{ ref('revops_metrics', 'opportunity_history') }}
    where outcome is not null
    window deal as (partition by opportunity_id order by valid_from)
),

-- A won deal that is only amended was won when it was.
marked as (
    select
        *,
        {{ month_no('created_at') }} as created_no,
        last_value(
            case when outcome = 'won' and outcome_before is distinct from 'won' then valid_from end
            ignore nulls
        ) over deal as won_at,
        count(*) filter (closed_on > closed_on_before) over deal as pushes
    from history
    window deal as (
        partition by opportunity_id
        order by valid_from
        rows between unbounded preceding and current row
    )
),

bounds as (
    select
        max(month_no) + 1 as end_no,
        max(shift) as shift
    from {{ ref('version') }}
),

lasting as (
    select
        marked.*,
        bounds.end_no,
        {{ month_no('won_at') }} as won_no,
        case outcome
            when 'open' then until_no
            when 'won' then greatest(created_no + 3, {{ last_month(
                quarter_of(month_no('won_at'), 'bounds.shift'), 'bounds.shift'
            ) }} + 1)
            else created_no + 3
        end as matters_until
    from marked
    cross join bounds
),

matters as (
    select
        *,
        unnest(range(from_no, least(until_no, end_no, matters_until))) as month_no
    from lasting
),

final as (
    select
        matters.month_no,
        version.as_of,
        version.learned_no,
        version.learned_on,
        version.next_quarter_no,
        version.shift,
        matters.opportunity_id,
        matters.owner_id as person_id,
        team.team_id,
        matters.stage,
        matters.forecast_category,
        matters.closed_on,
        matters.valid_from,
        matters.created_at,
        matters.pushes,
        cast(matters.amount * rate.rate as decimal(28, 6)) as amount,
        matters.outcome = 'open' as is_open,
        matters.month_no < matters.created_no + 3 as is_new,
        case
            when matters.outcome = 'won'
                and {{ quarter_of('matters.won_no', 'version.shift') }} = version.quarter_no
                then matters.won_no
        end as won_no
    from matters
    inner join {{ ref('version') }} as version on matters.month_no = version.month_no
    left join {{ ref('rate') }} as rate
        on matters.month_no = rate.month_no and matters.currency = rate.currency
    left join {{ ref('reporting_line') }} as team
        on matters.month_no = team.month_no and matters.owner_id = team.person_id
)

select * from final
