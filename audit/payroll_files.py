"""The files that payroll gets: CSV, workbook, journal and receipt."""

import json
from pathlib import Path
from typing import Any

import duckdb

from audit.store import write_text

PAYMENTS = """
select
    payment.payee_id, person.name, payment.currency, payment.amount, payment.period,
    payment.paid_on, payment.receipt
from ledger.payment
left join core.person on payment.payee_id = person.person_id
where payment.period = ?
order by payment.payee_id, payment.currency
"""
JOURNAL = """
with paid as (
    select period, paid_on, currency, sum(amount) as amount
    from ledger.payment
    where period = ?
    group by period, paid_on, currency
)

select
    paid.paid_on as booked_on, account.code as account, account.title,
    case when line.sign = 1 then paid.amount end as debit,
    case when line.sign = -1 then paid.amount end as credit,
    paid.currency, 'commissions ' || paid.period as text
from paid
cross join (values ('commission_payable', 1), ('payroll_clearing', -1)) as line (account, sign)
inner join core.account on line.account = account.account
order by paid.currency, line.sign desc
"""
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def write_payroll(connection: duckdb.DuckDBPyConnection, folder: Path, period: str) -> Path:
    """Write the files of a month that is paid; return their folder."""
    target = folder / period
    target.mkdir(parents=True, exist_ok=True)
    heads, payments = _ask(connection, PAYMENTS, period)
    write_text(target / "payroll.csv", _csv(heads, payments))
    write_text(target / "journal.csv", _csv(*_ask(connection, JOURNAL, period)))
    _workbook(target / "payroll.xlsx", heads, payments)
    receipt = {
        "period": period,
        "receipt": payments[0][-1] if payments else None,
        "payments": len(payments),
    }
    write_text(target / "receipt.json", json.dumps(receipt, indent=1) + "\n")
    return target


def _ask(
    connection: duckdb.DuckDBPyConnection, query: str, period: str
) -> tuple[list[str], list[tuple[Any, ...]]]:
    found = connection.execute(query, [period])
    return [column[0] for column in found.description or []], found.fetchall()


def _csv(heads: list[str], rows: list[tuple[Any, ...]]) -> str:
    """Return rows as CSV; no cell of text can be taken for a formula."""
    lines = [heads, *([_cell(value) for value in row] for row in rows)]
    return "".join(",".join(line) + "\n" for line in lines)


def _cell(value: Any) -> str:  # noqa: ANN401
    text = "" if value is None else str(value)
    if isinstance(value, str) and text.startswith(DANGEROUS):
        text = f"'{text}"
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in ',"\n\r') else text


def _workbook(path: Path, heads: list[str], rows: list[tuple[Any, ...]]) -> None:
    """Write a workbook aside and put it in its place."""
    import xlsxwriter

    aside = path.with_name(f".{path.name}.tmp")
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(aside), options) as workbook:
        sheet = workbook.add_worksheet("payroll")
        sheet.write_row(0, 0, heads, workbook.add_format({"bold": True}))
        money = workbook.add_format({"num_format": "#,##0.00"})
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                if heads[column] == "amount":
                    sheet.write_number(number, column, value, money)
                else:
                    sheet.write_string(number, column, "" if value is None else str(value))
        sheet.autofit()
    aside.replace(path)
