select
    customer_id as account_id,
    name,
    segment,
    country,
    'C' || lpad(parent_no::varchar, 7, '0') as parent_account_id,
    territory_id,
    choice(customer_no, 'industry', [
        'Automotive', 'Chemicals', 'Energy', 'Food', 'Logistics', 'Machinery', 'Pharma', 'Retail'
    ]) as industry,
    employees,
from customer
