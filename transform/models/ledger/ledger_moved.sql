-- Most of what is desired stands posted just like that. Two hashes of each line, over the
-- columns in one order and in the other, tell that at a tenth of the cost of comparing them; a
-- key that was posted more than once is always compared. Keys are hashed, too: if two agree, one
-- is compared without need. Once all is posted it is made anew, so that what is compared then is
-- what still differs.
{{ config(materialized='table') }}

with final as (
    {{ moved_keys() }}
)

select * from final
