"""What an article says of its event: names, numbers and other words, with weights that the article alone decides."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import to_numpy
from pipeline.arrays.counting import counted, two_marks
from pipeline.arrays.sorting import bounds_of, ordered
from pipeline.arrays.taking import taken
from pipeline.arrays.types import Bool, Float32, Int32, Int64, UInt8
from pipeline.stories.term_keys import term_keys
from pipeline.stories.thresholds import LEAD, LEAD_COUNTS, MOSTLY
from pipeline.text.cutting import CutTexts, cut_texts
from pipeline.text.gaps import goes_on
from pipeline.text.word_forms import CAPITAL

N_MARKS = 4  # bits, see `_occurrences`
_NARROW = 1 << 31  # numbers that 32 bits hold
_SPACE = ord(" ")


class EventTerms(NamedTuple):
    """Terms of a batch of articles, article after article, names and numbers first.

    Attributes:
        keys: int32: CRC-32 of each distinct term of each article.
        weights: float32: 1 + log of its count, at least 1.
        lengths: int64, shape (n_articles,): distinct terms of each article.
        n_names: int32, shape (n_articles,): how many of them are names, or figures that count as such.
    """

    keys: Int32
    weights: Float32
    lengths: Int64
    n_names: Int32


def event_terms(texts: pa.Array, titles: pa.Array, dated: Bool, stop: AbstractSet[str]) -> EventTerms:
    """Weigh the terms of each article, title included.

    A term is a word of 2 to 40 characters, or a number. It is a name in an article that writes it with a capital at
    half or more of its places within sentences; a title says nothing about that.

    Where no day tells events of one affair apart, their figures do, and their leads: then what has a digit is counted
    among the names, and an occurrence in the title or the first words of the text counts three times.

    Args:
        texts: string array, shape (n_articles,).
        titles: the same; null where an article has none.
        dated: whether an article has a day, shape (n_articles,).
        stop: lower-case words to leave out.
    """
    body = cut_texts(texts.cast(pa.string()), shared=True)
    title = cut_texts(titles.cast(pa.string()), shared=True)
    known = np.concatenate([term_keys(found.cut.words, stop) for found in (body, title)])
    keys, place = np.unique(known, return_inverse=True)
    term, n = np.where(known < 0, -1, place).astype(np.int32), len(body.cut.words)
    said = np.concatenate([
        _occurrences(body, term[:n], len(keys), dated),
        _occurrences(title, term[n:], len(keys), dated, is_title=True),
    ])  # fmt: skip
    if said.max(initial=0) < _NARROW:  # sorted in half the time
        said = said.astype(np.int32)
    said.sort()  # one sort of numbers, marks and all
    first = bounds_of([said >> N_MARKS])
    marks = (said & ((1 << N_MARKS) - 1)).astype(np.uint8)
    inner, lead = marks & np.uint8(3), marks >> np.uint8(2)
    (n_inner, n_capital), (n_lead, n_figure) = _counted(inner, first), _counted(lead, first)
    article, rank = np.divmod(said[first].astype(np.int64) >> N_MARKS, max(len(keys), 1))
    counts = np.diff(first, append=len(said)) + (LEAD_COUNTS - 1) * n_lead
    is_name = ((n_capital > 0) & (n_capital >= MOSTLY * n_inner)) | (n_figure > 0)
    by_kind = ordered([article * 2 + ~is_name])
    return EventTerms(
        keys[rank[by_kind]].astype(np.uint32).view(np.int32),
        (1 + np.log(counts))[by_kind].astype(np.float32),
        np.bincount(article, minlength=len(texts)),
        np.bincount(article[is_name], minlength=len(texts)).astype(np.int32),
    )


def _occurrences(found: CutTexts, rank: Int32, n_keys: int, dated: Bool, *, is_title: bool = False) -> Int64:
    """Where the terms stand: article and term of each place, and what counts about it, as one number.

    Args:
        found: the texts, or the titles.
        rank: int32: number of the term of each word, -1 for none.
        n_keys: terms.
        dated: bool, shape (n_articles,): whether an article has a day.
        is_title: whether these are titles.

    Returns:
        int64, shape (n_places,): article * n_keys + term, then N_MARKS bits: 0 within a sentence of a text, 1 with a
        capital there, 2 in the title or lead, 3 a figure; the last two where there is no day.
    """
    cut = found.cut
    told = taken(rank[cut.form_word] << 1 | (cut.form_kind & CAPITAL != 0), cut.form)
    place = np.flatnonzero(told >= 0)
    told = told[place]
    opening = cut.tokens_before(found.doc_start)  # the first token of each article
    begin = np.searchsorted(place, opening)
    article = np.repeat(np.arange(len(opening)), np.diff(begin, append=len(place)))
    marks = np.zeros(len(place), np.uint8)
    if not is_title:
        inner = _inner(found, place)
        some = np.flatnonzero(begin < np.append(begin[1:], len(place)))  # articles with a term
        inner[begin[some]] &= place[begin[some]] > opening[some]
        marks = two_marks(inner, inner & (told & 1).astype(bool))
    if not dated.all():
        at = np.flatnonzero(~dated[article])
        in_lead = is_title | (place[at] - opening[article[at]] < LEAD)
        figure = _has_digit(cut.words)[cut.form_word[cut.form[place[at]]]]
        marks[at] |= in_lead.astype(np.uint8) << 2 | figure.astype(np.uint8) << 3
    return (article * np.int64(n_keys) + (told >> 1)) << N_MARKS | marks


def _inner(found: CutTexts, place: Int64) -> Bool:
    """Whether a sentence goes on from the token before to each of these."""
    raw, starts, ends = found.raw, found.cut.starts, found.cut.ends
    plain = np.zeros(len(starts), bool)
    plain[1:] = (starts[1:] - ends[:-1] == 1) & (raw[ends[:-1]] == _SPACE)
    inner = plain[place]
    others = np.flatnonzero(~inner)
    inner[others] = goes_on(raw, ends[place[others] - 1], starts[place[others]])
    return inner


def _counted(marks: UInt8, first: Int64) -> tuple[Int64, Int64]:
    """See `counted`; at once where there are no marks."""
    if not marks.any():
        return np.zeros(len(first), np.int64), np.zeros(len(first), np.int64)
    return counted(marks, first)


def _has_digit(words: pa.Array) -> Bool:
    """Whether each word has a digit."""
    return np.asarray(to_numpy(pc.match_substring_regex(words, "[0-9]")), bool)
