-- Before anything is appended: account in the chart, period, origin and amounts present.
{{ config(meta={'dagster': {'ref': {'name': 'posting'}}}) }}
select
    posting.posting_key,
    posting.line_no,
    posting.account
from {{ ref('posting') }} as posting
left join {{ ref('account') }} as chart on posting.account = chart.account
where chart.account is null
    or posting.amount is null
    or posting.amount_reporting is null
    or posting.currency is null
    or posting.book is null
    or posting.effective_on is null
    or posting.rule_id is null
    or posting.source_id is null
    or not regexp_full_match(coalesce(posting.period, ''), '\d{4}-(0[1-9]|1[0-2])')
