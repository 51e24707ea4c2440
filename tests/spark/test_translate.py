"""What DuckDB says, Spark says: each expression is run on both, and their texts are compared."""

import re

import duckdb
import pytest

from transform.spark.translate import UntranslatableError, tables_of, translate

VALUES = """
select * from (values
    (1, 2.500000::decimal(28, 6), date '2026-01-31', 'a/b/c', [3, 1, 2], true),
    (2, -2.500000::decimal(28, 6), date '2024-02-29', '', cast([] as integer[]), false),
    (3, null, date '2025-12-28', 'Ünïcode "q" \\ 1', [null, 5], null)
) as t(i, d, day, s, l, b)
"""

EXPRESSIONS = {
    "cast_rounds": "cast(d as integer)",
    "whole_quotient": "cast(d * 1000000 as hugeint) // 7",
    "huge_product": "cast(cast(i as hugeint) * 1234567890123456789012345 // 90000 as varchar)",
    "product_keeps_digits": "cast(cast(0.0400000001 as decimal(28, 10)) * d as varchar)",
    "quotient_is_a_double": "cast(d / 4 as decimal(18, 6))",
    "quotient_by_zero": "i / 0 > 5",
    "round_half_away": "cast(round(d, 0) as integer)",
    "zero_as_text": "cast(cast(0 as decimal(28, 6)) as varchar)",
    "try_null": "try(cast(99999999999999999999 * i as decimal(38, 0)) * 99999999999999999999)",
    "try_cast": "try_cast(s as integer)",
    "days_between": "day - date '2025-01-15'",
    "day_after": "day + i",
    "month_later": "cast(day + interval 1 month as date)",
    "months_later": "cast(day + to_months(i) as date)",
    "month_boundaries": "date_diff('month', date '2025-01-31', day)",
    "whole_months": "datesub('month', date '2025-01-31', day)",
    "month_start": "cast(date_trunc('month', day) as date)",
    "period": "strftime(day, '%Y-%m')",
    "month_read": "cast(strptime('2026-03', '%Y-%m') as date)",
    "weekday": "isodow(day)",
    "part_of_date": "date_part('year', day)",
    "concat_passes_over_null": "concat(s, d, '!')",
    "pipes_do_not": "s || cast(d as varchar)",
    "concat_ws": "concat_ws('|', s, d, i)",
    "split_part": "split_part(s, '/', 2)",
    "strip_accents": "strip_accents(s)",
    "regexp_replace_all": "regexp_replace(s, '[aeiou/]', '.', 'g')",
    "regexp_replace_one": "regexp_replace(s, '[aeiou/]', '.')",
    "map": "(map {'a': s, 'b': 'x'})['a']",
    "regexp": "regexp_matches(s, '/(b|x)/')",
    "md5": "md5(s)",
    "md5_number": "cast(md5_number_lower(s) as varchar)",
    "sha256": "sha256(s)",
    "json_of_texts": "cast(to_json([s, null, cast(d as varchar)]) as varchar)",
    "element": "l[1]",
    "element_outside": "l[9]",
    "element_by_column": "l[i]",
    "cut": "len(l[2:])",
    "length_of_list": "len(l)",
    "length_of_text": "len(s)",
    "list_filter": "len(list_filter(l, lambda x: x > 1))",
    "list_contains": "list_contains(l, 5)",
    "list_reduce": "list_reduce(list_filter(l, lambda x: x > 1), "
    "lambda a, b: cast(a * 7 + b as hugeint), cast(i as hugeint))",
    "key_of_unknown_map": "map_from_entries([{'key': 'a' || s, 'value': i}])['a' || s]",
    "list_resize": "cast(to_json(list_resize(l, 4, 0)) as varchar)",
    "struct_of_huge": "{'n': cast(cast(i as hugeint) as hugeint), 'm': 1}.n",
    "struct_field": "{'a': i, 'b': s}.b",
    "null_or_empty": "nullif(l, []) is null",
    "greatest_passes_over_null": "greatest(d, 0)",
    "distinct_from": "d is distinct from 2.5",
}

