"""The inverse question: how large must a deal be to earn an amount?"""

from dataclasses import replace
from decimal import ROUND_CEILING, Decimal

from perfos.whatif.deal import Answer, Question
from perfos.whatif.event import Deal

CENT = Decimal("0.01")
UNIT = Decimal(1)
"""How near the answer is where pay jumps or stands still."""
MOST = Decimal(10) ** 12
TURNS = 60


def amount_for(question: Question, deal: Deal, earn: Decimal) -> Answer | None:
    """Return the answer of the smallest deal that earns an amount; None if none does.

    The models are asked again and again, each time nearer: where the pay would grow evenly between
    two bounds it is found to the cent, else in the middle of them, to one unit of the currency.

    Args:
        question: The question, with what stands without the deal.
        deal: The deal; its amount is where the search begins.
        earn: What it should earn, in the plan's currency.
    """
    low, low_pay, high = Decimal(0), Decimal(0), deal.amount
    best = question.ask(replace(deal, amount=high))
    while _total(best) < earn:
        low, low_pay = high, _total(best)
        times = min(max(earn / low_pay, Decimal(2)), Decimal(100)) if low_pay > 0 else Decimal(10)
        high = high * times + UNIT
        high = high.quantize(CENT, ROUND_CEILING)
        if high > MOST:
            return None
        best = question.ask(replace(deal, amount=high))
    is_flat = False
    for turn in range(TURNS):
        best_pay = _total(best)
        if high - low <= (CENT if best_pay > earn and turn < 4 else UNIT):
            break
        is_hit = best_pay == earn
        if is_hit:
            guess = _below(low, high, is_flat)
        else:
            guess = _between(low, low_pay, high, best_pay, earn, turn)
        found = question.ask(replace(deal, amount=guess))
        if _total(found) >= earn:
            high, best, is_flat = guess, found, is_hit
        elif is_hit and not is_flat and _total(found) > low_pay:
            break
        else:
            low, low_pay = guess, _total(found)
    return best


def _total(answer: Answer) -> Decimal:
    return sum(answer.pays.values(), Decimal(0))


def _below(low: Decimal, high: Decimal, is_flat: bool) -> Decimal:
    """Return an amount below one that earns exactly enough.

    A thousandth less earns less where pay grows. Where it does not, pay stands still, and the
    amount from which on it does lies anywhere below: the middle is asked.
    """
    near = high - max(UNIT, high / 1000)
    return ((low + high) / 2 if is_flat or near <= low else near).quantize(CENT)


def _between(
    low: Decimal, low_pay: Decimal, high: Decimal, high_pay: Decimal, earn: Decimal, turn: int
) -> Decimal:
    """Return an amount of whole cents strictly between two bounds."""
    is_even = turn % 3 < 2 and high_pay != low_pay
    part = (earn - low_pay) / (high_pay - low_pay) if is_even else Decimal("0.5")
    guess = (low + (high - low) * part).quantize(CENT, ROUND_CEILING)
    return min(max(guess, low + CENT), high - CENT)
