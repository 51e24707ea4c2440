{#- A schema has one name everywhere: the folder's, or the rule package's. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
{%- if custom_schema_name is not none -%}
{{ custom_schema_name | trim }}
{%- elif node.package_name != project_name -%}
{{ node.package_name }}
{%- else -%}
{{ target.schema }}
{%- endif -%}
{%- endmacro %}
