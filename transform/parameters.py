"""What a company has set for its rule packages, as public models of the core."""

import json

from perfos.company import Company
from perfos.company.parameter_table import KINDS
from perfos.company.parameters import Parameters

ORIGIN = {
    "source_system": ("varchar", "Always `company`."),
    "source_table": ("varchar", "Name of this model."),
    "source_id": ("varchar", "Key of the line; several columns apart by |."),
    "source_hash": ("varchar", "Hash of the line's cells."),
    "source_file": ("varchar", "File inside the company folder."),
    "source_row": ("bigint", "Number of the record, the header being 1."),
}
RECORD = "parameter_record"


def parameter_files(company: Company) -> dict[str, str]:
    """Return the models of all parameter tables by file name, and their properties."""
    tables = company.parameters
    files = {f"{one.name}.sql": _model(one) for one in tables}
    files[f"{RECORD}.sql"] = _records(tables)
    described = [_properties(one) for one in tables]
    described.append(_described(RECORD, "One row per line of a parameter file.", ORIGIN))
    files["_parameters.yml"] = json.dumps({"version": 2, "models": described}, indent=1) + "\n"
    return files


def _model(one: Parameters) -> str:
    """Return the model of one table: its columns, and where each line comes from."""
    columns = [f'"{column.name}"' for column in one.table.columns]
    key = ", ".join(f'"{name}"' for name in one.table.key)
    columns += [
        "'company' as source_system",
        f"'{one.name}' as source_table",
        f"concat_ws('|', {key}) as source_id",
        "source_hash",
        "source_file",
        "source_row",
    ]
    listed = ",\n    ".join(columns)
    return f"select\n    {listed}\nfrom {{{{ source('control', '{one.name}') }}}}\n"


def _records(tables: tuple[Parameters, ...]) -> str:
    """Return the union of where all lines come from: the ledger looks its sources up in it."""
    nothing = ",\n    ".join(
        f"cast(null as {kind}) as {name}" for name, (kind, _) in ORIGIN.items()
    )
    parts = [f"select\n    {nothing}\nwhere false"]
    columns = ", ".join(ORIGIN)
    parts += [f"select {columns} from {{{{ ref('{one.name}') }}}}" for one in tables]
    return "\nunion all\n".join(parts) + "\n"


def _properties(one: Parameters) -> dict[str, object]:
    columns = {
        column.name: (KINDS[column.type][2], column.description) for column in one.table.columns
    }
    return _described(one.name, one.table.description, columns | ORIGIN)


def _described(
    name: str, description: str, columns: dict[str, tuple[str, str]]
) -> dict[str, object]:
    return {
        "name": name,
        "description": description,
        "columns": [
            {"name": column, "data_type": kind, "description": text, "quote": column not in ORIGIN}
            for column, (kind, text) in columns.items()
        ],
    }
