-- One row per person with a quota in a window that holds the month of the publication: what is
-- reached of the quotas, 1 is all of it. Quotas in another unit than the company's currency are left
-- out. Divided as whole numbers, for DuckDB would divide by floating point.
with now_open as (
    select
        target.payee_id,
        cast(sum(target.amount) * 1000000 as hugeint) as quota,
        cast(sum(coalesce(reached.reached, 0)) * 1000000 as hugeint) as reached
    from sales_commission.quota_target as target
    cross join core.company as company
    left join sales_commission.target_reached as reached on target.target_id = reached.target_id
    where target.amount > 0 and target.currency = company.currency
        and getvariable('published_month') >= strftime(target.window_start, '%Y-%m')
        and getvariable('published_month') < strftime(
            target.window_start + to_months(
                case target."window" when 'month' then 1 when 'quarter' then 3 when 'half' then 6
                    else 12
                end
            ),
            '%Y-%m'
        )
    group by target.payee_id
)

select
    payee_id as id,
    cast((reached * 10000000000 + quota // 2) // quota as decimal(28, 0))
    * cast(0.0000000001 as decimal(10, 10)) as value
from now_open
