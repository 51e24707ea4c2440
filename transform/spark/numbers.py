"""Numbers: Spark's DECIMAL(38, 0) is DuckDB's HUGEINT, and its division is not."""

from sqlglot import exp

from transform.spark.rewrite import NOUGHT, Rewrite, call

HUGE = exp.DataType.build("DECIMAL(38, 0)", dialect="spark")
LONG = (exp.DType.TINYINT, exp.DType.SMALLINT, exp.DType.INT, exp.DType.BIGINT)


def as_huge(value: exp.Expr) -> exp.Expr:
    """Return `value` as a whole number of 38 digits; rounded half away from zero."""
    return exp.Cast(this=value.copy(), to=HUGE.copy())


def as_double(value: exp.Expr) -> exp.Expr:
    """Return `value` as floating point."""
    return exp.Cast(this=value.copy(), to=exp.DataType.build("DOUBLE"))


def whole_quotient(node: exp.Expr) -> exp.Expr:
    """`//`: Spark's DIV answers with a BIGINT, and wraps around without a word.

    What is left after the remainder is taken off divides without a rest, so no digit is lost.
    """
    left, right = node.this, node.expression
    if left.is_type(*LONG) and right.is_type(*LONG):
        return node
    left, right = as_huge(left), as_huge(right)
    rest = exp.Paren(this=exp.Sub(this=left, expression=exp.Mod(this=left, expression=right)))
    return as_huge(exp.Div(this=rest.copy(), expression=right.copy(), typed=True))


def quotient(node: exp.Expr) -> exp.Expr:
    """`/`: floating point in DuckDB, also between decimals; infinite by zero."""
    part, total = as_double(node.this), as_double(node.expression)
    infinity = as_double(exp.Literal.string("Infinity"))
    return exp.If(
        this=exp.EQ(this=total, expression=NOUGHT.copy()),
        true=exp.Mul(this=part, expression=infinity),
        false=exp.Div(
            this=part.copy(),
            expression=exp.Nullif(this=total.copy(), expression=NOUGHT.copy()),
            typed=True,
        ),
    )


def added(node: exp.Expr) -> exp.Expr:
    """A sum of BIGINT is a HUGEINT."""
    if node.this.is_type(exp.DType.BIGINT):
        node.set("this", as_huge(node.this))
    return node


def low_half_of_md5(node: exp.Expr) -> exp.Expr:
    """`md5_number_lower`: the last eight bytes, the last one first, as one whole number."""
    text = exp.MD5(this=node.expressions[0].copy())
    places = [exp.Literal.number(start) for start in range(31, 15, -2)]
    two = exp.Literal.number(2)
    digits = call("CONCAT", *(call("SUBSTRING", text, place, two) for place in places))
    number = call("CONV", digits, exp.Literal.number(16), exp.Literal.number(10))
    return exp.Cast(this=number, to=exp.DataType.build("DECIMAL(20, 0)"))


REWRITES: dict[type, Rewrite] = {exp.IntDiv: whole_quotient, exp.Div: quotient, exp.Sum: added}
FUNCTIONS: dict[str, Rewrite] = {"md5_number_lower": low_half_of_md5}
