-- Promise 2: an entry whose content was edited no longer fits the hash that was taken of it.
select entry_id
from {{ ref('unproven_entry') }}
where {{ of_unproven_runs() }}
    and (
        entry_hash <> {{ hash_of_entry() }}
        or attribute_hash <> {{ hash_of_attributes() }}
    )
