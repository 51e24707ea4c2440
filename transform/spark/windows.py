"""Windows: named ones with an order of their own, and QUALIFY."""

from sqlglot import exp


def inherited(window: exp.Window) -> None:
    """A named window with an order of its own: Spark takes a name, or all of it."""
    if not window.args.get("alias") or not window.args.get("order"):
        return
    select = window.find_ancestor(exp.Select)
    named = select.args["windows"] if select else []
    base = next(one for one in named if one.name == window.args["alias"].name)
    window.set("alias", None)
    window.set("partition_by", [one.copy() for one in base.args.get("partition_by") or []])


def qualified(select: exp.Select) -> None:
    """QUALIFY is a condition on a query that has what it asks for as columns."""
    if not select.args.get("qualify"):
        return
    inner, condition = select.copy(), exp.Paren(this=select.args["qualify"].this.copy())
    inner.set("qualify", None)
    inner.set("with_", None)
    asked: list[exp.Expr] = list(condition.find_all(exp.Window))
    inside = {id(column) for window in asked for column in window.find_all(exp.Column)}
    asked += [column for column in condition.find_all(exp.Column) if id(column) not in inside]
    for number, one in enumerate(asked):
        inner.append("expressions", exp.alias_(one.copy(), f"qualify_{number}"))
        one.replace(exp.column(f"qualify_{number}"))
    columns = [exp.column(name, quoted=True) for name in select.named_selects]
    outer = exp.select(*columns).from_(inner.subquery("source")).where(condition.this)
    outer.set("with_", select.args.get("with_"))
    select.replace(outer)
