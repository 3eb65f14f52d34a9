"""Which lines of an article are noise: typed rules, what the article itself gives away, and what its publisher repeats.

First come the rules that hold anywhere. The lines that they leave show where the prose begins and ends, and with that
the rules for the head and the tail of an article follow. Short lines without a rule are kept: precision comes first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.tables.columns import numbers, strings, to_numpy
from pipeline.text.lines import Lines, split_lines
from pipeline.text.noise_credits import RULES as CREDITS
from pipeline.text.noise_media import RULES as MEDIA
from pipeline.text.noise_promo import RULES as PROMO
from pipeline.text.noise_related import RULES as RELATED
from pipeline.text.noise_rules import ANYWHERE, HEAD, TAIL, Rule
from pipeline.text.repeats import Repeats

Bools = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.int16]
Keys = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]

RULES: tuple[Rule, ...] = (*CREDITS, *MEDIA, *PROMO, *RELATED)
TITLE, BYLINE, DOUBLED, REPEATED = "title", "byline", "doubled", "repeated"
NAMES = tuple(sorted({rule.name for rule in RULES} | {TITLE, BYLINE, DOUBLED, REPEATED}))
KEEP = -1

_PROSE = 120  # bytes of a line that counts as a paragraph
_DOUBLED = 20  # letters of a line whose second copy goes


@dataclass(frozen=True)
class About:
    """What the records say about n articles; each may be absent.

    Attributes:
        titles: shape (n,): headlines.
        sources: shape (n,): publishers.
        authors: shape (n,): author names.
    """

    titles: Sequence[str | None]
    sources: Sequence[str | None]
    authors: Sequence[Sequence[str]]


def noise_lines(lines: Lines, about: About, repeats: Repeats, mode: str) -> Codes:
    """The noise among the lines of n repaired texts.

    An article of one line, and one whose every paragraph the rules would take, stays whole.

    Args:
        lines: n_lines lines.
        about: what is known of the n articles.
        repeats: how often the lines repeat.
        mode: "safe" for the rules that cannot err, else "standard".

    Returns:
        int16, shape (n_lines,): index into NAMES of the rule that takes the line, KEEP for content.
    """
    texts = line_texts(lines)
    sizes = lines.ends - lines.starts
    found = np.full(len(lines), KEEP, np.int16)
    rules = [rule for rule in RULES if rule.safe or mode != "safe"]
    everywhere = np.ones(len(lines), bool)
    _apply([r for r in rules if r.zone == ANYWHERE], texts, sizes, {ANYWHERE: everywhere}, found)
    prose = (sizes >= _PROSE) & _ends_sentence(lines)
    zones = _zones(lines, prose & (found == KEEP))
    _apply([r for r in rules if r.zone != ANYWHERE], texts, sizes, zones, found)
    _put(found, REPEATED, repeats.noise(lines.letters, prose & ~_outermost(lines)))
    _put(found, DOUBLED, _doubled(lines))
    title, byline = _announced(lines, about)
    _put(found, TITLE, title & zones[HEAD])
    _put(found, BYLINE, byline & zones["edge"])
    found[_spared(lines, found, prose)[lines.row]] = KEEP
    return found


def line_texts(lines: Lines) -> pa.Array:
    """The lines as strings, line ends and blanks behind them still there."""
    bounds = np.append(lines.starts, len(lines.data)).astype(np.int32)
    return pa.Array.from_buffers(
        pa.string(), len(lines), [None, pa.py_buffer(bounds.tobytes()), pa.py_buffer(lines.data)]
    )


def _put(found: Codes, name: str, where: Bools) -> None:
    """Name the lines that have no name yet."""
    found[where & (found == KEEP)] = NAMES.index(name)


def _apply(rules: Sequence[Rule], texts: pa.Array, sizes: Places, zones: dict[str, Bools], found: Codes) -> None:
    """Write the first rule that holds into `found`, where none stands yet."""
    ordered = sorted(rules, key=lambda rule: (rule.zone, rule.longest))
    for (zone, longest), group in groupby(ordered, key=lambda rule: (rule.zone, rule.longest)):
        places = np.flatnonzero(zones[zone] & (sizes <= longest) & (found == KEEP))
        some = pc.ascii_rtrim_whitespace(texts.take(numbers(places)))
        for rule in group:
            hit = places[matches(some, rule.pattern)]
            found[hit[found[hit] == KEEP]] = NAMES.index(rule.name)


def matches(texts: pa.Array, pattern: str) -> Bools:
    """Where an RE2 pattern is found."""
    return np.asarray(to_numpy(pc.match_substring_regex(texts, pattern)), bool)


def _ends_sentence(lines: Lines) -> Bools:
    """Whether the line ends in a full stop or the like, or in a closing quotation mark or bracket."""
    last = lines.data[lines.ends - 1]
    ascii_stop = np.isin(last, np.frombuffer(b".?!\"')", np.uint8))
    third = np.maximum(lines.ends - 3, 0)
    return np.asarray(ascii_stop | ((lines.data[third] == 0xE2) & (lines.data[third + 1] == 0x80)))


def _zones(lines: Lines, prose: Bools) -> dict[str, Bools]:
    """Which lines stand before the first paragraph of their article, behind the last, or either; none without one."""
    n = len(lines.bounds) - 1
    places = np.flatnonzero(prose)
    first, last = np.zeros(n, np.int64), np.full(n, len(lines), np.int64)
    last[lines.row[places]] = places
    first[lines.row[places[::-1]]] = places[::-1]
    number = np.arange(len(lines))
    head, tail = number < first[lines.row], number > last[lines.row]
    return {HEAD: head, TAIL: tail, "edge": head | tail}


def _outermost(lines: Lines) -> Bools:
    """The first two and the last two lines of each article."""
    number = np.arange(len(lines))
    first = np.searchsorted(lines.row, lines.row, side="left")
    last = np.searchsorted(lines.row, lines.row, side="right") - 1
    return np.asarray((number - first < 2) | (last - number < 2))


def _doubled(lines: Lines) -> Bools:
    """Lines that say what the line before them says."""
    same = np.zeros(len(lines), bool)
    same[1:] = (lines.keys[1:] == lines.keys[:-1]) & (lines.row[1:] == lines.row[:-1])
    return same & (lines.letters >= _DOUBLED)


def _announced(lines: Lines, about: About) -> tuple[Bools, Bools]:
    """Lines that only repeat the headline; lines that only name the publisher or an author."""
    title = [(row, text) for row, text in enumerate(about.titles) if text]
    names = [(row, text) for row, text in enumerate(about.sources) if text]
    names += [(row, lead + name) for row, given in enumerate(about.authors) for name in given for lead in ("", "By ")]
    return _among(lines, title), _among(lines, names)


def _among(lines: Lines, given: list[tuple[int, str]]) -> Bools:
    """Lines that read like one of the texts given for their article."""
    asked = split_lines(strings([" ".join(text.split()) for _, text in given]))
    rows = np.array([row for row, _ in given], np.int64)[asked.row]
    spread = np.uint64(0x9E3779B97F4A7C15)
    wanted = asked.keys + rows.astype(np.uint64) * spread
    return np.isin(lines.keys + lines.row.astype(np.uint64) * spread, wanted) & (lines.keys != 0)


def _spared(lines: Lines, found: Codes, prose: Bools) -> Bools:
    """bool, shape (n,): articles that would keep no paragraph, and articles of one line."""
    n = len(lines.bounds) - 1
    kept = np.bincount(lines.row[prose & (found == KEEP)], minlength=n)
    return np.asarray((kept == 0) | (np.bincount(lines.row, minlength=n) < 2))
