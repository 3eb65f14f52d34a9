"""What a headline and a publisher say about the keywords of an article."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import index_of, numbers, strings
from pipeline.arrays.numbering import numbered
from pipeline.arrays.types import Bool, Int32, Int64
from pipeline.keywords.candidates import Phrases
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


def in_headline(tokens: Tokens, titles: Tokens, stem: Int32) -> Bool:
    """Which tokens have their word, in any number, in the headline of their article.

    Args:
        tokens: tokens of n articles.
        titles: tokens of their headlines.
        stem: int32: stem of each word of the vocabulary of `tokens`, and behind them of those of `titles`.
    """
    n_words = len(tokens.word_strings)
    said = stem[n_words + titles.word]
    column = np.zeros(int(stem.max(initial=-1)) + 1, np.int32)  # of each stem that some headline has, from 1
    column[said] = 1
    column *= np.cumsum(column)
    n_columns = int(column.max(initial=0)) + 1
    table = np.zeros(tokens.n_docs * n_columns, bool)
    table[titles.doc.astype(np.int64) * n_columns + column[said]] = True
    of_word = column[stem[:n_words]]
    at = np.flatnonzero((of_word > 0)[tokens.word])
    found = np.zeros(len(tokens.word), bool)
    found[at] = table[tokens.doc[at] * np.int64(n_columns) + of_word[tokens.word[at]]]
    return found


def in_heading(tokens: Tokens, lexis: Lexis) -> Bool:
    """Which tokens stand in a line whose words have capitals throughout, in an article that has other lines.

    Such a line, a headline for the most part, does not tell names from other words.
    """
    newlines = np.flatnonzero(tokens.raw == ord("\n"))
    bounds = np.concatenate([[0], np.searchsorted(tokens.start, newlines), [len(tokens.start)]])
    counts = (lexis.kind & STOP == 0)[tokens.word]
    n_words, n_capitals = (_sums(marks, bounds) for marks in (counts, counts & (tokens.kind & CAPITAL > 0)))
    titled = np.flatnonzero((n_words >= _HEADING_WORDS) & (n_capitals >= _HEADING_SHARE * n_words))
    first, end = bounds[titled], bounds[titled + 1]
    doc = tokens.doc[first]
    n_tokens = np.diff(tokens.doc_bounds)
    has_others = n_tokens - np.bincount(doc, end - first, tokens.n_docs) >= _OTHERS
    found = np.zeros(len(tokens.start), bool)
    for begin, stop in zip(first[has_others[doc]].tolist(), end[has_others[doc]].tolist(), strict=True):
        found[begin:stop] = True
    return found


def _sums(marks: Bool, bounds: Int64) -> Int64:
    """How many tokens between each two bounds are marked."""
    return np.diff(np.searchsorted(np.flatnonzero(marks), bounds))


def in_dateline(tokens: Tokens, texts: pa.Array) -> Bool:
    """Which tokens stand in the dateline that opens an article: `LONDON (Reuters) -`."""
    first, second = tokens.raw[tokens.doc_start], tokens.raw[tokens.doc_start + 1]
    is_capital = (ord("A") <= first) & (first <= ord("Z")) & ((second <= ord("Z")) | (second > ord("z")))
    may_open = np.flatnonzero(is_capital | (first <= ord(" ")) | (first > ord("z")))
    found = np.zeros(len(tokens.start), bool)
    for doc, text in zip(may_open.tolist(), texts.take(numbers(may_open)).to_pylist(), strict=True):
        if dateline := _DATELINE.match(text):
            begin, end = tokens.doc_bounds[doc : doc + 2]
            found[begin:end] = tokens.char_offset(tokens.start[begin:end], tokens.doc[begin:end]) < dateline.end()
    return found


def is_publisher(tokens: Tokens, phrases: Phrases, sources: pa.Array, in_headline: Bool) -> Bool:
    """Which phrases are the name of the publisher of their article, unless the headline has it; shape (G,).

    Args:
        tokens: tokens of n articles.
        phrases: G phrases.
        sources: strings, shape (n,); null where the publisher is not known.
        in_headline: bool, a value a token.
    """
    number, listed = numbered(sources.to_pylist())
    known_names = publishers_names({source or "" for source in listed})
    names = [known_names[source or ""] for source in listed]
    written = list({word for spelt in names for name in spelt for word in name})
    known = dict(zip(written, index_of(strings(written), tokens.word_strings).tolist(), strict=True))
    own = [{tuple(known[word] for word in name) for name in spelt} for spelt in names]
    may_open = np.zeros((len(own), len(tokens.word_strings) + 1), bool)
    for row, spelt in zip(may_open, own, strict=True):
        row[[name[0] for name in spelt]] = True
    may_open[:, -1] = False
    first, source = phrases.first, number[tokens.doc[phrases.first]]
    found = np.zeros(len(first), bool)
    for g in np.flatnonzero(may_open[source, tokens.word[first]] & ~in_headline[first]).tolist():
        found[g] = tuple(tokens.word[first[g] : phrases.last[g] + 1].tolist()) in own[source[g]]
    return found


def publisher_names(source: str) -> tuple[Words, ...]:
    """How a text may call its publisher: `NPR Online News` → npr online news, npr; `BBC News` → bbc news, bbc.

    In full, without `News` and `Online` at the end, in one word, and by the initials of three words or more.
    """
    return publishers_names([source])[source]


def publishers_names(sources: Collection[str]) -> dict[str, tuple[Words, ...]]:
    """See `publisher_names`; the names of all are read together."""
    full = [_SITE.sub("", source.strip()).strip() for source in sources]
    read = _words([*full, *(_TAIL.sub("", name.lower()) for name in full)])
    every = zip(sources, read[: len(full)], read[len(full) :], strict=True)
    return {source: _spellings(*words) for source, *words in every}


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
