-- Accounts that are there twice. Accounts of one group (a parent and those below it) may have one
-- name: that is how the CRM was told that they are not the same.
with words as (
    select coalesce(list(name) filter (word = 'domain'), ['domain', 'website']) as domains
    from {{ ref('crm_hygiene__names') }}
),

spelled as (
    select
        customer.customer_id,
        coalesce(customer.parent_id, customer.customer_id) as group_id,
        {{ plain_name('customer.name') }} as name,
        list_transform(
            words.domains, lambda domain: {{ plain_domain('customer.dims[domain]') }}
        ) as domains
    from {{ ref('customer') }} as customer
    cross join words
),

marked as (
    select
        customer_id,
        group_id,
        'name ' || name as mark
    from spelled
    where name is not null
    union
    select
        customer_id,
        group_id,
        'domain ' || unnest(domains) as mark
    from spelled
),

shared as (
    select
        mark,
        list_sort(list(customer_id)) as accounts
    from marked
    where mark is not null
    group by mark
    having count(distinct group_id) > 1
),

told as (
    select
        unnest(accounts) as customer_id,
        mark,
        accounts
    from shared
),

-- The first few are enough to find the others.
final as (
    select
        'duplicate_account' as check_id,
        customer_id,
        string_agg(
            mark || ' as ' || array_to_string(
                list_filter(accounts, lambda account: account <> customer_id)[1:5], ', '
            ),
            '; ' order by mark
        ) as found
    from told
    group by customer_id
)

select * from final
