"""Joins: ASOF, and those that only ask whether there is a row."""

from sqlglot import exp


def rejoined(join: exp.Join) -> None:
    """Say SEMI and ANTI with LEFT, and ASOF by the time until which a row holds."""
    if join.args.get("kind") in ("SEMI", "ANTI"):
        join.set("side", "LEFT")
    if join.args.get("method") == "ASOF":
        _until_next(join)


def _until_next(join: exp.Join) -> None:
    """Each row of the right side holds until the next one with the same keys."""
    table, on = join.this, join.args["on"]
    alias = table.alias_or_name
    conditions = list(on.flatten()) if isinstance(on, exp.And) else [on]
    keys = [
        next(column for column in one.find_all(exp.Column) if column.table == alias)
        for one in conditions
        if isinstance(one, exp.EQ)
    ]
    bounds = [one for one in conditions if not isinstance(one, exp.EQ)]
    if len(bounds) != 1 or type(bounds[0]) is not exp.GTE or bounds[0].expression.table != alias:
        raise NotImplementedError("An ASOF join is translated for `left.time >= right.time` only")
    (bound,) = bounds
    time = bound.expression
    following = exp.Window(
        this=exp.Lead(this=time.copy()),
        partition_by=[key.copy() for key in keys],
        order=exp.Order(expressions=[exp.Ordered(this=time.copy(), nulls_first=False)]),
    )
    source = exp.select("*", exp.alias_(following, "next_time")).from_(table.copy())
    after = exp.column("next_time", table=alias)
    is_last = exp.or_(
        exp.Is(this=after, expression=exp.Null()),
        exp.LT(this=bound.this.copy(), expression=after.copy()),
    )
    join.set("this", source.subquery(alias))
    join.set("method", None)
    join.set("on", exp.and_(on.copy(), is_last))
