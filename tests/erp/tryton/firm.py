"""The firm: a database with the modules, a chart of accounts, taxes, products and sellers."""

import datetime as dt
import os
from decimal import Decimal
from types import SimpleNamespace

from proteus import Model
from proteus import config as client
from trytond import backend
from trytond.modules.account.tests.tools import (
    create_chart,
    create_fiscalyear,
    create_tax,
    get_accounts,
)
from trytond.modules.account_invoice.tests.tools import (
    create_payment_term,
    set_fiscalyear_invoice_sequences,
)
from trytond.modules.company.tests.tools import create_company, get_company
from trytond.modules.currency.tests.tools import get_currency
from trytond.pool import Pool
from trytond.transaction import Transaction

YEAR = (dt.date(2025, 1, 1), dt.date(2025, 12, 31))
SELLERS = ("Ada Archer", "Ben Baker", "Cleo Cook", "Dan Draper")
CUSTOMERS = ("Abel", "Bloom", "Crane", "Dufour", "Eklund", "Fermi")
PRODUCTS = {"Consulting": "149.90", "Hosting": "33.33", "Licence": "1250", "Handbook": "18.75"}
RATES = {dt.date(2025, 1, 1): "1.08", dt.date(2025, 3, 1): "1.0437", dt.date(2025, 5, 1): "1.1321"}


def activate(*modules: str) -> None:
    """Make a Tryton database of the empty one that TRYTOND_DATABASE_URI names."""
    url = os.environ["TRYTOND_DATABASE_URI"]
    name = url.rpartition("/")[2]
    Pool.start()
    with Transaction().start(name, 0):
        backend.Database(name).init()
    Pool(name).init(update=list(modules), lang=["en"], activatedeps=True)
    with Transaction().start(name, 0):
        user = {"login": "admin", "name": "Administrator", "administrator": True}
        Pool(name).get("res.user").create([user])
    client.set_trytond(url).skip_warning = True


def it_is(day: dt.date) -> None:
    """Let it be that day for Tryton: what differs in exchange is booked today."""
    Pool(client.get_config().database_name).get("ir.date").today = lambda timezone=None: day


def saved(model: str, **values: object) -> Model:
    """Save a new record of a model and return it."""
    record = Model.get(model)(**values)
    record.save()
    return record


def found(model: str, *clauses: tuple) -> Model:
    """Return the one record that fits."""
    (record,) = Model.get(model).find(list(clauses))
    return record


def firm() -> SimpleNamespace:
    """Set up the company and return what documents are made of."""
    create_company(currency=get_currency("EUR"))
    create_chart()
    euro, dollar = get_company().currency, get_currency("USD")
    for rate in [*euro.rates, *dollar.rates]:
        rate.delete()
    saved("currency.currency.rate", date=YEAR[0], rate=Decimal(1), currency=euro)
    for day, rate in RATES.items():
        saved("currency.currency.rate", date=day, rate=Decimal(rate), currency=dollar)
    set_fiscalyear_invoice_sequences(create_fiscalyear(today=YEAR)).click("create_period")
    accounts = get_accounts()
    _differences(accounts)
    term = create_payment_term()
    term.save()
    products = _products(accounts)
    return SimpleNamespace(
        currencies=(euro, dollar),
        term=term,
        products=products[:-1],
        agents=_agents(products[-1], term),
        customers=[saved("party.party", name=name) for name in CUSTOMERS],
        method=_method(accounts),
        write_off=saved(
            "account.move.reconcile.write_off",
            name="Differences",
            journal=saved("account.journal", name="Write-off", type="write-off"),
            credit_account=accounts["revenue"],
            debit_account=accounts["expense"],
        ),
    )


def _products(accounts: dict) -> list:
    """Return what is sold, under two rates of tax, and what sellers are paid by."""
    categories = []
    for rate in ("0.20", "0.10"):
        tax = create_tax(Decimal(rate))
        tax.save()
        category = Model.get("product.category")(name=tax.name, accounting=True)
        category.account_expense = accounts["expense"]
        category.account_revenue = accounts["revenue"]
        category.customer_taxes.append(tax)
        category.save()
        categories.append(category)
    made = []
    for name, price in {**PRODUCTS, "Commission": "0"}.items():
        template = Model.get("product.template")(name=name, type="service")
        unit = "Hour" if name == "Consulting" else "Unit"
        template.default_uom = found("product.uom", ("name", "=", unit))
        template.list_price = Decimal(price)
        template.account_category = categories[name == "Handbook"]
        template.salable = name in PRODUCTS
        template.save()
        made.append(template.products[0])
    return made


def _differences(accounts: dict) -> None:
    """Say where differences of exchange go."""
    configuration = Model.get("account.configuration")(1)
    configuration.currency_exchange_journal = found("account.journal", ("code", "=", "EXC"))
    configuration.currency_exchange_credit_account = accounts["revenue"]
    configuration.currency_exchange_debit_account = accounts["expense"]
    configuration.save()


def _agents(product: Model, term: Model) -> list:
    """Return the sellers: 10 % of what is invoiced, due once it is paid."""
    plan = Model.get("commission.plan")(name="Sellers", commission_method="payment")
    plan.commission_product = product
    plan.lines.new(formula="amount * 0.1")
    plan.save()
    parties = [saved("party.party", name=name, supplier_payment_term=term) for name in SELLERS]
    return [saved("commission.agent", party=party, type_="agent", plan=plan) for party in parties]


def _method(accounts: dict) -> Model:
    """Return how invoices are paid."""
    return saved(
        "account.invoice.payment.method",
        name="Bank",
        journal=found("account.journal", ("type", "=", "cash")),
        credit_account=accounts["cash"],
        debit_account=accounts["cash"],
    )
