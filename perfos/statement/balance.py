"""The balances of a payee in a month: where they began, what moved them, where they end."""

from typing import TYPE_CHECKING, Any

from perfos.cli.query import ask

if TYPE_CHECKING:
    import duckdb

# What the company owes is a credit; what a payee has drawn in advance is a debit.
ACCOUNTS = {
    "commission_payable": ("Owed to you", -1, "payable"),
    "commission_held": ("Held until its condition comes true", -1, "held"),
    "draw_receivable": ("Drawn in advance", 1, "draw"),
}
REASONS = {
    "earning": "earned",
    "gate": "held back or released by a gate",
    "multiplier": "multiplied by attainment",
    "floor": "raised to a minimum",
    "cap": "taken by a cap, or carried over",
    "matrix": "by two measures",
    "pool": "from a pool",
    "contest": "won in a contest",
    "carve": "carved out for somebody else",
    "hold": "held",
    "release": "released",
    "clawback": "clawed back",
    "draw": "drawn",
    "draw_recovery": "recovered from draws",
    "draw_forgiven": "draws that are forgiven",
}
BALANCES = """
    select
        currency, opening_payable, closing_payable, paid_out, opening_held, closing_held,
        opening_draw, closing_draw
    from ledger.payee_balance
    where payee_id = getvariable('payee') and period = getvariable('period')
    order by currency
"""
MOVES = """
    select
        account,
        currency,
        coalesce(nullif(split_part(rule_id, '/', 3), ''), 'earning') as reason,
        posting_period = period and kind = 'original' as is_now,
        sum(amount) as amount
    from ledger.ledger_entries
    where party_id = getvariable('payee')
        and book = 'actual'
        and account in ('commission_payable', 'commission_held', 'draw_receivable')
        and posting_period = getvariable('period')
        and package <> 'payroll'
    group by all
    order by account, currency, is_now desc, reason
"""


def balances_of(
    snapshot: "duckdb.DuckDBPyConnection", payee_id: str, period: str
) -> list[dict[str, Any]]:
    """Return the balances of a payee: account, currency, opening, moves and closing.

    What is owed at the end of a month counts as paid out with it; a debt is carried over.
    """
    moves = ask(snapshot, MOVES, payee=payee_id, period=period)
    rows = ask(snapshot, BALANCES, payee=payee_id, period=period)
    found = []
    for account, (title, sign, name) in ACCOUNTS.items():
        for row in rows:
            moved = [
                {"what": _words(move), "amount": sign * move["amount"]}
                for move in moves
                if (move["account"], move["currency"]) == (account, row["currency"])
                and move["amount"]
            ]
            if name == "payable" and row["paid_out"]:
                moved.append({"what": "paid out with this month", "amount": -row["paid_out"]})
            opening, closing = row[f"opening_{name}"], row[f"closing_{name}"]
            if moved or opening or closing:
                found.append(
                    {
                        "account": account,
                        "title": title,
                        "currency": row["currency"],
                        "opening": opening,
                        "moves": moved,
                        "closing": closing,
                    }
                )
    return found


def _words(move: dict[str, Any]) -> str:
    """Return what moved a balance, for people."""
    words = REASONS.get(move["reason"], move["reason"].replace("_", " "))
    return words if move["is_now"] else f"{words}, corrected for earlier days"
