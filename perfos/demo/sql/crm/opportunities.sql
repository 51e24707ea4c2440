with inspected as (
    select
        *,
        dirt(deal_no, 'opportunity', 3) as dirt,
    from deal
    where year(created_on) = getvariable('year')
)

select
    opportunity_id,
    customer_name || ': ' || product_name as name,
    customer_id as account_id,
    if(dirt = 1, stranger(deal_no), owner_id) as owner_id,
    product_id,
    territory_id,
    case
        when is_won then 'Closed Won'
        when is_closed then 'Closed Lost'
        when negotiation_on <= getvariable('last_day') then 'Negotiation'
        when proposal_on <= getvariable('last_day') then 'Proposal'
        else 'Qualification'
    end as stage,
    if(dirt = 2, 'on request', money(cents)::varchar) as amount,
    if(dirt = 3, null, currency) as currency,
    created_on as created_date,
    closed_on as close_date,
    is_closed,
    is_won,
    case
        when negotiation_on <= getvariable('last_day') then negotiation_category
        when proposal_on <= getvariable('last_day') then proposal_category
        else 'Pipeline'
    end as forecast_category,
    1 + pick(deal_no, 'quantity', 40) as quantity,
    if(family = 'Software', money(cents * 12 // months), null) as arr,
    money(cents * (25 + pick(deal_no, 'margin', 40)) // 100) as margin,
    deal_type,
    months as contract_months,
    choice(deal_no, 'source', ['Inbound', 'Outbound', 'Partner', 'Event', 'Referral'])
        as lead_source,
    choice(deal_no, 'campaign', [
        null, null, null, 'Spring Fair', 'Webinar Series', 'Energy Week', 'Retrofit Offer'
    ]) as campaign,
from inspected
