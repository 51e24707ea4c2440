select
    slice.target_id,
    slice.sequence_no
from {{ ref('earning_slice') }} as slice
inner join {{ ref('earning') }} as earning
    on slice.target_id = earning.target_id and slice.sequence_no = earning.sequence_no
group by slice.target_id, slice.sequence_no
having sum(slice.amount) <> max(earning.amount)
