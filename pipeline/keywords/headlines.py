"""What a headline and a publisher say about the keywords of an article."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from itertools import pairwise

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import index_of, numbers, strings
from pipeline.arrays.counting import apart, both_counts, two_marks
from pipeline.arrays.look_ups import MOST
from pipeline.arrays.numbering import numbered
from pipeline.arrays.ranges import numbers_of, range_bounds, ranges
from pipeline.arrays.sorting import bounds_of
from pipeline.arrays.taking import taken
from pipeline.arrays.types import Bool, Int32, Int64
from pipeline.keywords.document_words import DocumentWords
from pipeline.text.byte_places import byte_places
from pipeline.text.tokens import Tokens, tokenise
from pipeline.text.word_facts import STOP, Lexis
from pipeline.text.word_forms import CAPITAL

_SITE = re.compile(r"\.(?:com|co|org|net)\b.*| - .*|\(.*|^(?:https?://)?www\.", re.IGNORECASE)
_TAIL = re.compile(r"(?: (?:online|news))+$")
_DATELINE = re.compile(
    r"\s*[A-Z][A-Z.'\u2019]+(?:[ ,/]+[A-Z][\w.'\u2019]*){0,4}(?: *\([^()\n]{2,30}\))? *(?:-{1,2}|[\u2013\u2014]) "
)
_HEADING_WORDS, _HEADING_SHARE = 3, 0.8  # words of a heading, stop words aside, and those with a capital, at least
_OTHERS = 20  # tokens outside of headings from which an article has other lines
_INITIALS = 3  # letters of initials that name a publisher, at least
Words = tuple[str, ...]


def in_headline(tokens: Tokens, titles: Tokens, stem: Int32, is_asked: Bool) -> Bool:
    """Which of some tokens have their word, in any number, in the headline of their article.

    Args:
        tokens: tokens of n articles.
        titles: tokens of their headlines.
        stem: int32: stem of each word of the vocabulary of `tokens`, and behind them of those of `titles`.
        is_asked: bool, a value a token: whether it is one of those that are looked at.
    """
    n_words = len(tokens.word_strings)
    known = DocumentWords(titles.doc, stem[n_words + titles.word], tokens.n_docs, int(stem.max(initial=-1)) + 1)
    column = taken(known.column[stem[:n_words]], tokens.word)
    at = np.flatnonzero((column != 0) & is_asked)
    found = np.zeros(len(column), bool)
    found[at] = known.have(tokens.doc[at], column[at])
    return found


def in_heading(tokens: Tokens, lexis: Lexis) -> Bool:
    """Which tokens stand in a line whose words have capitals throughout, in an article that has other lines.

    Such a line, a headline for the most part, does not tell names from other words.
    """
    newlines = np.flatnonzero(tokens.raw == ord("\n"))
    newlines = newlines[np.diff(newlines, append=0) != 1]  # of several in a row the last one
    bounds = np.append(0, np.searchsorted(tokens.start, newlines))
    bounds = bounds[bounds_of([bounds])]
    bounds = np.append(bounds[bounds < len(tokens.start)], len(tokens.start))
    counts = (lexis.kind & STOP == 0)[tokens.form_word]
    marks = both_counts(two_marks(counts, counts & (tokens.form_kind & CAPITAL > 0)))
    n_words, n_capitals = apart(np.add.reduceat(taken(marks, tokens.form), bounds[:-1]))
    titled = np.flatnonzero((n_words >= _HEADING_WORDS) & (n_capitals >= _HEADING_SHARE * n_words))
    first, end = bounds[titled], bounds[titled + 1]
    doc = tokens.doc[first]
    n_tokens = np.diff(tokens.doc_bounds)
    has_others = n_tokens - np.bincount(doc, end - first, tokens.n_docs) >= _OTHERS
    found = np.zeros(len(tokens.start), bool)
    for begin, stop in zip(first[has_others[doc]].tolist(), end[has_others[doc]].tolist(), strict=True):
        found[begin:stop] = True
    return found


def in_dateline(tokens: Tokens, texts: pa.Array) -> Bool:
    """Which tokens stand in the dateline that opens an article: `LONDON (Reuters) -`."""
    first, second = tokens.raw[tokens.doc_start], tokens.raw[tokens.doc_start + 1]
    is_capital = (ord("A") <= first) & (first <= ord("Z")) & ((second <= ord("Z")) | (second > ord("z")))
    may_open = np.flatnonzero(is_capital | (first <= ord(" ")) | (first > ord("z")))
    opened = map(_DATELINE.match, texts.take(numbers(may_open)).to_pylist())
    ends = np.array([match.end() if match else 0 for match in opened], np.int64)
    docs, ends = may_open[ends > 0], ends[ends > 0]
    behind = np.searchsorted(tokens.start, byte_places(tokens, ends, docs))
    found = np.zeros(len(tokens.start), bool)
    found[ranges(tokens.doc_bounds[docs], behind)[1]] = True
    return found


class Publishers:
    """The publishers of n articles, and how their texts may call them."""

    def __init__(self, tokens: Tokens, sources: pa.Array, in_headline: Bool) -> None:
        """Read the names.

        Args:
            tokens: tokens of the articles.
            sources: strings, shape (n,); null where the publisher is not known.
            in_headline: bool, a value a token.
        """
        self._tokens, self._in_headline = tokens, in_headline
        self._number, listed = numbered(sources.to_pylist())
        known = publishers_names({source or "" for source in listed})
        self._names = [known[source or ""] for source in listed]
        number, opening = numbered([name[0] for names in self._names for name in names])
        self._word = index_of(tokens.word_strings, strings(opening))
        self._opens = np.zeros((len(self._names), len(opening) + 1), bool)  # the last column: any other word
        self._opens[np.repeat(np.arange(len(self._names)), list(map(len, self._names))), number] = True

    def named_by(self, first: Int64, last: Int64) -> Bool:
        """Which phrases are the name of the publisher of their article, unless the headline has it.

        Args:
            first: int64, shape (n,): first token of each phrase.
            last: int64, shape (n,): its last token.

        Returns:
            bool, shape (n,).
        """
        tokens = self._tokens
        own = self._number[tokens.doc[first]]
        found = self._opens[own, self._word[tokens.word[first]]]
        at = np.flatnonzero(found & ~self._in_headline[first])
        found[:] = False
        bounds = range_bounds(first[at], last[at] + 1)
        words = tokens.word_strings.take(numbers(tokens.word[numbers_of(first[at], bounds)])).to_pylist()
        spelt = (tuple(words[begin:end]) for begin, end in pairwise(bounds.tolist()))
        known = map(self._names.__getitem__, own[at].tolist())
        found[at] = [name in names for name, names in zip(spelt, known, strict=True)]
        return np.asarray(found)


def publisher_names(source: str) -> tuple[Words, ...]:
    """How a text may call its publisher: `NPR Online News` → npr online news, npr; `BBC News` → bbc news, bbc.

    In full, without `News` and `Online` at the end, in one word, and by the initials of three words or more.
    """
    return publishers_names([source])[source]


def publishers_names(sources: Collection[str]) -> dict[str, tuple[Words, ...]]:
    """See `publisher_names`; the names of all that are not known yet are read together."""
    if len(_known_publishers()) > MOST:
        _known_publishers.cache_clear()
    known = _known_publishers()
    new = [source for source in sources if source not in known]
    if new:
        full = [_SITE.sub("", source.strip()).strip() for source in new]
        read = _words([*full, *(_TAIL.sub("", name.lower()) for name in full)])
        every = zip(new, read[: len(full)], read[len(full) :], strict=True)
        known.update((source, _spellings(*words)) for source, *words in every)
    return {source: known[source] for source in sources}


@cache
def _known_publishers() -> dict[str, tuple[Words, ...]]:
    """Publisher → its names, as far as this process has read them."""
    return {}


def _spellings(full: Words, short: Words) -> tuple[Words, ...]:
    """The distinct names of a publisher, by the words of its full and its short one."""
    initials = ("".join(word[0] for word in full),) if len(full) >= _INITIALS else ()
    return tuple(dict.fromkeys(name for name in (full, short, ("".join(full),), initials) if name))


def _words(names: list[str]) -> list[Words]:
    """The words of each name, without an article in front."""
    tokens = tokenise(strings(names))
    vocabulary, bounds = tokens.vocabulary, tokens.doc_bounds.tolist()
    words = [vocabulary[word] for word in tokens.word.tolist()]
    found = [tuple(words[first:end]) for first, end in pairwise(bounds)]
    return [name[1:] if name[:1] == ("the",) else name for name in found]
