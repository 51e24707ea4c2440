"""Sets: columns by their names, and recursion that removes equal rows."""

from sqlglot import exp


def by_position(union: exp.SetOperation) -> None:
    """Give both sides the same columns, in the order of the first; what one lacks is null."""
    if not union.args.get("by_name"):
        return
    union.set("by_name", False)
    for side in (union.this, union.expression):
        if isinstance(side, exp.SetOperation):
            by_position(side)
    names = list(dict.fromkeys([*union.this.named_selects, *union.expression.named_selects]))
    for key, side in (("this", union.this), ("expression", union.expression)):
        if side.named_selects != names:
            union.set(key, _selected(side, names))


def _selected(side: exp.Query, names: list[str]) -> exp.Expr:
    there = set(side.named_selects)
    columns = [
        exp.column(name, quoted=True) if name in there else exp.alias_("null", name, quoted=True)
        for name in names
    ]
    return exp.select(*columns).from_(side.copy().subquery("side"))


def distinct_after(cte: exp.CTE) -> None:
    """A recursive UNION: Spark knows UNION ALL only, so equal rows go when all are there.

    It ends by itself only where the rows would end without their being compared, too.
    """
    name, query, clause = cte.alias, cte.this, cte.parent
    if clause is None or not isinstance(query, exp.Union) or not query.args.get("distinct"):
        return
    inside = [one for one in query.expression.find_all(exp.Table) if one.name == name]
    if not inside:
        return
    everything = f"{name}_everything"
    query.set("distinct", False)
    for table in inside:
        table.replace(exp.alias_(exp.to_table(everything), table.alias or name, table=True))
    cte.set("alias", exp.TableAlias(this=exp.to_identifier(everything)))
    only = exp.CTE(
        this=exp.select("*").distinct().from_(everything),
        alias=exp.TableAlias(this=exp.to_identifier(name)),
    )
    place = next(number for number, one in enumerate(clause.expressions) if one is cte)
    clause.set(
        "expressions", [*clause.expressions[: place + 1], only, *clause.expressions[place + 1 :]]
    )
