"""Text files: decoded to UTF-8, unpacked, and cut into lines."""

import codecs
import gzip
import io
import zlib
from pathlib import Path

import duckdb

from ingestion.door.names import file_literal
from ingestion.errors import LoadError

# No byte of a text is ever this; a stray one is replaced, so that it can delimit for us.
UNIT = "\x1f"
LOST = "\ufffd"
_CHUNK = 1 << 20
_BOMS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def decode(path: Path, encoding: str | None, where: str, target: Path) -> None:
    """Write the file to `target` as UTF-8 with newlines alone, whatever it was.

    Args:
        path: The file; `.gz` is unpacked.
        encoding: As declared: what is not in it becomes `LOST`. None: UTF-8, or it is an error.
        where: What an error calls the file.
        target: Where the text goes.

    Raises:
        LoadError: The encoding is not declared and the file is not UTF-8, or it is no gzip file.
    """
    with gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb") as source:
        try:
            start = source.peek(2)[:2]
            name = _BOMS.get(start) or encoding or "utf-8"
            name = "utf-8-sig" if codecs.lookup(name).name == "utf-8" else name
            errors = "replace" if encoding else "strict"
            # As text files are read everywhere: \r\n and \r are newlines too.
            decoder = io.IncrementalNewlineDecoder(codecs.getincrementaldecoder(name)(errors), True)
            with target.open("w", encoding="utf-8", newline="") as out:
                while chunk := source.read(_CHUNK):
                    out.write(decoder.decode(chunk).replace(UNIT, LOST))
                out.write(decoder.decode(b"", final=True))
        except UnicodeDecodeError as error:
            raise LoadError(
                f"{where}: the file is not UTF-8 (byte 0x{error.object[error.start]:02x}). Declare "
                "its encoding in sources.yml at this table, such as encoding: windows-1252; or "
                "encoding: utf-8, and the lines that are not go to quarantine"
            ) from None
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise LoadError(
                f"{where}: the file cannot be unpacked: {error}. Drop it again"
            ) from None


def read_lines(connection: duckdb.DuckDBPyConnection, text: Path, where: str) -> None:
    """Make the scratch table `lines`: one row per line in order; blank lines are NULL.

    Its flags are for lines that belong together, and false.

    Raises:
        LoadError: A line is longer than 2 MB.
    """
    try:
        connection.execute(
            "create or replace table lines as "
            "select line, false as is_rest, false as is_torn "
            f"from read_csv({file_literal(text)}, columns = {{line: 'VARCHAR'}}, "
            "auto_detect = false, header = false, strict_mode = false, "
            f"delim = '{UNIT}', quote = '', escape = '')"
        )
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        raise LoadError(f"{where}: the file cannot be cut into lines: {reason}") from None


def is_damaged(line: str, encoding: str | None) -> str:
    """Return SQL that is true for a line with a NUL, or bytes that the encoding does not have."""
    lost = f" or contains({line}, '{LOST}')" if encoding else ""
    return f"(contains({line}, chr(0)){lost})"
