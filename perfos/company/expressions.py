"""The SQL expressions of sources.yml: columns, constants and scalar functions, nothing else."""

import re

from sqlglot import exp

from perfos.company.language import FormulaError, Language

_EXAMPLES = """
a + b - c * d / e % f // g | -a | (a) | a || b | 1 + 1.5 | 'text' | "a" | true | false | null
a = b and a <> c or not a < b and a <= b and a > b and a >= b
a is null and b is not null and a is distinct from b and a is not distinct from c
a in (1, 2) | a not in ('x') | a between 1 and 2 | a not between 1 and 2
a like 'x%' | a not like 'x%' | a ilike 'x%' | a not ilike 'x%'
case when a = 1 then 2 else 3 end | case a when 1 then 2 end | if(a = 1, 2, 3)
coalesce(a, b) | ifnull(a, b) | nullif(a, b) | greatest(a, b) | least(a, b)
cast(a as varchar) | try_cast(a as decimal(28, 6)) | a::date | a::timestamp | a::integer
a::text | a::bigint | a::boolean | a::numeric(10, 2) | date '2026-01-01' | a::varchar(10)
timestamp '2026-01-01 00:00:00' | interval 1 day | a + interval (b) month
abs(a) | sign(a) | round(a) | round(a, 2) | floor(a) | ceil(a) | ceiling(a) | trunc(a) | mod(a, b)
lower(a) | upper(a) | trim(a) | ltrim(a) | rtrim(a) | trim(a, 'x') | length(a) | concat(a, b)
concat_ws('-', a, b) | replace(a, 'x', 'y') | translate(a, 'x', 'y') | split_part(a, '-', 1)
substr(a, 1, 2) | substring(a, 1, 2) | left(a, 2) | right(a, 2) | lpad(a, 3, '0') | rpad(a, 3, '0')
starts_with(a, 'x') | ends_with(a, 'x') | contains(a, 'x') | strpos(a, 'x') | reverse(a)
regexp_extract(a, 'x', 1) | regexp_replace(a, 'x', 'y') | regexp_replace(a, 'x', 'y', 'g')
regexp_matches(a, 'x') | regexp_full_match(a, 'x') | strip_accents(a) | md5(a) | sha256(a)
strptime(a, '%d/%m/%Y') | try_strptime(a, '%d/%m/%Y') | strftime(a, '%Y-%m-%d')
date_trunc('month', a) | date_part('year', a) | date_diff('day', a, b) | date_add(a, interval 1 day)
extract(year from a) | year(a) | quarter(a) | month(a) | day(a) | last_day(a)
epoch_ms(a) | to_timestamp(a) | a at time zone 'UTC' | dayofweek(a) | week(a)
make_date(2026, 1, 1)
"""

LANGUAGE = Language(
    part.strip() for line in _EXAMPLES.strip().splitlines() for part in line.split(" | ")
)


def columns_of(text: str) -> set[str]:
    """Return the columns that an expression mentions, in lower case.

    Raises:
        FormulaError: The text is not an expression that a mapping may hold.
    """
    columns = set()
    tree = LANGUAGE.parse(text)
    for type_ in tree.find_all(exp.DataType):
        # What DuckDB makes of a plain `decimal`.
        if type_.sql("duckdb") == "DECIMAL(18, 3)" and not re.search(r"\(\s*18\s*,\s*3\s*\)", text):
            raise FormulaError(1, "a plain decimal keeps 3 digits only: write decimal(28, 6)")
    for column in tree.find_all(exp.Column):
        columns.add(column.name.lower())
    return columns


def bare_column(text: str) -> str | None:
    """Return the column when the expression is nothing but a column, else None."""
    tree = LANGUAGE.parse(text)
    return tree.name.lower() if isinstance(tree, exp.Column) else None


def constant(text: str) -> str | None:
    """Return the text that an expression always gives, or None where that depends on the row."""
    tree = LANGUAGE.parse(text)
    return tree.name if isinstance(tree, exp.Literal) and tree.is_string else None
