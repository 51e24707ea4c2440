"""What the pipeline found for the examples, and whether it is what they expect."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from perfos.company.plan.examples import SELECTORS
from perfos.plan.figures import FIGURES, chosen, exact
from perfos.plan.rows import Example
from perfos.rows import rows_of

CREDITS = """
with slices as (
    select
        target_id,
        sequence_no,
        list({'kind': kind, 'base': base, 'rate': rate, 'amount': amount} order by slice_no)
            as slices
    from sales_commission.earning_slice
    group by target_id, sequence_no
)

select
    split_part(credit.payee_id, '.', 1) as example,
    split_part(credit.payee_id, '.', 2) as payee,
    split_part(credit.event_id, '.', 2) as event,
    credit.component_id as component,
    cast(regexp_extract(credit.plan_id, '_([0-9]+)$', 1) as integer) as plan,
    strftime(attainment.occurred_on, '%Y-%m') as period,
    credit.role,
    credit.measured,
    credit.credited,
    attainment.quota,
    attainment.attained_after as attained,
    attainment.position_after as reached,
    coalesce(slices.slices, []) as slices
from sales_commission.attainment
inner join sales_commission.credit
    using (plan_id, component_id, payee_id, event_id, role)
left join slices using (target_id, sequence_no)
order by attainment.target_id, attainment.sequence_no
"""
LINES = """
with role as (
    select plan_id || '/' || component_id as rule_id, payee_id, event_id, max(role) as role
    from sales_commission.credit
    where role <> 'overlay'
    group by all
)

select
    split_part(posting.party_id, '.', 1) as example,
    split_part(posting.party_id, '.', 2) as payee,
    split_part(posting.source_id, '.', 2) as event,
    split_part(posting.rule_id, '/', 2) as component,
    cast(regexp_extract(split_part(posting.rule_id, '/', 1), '_([0-9]+)$', 1) as integer) as plan,
    posting.period,
    case split_part(posting.posting_key, '/', 5) when 'overlay' then 'overlay' else role.role end
        as role,
    coalesce(nullif(split_part(posting.rule_id, '/', 3), ''), 'earning') as kind,
    posting.effective_on,
    posting.account,
    posting.amount,
    posting.amount_reporting,
    cast(json_extract_string(posting.explain, '$.is_commensurate') as boolean) as commensurate
from sales_commission.sales_commission__postings as posting
left join role
    on posting.rule_id = role.rule_id
        and posting.party_id = role.payee_id
        and posting.source_id = role.event_id
order by posting.posting_key, posting.line_no
"""
MISSING = "select payee_id from sales_commission.missing_quota"


@dataclass(frozen=True)
class Difference:
    """One figure that is not what an example expects.

    Attributes:
        about: The selectors of the expectation, for people.
        figure: The figure.
        expected: What the example says.
        found: What the models say.
    """

    about: str
    figure: str
    expected: Any
    found: Any

    def __str__(self) -> str:
        return f"{self.about}: {self.figure} is {spoken(self.found)}, not {spoken(self.expected)}"


class Results:
    """All credits and postings of the examples in a warehouse.

    Args:
        warehouse: The DuckDB file that the pipeline built.
    """

    def __init__(self, warehouse: Path) -> None:
        with duckdb.connect(str(warehouse), read_only=True) as connection:
            self.credits, self.lines, missing = (
                rows_of(connection.execute(query)) for query in (CREDITS, LINES, MISSING)
            )
        self.missing = [row["payee_id"] for row in missing]

    def differences(self, example: Example) -> Iterator[Difference]:
        """Yield where an example's expectations and the models differ."""
        credits, lines = (
            [row for row in rows if row["example"] == example["id"]]
            for rows in (self.credits, self.lines)
        )
        for line in example["expected"]:
            about = ", ".join(f"{name} {line[name]}" for name in SELECTORS if name in line)
            for name in (name for name in line if name not in SELECTORS):
                found = FIGURES[name](chosen(credits, lines, line))
                if found != exact(line[name]):
                    yield Difference(about or "in all", name, exact(line[name]), found)
        missing = sorted(payee for payee in self.missing if payee.startswith(f"{example['id']}."))
        wanted = sorted(f"{example['id']}.{payee}" for payee in example.get("missing_quotas", []))
        if missing != wanted:
            yield Difference("quotas", "missing", wanted, missing)


def spoken(value: Any) -> str:  # noqa: ANN401
    """Return a figure for people."""
    if isinstance(value, list):
        return f"[{', '.join(map(spoken, value))}]"
    if isinstance(value, Decimal):
        text = f"{value:,f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return "nothing" if value is None else str(value)
