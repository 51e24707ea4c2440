-- What a month leaves above nothing is paid out with it; what lies below is carried into the next
-- one. So what is paid out by a month is the highest that the account ever stood, paid amounts
-- aside.
{{ config(materialized='view') }}

with moved as (
    select * from {{ ref('payee_movement') }}
),

running as (
    select
        *,
        sum(payable) over so_far as payable_so_far,
        sum(held_more) over so_far as held_so_far,
        sum(owed_more) over so_far as owed_so_far
    from moved
    window so_far as (
        partition by payee_id, currency
        order by period
        rows between unbounded preceding and current row
    )
),

paid as (
    select
        *,
        greatest(max(payable_so_far) over (
            partition by payee_id, currency
            order by period
            rows between unbounded preceding and current row
        ), 0) as paid_so_far
    from running
),

final as (
    select
        payee_id,
        period,
        currency,
        cast(earned as decimal(28, 6)) as earned,
        cast(adjustments as decimal(28, 6)) as adjustments,
        cast(held as decimal(28, 6)) as held,
        cast(released as decimal(28, 6)) as released,
        cast(drawn as decimal(28, 6)) as drawn,
        cast(recovered as decimal(28, 6)) as recovered,
        cast(clawed_back as decimal(28, 6)) as clawed_back,
        cast(paid_so_far - lag(paid_so_far, 1, 0) over payee as decimal(28, 6)) as paid_out,
        cast(payable_so_far - payable - lag(paid_so_far, 1, 0) over payee as decimal(28, 6))
            as opening_payable,
        cast(payable_so_far - paid_so_far as decimal(28, 6)) as closing_payable,
        cast(held_so_far - held_more as decimal(28, 6)) as opening_held,
        cast(held_so_far as decimal(28, 6)) as closing_held,
        cast(owed_so_far - owed_more as decimal(28, 6)) as opening_draw,
        cast(owed_so_far as decimal(28, 6)) as closing_draw
    from paid
    window payee as (partition by payee_id, currency order by period)
)

select * from final
