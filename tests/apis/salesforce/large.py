"""Opportunities in their millions, made when they are asked for, as a vendor makes its answers."""

import csv
import io
import json
import time

from flask import Flask, Response, jsonify, request

from tests.apis.served import served

BASE = "/services/data/v66.0"
# Rows of a page: what the vendor's REST gives, and what is asked of its Bulk API.
REST_PAGE, BULK_PAGE = 2_000, 100_000
FIELDS = {
    "Id": "id", "IsDeleted": "boolean", "SystemModstamp": "datetime", "Name": "string",
    "AccountId": "reference", "OwnerId": "reference", "StageName": "picklist",
    "Amount": "currency", "Probability": "percent", "CloseDate": "date", "IsClosed": "boolean",
    "IsWon": "boolean", "Type": "picklist", "LeadSource": "picklist", "Description": "textarea",
    "CurrencyIsoCode": "picklist", "CreatedDate": "datetime", "LastModifiedDate": "datetime",
    "Net_ARR__c": "currency", "Region__c": "picklist",
}  # fmt: skip
ATTRIBUTES = {"type": "Opportunity", "url": f"{BASE}/sobjects/Opportunity/006"}


def row(n: int, moment: str) -> tuple:
    """Return the values of one opportunity, in the order of the fields."""
    return (
        f"006{n:015d}", False, moment, f"Deal {n}", f"001{n % 9973:015d}",
        f"005{n % 211:015d}", "Closed Won" if n % 3 else "Closed Lost",
        n % 99991 + n % 100 / 100, n % 101 + 0.0, f"2025-{n % 12 + 1:02d}-{n % 28 + 1:02d}",
        True, bool(n % 3), "New Business", "Web", f"What was said about deal {n}, and more", "EUR",
        moment, moment, n % 7919 + 0.5, f"Region {n % 12}",
    )  # fmt: skip


class Large:
    """The rows of one load.

    Attributes:
        key: Of its job, and of its further pages.
        numbers: Of the opportunities.
        moment: When they were changed last.
    """

    def __init__(self, key: str, numbers: range, moment: str):
        self.key, self.numbers, self.moment = key, numbers, moment

    def page(self, start: int, rows: int) -> tuple[list[tuple], int | None]:
        """Return rows from a place on, and where those after them start."""
        until = start + rows
        found = [row(n, self.moment) for n in self.numbers[start:until]]
        return found, until if until < len(self.numbers) else None


def application(rows: int, way: str, pause: float) -> Flask:
    """Return a server of so many opportunities, and of the hundredth that has changed.

    Args:
        rows: How many there are.
        way: `rest`: there is no Bulk API; `bulk`: a page of REST sends nobody on to another.
        pause: Seconds that the server thinks before a page.
    """
    app = Flask("large")
    every = Large("750A", range(rows), "2026-01-01T00:00:00.000Z")
    changed = Large("750B", range(0, rows, 100), "2026-01-02T00:00:00.000Z")
    loads = {load.key: load for load in (every, changed)}
    add_login(app)
    add_rest(app, loads, way, pause)
    add_bulk(app, loads, way, pause)
    return app


def add_login(app: Flask) -> None:
    """Let everybody in, and describe the object."""

    @app.post("/services/oauth2/token")
    def token():
        return jsonify(access_token="x", instance_url=request.host_url.rstrip("/"))  # noqa: S106

    @app.get(f"{BASE}/sobjects/Opportunity/describe")
    def describe():
        fields = [{"name": name, "type": type_} for name, type_ in FIELDS.items()]
        return jsonify(name="Opportunity", fields=fields)


def add_rest(app: Flask, loads: dict[str, Large], way: str, pause: float) -> None:
    """Add queries, page by page as JSON."""

    def answer(load: Large, start: int) -> Response:
        time.sleep(pause)
        found, following = load.page(start, REST_PAGE)
        records = [
            {"attributes": ATTRIBUTES, **dict(zip(FIELDS, one, strict=True))} for one in found
        ]
        told = {"totalSize": len(load.numbers), "done": following is None, "records": records}
        if following is not None:
            told["nextRecordsUrl"] = f"{BASE}/query/{load.key}-{following}"
        return Response(json.dumps(told), mimetype="application/json")

    @app.get(f"{BASE}/queryAll")
    def query():
        load = loads["750B" if "WHERE" in request.args["q"] else "750A"]
        if way == "bulk":
            # So many that they are read in bulk, even where they are few.
            return jsonify(totalSize=len(load.numbers) + 10_001, done=False, records=[])
        return answer(load, 0)

    @app.get(f"{BASE}/query/<locator>")
    def further(locator):
        key, _, start = locator.partition("-")
        return answer(loads[key], int(start))


def add_bulk(app: Flask, loads: dict[str, Large], way: str, pause: float) -> None:
    """Add jobs, whose results are pages of CSV."""

    @app.post(f"{BASE}/jobs/query")
    def job():
        if way == "rest":
            return jsonify([{"errorCode": "INVALIDENTITY", "message": "not in bulk"}]), 400
        return jsonify(id="750B" if "WHERE" in request.get_json()["query"] else "750A")

    @app.get(f"{BASE}/jobs/query/<key>")
    def state(key):
        return jsonify(id=key, state="JobComplete")

    @app.delete(f"{BASE}/jobs/query/<key>")
    def delete(key):
        return "", 204

    @app.get(f"{BASE}/jobs/query/<key>/results")
    def results(key):
        time.sleep(pause * BULK_PAGE / REST_PAGE)
        found, following = loads[key].page(int(request.args.get("locator", 0)), BULK_PAGE)
        page = io.StringIO()
        lines = csv.writer(page, quoting=csv.QUOTE_ALL, lineterminator="\n")
        lines.writerow(FIELDS)
        lines.writerows(found)
        answer = Response(page.getvalue(), mimetype="text/csv")
        answer.headers["Sforce-NumberOfRecords"] = str(len(found))
        answer.headers["Sforce-Locator"] = "null" if following is None else str(following)
        return answer


def serve(rows: int, way: str, pause: float, address) -> None:
    """Serve in a process of its own; tell the address."""
    with served(application(rows, way, pause)) as at:
        address.put(at)
        time.sleep(10**6)
