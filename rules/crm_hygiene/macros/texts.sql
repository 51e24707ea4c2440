{#- A field of a deal as text, or a dimension of that name; null where it is empty. -#}
{% macro field_of(deal, field) -%}
nullif(trim(case {{ field }}
            {%- for name in [
                'name', 'customer_id', 'owner_id', 'product_id', 'territory_id', 'stage', 'amount',
                'currency', 'created_on', 'closed_on', 'forecast_category',
            ] %}
            when '{{ name }}' then cast({{ deal }}.{{ name }} as varchar)
            {%- endfor %}
            else {{ deal }}.dims[{{ field }}]
        end), '')
{%- endmacro %}

{#- A name without accents, punctuation, case and legal form, so that two spellings are the same. -#}
{% macro plain_name(name) -%}
nullif(regexp_replace(
            trim(regexp_replace(
                replace(strip_accents(lower({{ name }})), '.', ''), '[^\p{L}\p{N}]+', ' ', 'g'
            )),
            '( (ab|ag|aps|as|asa|bv|bvba|co|corp|corporation|doo|eirl|ek|eurl|gmbh|inc'
            || '|incorporated|kft|kg|kgaa|limited|llc|llp|lp|ltd|mbh|nv|ohg|oy|oyj|plc|pty|sa|sarl'
            || '|sas|sasu|sca|se|sl|sl[lu]|snc|spa|sp z o o|spzoo|sprl|srl|sro|ug))+$',
            ''
        ), '')
{%- endmacro %}

{#- The host of an address, without www; a domain stays what it is. -#}
{% macro plain_domain(address) -%}
nullif(regexp_extract(
            trim(lower({{ address }})), '^(?:[a-z]+://)?(?:www\.)?([^/:?#\s]+\.[^/:?#\s]+)', 1
        ), '')
{%- endmacro %}
