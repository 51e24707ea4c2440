-- One row per opportunity that fails a check of crm_hygiene: the checks, in order of name.
select
    opportunity_id as id,
    string_agg(distinct check_id, '; ' order by check_id) as value
from crm_hygiene.hygiene_finding
where subject = 'opportunity'
group by opportunity_id
