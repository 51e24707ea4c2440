"""The names that dbt and the core use: a package may not take one of them for itself."""

import re
from pathlib import Path

from dbt.include.duckdb import PACKAGE_PATH as DUCKDB
from dbt.include.global_project import PACKAGE_PATH as DBT

from transform.workspace import HERE

_DEFINED = re.compile(r"{%-?\s*(macro|test|materialization)\s+(\w+)")
# What dbt puts into a template's context besides macros, and what Jinja has itself.
CONTEXT = {
    *("adapter", "api", "as_bool", "as_native", "as_number", "as_text", "builtins", "caller"),
    *("column", "compiled_code", "config", "connection_name", "context", "cycler", "database"),
    *(
        "dbt",
        "dbt_duckdb",
        "dbt_metadata_envs",
        "dbt_version",
        "debug",
        "diff_of_two_dicts",
        "dict",
    ),
    *("doc", "env_var", "exceptions", "execute", "flags", "fromjson", "fromyaml", "function"),
    *("graph", "hooks", "invocation_args_dict", "invocation_id", "joiner", "lipsum", "load_result"),
    *("local_md5", "log", "loop", "metric", "model", "modules", "namespace", "post_hooks"),
    *("pre_hooks", "print", "project_name", "range", "ref", "render", "return", "run_started_at"),
    *("schema", "schemas", "selected_resources", "self", "set", "set_strict", "source", "sql"),
    *("sql_now", "statement", "store_raw_result", "store_result", "submit_python_job", "super"),
    *("target", "this", "thread_id", "tojson", "toyaml", "try_or_compiler_error", "var", "varargs"),
    *("kwargs", "validation", "write", "zip", "zip_strict", "performance_os"),
}


def _macros() -> set[str]:
    """Return the names of the macros of dbt, its adapter and the core, and of their tests."""
    found = set()
    for folder in (DBT, DUCKDB, HERE / "macros", HERE / "tests"):
        for path in Path(folder).rglob("*.sql"):
            for kind, name in _DEFINED.findall(path.read_text(encoding="utf-8")):
                found |= {name} if kind == "macro" else {name, f"{kind}_{name}"}
    return found


RESERVED = frozenset(CONTEXT | _macros())
