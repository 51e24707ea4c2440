"""What each event has for itself beside its measure, as SQL over core.event."""

from perfos.company.formula import compile_formula
from perfos.company.plan.credit import Credit
from perfos.company.plan.rates import RateTable
from perfos.company.plan.tiers import Axis


def event_formulas(component: object) -> dict[str, str]:
    """Return the SQL of what each event counts for, its rate and its multiplier; empty without."""
    rate = getattr(component, "rate", None)
    multiplier = getattr(component, "multiplier", None)
    credit = getattr(component, "credit", None)
    counts = credit.counts if isinstance(credit, Credit) else None
    return {
        "counts": compile_formula(counts) if counts else "",
        "rate": _event_rate(rate) if isinstance(rate, RateTable) else "",
        "multiplier": compile_formula(multiplier) if multiplier else "",
    }


def _event_rate(rate: RateTable) -> str:
    if rate.kind == "formula" and isinstance(rate.rate, str):
        return compile_formula(rate.rate)
    if not rate.rows or not rate.columns or rate.is_by_components:
        return ""
    cells = ", ".join(f"[{', '.join(f'{cell:f}' for cell in row)}]" for row in rate.rates or ())
    row, column = (_place(axis, rate.bounds != "lower") for axis in (rate.rows, rate.columns))
    return f"([{cells}])[{row}][{column}]"


def _place(axis: Axis, is_open: bool) -> str:
    """Return the SQL of the number of the row or column that a value is in."""
    value = compile_formula(str(axis.by))
    sign = ">" if is_open else ">="
    steps = (f"cast({value} {sign} {bound:f} as integer)" for bound in axis.from_[1:])
    return " + ".join(["1", *steps])
