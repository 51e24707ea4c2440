-- All that happened on a day, and what was known of the day, as one hash. Where a record stands in
-- its file is left out: a line more would change all that come after it.
{{ config(materialized='table') }}

with event as (
    select * exclude (source_file, source_row) from {{ ref('event') }}
),

piece as (
    select
        occurred_on as day,
        {{ row_print('event') }} as print
    from event
    union all
    select
        event.occurred_on as day,
        {{ row_print('component_event') }} as print
    from {{ ref('component_event') }} as component_event
    inner join event on component_event.event_id = event.event_id
    union all
    select
        event.occurred_on as day,
        {{ row_print('fee_net') }} as print
    from {{ ref('fee_net') }} as fee_net
    inner join event on fee_net.event_id = event.event_id
    union all
    select
        event.occurred_on as day,
        {{ row_print('split_share') }} as print
    from {{ ref('split_share') }} as split_share
    inner join event on split_share.deal_id = event.deal_id
    union all
    select
        day,
        {{ row_print('fx_daily') }} as print
    from {{ ref('fx_daily') }} as fx_daily
    union all
    select
        day,
        {{ row_print('calendar') }} as print
    from {{ ref('calendar') }} as calendar
),

final as (
    select
        day,
        sum(print) as print
    from piece
    group by day
)

select * from final
