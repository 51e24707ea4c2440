"""Texts that pretend to be formulas: right ones, hostile ones, and right ones that are spoiled."""

from hypothesis import strategies as st

HOSTILE = [
    "1); drop table event; --",
    "amount) from event; copy event to 'x.csv' (format csv); select (1",
    "(with x as (select 1) select * from x)",
    "exists (from read_text('/etc/passwd'))",
    "amount in (from 'https://example.com/x.parquet')",
    "query('select 1')",
    "getvariable('x')",
    "dims['x'][(select 1)]",
    "dims[(select 'x')]",
    "coalesce(amount, (select 1))",
    "amount union select 1",
    "amount limit 1",
    "amount as x",
    "amount collate nocase",
    "list_transform([1], x -> x)",
    "struct_pack(a := 1)",
    "$$amount$$",
    "e'\\x41'",
    "amount\x00",
    "\x00 < a",
    "\N{FULLWIDTH LATIN SMALL LETTER A}mount",
    "{{ amount }}",
    "{% raw %}",
    "install httpfs",
    "set memory_limit='1TB'",
    "pragma version",
    "amount = any(dims)",
    "try(amount)",
    "nextval('s')",
    "current_setting('home_directory')",
    "row(amount, 1)",
    "(amount, 1)",
    "interval 1 day",
    "amount // 0",
    "amount % 2",
    "amount ^ 99999999",
    "amount!",
    "~1",
    "1 << 40",
]

VALID = [
    "amount * 0.2 - quantity / 3",
    "case when family = 'Hardware' then amount else arr end",
    "if(amount > 5, round(amount, 2), least(amount, 1))",
    "coalesce(margin, number(dims['x'])) + days_between('2026-01-01', occurred_on)",
    "kind in ('booking', 'renewal') and not contains(lower(family), 'ware')",
    "amount between 1 and 2 or date(ends) < occurred_on",
    "year(occurred_on) = 2026 and starts_with(trim(family), 'H')",
]
WORDS = [
    *["amount", "quantity", "kind", "occurred_on", "family", "dims['x']", "number(family)"],
    *["margin", "0", "1", "2.5", "'x'", "'2026-01-01'", "null", "true", "(", ")", ",", "+", "-"],
    *["*", "/", "=", "<>", "<", ">=", "and", "or", "not", "in", "between", "is", "case", "when"],
    *["then", "else", "end", "coalesce(", "least(", "round(", "abs(", "lower(", "starts_with("],
    *["length(", "if(", "contains(", "date(", "days_between(", "year(", "trim(", "nullif("],
    *["select", "from", "dims[", "]", "::", ";", "--", "read_csv(", ".", "distinct", "as", "->"],
]
TREES = st.recursive(
    st.sampled_from(["amount", "2", "kind", "'x'", "family", "occurred_on", "'2026-01-01'"]),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "/", "*", "=", "<", "and"]), inner).map(
            lambda parts: f"({' '.join(parts)})"
        ),
        st.tuples(st.sampled_from(["number", "lower", "date", "year", "trim", "abs"]), inner).map(
            lambda parts: "{}({})".format(*parts)
        ),
        st.tuples(st.sampled_from(["contains", "days_between", "nullif"]), inner, inner).map(
            lambda parts: "{}({}, {})".format(*parts)
        ),
        st.tuples(inner, inner, inner).map(lambda p: "case when {} then {} else {} end".format(*p)),
        st.tuples(inner, inner, inner).map(lambda p: "if({}, {}, {})".format(*p)),
    ),
    max_leaves=8,
)


@st.composite
def spoiled(draw):
    """Return a formula that is right but for what somebody has put into it, or cut out of it."""
    text = draw(st.one_of(st.sampled_from(VALID), TREES))
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, min(start + 8, len(text))))
    return text[:start] + draw(st.one_of(st.sampled_from(HOSTILE + WORDS))) + text[end:]


TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join),
    TREES,
    spoiled(),
)
