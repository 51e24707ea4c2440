-- The statistical models that were trained, with what they make of each class of each feature.
with final as (
    select
        model.learned_on,
        model.model_hash,
        model.data_hash,
        model.cases,
        model.seed,
        model.library,
        weight.feature,
        weight.class,
        weight.points
    from {{ ref('learned_model') }} as model
    inner join {{ ref('learned_weight') }} as weight
        on model.package = weight.package and model.learned_on = weight.learned_on
    where model.package = 'sales_forecast'
)

select * from final
