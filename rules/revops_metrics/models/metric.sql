-- Every metric in every variant, for months, quarters and years, of the company and of each of its
-- parts: always from the sums of the parts, never from other values.
{{ config(materialized='table') }}

with {{ metric_rows(
    ref('metric_part'),
    ref('month'),
    ref('definition'),
    {
        'team': 'team_id', 'person': 'person_id', 'territory': 'territory_id',
        'segment': 'segment', 'stage': 'stage'
    },
    parts_of_month(),
    parts_of_span(),
    metric_values()
) }}

select * from final
