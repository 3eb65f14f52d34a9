"""How a file of rows is written: told once, from a sample of it.

Every way of quoting is tried on the sample; the one that gives most rows the columns of the header is the file's. So
tab-separated text in which quotation marks are text is read as such, and one row that is broken decides nothing.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import fmean

from pipeline.ingest.dates import parse
from pipeline.ingest.names import Names

DELIMITERS = (",", ";", "\t", "|")
HEADER_LINES = 20  # lines within which the header stands
MIN_PROSE = 60  # characters of a cell, in the mean, of a column that holds texts
SAMPLE_ROWS = 200
MIN_ROWS = 4  # of a .csv that must be there before it is said to be without quoting
MARGIN = 0.3  # of the rows of a .csv, more that must be sound without quoting than with it
_SEP = re.compile(r"sep=(.)\s*$", re.IGNORECASE)
_URL = re.compile(r"\s*https?://\S+\s*$")


@dataclass(frozen=True)
class Dialect:
    r"""How rows are written.

    Attributes:
        delimiter: between cells.
        quoting: `none`, `doubled` (`""` is a mark within a quoted cell) or `escaped` (`\"` is).
        has_blanks: whether a blank after a delimiter belongs to no cell.
        header: names of the columns.
        n_before: lines before the first row: the header and what stands above it.
    """

    delimiter: str
    quoting: str
    has_blanks: bool
    header: tuple[str, ...]
    n_before: int

    def split(self, row: str) -> list[str]:
        """The cells of a row; csv.Error where it is broken."""
        escaped = self.quoting == "escaped"
        reader = csv.reader(
            row.splitlines(keepends=True),
            delimiter=self.delimiter,
            quoting=csv.QUOTE_NONE if self.quoting == "none" else csv.QUOTE_MINIMAL,
            doublequote=not escaped,
            escapechar="\\" if escaped else None,
            skipinitialspace=self.has_blanks,
            strict=True,
        )
        return next(reader, [])

    def split_loosely(self, line: str) -> list[str] | None:
        """The cells of a line whose writer did not double the marks within a cell; None where it is not clear.

        A cell ends at a mark that a delimiter or the end of the line follows, and there must be as many as columns.
        """
        sign = re.escape(self.delimiter)
        cells = re.findall(
            rf'(?:(?<={sign})|^) *(?:"(.*?)" *(?={sign}|$)|([^"{sign}]*)(?={sign}|$))', line.rstrip("\r\n")
        )
        return [one or other for one, other in cells] if len(cells) == len(self.header) > 1 else None

    @cached_property
    def _forms(self) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
        sign = re.escape(self.delimiter)
        inner = r'(?:[^"\\]++|\\.|\\$)*+' if self.quoting == "escaped" else r'(?:[^"]++|"")*+'
        blank = " *+" if self.has_blanks else ""
        cell = rf'{blank}(?:"{inner}"|[^"{sign}\r\n][^{sign}\r\n]*+|)'
        whole = re.compile(rf"{cell}(?:{sign}{cell})*+[\r\n]*+", re.DOTALL)
        begun = re.compile(rf'(?:{cell}{sign})*+{blank}"{inner}', re.DOTALL)
        rest = re.compile(rf'{inner}(?:"(?=[\r\n{sign}]|$)|$)', re.DOTALL)
        return whole, begun, rest

    def is_whole(self, row: str) -> bool:
        """Whether a row is complete and sound."""
        return self.quoting == "none" or self._forms[0].fullmatch(row) is not None

    def is_begun(self, row: str) -> bool:
        """Whether a row ends within a quoted cell."""
        return self._forms[1].fullmatch(row) is not None

    def continues(self, line: str) -> bool:
        """Whether a line may go on within a quoted cell: a mark in it is doubled, or ends the cell."""
        return self._forms[2].match(line) is not None


def sniff(text: str, file: str, names: Names) -> Dialect:
    """The dialect of a file.

    Args:
        text: its beginning, decoded; lines as they are.
        file: its name, which counts where nothing else tells.
        names: of the fields.
    """
    lines = text.splitlines(keepends=True)
    usual = "\t" if ".tsv" in file.lower()[-8:] else ","
    declared = next((match.group(1) for line in lines[:1] if (match := _SEP.match(line))), None)
    wanted = [declared] if declared else sorted(DELIMITERS, key=lambda sign: sign != usual)
    found = _header(lines, wanted, names)
    at, delimiter = found or (_first(lines, 1 if declared else 0), declared or _commonest(lines, wanted))
    blanks = _has_blanks(lines[at:], delimiter)
    body = lines[at + 1 :] if found else lines[at:]
    header = _cells(lines[at], delimiter) if found else ()
    quoting = _quoting(body, delimiter, has_blanks=blanks, n_columns=len(header), usual=usual)
    if found:
        return Dialect(delimiter, quoting, blanks, header, at + 1)
    plain = Dialect(delimiter, quoting, blanks, (), at)
    guessed = _guessed_header(_rows(plain, body))
    return Dialect(
        delimiter, quoting, blanks, guessed or _cells("".join(lines[at : at + 1]), delimiter), at if guessed else at + 1
    )


def _first(lines: Sequence[str], start: int) -> int:
    """The first line that holds something and is no comment."""
    return next((at for at in range(start, len(lines)) if lines[at].strip() and not lines[at].startswith("#")), start)


def _header(lines: Sequence[str], delimiters: Sequence[str], names: Names) -> tuple[int, str] | None:
    """The first line that names a column of texts, and the delimiter by which it does."""
    for at, line in enumerate(lines[:HEADER_LINES]):
        for delimiter in delimiters:
            ranked = [names.rank(name) for name in _cells(line, delimiter)]
            fields = {one[0] for one in ranked if one is not None}
            if "text" in fields and (
                len(ranked) == len([one for one in ranked if one]) or len(fields) > 1 or len(ranked) > 1
            ):
                return at, delimiter
    return None


def _cells(line: str, delimiter: str) -> tuple[str, ...]:
    return tuple(cell.strip(' "\r\n\ufeff') for cell in line.split(delimiter))


def _commonest(lines: Sequence[str], delimiters: Sequence[str]) -> str:
    """The delimiter that stands in most lines, the same number of times."""

    def score(sign: str) -> tuple[float, int]:
        counts = [line.count(sign) for line in lines[:SAMPLE_ROWS] if line.strip()]
        return (sum(a == b > 0 for a, b in pairwise(counts)), -delimiters.index(sign))

    return max(delimiters, key=score)


def _has_blanks(lines: Sequence[str], delimiter: str) -> bool:
    """Whether a blank follows the delimiter, in the header and before quotation marks."""
    if delimiter == "\t" or not lines:
        return False
    after = [cell[:1] for cell in lines[0].rstrip("\r\n").split(delimiter)[1:]]
    return bool(after) and all(sign == " " for sign in after)


def _quoting(lines: Sequence[str], delimiter: str, *, has_blanks: bool, n_columns: int, usual: str) -> str:
    """The way of quoting by which most rows of the sample are whole."""
    text = "".join(lines)
    if '"' not in text:
        return "doubled" if usual == "," else "none"
    escaped = '\\"' in text and not re.search(rf'(?<!{re.escape(delimiter)})(?<!\n)""', text.replace('\\"', ""))
    ways = ("escaped", "none") if escaped else ("doubled", "none")
    scores = []
    for way in ways:
        dialect = Dialect(delimiter, way, has_blanks, ("",) * n_columns, 0)
        rows = _rows(dialect, lines)
        width = n_columns or max((len(row) for row in rows), default=0)
        sound = sum(len(row) == width for row in rows)
        n_lines = max(1, sum(1 for line in lines if line.strip()))
        scores.append(sound / max(1, len(rows)) if way != "none" else sound / n_lines)
    if usual != "\t" and len(rows) < MIN_ROWS:
        return ways[0]
    if scores[0] == scores[1] and delimiter == "\t":
        return ways[0] if _are_wrapped(text, delimiter) else "none"
    return ways[0] if scores[0] >= scores[1] - (0 if usual == "\t" else MARGIN) else "none"


def _are_wrapped(text: str, delimiter: str) -> bool:
    """Whether every cell that begins with a quotation mark ends with one."""
    cells = [cell for line in text.splitlines() for cell in line.split(delimiter) if cell.startswith('"')]
    return bool(cells) and all(len(cell) > 1 and cell.endswith('"') for cell in cells)


def _rows(dialect: Dialect, lines: Sequence[str]) -> list[list[str]]:
    """The rows of a sample; one that is broken counts as empty."""
    rows: list[list[str]] = []
    row = ""
    for line in lines:
        if not row and not line.strip():
            continue
        row += line
        if dialect.is_whole(row) or not dialect.is_begun(row):
            rows.append(_tried(dialect, row))
            row = ""
        if len(rows) >= SAMPLE_ROWS:
            break
    return rows


def _tried(dialect: Dialect, row: str) -> list[str]:
    """The cells of a row, read loosely where it must be; none of a broken one."""
    try:
        if dialect.is_whole(row):
            return dialect.split(row)
    except csv.Error:
        pass
    return dialect.split_loosely(row) or []


def _guessed_header(rows: Sequence[Sequence[str]]) -> tuple[str, ...] | None:
    """Names for the columns of a file without a header; None where no column holds texts."""
    width = max((len(row) for row in rows), default=0)
    rows = [row for row in rows if len(row) == width]
    if not rows or max(len(cell) for cell in rows[0]) < MIN_PROSE:
        return None
    sizes = [fmean(len(row[at]) for row in rows) for at in range(width)]
    names = [f"column_{at + 1}" for at in range(width)]
    order = sorted(range(width), key=lambda at: -sizes[at])
    if sizes[order[0]] < MIN_PROSE:
        return None
    names[order[0]] = "text"
    for at in order[1:]:
        cells = [row[at] for row in rows if row[at].strip()]
        field = _field_of(cells)
        if field and field not in names:
            names[at] = field
    return tuple(names)


def _field_of(cells: Sequence[str]) -> str | None:
    """The field that a column's cells look like."""
    if not cells:
        return None
    if all(_URL.match(cell) for cell in cells):
        return "url"
    if all(parse(cell) is not None for cell in cells):
        return "published_at"
    if all(" " not in cell.strip() for cell in cells):
        return "id" if len(set(cells)) == len(cells) else None
    return "title"
