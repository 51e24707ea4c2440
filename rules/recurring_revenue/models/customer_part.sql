-- Customers, and what became of those who paid when the month began, and a year before its end:
-- each one's gain or loss is told by itself, so that no growth hides what others take away.
with counted as (
    select
        *,
        opening_mrr > 0 as was_customer,
        closing_mrr > 0 as is_customer,
        year_before_mrr > 0 as was_customer_year_before,
        opening_mrr + fx_mrr as revalued_mrr
    from {{ ref('customer_month') }}
),

final as (
    select
        month_no,
        period,
        customer_id,
        person_id,
        segment,
        cast(was_customer as integer) as opening_customers,
        cast(is_customer and movement = 'new' as integer) as new_customers,
        cast(is_customer and movement = 'reactivation' as integer) as reactivated_customers,
        cast(was_customer and not is_customer as integer) as churned_customers,
        {%- for span, was, before, first_before in [
            ('month', 'was_customer', 'revalued_mrr', 'first_no < month_no'),
            ('year', 'was_customer_year_before', 'year_before_mrr', 'first_no < month_no - 12')
        ] %}
            cast({{ was }} as integer) as {{ span }}_cohort_customers,
            cast({{ was }} and not is_customer as integer) as {{ span }}_lost_customers,
            case when {{ was }} then {{ before }} else 0 end as {{ span }}_cohort_mrr,
            case when {{ was }} then greatest(closing_mrr - {{ before }}, 0) else 0 end
                as {{ span }}_expansion_mrr,
            case
                when {{ was }} and is_customer then greatest({{ before }} - closing_mrr, 0) else 0
            end
                as {{ span }}_contraction_mrr,
            case when {{ was }} and not is_customer then {{ before }} else 0 end
                as {{ span }}_churn_mrr,
            case
                when not {{ was }} and is_customer and {{ first_before }} then closing_mrr else 0
            end
                as {{ span }}_reactivation_mrr,
        {%- endfor %}
        cast(is_customer as integer) as closing_customers
    from counted
)

select * from final
