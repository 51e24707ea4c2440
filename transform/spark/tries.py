"""`try(...)`: null instead of an error. Spark has that for single operations only."""

from sqlglot import exp

from transform.spark.rewrite import Rewrite, call

OPERATIONS: dict[type, str] = {
    exp.Add: "TRY_ADD",
    exp.Sub: "TRY_SUBTRACT",
    exp.Mul: "TRY_MULTIPLY",
    exp.Div: "TRY_DIVIDE",
    exp.Mod: "TRY_MOD",
}


def tried(node: exp.Expr) -> exp.Expr:
    """Return what is tried, each operation and cast in it made one that answers with null."""
    inner = exp.Paren(this=node.this.copy())
    for part in reversed(list(inner.walk())):
        name = OPERATIONS.get(type(part))
        if name and part.is_type(*exp.DataType.NUMERIC_TYPES, exp.DType.UNKNOWN):
            part.replace(call(name, part.this, part.expression))
        elif type(part) is exp.Cast:
            part.replace(exp.TryCast(this=part.this.copy(), to=part.args["to"].copy()))
    return inner


REWRITES: dict[type, Rewrite] = {exp.Try: tried}
