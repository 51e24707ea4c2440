-- An earning that is one slice as a whole is that slice; the others have to be added up.
with earning as (
    select * from {{ ref('earning') }}
    where len(slices) > 1 or cap_effect <> 0
)

select
    slice.target_id,
    slice.sequence_no
from {{ ref('earning_slice') }} as slice
inner join earning
    on slice.target_id = earning.target_id and slice.sequence_no = earning.sequence_no
group by slice.target_id, slice.sequence_no
having sum(slice.amount) <> max(earning.amount)
