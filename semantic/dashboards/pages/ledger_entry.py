"""One entry of the ledger: what balances it, how it came about, and its source record."""

from dash import html
from dash.development.base_component import Component

from semantic.dashboards.figures import finance as figures
from semantic.dashboards.figures import source
from semantic.dashboards.parts import columns, message, paper, table
from semantic.dashboards.steps import step_rows
from semantic.dashboards.words import NOTHING, _, day, moment, money, month
from semantic.result import Row


def page_of(entry: str, code: str) -> Component:
    """Return an entry with what balances it, how it came about, and its source record."""
    rows = figures.transaction(entry)
    if not rows:
        return message(_("There is nothing here"), _("Or nothing that you may see."))
    chosen = rows[0]
    booked = [[row["account_title"] or row["account"], *amounts_of(row, code)] for row in rows]
    line = {"steps": source.steps(chosen), "currency": code, "rate_unit": "share"}
    steps = table(
        [_("Step"), _("Base") + ">", _("Rate") + ">", _("Amount") + ">"],
        step_rows(line),
        _("This entry has no derivation."),
    )
    return html.Div(
        [
            paper(_("Transaction"), table([_("Account"), *heads()], booked, "")),
            columns(
                paper(_("Posted"), _facts(_posted(chosen))),
                paper(_("Source record"), _facts(_source(chosen)), id="source-record"),
            ),
            paper(_("How it came about"), steps),
        ],
        className="stack",
    )


def _posted(row: Row) -> dict[str, str]:
    """Return who, when and by which rule."""
    payee = f"{row['payee']} ({row['payee_id']})" if row["payee_id"] else NOTHING
    return {
        _("Payee"): payee,
        _("Customer"): row["customer"] or NOTHING,
        _("Business date"): day(row["effective_on"]),
        _("About"): month(row["period"]),
        _("Posted in"): month(row["posting_period"]),
        _("Rule"): row["rule_id"] or NOTHING,
        _("Package"): f"{row['package']} {row['package_version']}",
        _("Run"): row["run_id"],
        _("Recorded at (UTC)"): moment(row["recorded_at"]),
        _("Entry"): row["entry_id"],
    }


def _source(row: Row) -> dict[str, str]:
    """Return file, row and fields of the record; its key alone where it is not kept."""
    found = source.record(row)
    if not found:
        return {_("Record"): f"{row['source_system']}.{row['source_table']} {row['source_id']}"}
    where = f"{found.pop('source_file')}, {_('row')} {found.pop('source_row')}"
    first = {_("File and row"): where, _("Source"): f"{row['source_system']}.{row['source_table']}"}
    rest = {name: str(value) for name, value in found.items() if value not in (None, {}, "")}
    return first | rest


def _facts(facts: dict[str, str]) -> Component:
    rows = [
        html.Tr([html.Th(name, scope="row"), html.Td(value, style={"overflowWrap": "anywhere"})])
        for name, value in facts.items()
    ]
    return html.Table(html.Tbody(rows), className="plain")


def heads() -> list[str]:
    """Return the heads of debit, credit and balance."""
    return [_("Debit") + ">", _("Credit") + ">", _("Balance") + ">"]


def amounts_of(row: Row, code: str) -> list[str]:
    """Return debit, credit and balance of a row."""
    return [money(row[name], code) for name in ("debit", "credit", "balance")]
