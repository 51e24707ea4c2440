{#- The two lines of each transfer: what is debited, and what is credited with the same amount. The
    relation has the columns of a posting without line_no, book and account; instead of these,
    debit_account and credit_account. The book is `actual`, or what an expression says. -#}
{% macro balanced(relation, book="'actual'") -%}
select
        posting_key,
        line.line_no,
        {{ book }} as book,
        case line.line_no when 1 then debit_account else credit_account end as account,
        period,
        effective_on,
        cast(amount * line.sign as decimal(28, 6)) as amount,
        currency,
        cast(amount_reporting * line.sign as decimal(28, 6)) as amount_reporting,
        entity_id,
        party_id,
        customer_id,
        product_id,
        territory_id,
        dims,
        source_system,
        source_table,
        source_id,
        source_hash,
        rule_id,
        case line.line_no when 1 then explain end as explain
    from {{ relation }}
    cross join (values (1, 1), (2, -1)) as line(line_no, sign)
    where amount <> 0
{%- endmacro %}
