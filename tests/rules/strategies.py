"""Random cases: plans that a company could write, and events that could happen under them."""

from decimal import Decimal

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from tests.rules.reference.case import Case, Event, Tier

# A batch of cases is one build. Shrinking would take one more for each step: tests name the case
# that failed instead.
batches = settings(
    max_examples=2,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)

TOPS = {"amount": 50000, "attainment": 2, "quantity": 40, "count": 12}
LAST_DAY = {"event": 300, "month": 30, "quarter": 89, "half": 180, "year": 364}
STYLES = ("marginal", "retroactive", "mixed")


def decimals(least: int | str, most: int | str, places: int) -> st.SearchStrategy[Decimal]:
    """Return decimals with a number of digits after the point."""
    return st.decimals(least, most, places=places, allow_nan=False, allow_infinity=False)


@st.composite
def tiers(
    draw: st.DrawFn, tier_by: str, per_unit: bool = False, styles: tuple[str, ...] = STYLES
) -> tuple[Tier, ...]:
    """Return a rate table; bounds by units are whole, others may have no end in money."""
    places = {"amount": 2, "attainment": 10}.get(tier_by, 0)
    lowers = draw(
        st.sets(decimals("0.01" if places else 1, TOPS[tier_by], places).filter(bool), max_size=4)
    )
    style = draw(st.sampled_from(styles))
    is_retro = {"marginal": st.just(False), "retroactive": st.just(True), "mixed": st.booleans()}
    rate = decimals(0, 50, 2) if per_unit else decimals(0, "0.3", 4)
    return tuple(
        Tier(lower, draw(rate), draw(is_retro[style])) for lower in [Decimal(0), *sorted(lowers)]
    )


@st.composite
def events(
    draw: st.DrawFn, window: str, with_returns: bool = True, most: int = 12
) -> tuple[Event, ...]:
    """Return events in the order in which they happen; some take back."""
    days = sorted(draw(st.lists(st.integers(0, LAST_DAY[window]), min_size=1, max_size=most)))
    kinds = ["booking"] * 3 + (["credit_note", "cancellation"] if with_returns else [])
    made = []
    for day in days:
        kind = draw(st.sampled_from(kinds))
        sign = 1 if kind == "booking" else -1
        amount, quantity = draw(decimals(0, 30000, 2)), draw(decimals(0, 9, 0))
        made.append(Event(day, sign * amount, sign * quantity, kind))
    return tuple(made)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Return any case."""
    tier_by = draw(st.sampled_from(sorted(TOPS)))
    windows = ["month", "quarter", "half", "year"] + (["event"] * (tier_by != "attainment"))
    window = draw(st.sampled_from(windows))
    rate_unit = draw(st.sampled_from(["share", "share", "per_unit"]))
    in_units = tier_by == "attainment" and draw(st.booleans())
    quota = decimals(0, 40, 0) if in_units else decimals("0.01", 90000, 6)
    cap_per = draw(st.sampled_from([None, None, "event", "period", "window"]))
    if window == "event" and cap_per == "window":
        cap_per = "event"
    return Case(
        tiers=draw(tiers(tier_by, rate_unit == "per_unit")),
        events=draw(events(window)),
        tier_by=tier_by,
        rate_unit=rate_unit,
        window=window,
        quota=draw(st.none() | quota) if tier_by == "attainment" else None,
        quota_in_units=in_units,
        cap_per=cap_per,
        cap_amount=draw(decimals(0, 3000, 2)) if cap_per else None,
    )
