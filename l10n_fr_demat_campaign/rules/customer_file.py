"""A customer file as other programs export it: bytes in, header and rows out.

A file that cannot be read whole is refused whole, and the refusal says where: nobody
should discover at row 40,000 that the accents are lost. Cells that a spreadsheet would
run as formulas are recognised here too (OWASP, "CSV injection").
"""

import csv
import io
import re
from dataclasses import dataclass
from enum import Enum

ENCODINGS = ("utf-8", "cp1252")
DELIMITERS = ";,\t"
# A longer cell is a quote that was never closed; Odoo lifts the reader's own limit.
CELL_MAX = 100_000
_FORMULA = re.compile(r"[=@\t\r+-]")
# A phone number or a negative amount starts like a formula and is none.
_NUMBER = re.compile(r"[+-][0-9][0-9 .,()/-]*")


class FileFlaw(str, Enum):
    """Why a file cannot be imported at all."""

    EMPTY = "empty"
    ENCODING = "encoding"
    NUL = "nul"
    QUOTE = "quote"
    ONE_COLUMN = "one_column"
    NO_ROW = "no_row"
    COLUMN_TWICE = "column_twice"
    NO_NAME_COLUMN = "no_name_column"
    NO_KEY_COLUMN = "no_key_column"

    def __str__(self):
        return self.value


class FileError(ValueError):
    """The file cannot be imported; `flaw` says why, `details` where."""

    def __init__(self, flaw, **details):
        self.flaw = FileFlaw(flaw)
        self.details = details
        super().__init__(self.flaw.value)


@dataclass(frozen=True, kw_only=True)
class CustomerFile:
    """What the beginning of a file says, and how many rows follow."""

    delimiter: str
    header: tuple
    sample: tuple
    row_count: int


def decode(content, encoding="utf-8"):
    """Return the text of a file, without its byte order mark.

    >>> decode("Société;siren".encode("utf-8-sig"))
    'Société;siren'
    """
    if b"\0" in content:
        raise FileError(FileFlaw.NUL, byte=content.index(b"\0") + 1)
    try:
        text = content.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        value = f"0x{content[error.start]:02X}"
        details = {"byte": error.start + 1, "line": line, "value": value}
        raise FileError(FileFlaw.ENCODING, **details) from error
    if not text.strip():
        raise FileError(FileFlaw.EMPTY)
    return text


def read_file(content, encoding="utf-8", sample_size=5):
    """Read a file from end to end once; return its header, a sample and its size."""
    text = decode(content, encoding)
    delimiter = guess_delimiter(text)
    rows = iter_rows(text, delimiter)
    header = next(rows).cells
    if len(header) < 2:
        raise FileError(FileFlaw.ONE_COLUMN, header=header[0])
    sample, count = [], 0
    for row in rows:
        count += 1
        if count <= sample_size:
            sample.append(tuple(row.cells))
    if not count:
        raise FileError(FileFlaw.NO_ROW)
    return CustomerFile(
        delimiter=delimiter,
        header=tuple(cell.strip() for cell in header),
        sample=tuple(sample),
        row_count=count,
    )


def guess_delimiter(text):
    """Return the sign that parts the header into most columns, `;` when none does.

    >>> guess_delimiter('code,"name; or not",city')
    ','
    """
    first = next(line for line in text.splitlines() if line.strip())
    return max(DELIMITERS, key=lambda sign: _count_columns(first, sign))


def _count_columns(line, sign):
    try:
        cells = next(csv.reader([line], delimiter=sign))
    except csv.Error:
        return 0
    return len(cells) if max(map(len, cells)) <= CELL_MAX else 0


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row, the line it starts on, and where the next one does."""

    line: int
    cells: list
    next_line: int
    next_offset: int


def iter_rows(text, delimiter, line=1, offset=0):
    """Yield the rows, header first; lines without anything are not rows.

    :param line: line and offset in the text where to begin, as a `Row` gave them
    """
    stream = io.StringIO(text[offset:], newline="")
    reader = _reader(stream, delimiter)
    start = line
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise FileError(FileFlaw.QUOTE, line=start) from error
        if any(len(cell) > CELL_MAX for cell in cells):
            raise FileError(FileFlaw.QUOTE, line=start)
        following, position = line + reader.line_num, offset + stream.tell()
        if cells:
            yield Row(
                line=start, cells=cells, next_line=following, next_offset=position
            )
        start = following


def _reader(lines, delimiter):
    # strict: a quote that is never closed would swallow the rest of the file
    return csv.reader(lines, delimiter=delimiter, strict=True)


def is_formula(cell):
    """Would a spreadsheet run this cell?

    >>> is_formula("=cmd|' /C calc'!A0"), is_formula("+33 1 93 39 31 06")
    (True, False)
    """
    text = cell.lstrip(" ")
    return bool(_FORMULA.match(text)) and not _NUMBER.fullmatch(text)


def spreadsheet_safe(cell):
    """Return a cell that a spreadsheet shows and never runs.

    >>> spreadsheet_safe("=1+1"), spreadsheet_safe("SA Durand")
    ("'=1+1", 'SA Durand')
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell
