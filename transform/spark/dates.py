"""Dates: months are counted by their boundaries, and steps keep a date a date."""

from sqlglot import exp

from transform.spark.rewrite import NOUGHT, ONE, Rewrite, as_int, call

DATE = exp.DataType.build("DATE")
MONTHS = {"MONTH": 1, "QUARTER": 3, "YEAR": 12}


def _as_date(value: exp.Expr) -> exp.Expr:
    return value.copy() if value.is_type(exp.DType.DATE) else exp.cast(value.copy(), DATE.copy())


def moved(node: exp.Expr) -> exp.Expr:
    """`date - date` is a number of days, and only an INT can be added to a date."""
    left, right = node.this, node.expression
    if not left.is_type(exp.DType.DATE):
        return node
    if isinstance(node, exp.Sub) and right.is_type(exp.DType.DATE):
        return call("DATEDIFF", left, right)
    if right.is_type(*exp.DataType.INTEGER_TYPES, exp.DType.DECIMAL):
        right.replace(as_int(right))
    return node


def truncated(node: exp.Expr) -> exp.Expr:
    """`date_trunc` of a date stays a date."""
    if node.this.is_type(exp.DType.DATE):
        return call("TRUNC", node.this, exp.Literal.string(node.text("unit")))
    return node


def _month_no(value: exp.Expr, months: int) -> str:
    day = value.sql("spark")
    return f"((YEAR({day}) * 12 + MONTH({day}) - 1) DIV {months})"


def boundaries(node: exp.Expr) -> exp.Expr:
    """`date_diff` counts how many boundaries of the unit lie between two days."""
    end, start, unit = node.this, node.expression, node.text("unit").upper()
    if unit == "DAY":
        return call("DATEDIFF", end, start)
    if unit not in MONTHS:
        raise NotImplementedError(f"date_diff by {unit} has no translation for Spark")
    months = MONTHS[unit]
    difference = f"{_month_no(end, months)} - {_month_no(start, months)}"
    return exp.maybe_parse(f"CAST({difference} AS BIGINT)", dialect="spark")


def whole_months(node: exp.Expr) -> exp.Expr:
    """`datesub('month', ...)`: whole months, of which the last day of a month ends one."""
    unit, start, end = node.expressions
    if unit.name.lower() != "month":
        raise NotImplementedError(f"datesub by {unit.name} has no translation for Spark")
    first, last = start.sql("spark"), end.sql("spark")
    forth, back = _passed(first, last), _passed(last, first)
    return exp.maybe_parse(
        f"CAST(CASE WHEN {first} <= {last} THEN {forth} ELSE -({back}) END AS BIGINT)",
        dialect="spark",
    )


def _passed(first: str, last: str) -> str:
    months = f"(YEAR({last}) * 12 + MONTH({last})) - (YEAR({first}) * 12 + MONTH({first}))"
    is_short = f"DAY({last}) < DAY({first}) AND {last} <> LAST_DAY({last})"
    return f"{months} - CASE WHEN {is_short} THEN 1 ELSE 0 END"


def months(node: exp.Expr) -> exp.Expr:
    """`to_months`."""
    made = call("MAKE_YM_INTERVAL", NOUGHT, as_int(node.expressions[0]))
    made.type = exp.DataType.build("INTERVAL")
    return made


def series(node: exp.Expr) -> exp.Expr:
    """`generate_series`, and `range`, whose end is left out.

    There is none where it would run backwards, which Spark's SEQUENCE refuses.
    """
    start, end, step = node.args["start"], node.args["end"], node.args.get("step")
    is_of_days = step is not None and (
        isinstance(step, exp.Interval) or step.is_type(exp.DType.INTERVAL)
    )
    if is_of_days:
        start, end = _as_date(start), _as_date(end)
    if node.args.get("is_end_exclusive"):
        if step is not None:
            raise NotImplementedError("range with a step has no translation for Spark")
        end = exp.Paren(this=exp.Sub(this=end.copy(), expression=ONE.copy()))
    bounds = [start, end] if step is None else [start, end, step]
    return exp.If(
        this=exp.LTE(this=start.copy(), expression=end.copy()),
        true=call("SEQUENCE", *bounds),
        false=call("ARRAY"),
    )


def parsed_month(node: exp.Expr) -> exp.Expr:
    """`strptime(month, '%Y-%m')`; Spark's format for a month has two digits."""
    if node.text("format") == "%Y-%m":
        first_day = exp.DPipe(this=node.this.copy(), expression=exp.Literal.string("-01"))
        return exp.cast(first_day, DATE.copy())
    return node


def weekday(node: exp.Expr) -> exp.Expr:
    """`isodow`: Monday is 1."""
    return exp.Paren(this=exp.Add(this=call("WEEKDAY", node.this), expression=ONE.copy()))


REWRITES: dict[type, Rewrite] = {
    exp.Add: moved,
    exp.Sub: moved,
    exp.TimestampTrunc: truncated,
    exp.DateTrunc: truncated,
    exp.DateDiff: boundaries,
    exp.GenerateSeries: series,
    exp.StrToTime: parsed_month,
    exp.DayOfWeekIso: weekday,
}
FUNCTIONS: dict[str, Rewrite] = {"datesub": whole_months, "to_months": months}
