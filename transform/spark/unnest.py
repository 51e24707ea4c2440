"""`unnest` among the columns of a query, which Spark takes only by itself."""

from sqlglot import exp

from transform.spark.rewrite import call


def unnested(select: exp.Select) -> None:
    """Explode lists beside the query that has them as columns; the shorter ends in nulls."""
    made = [one for one in select.expressions if _generator(one) is not None]
    if not made:
        return
    lists: dict[str, exp.Expr] = {}
    for one in select.find_all(exp.Explode):
        if one.find_ancestor(exp.Select) is select:
            lists.setdefault(one.this.sql("spark"), one.this)
    names = {text: f"list_{number}" for number, text in enumerate(lists)}
    columns = [exp.alias_(values.copy(), names[text]) for text, values in lists.items()]
    inner = select.copy()
    inner.set("with_", None)
    kept = [one.copy() for one in select.expressions if _generator(one) is None]
    inner.set("expressions", [*kept, *columns])
    outer = exp.select(*(_column(one, names) for one in select.expressions))
    outer = outer.from_(inner.subquery("source"))
    outer.set("laterals", [_exploded(list(names.values()))])
    outer.set("with_", select.args.get("with_"))
    select.replace(outer)


def _generator(column: exp.Expr) -> exp.Expr | None:
    """Return what makes a column one value for each element, if it does."""
    for one in column.find_all(exp.Explode, exp.Anonymous):
        if isinstance(one, exp.Explode) or one.name.lower() == "generate_subscripts":
            return one
    return None


def _column(column: exp.Expr, names: dict[str, str]) -> exp.Expr:
    """Return a column as it is said over the exploded lists."""
    if _generator(column) is None:
        return exp.column(column.alias_or_name, quoted=True)
    found = column.copy()
    place = _generator(found)
    if isinstance(place, exp.Explode):
        place.replace(exp.maybe_parse(f"unnested.item.{names[place.this.sql('spark')]}"))
    elif place is not None:
        place.replace(exp.maybe_parse("unnested.place + 1"))
    return found


def _exploded(names: list[str]) -> exp.Lateral:
    lists = [exp.column(name, table="source") for name in names]
    return exp.Lateral(
        this=call("POSEXPLODE", call("ARRAYS_ZIP", *lists)),
        view=True,
        alias=exp.TableAlias(
            this=exp.to_identifier("unnested"),
            columns=[exp.to_identifier("place"), exp.to_identifier("item")],
        ),
    )
