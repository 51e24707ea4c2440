-- A payee is credited once for an event by a component, but for overlay on top of a share.
select
    target_id,
    event_id,
    role,
    count(*) as credits
from {{ ref('way') }}
group by target_id, event_id, role
having count(*) > 1
