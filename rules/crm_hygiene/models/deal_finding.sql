-- What is wrong with a deal, apart from fields that its stage asks for.
with words as (
    select
        coalesce(list(lower(name)) filter (word = 'commit'), ['commit']) as commits,
        coalesce(list(name) filter (word = 'loss_reason'), ['loss_reason']) as reasons
    from {{ ref('crm_hygiene__names') }}
),

has_stages as (
    select count(*) > 0 as is_filled
    from {{ ref('crm_hygiene__stages') }}
),

measured as (
    select
        deal.*,
        threshold.* exclude (today),
        deal.outcome = 'open' as is_open,
        deal.today - deal.active_on as quiet_days,
        list_contains(words.commits, lower(trim(deal.forecast_category))) as is_commit,
        len(list_filter(
            words.reasons, lambda reason: trim(coalesce(deal.dims[reason], '')) <> ''
        )) > 0 as has_reason,
        has_stages.is_filled and deal.position is null as is_astray
    from {{ ref('deal') }} as deal
    cross join {{ ref('threshold') }} as threshold
    cross join words
    cross join has_stages
),

judged as (
    select
        opportunity_id,
        unnest(list_filter([
            {{ finding(
                'close_date_past', 'is_open and today - closed_on > overdue_after',
                'closed_on', "'closes on ' || closed_on"
            ) }},
            {{ finding(
                'stale_deal',
                'is_open and quiet_days > stale_after and coalesce(quiet_days <= dead_after, true)',
                'active_on', "'last activity on ' || active_on"
            ) }},
            {{ finding(
                'dead_deal', 'is_open and quiet_days > dead_after',
                'active_on', "'last activity on ' || active_on"
            ) }},
            {{ finding(
                'commit_without_activity', 'is_open and is_commit and quiet_days > commit_after',
                'active_on', "trim(forecast_category) || ', last activity on ' || active_on"
            ) }},
            {{ finding(
                'loss_reason_missing',
                "outcome = 'lost' and not has_reason and today - ended_on <= lost_within",
                'ended_on', "'no loss reason'"
            ) }},
            {{ finding(
                'amount_missing', 'is_open and coalesce(amount, 0) <= 0', 'created_on',
                "coalesce('amount is ' || cast(amount as decimal(28, 2)), 'no amount')"
            ) }},
            {{ finding(
                'owner_missing', 'is_open and not has_owner', 'created_on',
                "coalesce(owner_id || ' is nobody in people.csv', 'no owner')"
            ) }},
            {{ finding(
                'owner_missing', 'is_open and left_on < today', 'left_on',
                "owner_id || ' left on ' || left_on"
            ) }},
            {{ finding(
                'stage_unknown', 'is_open and is_astray', 'entered_on',
                "coalesce(stage, 'no stage')"
            ) }}
        ], lambda one: one is not null)) as finding
    from measured
),

final as (
    select
        finding['check_id'] as check_id,
        opportunity_id,
        finding['since'] as since,
        finding['found'] as found
    from judged
)

select * from final
