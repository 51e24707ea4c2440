{#- None of the columns is ever null; one scan instead of one per column. -#}
{% test complete(model, columns) %}
select * from {{ model }}
where {% for column in columns %}{{ column }} is null{{ ' or ' if not loop.last }}{% endfor %}
{% endtest %}
