"""Rows as REST and as Bulk write them."""

import csv
import io
import json
from datetime import datetime

from tests.apis.salesforce.org import NUMBERS


def moment(value: datetime, zone: str) -> str:
    """Return a moment with its milliseconds."""
    return value.strftime("%Y-%m-%dT%H:%M:%S.") + f"{value.microsecond // 1000:03d}{zone}"


def as_json(name: str, types: dict[str, str], fields: list[str], rows: list[dict]) -> str:
    """Return the JSON list of records; numbers stand as they are, with all their digits."""

    def member(row: dict, field: str) -> str:
        value = row[field]
        if value is not None and types[field] in NUMBERS:
            return f'"{field}":{value}'
        if isinstance(value, datetime):
            value = moment(value, "+0000")
        return f'"{field}":{json.dumps(value)}'

    def record(row: dict) -> str:
        url = f"/services/data/v66.0/sobjects/{name}/{row['Id']}"
        attributes = json.dumps({"type": name, "url": url})
        return f'{{"attributes":{attributes},' + ",".join(member(row, f) for f in fields) + "}"

    return "[" + ",".join(record(row) for row in rows) + "]"


def as_csv(fields: list[str], rows: list[dict]) -> str:
    """Return CSV with a header, every value in quotes, nulls as nothing."""

    def cell(value: object) -> object:
        if isinstance(value, bool):
            return str(value).lower()
        return moment(value, "Z") if isinstance(value, datetime) else value

    file = io.StringIO()
    writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(fields)
    writer.writerows([cell(row[field]) for field in fields] for row in rows)
    return file.getvalue()
