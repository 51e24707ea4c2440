"""Which lines of a delimited file belong together, and which are broken.

A quoted field may hold newlines, so a record may span several lines. A quote that never ends would
swallow all good records after it; so a line that opens a quote counts as the start of a record only
if the lines up to the quote's end make a record with the right number of columns. Else that line is
broken, and the lines after it stand for themselves.
"""

import re

import duckdb

from ingestion.door.names import literal
from ingestion.files.text import is_damaged

# A field of more lines than this is a quote that was never closed.
_MAX_LINES = 1000

# One row per two lines that, with those between them, may be one record; is_record says they are.
_SPANS = """
    create or replace table spans as
    with quotes as (
        select rowid as line_no, not regexp_full_match(line, {complete}) as is_open
        from lines
        where
            rowid >= {header_lines}
            and (length(line) - length(replace(line, '"', ''))) % 2 = 1
    ),

    pairs as (
        select line_no as first_line, is_open, lead(line_no) over (order by line_no) as last_line
        from quotes
    ),

    texts as (
        select
            first_line,
            last_line,
            string_agg(coalesce(line, ''), chr(10) order by lines.rowid) as record,
        from pairs
        inner join lines on lines.rowid between first_line and last_line
        where is_open and last_line - first_line < {max_lines}
        group by all
    ),

    judged as (
        select
            pairs.first_line,
            pairs.last_line,
            texts.record,
            coalesce(regexp_full_match(texts.record, {complete}), false) as is_complete,
            coalesce(regexp_full_match(texts.record, {fitting}), false) as is_fitting,
            row_number() over (order by pairs.first_line) as place,
        from pairs
        left join texts on pairs.first_line = texts.first_line
    ),

    -- Each line with a quote ends one pair and starts the next. In a row of pairs that fit, every
    -- second one is a record: the others start with the line that ended their neighbour.
    runs as (
        select *, place - row_number() over (partition by is_fitting order by place) as run
        from judged
    ),

    final as (
        select
            first_line,
            last_line,
            record,
            is_complete,
            is_fitting
            and row_number() over (partition by is_fitting, run order by place) % 2 = 1
                as is_record,
        from runs
    )

    select first_line, last_line, record, is_record from final where is_record or is_complete
"""

# What the lines of a span become: its first line holds the record, the others nothing of their own.
# A torn record, which has the wrong number of columns, is broken where it starts and where it ends.
_JOIN = (
    "update lines set is_torn = true from spans where not is_record and lines.rowid = last_line",
    "update lines set is_rest = true from spans "
    "where is_record and lines.rowid > first_line and lines.rowid <= last_line",
    "update lines set line = record, is_torn = false from spans "
    "where is_record and lines.rowid = first_line",
)

_TEXTS = """
    create or replace table texts as
    with numbered as (
        select line, is_torn, row_number() over () + 1 as _row
        from lines
        where rowid >= {header_lines} and not is_rest
    ),

    final as (
        select
            _row,
            line as record,
            regexp_full_match(line, {complete}) and not is_torn and not {damaged} as is_whole,
        from numbered
        where line is not null
    )

    select * from final
"""


def cut_records(
    connection: duckdb.DuckDBPyConnection,
    header_lines: int,
    columns: int,
    delimiter: str,
    encoding: str | None,
) -> None:
    """Make the scratch table `texts` from `lines`: one row per record that is not blank.

    Its columns: `_row` (the header is 1), `record`, and `is_whole`, false for a record with a
    quote that never ends, text after a quote, or damaged bytes.

    Args:
        connection: The scratch database.
        header_lines: How many lines the header, and what is before it, takes.
        columns: How many columns the header has.
        delimiter: One character.
        encoding: As declared, see `is_damaged`.
    """
    cut = re.escape(delimiter)
    field = f'(?:"(?:[^"]|"")*"|[^"{cut}][^{cut}]*|)'
    values = {
        "header_lines": header_lines,
        "max_lines": _MAX_LINES,
        "complete": literal(f"{field}(?:{cut}{field})*"),
        "fitting": literal(f"{field}(?:{cut}{field}){{{columns - 1}}}"),
        "damaged": is_damaged("line", encoding),
    }
    connection.execute(_SPANS.format(**values))
    if connection.execute("select count(*) from spans").fetchone() != (0,):
        for statement in _JOIN:
            connection.execute(statement)
    connection.execute(_TEXTS.format(**values))
