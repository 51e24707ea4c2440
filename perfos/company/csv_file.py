"""The CSV files of a company folder, read strictly: one header, known columns, one kind of cell."""

import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError

from perfos.company.problems import Problem, one_of, shown
from perfos.company.validate import YamlSource, read_text

MAX_CSV_BYTES = 50_000_000

RowT = TypeVar("RowT", bound=BaseModel)


@dataclass(frozen=True)
class Row(Generic[RowT]):
    """One record.

    Attributes:
        value: Its model.
        number: Number of the record, the header being 1.
        line: Line in the file, from 1; larger than `number` after cells with line breaks.
        hash: md5 over its cells.
    """

    value: RowT
    number: int
    line: int
    hash: str


@dataclass
class CsvFile(Generic[RowT]):
    """One file.

    Attributes:
        rows: Its valid rows.
        ids: What its first column holds in any row, valid or not.
        problems: What is wrong in it.
        is_broken: Whether it could not be read at all, so that `ids` says nothing.
    """

    file: str
    rows: list[Row[RowT]] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    is_broken: bool = False

    def add(self, line: int | None, column: str, found: str, allowed: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(self.file, line, column, found, allowed))


def read_csv(path: Path, file: str, model: type[RowT]) -> CsvFile[RowT]:
    """Read a CSV file whose columns are the fields of `model`; `ids` are its first column's."""
    result: CsvFile[RowT] = CsvFile(file)
    text = read_text(path, file, MAX_CSV_BYTES)
    if isinstance(text, Problem):
        result.problems.append(text)
        result.is_broken = True
        return result
    records = _records(text, result)
    header = next(records, (1, []))[1]
    if not _header_fits(header, result, model):
        result.is_broken = True
        return result
    key = header.index(next(iter(model.model_fields)))
    for number, (line, cells) in enumerate(records, start=2):
        if not cells:
            continue
        result.ids.update(cells[key : key + 1])
        if len(cells) != len(header):
            result.add(line, "", f"{len(cells)} columns", f"the header has {len(header)}")
            continue
        record = dict(zip(header, cells, strict=True))
        try:
            digest = hashlib.md5("\x1f".join(cells).encode(), usedforsecurity=False).hexdigest()
            result.rows.append(Row(model.model_validate(record), number, line, digest))
        except ValidationError as error:
            source = YamlSource(file)
            for details in error.errors(include_url=False):
                source.add_error(model, details)
            for problem in source.problems:
                result.add(line, problem.field, problem.found, problem.allowed)
    return result


def read_optional_csv(path: Path, file: str, model: type[RowT]) -> CsvFile[RowT]:
    """Read a CSV file that a company may do without; without it there are no rows."""
    return read_csv(path, file, model) if path.exists() else CsvFile(file)


def _records(text: str, result: CsvFile[RowT]) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with the line on which it begins; a broken quote ends the file."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            yield line, [cell.strip() for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error as error:
            result.add(
                line, "", f"a broken record ({error})", 'quotes inside a cell are doubled ""'
            )
            return


def _header_fits(header: list[str], result: CsvFile[RowT], model: type[RowT]) -> bool:
    """Compare the header with the model's fields."""
    names = list(model.model_fields)
    if len(header) == 1 and ";" in header[0]:
        result.add(1, "", "columns separated by ;", "separate them by commas")
        return False
    for column in header:
        if column not in names:
            result.add(1, column, f"the column {shown(column)}", one_of(column, names))
        elif header.count(column) > 1:
            result.add(1, column, f"the column {shown(column)} twice", "each column once")
    for name, info in model.model_fields.items():
        if info.is_required() and name not in header:
            result.add(1, name, "no such column", f"needed: {name}")
    return not result.problems
