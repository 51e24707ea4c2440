"""`unnest` among the columns of a query, which Spark takes only by itself."""

from sqlglot import exp

from transform.spark.rewrite import call

LIST = "unnested_list"


def unnested(select: exp.Select) -> None:
    """Explode a list beside the query that has it as a column.

    Raises:
        NotImplementedError: Several lists are unnested at once.
    """
    made = [one for one in select.expressions if _generator(one) is not None]
    lists = {one.this.sql(): one.this for one in map(_generator, made) if type(one) is exp.Explode}
    if not made:
        return
    if len(lists) != 1:
        raise NotImplementedError(f"Several lists are unnested at once: {', '.join(lists)}")
    inner = select.copy()
    inner.set("with_", None)
    kept = [one.copy() for one in select.expressions if _generator(one) is None]
    (values,) = lists.values()
    inner.set("expressions", [*kept, exp.alias_(values.copy(), LIST)])
    outer = exp.select(*map(_column, select.expressions)).from_(inner.subquery("source"))
    outer.set("laterals", [_exploded()])
    outer.set("with_", select.args.get("with_"))
    select.replace(outer)


def _generator(column: exp.Expr) -> exp.Expr | None:
    """Return what makes a column one value for each element, if it does."""
    for one in column.find_all(exp.Explode, exp.Anonymous):
        if isinstance(one, exp.Explode) or one.name.lower() == "generate_subscripts":
            return one
    return None


def _column(column: exp.Expr) -> exp.Expr:
    """Return a column as it is said over the exploded list."""
    if _generator(column) is None:
        return exp.column(column.alias_or_name, quoted=True)
    found = column.copy()
    place = _generator(found)
    element = "unnested.item" if isinstance(place, exp.Explode) else "unnested.place + 1"
    if place is not None:
        place.replace(exp.maybe_parse(element))
    return found


def _exploded() -> exp.Lateral:
    return exp.Lateral(
        this=call("POSEXPLODE", exp.column(LIST, table="source")),
        view=True,
        alias=exp.TableAlias(
            this=exp.to_identifier("unnested"),
            columns=[exp.to_identifier("place"), exp.to_identifier("item")],
        ),
    )
