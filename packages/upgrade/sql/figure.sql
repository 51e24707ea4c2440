-- One row per line with the figures of its derivation that are others than before.
create or replace table upgrade.detailed as
select * from upgrade.line
order by abs(difference) desc, posting_key
limit $detailed;

create or replace table upgrade.figure as
with before as (
    select
        detailed.posting_key,
        tree.fullkey,
        tree.atom
    from upgrade.detailed, json_tree(detailed.explain_before) as tree
    where tree.atom is not null
),

after as (
    select
        detailed.posting_key,
        tree.fullkey,
        tree.atom
    from upgrade.detailed, json_tree(detailed.explain_after) as tree
    where tree.atom is not null
)

select
    coalesce(before.posting_key, after.posting_key) as posting_key,
    substr(coalesce(before.fullkey, after.fullkey), 3) as figure,
    before.atom as before,
    after.atom as after
from before
full join after
    on before.posting_key = after.posting_key and before.fullkey = after.fullkey
where before.atom is distinct from after.atom;

create or replace table upgrade.cause (posting_key varchar, model varchar);

create or replace view upgrade.explained_line as
select
    line.* exclude (explain_before, explain_after),
    coalesce(figures.figures, '') as figures,
    coalesce(causes.models, '') as models
from upgrade.line as line
left join (
    select
        posting_key,
        string_agg(
            figure || ': ' || coalesce(cast(before as varchar), 'none')
                || ' -> ' || coalesce(cast(after as varchar), 'none'),
            '; ' order by figure
        ) as figures
    from upgrade.figure
    group by posting_key
) as figures on line.posting_key = figures.posting_key
left join (
    select
        posting_key,
        string_agg(model, ', ' order by model) as models
    from upgrade.cause
    group by posting_key
) as causes on line.posting_key = causes.posting_key
