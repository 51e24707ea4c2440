-- What became of each opportunity, step by step; some dates were pushed, some amounts haggled over,
-- and what its owner expected of it changed.
with dated as (
    select
        *,
        proposal_on + to_minutes(540 + pick(deal_no, 'at/1', 480)) as proposal_at,
        negotiation_on + to_minutes(540 + pick(deal_no, 'at/2', 480)) as negotiation_at,
        closed_on + to_minutes(540 + pick(deal_no, 'at/3', 480)) as closed_at,
        greatest(proposal_on + 1, closed_on - 14)::varchar as planned,
        closed_on::varchar as closed,
        money(cents * (80 + pick(deal_no, 'haggled/by', 50)) // 100)::varchar as asked,
        money(cents)::varchar as agreed,
        if(is_won, 'Closed Won', 'Closed Lost') as outcome,
    from deal
),

change as (
    select
        opportunity_id,
        unnest([
            {'at': proposal_at, 'field': 'stage', 'old': 'Qualification', 'new': 'Proposal'},
            if(
                pick(deal_no, 'pushed', 100) < 25,
                {'at': proposal_at, 'field': 'close_date', 'old': planned, 'new': closed}, null
            ),
            {'at': negotiation_at, 'field': 'stage', 'old': 'Proposal', 'new': 'Negotiation'},
            if(
                pick(deal_no, 'haggled', 100) < 30,
                {'at': negotiation_at, 'field': 'amount', 'old': asked, 'new': agreed}, null
            ),
            {'at': closed_at, 'field': 'stage', 'old': 'Negotiation', 'new': outcome},
            {'at': proposal_at, 'field': 'forecast_category', 'old': 'Pipeline', 'new': proposal_category},
            {
                'at': negotiation_at, 'field': 'forecast_category',
                'old': proposal_category, 'new': negotiation_category
            }
        ]) as change,
    from dated
)

select
    opportunity_id,
    strftime(change['at'], '%Y-%m-%d %H:%M:%S') as changed_at,
    change['field'] as field,
    change['old'] as old_value,
    change['new'] as new_value,
from change
where
    change['old'] <> change['new']
    and change['at'] < getvariable('last_day') + 1
    and year(change['at']) = getvariable('year')
