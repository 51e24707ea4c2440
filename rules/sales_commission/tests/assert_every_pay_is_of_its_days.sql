-- Pay outside of the days that its print names would stay when something changes. Returns such pay.
select
    pay.target_id,
    pay.sequence_no,
    pay.occurred_on,
    pay_print.first_day,
    pay_print.last_day
from {{ ref('pay') }} as pay
left join {{ ref('pay_print') }} as pay_print on pay.target_id = pay_print.target_id
where pay_print.target_id is null
    or pay.occurred_on not between pay_print.first_day and pay_print.last_day
