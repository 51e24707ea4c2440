{#- Every row meets the condition; null does not. -#}
{% test always(model, condition) %}
select * from {{ model }}
where ({{ condition }}) is not true
{% endtest %}