QUERIES = {
    "nulls_come_last": "select i, row_number() over (order by d) as n from t",
    "descending_too": "select i, row_number() over (order by d desc) as n from t",
    "arg_max_passes_over_null": "select arg_max(d, i) as x, arg_min(i, (b, day)) as y from t",
    "arg_max_null": "select arg_max_null(d, i) as x from t",
    "list_of_nothing": "select list(i) as x, list(i) filter (d > 9) as y from t where i > 9",
    "list_of_some": "select list(i) filter (b) as x, len(list(s)) as y from t where i < 3",
    "any_value": "select any_value(d) as x from t where i = 3 or d is not null",
    "window_filter": "select i, max(i) filter (where b) over (order by i) as x from t",
    "window_by_name": "select i, sum(i) over (w order by day) as x, count(*) over w as n "
    "from t window w as (partition by b)",
    "qualify": "select t.i from t qualify row_number() over (order by t.day desc) = 1",
    "by_name": "select i as a, s as z from t union all by name select s as z, i as b from t",
    "unnest": "select i, unnest(l) as x, generate_subscripts(l, 1) as n from t",
    "unnest_side_by_side": "select i, unnest(l) as x, unnest(range(i)) as n from t",
    "range_that_is_empty": "select i, unnest(range(i, 3)) as n from t",
    "unnest_in_a_cast": "select b, cast(unnest(generate_series(date_trunc('month', min(day)), "
    "date '2026-02-02', interval 1 month)) as date) as x from t group by b",
    "anti": "select i from t anti join (select 2 as j) as u on t.i = u.j",
    "semi": "select i from t semi join (select 2 as j) as u on t.i = u.j",
    "asof": "select t.i, u.v from t asof left join (values (date '2025-01-01', 7), "
    "(date '2026-01-01', 8)) as u(since, v) on t.day >= u.since",
    "recursive": "with recursive up as (select i % 2 as n, 0 as level from t union "
    "select n, level + 1 from up where level < 3) select n, level from up",
    "replace": "select * replace (i + 1 as i) from t",
    "exclude": "select * exclude (l, b, d) from t",
    "group_by_all": "select b, count(*) as n, sum(d) as d from t group by all",
    "sum_of_bigint": "select cast(sum(cast(9223372036854775807 as bigint)) as varchar) as x from t",
    "sum_over_nothing": "select sum(d) as d, bool_or(b) as b from t where i > 9",
}


def both(spark, query: str) -> tuple[list, list]:
    """Return the sorted rows of a query on both engines."""
    whole = f"with recursive t as ({VALUES}) {re.sub('^with recursive', ',', query)}"
    here = duckdb.connect().execute(whole).fetchall()
    there = [tuple(row) for row in spark.sql(translate(whole, {})).collect()]
    return sorted(map(str, here)), sorted(map(str, there))


@pytest.mark.parametrize("name", EXPRESSIONS)
def test_an_expression_says_the_same(spark, name: str) -> None:
    query = f"select i, cast({EXPRESSIONS[name]} as varchar) as x from t"
    here, there = both(spark, query)
    assert there == here


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_says_the_same(spark, name: str) -> None:
    here, there = both(spark, QUERIES[name])
    assert there == here


def test_an_overflow_is_an_error(spark) -> None:
    query = "select cast(99999999999999999999 as decimal(38, 0)) * 99999999999999999999 as x"
    with pytest.raises(Exception, match=r"ARITHMETIC_OVERFLOW|NUMERIC_VALUE_OUT_OF_RANGE"):
        spark.sql(translate(query, {})).collect()


@pytest.mark.parametrize(
    ("expression", "named"),
    [
        ("date_diff('hour', now(), now())", "date_diff by HOUR"),
        ("list_reduce([1], lambda a, b: a + b)", "list_reduce without a value"),
    ],
)
def test_what_cannot_be_said_is_named(expression: str, named: str) -> None:
    with pytest.raises(UntranslatableError, match=named):
        translate(f"select {expression} as x", {})


def test_tables_are_read_with_their_schema() -> None:
    query = 'with a as (select * from "warehouse"."core"."event") select * from a, ledger.seal'
    assert tables_of(query) == {("core", "event"), ("ledger", "seal")}
