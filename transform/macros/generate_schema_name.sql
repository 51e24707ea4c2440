{#- A schema has one name everywhere: the folder's, or the rule package's; a package that is only
    tried beside the active version gets a prefix, and is never published. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
{%- if node.package_name == var('shadow') -%}
shadow_
{%- endif -%}
{%- if custom_schema_name is not none -%}
{{ custom_schema_name | trim }}
{%- elif node.package_name != project_name -%}
{{ node.package_name }}
{%- else -%}
{{ target.schema }}
{%- endif -%}
{%- endmacro %}
