"""The functions of DuckDB that a package may use: the result is made of the arguments alone."""

from collections.abc import Set
from functools import cache

import duckdb

# Consistent, says DuckDB, but they tell of the session, of the day, of a table or another query.
_REFUSED = """
create_sort_key current_localtime current_localtimestamp current_setting getvariable histogram
json_deserialize_sql json_serialize_sql parse_duckdb_log_message version
"""
# Bound by the engine itself, or macros over consistent functions.
_BUILT_IN = """
coalesce generate_series generate_subscripts grouping nullif range try unnest
array_append array_to_string date_add days_in_month json json_group_array json_group_object
md5_number_lower round_even split_part
list_any_value list_append list_bool_and list_bool_or list_count list_first list_last list_max
list_min list_prepend list_reverse list_sum
cume_dist dense_rank first_value lag last_value lead nth_value ntile percent_rank rank
rank_dense row_number
"""


@cache
def functions() -> Set[str]:
    """Return the functions whose result is made of their arguments alone."""
    with duckdb.connect() as connection:
        rows = connection.execute(
            "select function_name from duckdb_functions() "
            "where function_type in ('scalar', 'aggregate') "
            "group by all having bool_and(stability = 'CONSISTENT')"
        ).fetchall()
    return (frozenset(name for (name,) in rows) - set(_REFUSED.split())) | set(_BUILT_IN.split())
