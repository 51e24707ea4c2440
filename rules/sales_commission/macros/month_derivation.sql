{#- How a line of a month came about: what there was so far, what it was held against, what that
    takes or adds in all by the end of the month, and what of it stood before. -#}
{% macro month_derivation(line) -%}
'{"window_start":' || {{ json_text('cast(' ~ line ~ '.window_start as varchar)') }}
        || case {{ line }}.kind when 'matrix' then ',"base":' else ',"so_far":' end
        || {{ number_text(line ~ '.step_of', 6) }}
        || case {{ line }}.kind
            when 'matrix' then ',"rate":'
            when 'gate' then ',"reached":'
            when 'multiplier' then ',"times":'
            when 'floor' then ',"least":'
            else ',"most":'
        end
        || {{ number_text(line ~ '.step_by', 10) }}
        || case {{ line }}.kind
            when 'gate' then ',"needed":' || {{ number_text(line ~ '.gate_from', 10) }} else ''
        end
        || ',"in_all":' || {{ number_text(line ~ '.effect', 6) }}
        || ',"until_then":' || {{ number_text('(' ~ line ~ '.effect - ' ~ line ~ '.amount)', 6) }}
        || ',"amount":' || {{ number_text(line ~ '.amount', 6) }}
        || '}'
{%- endmacro %}
