{#- The checks: what each finds, from when on, how bad that is, and what to do about it. -#}
{% macro checks() -%}
(values
        (
            'required_field', 'Required field empty', 'opportunity', 'warning',
            30, 'days since a deal was won, at most',
            'An open or newly won deal lacks a field that its stage requires.',
            'Fill it in.'
        ),
        (
            'exit_criterion', 'Exit criterion not met', 'opportunity', 'error',
            30, 'days since a deal was won, at most',
            'An open or newly won deal has left a stage whose exit criteria it does not meet.',
            'Meet the criterion, or move the deal back.'
        ),
        (
            'close_date_past', 'Close date in the past', 'opportunity', 'error',
            0, 'days past the close date, more than',
            'An open deal should have closed already.',
            'Close the deal, or agree on a new date with the customer.'
        ),
        (
            'stale_deal', 'Stale deal', 'opportunity', 'warning',
            14, 'days without activity, more than',
            'Nothing happened about an open deal, and it is not dead yet.',
            'Take the next step, and give it a date.'
        ),
        (
            'dead_deal', 'Dead deal', 'opportunity', 'error',
            30, 'days without activity, more than',
            'Nothing happened about an open deal for so long that it is as good as lost.',
            'Close the deal, or qualify it anew.'
        ),
        (
            'commit_without_activity', 'Commit without activity', 'opportunity', 'error',
            7, 'days without activity, more than',
            'Nothing happened about an open deal of the forecast category commit.',
            'Speak with the customer, or take the deal out of commit.'
        ),
        (
            'loss_reason_missing', 'Loss reason missing', 'opportunity', 'warning',
            90, 'days since the deal was lost, at most',
            'A lost deal does not say why.',
            'Choose the reason.'
        ),
        (
            'amount_missing', 'Amount missing', 'opportunity', 'error',
            null, null,
            'An open deal has no amount above 0.',
            'Estimate the amount.'
        ),
        (
            'owner_missing', 'Owner missing', 'opportunity', 'error',
            null, null,
            'An open deal belongs to nobody, to an unknown person or to one who has left.',
            'Give the deal to somebody.'
        ),
        (
            'stage_unknown', 'Unknown stage', 'opportunity', 'error',
            null, null,
            'An open deal is in a stage that stages.csv does not name, if it names any.',
            'Correct the stage, or add it to stages.csv.'
        ),
        (
            'duplicate_account', 'Duplicate account', 'customer', 'warning',
            null, null,
            'Another account that is not of the same group has the same name or domain.',
            'Merge the accounts, or name the parent of one.'
        )
    ) as own (check_id, title, subject, severity, threshold, unit, finds, remedy)
{%- endmacro %}
