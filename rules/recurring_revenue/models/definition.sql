-- What each metric means in each variant, and how it is computed.
{{ config(materialized='table') }}

with {{ definition_rows(definitions()) }}

select * from final
