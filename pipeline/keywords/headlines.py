"""What a headline and a publisher say about the keywords of an article."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import index_of, strings
from pipeline.arrays.types import Bool, Int64
from pipeline.keywords.candidates import Phrases
from pipeline.text.tokens import Tokens, tokenise
from pipeline.text.word_facts import STOP, Lexis
from pipeline.text.word_facts import lexis as look_up
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


def in_headline(tokens: Tokens, lexis: Lexis, headlines: pa.Array) -> Bool:
    """Which tokens have their word, in any number, in the headline of their article.

    Args:
        tokens: tokens of n articles.
        lexis: facts about their words.
        headlines: strings, shape (n,); null where there is none.
    """
    titles = tokenise(headlines)
    heads, known = look_up(titles.vocabulary), {stem: number for number, stem in enumerate(lexis.stems)}
    number = np.array([known.get(stem, -1) for stem in heads.stems], np.int64)[heads.stem[titles.word]]
    there = number >= 0
    column = np.full(len(lexis.stems), -1, np.int64)  # of each stem that some headline has
    said = np.unique(number[there])
    column[said] = np.arange(len(said))
    table = np.zeros((tokens.n_docs, len(said)), bool)
    table[titles.doc[there], column[number[there]]] = True
    of_word = column[lexis.stem]
    at = np.flatnonzero((of_word >= 0)[tokens.word])
    found = np.zeros(len(tokens.word), bool)
    found[at] = table[tokens.doc[at], of_word[tokens.word[at]]]
    return found


def in_heading(tokens: Tokens, lexis: Lexis) -> Bool:
    """Which tokens stand in a line whose words have capitals throughout, in an article that has other lines.

    Such a line, a headline for the most part, does not tell names from other words.
    """
    first = np.searchsorted(tokens.start, np.flatnonzero(tokens.raw == ord("\n")))
    bounds = np.concatenate([[0], first, [len(tokens.start)]])
    counts = lexis.kind[tokens.word] & STOP == 0
    n_words, n_capitals = (_sums(marks, bounds) for marks in (counts, counts & (tokens.kind & CAPITAL > 0)))
    is_titled = (n_words >= _HEADING_WORDS) & (n_capitals >= _HEADING_SHARE * n_words)
    titled = np.repeat(is_titled, np.diff(bounds))
    has_others = np.bincount(tokens.doc[~titled], minlength=tokens.n_docs) >= _OTHERS
    return np.asarray(titled & has_others[tokens.doc])


def _sums(marks: Bool, bounds: Int64) -> Int64:
    """How many tokens between each two bounds are marked."""
    return np.diff(np.append(0, np.cumsum(marks))[bounds])


def in_dateline(tokens: Tokens, texts: pa.Array) -> Bool:
    """Which tokens stand in the dateline that opens an article: `LONDON (Reuters) -`."""
    ends = [found.end() if (found := _DATELINE.match(text)) else 0 for text in texts.to_pylist()]
    return np.asarray(tokens.char_start < np.array(ends, np.int64)[tokens.doc])


def is_publisher(tokens: Tokens, phrases: Phrases, sources: pa.Array, in_headline: Bool) -> Bool:
    """Which phrases are the name of the publisher of their article, unless the headline has it; shape (G,).

    Args:
        tokens: tokens of n articles.
        phrases: G phrases.
        sources: strings, shape (n,); null where the publisher is not known.
        in_headline: bool, a value a token.
    """
    listed = sources.to_pylist()
    known_names = publishers_names({source or "" for source in listed})
    names = {source: known_names[source or ""] for source in set(listed)}
    written = list({word for spelt in names.values() for name in spelt for word in name})
    known = dict(zip(written, index_of(strings(written), tokens.word_strings).tolist(), strict=True))
    own = {source: {tuple(known[word] for word in name) for name in spelt} for source, spelt in names.items()}
    in_any = np.zeros(len(tokens.word_strings) + 1, bool)
    in_any[[name[0] for spelt in own.values() for name in spelt]] = True
    in_any[-1] = False
    first = phrases.first
    found = np.zeros(len(first), bool)
    for g in np.flatnonzero(in_any[tokens.word[first]] & ~in_headline[first]).tolist():
        words = tokens.word[first[g] : phrases.last[g] + 1]
        found[g] = tuple(words.tolist()) in own[listed[tokens.doc[first[g]]]]
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
    vocabulary, bounds = tokens.vocabulary, np.searchsorted(tokens.doc, np.arange(len(names) + 1)).tolist()
    words = [vocabulary[word] for word in tokens.word.tolist()]
    found = [tuple(words[first:end]) for first, end in pairwise(bounds)]
    return [name[1:] if name[:1] == ("the",) else name for name in found]
