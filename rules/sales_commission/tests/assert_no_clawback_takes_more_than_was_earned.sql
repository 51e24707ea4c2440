-- A deal gives back no more than it earned, however often it is cancelled.
select
    earning_key,
    max(earned) as earned,
    sum(amount) as taken
from {{ ref('clawback_taken') }}
group by earning_key
having sum(amount) > max(earned)
