"""The models that are generated for a company: what its mappings say, for dbt.

A generated model is one call of a macro in macros/staging.sql with what the company configured;
the SQL itself stands there.
"""

import json
from functools import cache

import sqlglot
from sqlglot import exp

from perfos.company import Company
from perfos.company.entities import ENTITIES, SQL_TYPES, Entity, Field
from perfos.company.sources import Mapping

Json = dict[str, object]

# The company folder's own tables, which stand beside what its sources deliver.
CONTROL = {"person": "people", "org_assignment": "org", "quota": "quotas"}
# What a field says where the source says nothing; the splits of a deal find its event by deal_id.
DEFAULTS = {
    "event": {"deal_id": "event_id"},
    "credit_split": {"split_kind": "'revenue'", "stage": "''"},
}

# How a value that cannot be read is called; text can always be read.
UNREADABLE = {
    "date": "date",
    "timestamp": "date",
    "decimal": "number",
    "rate": "number",
    "integer": "number",
    "boolean": "boolean",
}


def entity_vars() -> Json:
    """Return what the macros need to know of each entity."""
    return {entity.name: _entity(entity) for entity in ENTITIES.values()}


def staging_models(company: Company) -> dict[str, str]:
    """Return the text of each generated model in schema staging, by name."""
    numbered = [_mapping(number, m) for number, m in enumerate(company.mappings, start=1)]
    models = {
        f"stg_{name}": call("staging", name, [m for m in numbered if m["entity"] == name])
        for name in ENTITIES
    }
    models["mapping_count"] = call("mapping_count", numbered)
    return models


def call(macro: str, *arguments: object) -> str:
    """Return a model that is one macro call.

    JSON of texts, numbers and lists is what Jinja writes for them, too; text in it is quoted, so
    that no mapping can reach Jinja.
    """
    texts = (json.dumps(argument, indent=4, ensure_ascii=False) for argument in arguments)
    return f"{{{{ {macro}({', '.join(texts)}) }}}}\n"


def _entity(entity: Entity) -> Json:
    return {
        "key": list(entity.key),
        "fields": {field.name: _field(field) for field in entity.fields},
        "required": [field.name for field in entity.fields if field.required],
        "references": {f.name: f.references for f in entity.fields if f.references},
        "total": entity.total or "",
        "control": CONTROL.get(entity.name, ""),
        "defaults": DEFAULTS.get(entity.name, {}),
    }


def _field(field: Field) -> Json:
    kind = UNREADABLE.get(field.type, "")
    return {"type": SQL_TYPES[field.type], "unreadable": kind and f"unreadable_{kind}"}


def _mapping(number: int, mapping: Mapping) -> Json:
    """Return a mapping with its expressions quoted and the columns that each of them reads."""
    where, where_columns = _expression(mapping.where) if mapping.where else ("", [])
    texts = mapping.fields.values()
    fields = {}
    for name, text in mapping.fields.items():
        sql, columns = _expression(text)
        fields[name] = {"sql": sql, "columns": columns}
    return {
        "number": number,
        "entity": mapping.entity,
        "source": mapping.source,
        "table": mapping.table,
        "columns": sorted({*where_columns}.union(*(_expression(t)[1] for t in texts))),
        "where": where,
        "where_columns": where_columns,
        "is_distinct": int(mapping.distinct),
        "fields": fields,
    }


@cache
def _expression(text: str) -> tuple[str, list[str]]:
    """Return a mapping's expression over the table `record`, and the columns that it reads.

    Every column is quoted and qualified, so that none is taken for a keyword or for an alias. An
    expression that fails on a record is null there: one record must not stop a run.
    """
    parsed = sqlglot.parse_one(text, dialect="duckdb")
    names = set()
    for column in parsed.find_all(exp.Column):
        names.add(column.name.lower().replace("'", "''"))
        column.set("table", exp.to_identifier("record"))
        column.this.set("quoted", True)
    sql = parsed.sql(dialect="duckdb")
    plain = isinstance(parsed, exp.Column | exp.Literal)
    return (sql if plain else f"try({sql})"), sorted(names)
