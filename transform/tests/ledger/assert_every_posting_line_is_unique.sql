-- Before anything is appended: key and line name one posting.
select
    posting_key,
    line_no,
    count(*) as postings
from {{ ref('posting') }}
group by posting_key, line_no
having count(*) > 1
