-- The lines of a statement: rounded, with a line for what a cap took or a minimum
-- added, so that they add up to the
-- earning. What rounding leaves over goes to the largest of them.
with earning as (
    select
        earning.*,
        rule.minor_unit,
        rule.rounding_mode,
        case
            when earning.cap_effect = 0 then earning.slices
            else list_append(earning.slices, {{ cap_line('earning.earned', 'earning.cap_effect') }})
        end as lines
    from {{ ref('earning') }} as earning
    inner join {{ ref('pay_rule') }} as rule
        on earning.plan_id = rule.plan_id and earning.component_id = rule.component_id
),

statement_line as (
    select
        * exclude (amount, lines),
        amount as earning_amount,
        unnest(lines) as line,
        generate_subscripts(lines, 1) as slice_no
    from earning
    where len(lines) > 1
),

shared as (
    select
        *,
        {{ rounded('line.amount', 'minor_unit', 'rounding_mode') }} as rounded_amount,
        row_number() over (
            partition by target_id, sequence_no order by abs(line.amount) desc, slice_no
        ) as size_no
    from statement_line
),

left_over as (
    select
        *,
        earning_amount - sum(rounded_amount) over (partition by target_id, sequence_no)
            as left_over
    from shared
),

united as (
    select
        *,
        lines[1] as line,
        1 as slice_no
    from earning
    where len(lines) = 1
    union all by name
    select
        *,
        rounded_amount + if(size_no = 1, left_over, 0) as amount
    from left_over
),

final as (
    select
        target_id,
        sequence_no,
        plan_id,
        component_id,
        payee_id,
        event_id,
        role,
        occurred_on,
        period,
        cast(slice_no as integer) as slice_no,
        line.kind,
        cast(line.tier as integer) as tier_no,
        line."from" as position_from,
        line."to" as position_to,
        line.base,
        line.rate,
        line.amount as exact_amount,
        cast(amount as decimal(28, 6)) as amount,
        currency
    from united
)

select * from final
