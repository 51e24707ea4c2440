-- One row per deal, numbers getvariable('lo') to getvariable('hi') - 1, in the order of creation.
-- Dates may lie after the last day: then they have not happened yet, and no export shows them.
with drawn as (
    select
        range as deal_no,
        'D' || lpad((range + 1)::varchar, 8, '0') as opportunity_id,
        workday(getvariable('first_day') + (
            range * (getvariable('last_day') - getvariable('first_day') + 1) // getvariable('deals')
        )::int) as created_on,
        -- The smaller of two draws: some customers buy often, most seldom.
        least(
            pick(range, 'customer', getvariable('customers')),
            pick(range, 'customer/again', getvariable('customers'))
        ) as customer_no,
        pick(range, 'product', (select count(*) from product)) as product_no,
        -- How often the smallest amount doubles, in 1/1024: a bell from 0 to 8 gives skewed sums.
        pick(range, 'size/1', 2048) + pick(range, 'size/2', 2048)
        + pick(range, 'size/3', 2048) + pick(range, 'size/4', 2048) as size,
        pick(range, 'days/1', 60) + pick(range, 'days/2', 60) + 5 as days_open,
    from range(getvariable('lo'), getvariable('hi'))
),

sold as (
    select
        drawn.*,
        customer.* exclude (customer_no, name, currency),
        customer.name as customer_name,
        customer.currency as home_currency,
        product.* exclude (product_no, name),
        product.name as product_name,
        if(customer.segment = 'smb', 'inside_sales', 'account_executive') as role,
        customer.smallest_cents * (1 << (drawn.size >> 10)) * (1024 + (drawn.size & 1023)) // 1024
        + pick(drawn.deal_no, 'cents', 100) as cents,
        -- Nothing closed before the export begins: what would have, takes a quarter longer.
        workday(
            drawn.created_on + drawn.days_open
            + if(drawn.created_on + drawn.days_open < getvariable('opened_on'), 92, 0)
        ) as closed_on,
    from drawn
    inner join customer using (customer_no)
    inner join product on drawn.product_no::varchar = product.product_no
),

dated as (
    select
        *,
        closed_on <= getvariable('last_day') as is_closed,
        pick(deal_no, 'won', 100) < 48 as will_win,
        is_closed and will_win as is_won,
        least(closed_on, getvariable('last_day')) as day,
    from sold
),

teamed as (
    select
        dated.*,
        'solution_specialist' as helping_role,
        -- The same customer meets the same person, as long as the team stays as it is.
        pick(dated.customer_no, 'owner', 1000000) % team.team_size as owner_number,
        if(
            team.team_size > 1 and pick(dated.deal_no, 'split', 100) < 20,
            (owner_number + 1) % team.team_size, null
        ) as partner_number,
        if(
            dated.family <> 'Hardware' and pick(dated.deal_no, 'overlay', 100) < 30,
            pick(dated.deal_no, 'overlay/who', helpers.team_size), null
        ) as helper_number,
    from dated
    inner join team using (day, role, territory_id)
    left join team as helpers
        on
            dated.day = helpers.day
            and dated.territory_id = helpers.territory_id
            and helpers.role = 'solution_specialist'
),

staffed as (
    select
        teamed.*,
        owner.person_id as owner_id,
        partner.person_id as partner_id,
        helper.person_id as specialist_id,
    from teamed
    inner join seller as owner
        on
            teamed.day = owner.day
            and teamed.role = owner.role
            and teamed.territory_id = owner.territory_id
            and teamed.owner_number = owner.number
    left join seller as partner
        on
            teamed.day = partner.day
            and teamed.role = partner.role
            and teamed.territory_id = partner.territory_id
            and teamed.partner_number = partner.number
    left join seller as helper
        on
            teamed.day = helper.day
            and teamed.helping_role = helper.role
            and teamed.territory_id = helper.territory_id
            and teamed.helper_number = helper.number
),

-- What the owner expects of it: everybody with a habit of their own to promise too much or too little.
felt as (
    select
        *,
        ('0x' || left(md5(owner_id), 8))::bigint as owner_key,
        pick(deal_no, 'felt', 100) < if(
            will_win,
            60 + pick(owner_key, 'caution', 36), 10 + pick(owner_key, 'optimism', 60)
        ) as is_promised,
    from staffed
),

final as (
    select
        deal_no,
        opportunity_id,
        customer_id,
        customer_name,
        product_id,
        product_name,
        family,
        territory_id,
        role,
        if(
            pick(deal_no, 'currency', 100) < 85,
            home_currency, choice(deal_no, 'currency/other', ['EUR', 'USD', 'GBP', 'CHF'])
        ) as currency,
        if(pick(deal_no, 'type', 100) < 25, 'Renewal', 'New') as deal_type,
        if(family = 'Hardware', null, choice(deal_no, 'months', [12, 12, 12, 24, 36])) as months,
        cents,
        created_on,
        created_on + ((closed_on - created_on) // 3)::int as proposal_on,
        created_on + ((closed_on - created_on) * 2 // 3)::int as negotiation_on,
        closed_on,
        is_closed,
        is_won,
        choice(deal_no, 'hoped', if(
            will_win,
            ['Best Case', 'Best Case', 'Pipeline'], ['Best Case', 'Pipeline', 'Upside']
        )) as proposal_category,
        case
            when is_promised then 'Commit'
            when will_win then 'Best Case'
            else choice(deal_no, 'doubted', ['Best Case', 'Pipeline', 'Upside'])
        end as negotiation_category,
        owner_id,
        partner_id,
        specialist_id,
        if(
            is_won and pick(deal_no, 'cancelled', 100) < 3,
            workday(closed_on + 20 + pick(deal_no, 'cancelled/days', 130)), null
        ) as cancelled_on,
    from felt
    order by deal_no
)

select * from final
