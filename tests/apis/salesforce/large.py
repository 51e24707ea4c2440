"""Opportunities in their millions, written before anybody asks, so that serving takes no time."""

import time

from flask import Flask, Response, jsonify, request

from tests.apis.served import served

BASE = "/services/data/v66.0"
PAGE = 100_000
FIELDS = {
    "Id": "id", "IsDeleted": "boolean", "SystemModstamp": "datetime", "Name": "string",
    "AccountId": "reference", "OwnerId": "reference", "StageName": "picklist",
    "Amount": "currency", "Probability": "percent", "CloseDate": "date", "IsClosed": "boolean",
    "IsWon": "boolean", "Type": "picklist", "LeadSource": "picklist", "Description": "textarea",
    "CurrencyIsoCode": "picklist", "CreatedDate": "datetime", "LastModifiedDate": "datetime",
    "Net_ARR__c": "currency", "Region__c": "picklist",
}  # fmt: skip


def _line(n: int, moment: str) -> bytes:
    is_won = "true" if n % 3 else "false"
    values = (
        f"006{n:015d}", "false", moment, f"Deal {n}", f"001{n % 9973:015d}",
        f"005{n % 211:015d}", "Closed Won" if n % 3 else "Closed Lost",
        f"{n % 99991}.{n % 100:02d}", f"{n % 101}.0", f"2025-{n % 12 + 1:02d}-{n % 28 + 1:02d}",
        "true", is_won, "New Business", "Web", f"What was said about deal {n}, and more", "EUR",
        moment, moment, f"{n % 7919}.5", f"Region {n % 12}",
    )  # fmt: skip
    return b'"' + '","'.join(values).encode() + b'"\n'


def _pages(lines: list[bytes]) -> list[bytes]:
    header = b'"' + '","'.join(FIELDS).encode() + b'"\n'
    return [header + b"".join(lines[at : at + PAGE]) for at in range(0, max(len(lines), 1), PAGE)]


def serve(rows: int, address) -> None:
    """Serve the rows as a job of Bulk: all, or the hundredth that has changed; tell the address."""
    app = Flask("large")
    counts = {"750A": rows, "750B": -(-rows // 100)}
    pages = {
        "750A": _pages([_line(n, "2026-01-01T00:00:00.000Z") for n in range(rows)]),
        "750B": _pages([_line(n, "2026-01-02T00:00:00.000Z") for n in range(0, rows, 100)]),
    }
    _add_queries(app, counts)

    @app.get(f"{BASE}/jobs/query/<key>/results")
    def results(key):
        number = int(request.args.get("locator", 0))
        is_last = number + 1 == len(pages[key])
        answer = Response(pages[key][number], mimetype="text/csv")
        found = counts[key] - number * PAGE if is_last else PAGE
        answer.headers["Sforce-NumberOfRecords"] = str(found)
        answer.headers["Sforce-Locator"] = "null" if is_last else str(number + 1)
        return answer

    with served(app) as at:
        address.put(at)
        time.sleep(10**6)


def _add_queries(app: Flask, counts: dict[str, int]) -> None:
    @app.post("/services/oauth2/token")
    def token():
        return jsonify(access_token="x", instance_url=request.host_url.rstrip("/"))  # noqa: S106

    @app.get(f"{BASE}/sobjects/Opportunity/describe")
    def describe():
        fields = [{"name": name, "type": type_} for name, type_ in FIELDS.items()]
        return jsonify(name="Opportunity", fields=fields)

    @app.get(f"{BASE}/queryAll")
    def query():
        # So many that they are read in bulk, even where they are few.
        return jsonify(totalSize=counts["750A"] + 10_001, done=False, records=[])

    @app.post(f"{BASE}/jobs/query")
    def job():
        return jsonify(id="750B" if "WHERE" in request.get_json()["query"] else "750A")

    @app.get(f"{BASE}/jobs/query/<key>")
    def state(key):
        return jsonify(id=key, state="JobComplete")

    @app.delete(f"{BASE}/jobs/query/<key>")
    def delete(key):
        return "", 204
