-- Each won deal of an account executive has its team's shares, 100 % in all; overlays come on top.
with shared as (
    select
        *,
        if(partner_id is null, 0, 20 + 10 * pick(deal_no, 'share', 4)) as partner_share,
        50 + 50 * pick(deal_no, 'overlay/share', 2) as overlay_share,
    from deal
    where is_won and role = 'account_executive' and year(closed_on) = getvariable('year')
),

split as (
    select
        opportunity_id,
        unnest([
            {'who': owner_id, 'percent': 100 - partner_share, 'kind': 'revenue'},
            {'who': partner_id, 'percent': partner_share, 'kind': 'revenue'},
            {'who': specialist_id, 'percent': overlay_share, 'kind': 'overlay'}
        ]) as split,
    from shared
)

select
    opportunity_id,
    split['who'] as user_id,
    split['percent'] as percent,
    split['kind'] as split_type,
from split
where split['who'] is not null
