"""The SQL of mappings: generous to columns, closed to everything else."""

import pytest

from perfos.company.expressions import bare_column, columns_of
from perfos.company.language import FormulaError

ACCEPTED = {
    "close_value": {"close_value"},
    '"Order"': {"order"},
    "'booking'": set(),
    "0.05": set(),
    "nullif(trim(account), '')": {"account"},
    "case when product = 'GTXPro' then 'GTX Pro' else product end": {"product"},
    "unit_price * quantity * (1 - discount)": {"unit_price", "quantity", "discount"},
    "strptime(close_date, '%d/%m/%Y')::date": {"close_date"},
    "coalesce(write_date, create_date)": {"write_date", "create_date"},
    "regexp_extract(ref, 'INV-(\\d+)', 1)": {"ref"},
    "regexp_extract(ref, '\\d+')": {"ref"},
    "order_id || '-' || product_id": {"order_id", "product_id"},
    "cast(round(a * b, 2) as decimal(28, 2))": {"a", "b"},
    "date_trunc('month', d) + interval 1 month": {"d"},
    "a is not null and b <> '' and not c in ('x', 'y')": {"a", "b", "c"},
    "a not like 'x%' or a ilike '%y'": {"a"},
    "-amount": {"amount"},
    "to_timestamp(epoch) at time zone 'UTC'": {"epoch"},
    "split_part(full_name, ' ', 1)": {"full_name"},
    "extract(year from d) * 100 + month(d)": {"d"},
}


@pytest.mark.parametrize("text", ACCEPTED)
def test_a_mapping_may_calculate(text):
    assert columns_of(text) == ACCEPTED[text]


REFUSED = [
    "(select max(x) from y)",
    "a in (select x from y)",
    "exists (select 1)",
    "read_csv('/etc/passwd')",
    "read_text('x')",
    "getenv('HOME')",
    "current_setting('x')",
    "nextval('s')",
    "a; drop table raw.files",
    "a -- rest",
    "a) from x --",
    "sum(a)",
    "count(*)",
    "row_number() over (order by a)",
    "random()",
    "uuid()",
    "now()",
    "current_date",
    "unnest(a)",
    "list_transform(a, x -> x)",
    "deals.amount",
    "a as b",
    "*",
    "?",
    "cast(a as decimal)",
    "cast(a as int[])",
    "a in b",
    "{{ var('x') }}",
    "",
]


@pytest.mark.parametrize("text", REFUSED)
def test_a_mapping_may_not_reach_out(text):
    with pytest.raises(FormulaError):
        columns_of(text)


def test_a_bare_column_is_nothing_but_a_column():
    assert bare_column("Close_Value") == "close_value"
    assert bare_column("close_value * 1") is None
    assert bare_column("'close_value'") is None
