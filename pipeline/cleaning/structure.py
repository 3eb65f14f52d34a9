"""What an article gives away about its own lines: where its prose stands, what is said twice, who is in the story."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.arrays.arrow import strings
from pipeline.arrays.types import Bool, Int64
from pipeline.cleaning import thresholds as t
from pipeline.cleaning.rules import EDGE, END, HEAD, TAIL
from pipeline.text.lines import Lines, split_lines

_STOPS = np.frombuffer(b".?!\"'", np.uint8)
_CLOSING = np.array([char.encode()[2] for char in "\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u2026\u203a\u203c"])
_GUILLEMET = "\u00bb".encode()[1]
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_AUTHOR_HEAD = re.compile(r"(?i)\W*((about|meet) (the|this|our) )?(author|writer|contributor|columnist|editor)s?\b")
_KIND = r"(articles|stories|headlines|links|content|coverage|posts|reading)"
_LINKED = r"(related|recommended|trending|most (read|popular)|more|(see|read) (also|more|next)|also (see|read))"
_LINK_HEAD = re.compile(rf"(?i)\W*{_LINKED}( {_KIND}\b.*|\W*$)|.*\b{_KIND}\W*:$")
_LEAD = re.compile(r"^[\w &-]{3,20}: ")
_LAST_NAME = re.compile(r"^\W*(?:[A-Z]\w+\. )?((?:[A-Z][\w’'.-]+ ?(?:(?:de|van|von|der|la|al|bin) )?){1,4})")


@dataclass(frozen=True)
class ArticleMetadata:
    """What the records say about n articles; each may be absent.

    Attributes:
        titles: shape (n,): headlines.
        sources: shape (n,): publishers.
        authors: shape (n,): author names.
    """

    titles: Sequence[str | None]
    sources: Sequence[str | None]
    authors: Sequence[Sequence[str]]


def is_closed(lines: Lines) -> Bool:
    """Lines that end like a sentence: in a stop or a quotation mark of any kind."""
    last, before = (lines.data[np.maximum(lines.ends - back, 0)] for back in (1, 2))
    general = (lines.data[np.maximum(lines.ends - 3, 0)] == 0xE2) & (before == 0x80) & np.isin(last, _CLOSING)
    return np.asarray(np.isin(last, _STOPS) | general | ((before == 0xC2) & (last == _GUILLEMET)))


def is_prose(lines: Lines, closed: Bool) -> Bool:
    """Lines that are long enough for a paragraph and end like a sentence, a bracket behind it or not."""
    bracket = lines.data[lines.ends - 1] == ord(")")
    return np.asarray((closed | bracket) & (lines.ends - lines.starts >= t.PROSE_BYTES))


def must_stay_whole(lines: Lines, closed: Bool, taken: Bool) -> Bool:
    """Texts that must stay whole: those of one line, and those that would keep no sentence.

    Args:
        lines: n_lines lines of n texts.
        closed: shape (n_lines,): lines that end like a sentence.
        taken: shape (n_lines,): noise.

    Returns:
        bool, shape (n,).
    """
    n = len(lines.bounds) - 1
    sentence = closed & ~taken & (lines.ends - lines.starts >= t.SENTENCE_BYTES)
    kept = np.bincount(lines.row[sentence], minlength=n)
    return np.asarray((kept == 0) | (np.bincount(lines.row, minlength=n) < 2))


def distances(lines: Lines) -> tuple[Int64, Int64]:
    """How many lines of its article stand before each line, and how many behind it; shape (n_lines,) each."""
    number = np.arange(len(lines))
    first = np.searchsorted(lines.row, lines.row, side="left")
    last = np.searchsorted(lines.row, lines.row, side="right") - 1
    return number - first, last - number


def zones(lines: Lines, prose: Bool, titled: Bool) -> dict[str, Bool]:
    """Where each line stands, by zone.

    Args:
        lines: n_lines lines.
        prose: shape (n_lines,): paragraphs.
        titled: shape (n,): articles whose record gives a headline; else their first line may be one.

    Returns:
        A bool array, shape (n_lines,), for head, tail, end and edge. An article without a paragraph has no tail, and no
        head but its first line.
    """
    n = len(lines.bounds) - 1
    places = np.flatnonzero(prose)
    first, last = np.zeros(n, np.int64), np.full(n, len(lines), np.int64)
    last[lines.row[places]] = places
    first[lines.row[places[::-1]]] = places[::-1]
    number = np.arange(len(lines))
    before, behind = distances(lines)
    head = ((number < first[lines.row]) | (before == 0)) & (titled[lines.row] | (before > 0))
    tail = number > last[lines.row]
    return {HEAD: head, TAIL: tail, END: tail | (behind < t.N_END_LINES), EDGE: head | tail}


def doubled(lines: Lines) -> Bool:
    """Lines that say what the line before them says."""
    same = np.zeros(len(lines), bool)
    same[1:] = (lines.keys[1:] == lines.keys[:-1]) & (lines.row[1:] == lines.row[:-1])
    return same & (lines.letters >= t.DOUBLED_LETTERS)


def headlines(lines: Lines, about: ArticleMetadata) -> Bool:
    """Lines that repeat the headline, and first lines that begin or end with it: with a deck, a caption, a rubric."""
    given = [(row, text) for row, title in enumerate(about.titles) if title for text in (title, _LEAD.sub("", title))]
    found = _among(lines, given)
    first = np.flatnonzero(distances(lines)[0] == 0)
    for at, row in zip(first.tolist(), lines.row[first].tolist(), strict=True):
        found[at] |= _holds_headline(lines.text(at, t.DECK_CHARS), (about.titles[row] or "").strip())
    return found


def _holds_headline(line: str, title: str) -> bool:
    """Whether a line is the headline with something before or behind it."""
    if len(title) < t.HEADLINE_CHARS or title not in line:
        return False
    if line.endswith(title):
        return True
    rest = line[len(title) :]
    return line.startswith(title) and rest[:1] == " " and rest[1:2].isupper() and len(rest) < t.DECK_CHARS / 2


def names(lines: Lines, about: ArticleMetadata) -> Bool:
    """Lines that only name the publisher or an author."""
    given = [(row, source) for row, source in enumerate(about.sources) if source]
    given += [(row, lead + name) for row, all_ in enumerate(about.authors) for name in all_ for lead in ("", "By ")]
    return _among(lines, given)


def _among(lines: Lines, given: list[tuple[int, str]]) -> Bool:
    """Lines that read like one of the texts given for their article."""
    asked = split_lines(strings([" ".join(text.split()) for _, text in given]))
    rows = np.array([row for row, _ in given], np.int64)[asked.row]
    wanted = asked.keys + rows.astype(np.uint64) * _SPREAD
    keys = lines.keys + lines.row.astype(np.uint64) * _SPREAD
    return np.asarray(np.isin(keys, wanted) & (lines.keys != 0))


def is_wrapped(lines: Lines, closed: Bool) -> Bool:
    """Lines of texts that are broken in mid-sentence: what one leaves open the next takes up with a small letter.

    A break or two are chance. From the third on such lines belong together, and where every third line is broken off,
    the whole text has its lines from a mail or a terminal.
    """
    n = len(lines.bounds) - 1
    first = lines.data[lines.starts]
    small = (first >= ord("a")) & (first <= ord("z"))
    joined = np.append(~closed[:-1] & small[1:] & (lines.row[1:] == lines.row[:-1]), False)[: len(lines)]
    breaks, sizes = np.bincount(lines.row[joined], minlength=n), np.bincount(lines.row, minlength=n)
    either = joined | np.insert(joined, 0, False)[: len(lines)]
    often = breaks >= t.N_BREAKS
    return np.asarray(often[lines.row] & (either | (breaks * t.N_BREAKS >= sizes)[lines.row]))


def is_in_story(lines: Lines, at: int, gone: Bool) -> bool:
    """Whether the person that a line begins with is named in other lines: then the line belongs to the story.

    Args:
        lines: n_lines lines.
        at: number of the line.
        gone: shape (n_lines,): lines that do not count, being noise.

    Returns:
        True also where the line begins with no name.
    """
    name = _LAST_NAME.match(lines.text(at))
    if name is None:
        return True
    last = name[1].split()[-1]
    first, end = (
        np.searchsorted(lines.row, lines.row[at], side="left"),
        np.searchsorted(lines.row, lines.row[at], side="right"),
    )
    return any(last in lines.text(other) for other in range(first, end) if other != at and not gone[other])


def is_about_author(lines: Lines, at: int, about: ArticleMetadata) -> bool:
    """Whether a line begins with "About the author", or with the name of one that the record gives."""
    text, row = lines.text(at).lstrip("\u2022*\u2013\u2014- "), int(lines.row[at])
    given = [*about.authors[row], about.sources[row] or ""]
    return bool(_AUTHOR_HEAD.match(text)) or any(" " in name and text.startswith(name) for name in given)


def below_author_heads(lines: Lines, biography: Bool) -> Bool:
    """The last lines of articles, where a line of a few words such as "About the author" stands above them.

    Args:
        lines: n_lines lines.
        biography: shape (n_lines,): lines that tell of an author.

    Returns:
        bool, shape (n_lines,).
    """
    below = np.zeros(len(lines), bool)
    for at in np.flatnonzero(biography & (lines.ends - lines.starts < t.SENTENCE_BYTES)).tolist():
        end = int(np.searchsorted(lines.row, lines.row[at], side="right"))
        if end - at - 1 <= t.N_AUTHOR_LINES and _AUTHOR_HEAD.match(lines.text(at)):
            below[at + 1 : end] = True
    return below


def below_link_heads(lines: Lines, closed: Bool, related: Bool) -> Bool:
    """Headlines of other stories: lines with an open end below a line such as "Related articles" or "More stories:".

    Args:
        lines: n_lines lines.
        closed: shape (n_lines,): lines that end like a sentence.
        related: shape (n_lines,): lines that lead to other stories.

    Returns:
        bool, shape (n_lines,).
    """
    below = np.zeros(len(lines), bool)
    sizes = lines.ends - lines.starts
    fits = ~closed & (sizes >= t.LINK_BYTES[0]) & (sizes <= t.LINK_BYTES[1]) & (lines.data[lines.ends - 1] != ord(":"))
    for head in np.flatnonzero(related).tolist():
        end = min(int(np.searchsorted(lines.row, lines.row[head], side="right")), head + 1 + t.N_LINKS)
        if head + 1 < end and fits[head + 1] and _LINK_HEAD.match(lines.text(head)):
            last = next((at for at in range(head + 1, end) if not fits[at]), end)
            below[head + 1 : last] = True
    return below
