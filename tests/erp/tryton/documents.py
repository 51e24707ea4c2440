"""What happens to documents: sold, paid, credited, settled against each other.

Each takes the firm, the case (an invoice and the note that credits it) and the day.
"""

import datetime as dt
import random
from decimal import Decimal
from types import SimpleNamespace

from proteus import Model, Wizard

from tests.erp.tryton.firm import PRODUCTS


def sell(firm: SimpleNamespace, case: SimpleNamespace, day: dt.date, draw: random.Random) -> None:
    """Sell two products by an order and post its invoice."""
    sale = Model.get("sale.sale")(party=draw.choice(firm.customers), sale_date=day)
    sale.agent = firm.agents[case.number % len(firm.agents)]
    sale.currency = firm.currencies[case.number % 5 == 1]
    sale.payment_term = firm.term
    for product in draw.sample(firm.products, 2):
        line = sale.lines.new()
        line.product = product
        is_hours = product.template.default_uom.name == "Hour"
        line.quantity = draw.randrange(50, 4000) / 100 if is_hours else draw.randrange(1, 40)
        price = Decimal(PRODUCTS[product.template.name]) * draw.choice([1, Decimal("0.93")])
        line.unit_price = price.quantize(Decimal("0.0001"))
    sale.save()
    for button in ("quote", "confirm", "process"):
        sale.click(button)
    sale.reload()
    case.invoice = posted(sale.invoices[0], day)


def posted(document: Model, day: dt.date) -> Model:
    """Post a document on a day."""
    document.invoice_date = day
    document.save()
    document.click("post")
    document.reload()
    return document


def pay(firm: SimpleNamespace, case: SimpleNamespace, day: dt.date, share: str = "1") -> None:
    """Pay a share of what is still open."""
    _pay(firm, case.invoice, day, case.invoice.amount_to_pay * Decimal(share))


def write_off(firm: SimpleNamespace, case: SimpleNamespace, day: dt.date) -> None:
    """Pay nearly all of what is still open, and forget the rest."""
    amount = case.invoice.amount_to_pay * Decimal("0.99")
    _pay(firm, case.invoice, day, amount, type="writeoff", writeoff=firm.write_off)


def refund(firm: SimpleNamespace, case: SimpleNamespace, day: dt.date) -> None:
    """Pay back what a note says."""
    _pay(firm, case.note, day, case.note.amount_to_pay)


def settle(firm: SimpleNamespace, case: SimpleNamespace, day: dt.date) -> None:
    """Pay what an invoice and its note leave open, and settle the one by the other."""
    invoice, note = case.invoice, case.note
    _pay(firm, invoice, day, invoice.amount_to_pay + note.amount_to_pay)
    lines = [*invoice.lines_to_pay, *invoice.payment_lines, *note.lines_to_pay]
    Wizard("account.move.reconcile_lines", lines)


def _pay(
    firm: SimpleNamespace, document: Model, day: dt.date, amount: Decimal, **ask: object
) -> None:
    """Pay an amount; `ask` answers what becomes of the rest."""
    wizard = Wizard("account.invoice.pay", [document])
    wizard.form.amount = amount.quantize(Decimal("0.01"))
    wizard.form.payment_method = firm.method
    wizard.form.date = day
    wizard.execute("choice")
    if wizard.state != "end":
        for name, value in {"type": "partial", **ask}.items():
            setattr(wizard.form, name, value)
        wizard.execute("pay")
    document.reload()


def cancel(firm: SimpleNamespace, case: SimpleNamespace, day: dt.date) -> None:
    """Credit an invoice that nobody has paid, and settle both."""
    _credit(case, day, with_refund=True)


def credit(firm: SimpleNamespace, case: SimpleNamespace, day: dt.date) -> None:
    """Credit an invoice; the note names the lines that it credits."""
    case.note = posted(_credit(case, day, with_refund=False), day)


def credit_part(firm: SimpleNamespace, case: SimpleNamespace, day: dt.date) -> None:
    """Credit about half of the first line."""
    note = _credit(case, day, with_refund=False)
    note.lines.remove(note.lines[1])
    note.lines[0].quantity //= 2
    case.note = posted(note, day)


def _credit(case: SimpleNamespace, day: dt.date, with_refund: bool) -> Model:
    """Let Tryton's wizard write the note."""
    wizard = Wizard("account.invoice.credit", [case.invoice])
    wizard.form.with_refund = with_refund
    wizard.form.invoice_date = day
    wizard.execute("credit")
    case.invoice.reload()
    return wizard.actions[0][0]


def note_by_hand(firm: SimpleNamespace, case: SimpleNamespace, day: dt.date) -> None:
    """Write a note that names no invoice."""
    note = Model.get("account.invoice")(type="out", party=case.invoice.party)
    note.agent, note.currency = case.invoice.agent, case.invoice.currency
    note.payment_term = firm.term
    line = note.lines.new()
    line.product = case.invoice.lines[0].product
    line.quantity, line.unit_price = -1, Decimal("47.11")
    note.save()
    case.note = posted(note, day)
