"""How a keyword is written, and where it stands: readings and spellings of the occurrences of a phrase.

Occurrences of a phrase differ by plural, possessive, hyphen, capitals. Those that agree but for capitals, curls and the
possessive at the end share a **reading**; the most frequent reading is the keyword, in its most frequent **spelling**.
Readings that go on where the keyword ends (`printers` for `printer`) count as its occurrences, too.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import numbers, utf8
from pipeline.arrays.ranges import numbers_of, range_bounds, ranges
from pipeline.arrays.sorting import bounds_of, ordered
from pipeline.arrays.types import Bool, Int64, Integer
from pipeline.keywords.candidates import Phrases
from pipeline.keywords.name_spans import ORGANISATION
from pipeline.text.tokens import Tokens
from pipeline.text.word_facts import STOP, Lexis
from pipeline.text.word_forms import CAPITALS, POSSESSIVE

_NO_BREAK = 0xA0  # last byte of a space that does not break


@dataclass(frozen=True)
class Surface:
    """Keywords as the text has them.

    Attributes:
        keyword: string array, one a phrase.
        count: int64, shape (len(keyword),): occurrences of its reading, or of a longer one that begins with it.
        starts: int64, shape (sum(count),): their character offsets, ascending, keyword after keyword.
    """

    keyword: pa.Array
    count: Int64
    starts: Int64


def surface(tokens: Tokens, lexis: Lexis, phrases: Phrases, chosen: Int64) -> Surface:
    """Write the chosen phrases as their documents do.

    Args:
        tokens: the tokens of the batch.
        lexis: facts about their words.
        phrases: G phrases.
        chosen: int64: numbers of phrases.
    """
    begin, size = phrases.begin[chosen], phrases.size[chosen]
    rank, listed = ranges(begin, begin + phrases.n_at[chosen])
    at = phrases.at[listed]
    spelling, example = _spellings(tokens, rank, at, size[rank])
    last = at + size[rank] - 1
    owns = _is_own(tokens, lexis, rank, last) & ~_owns_nothing(tokens, phrases, chosen)
    texts = _written(tokens, at[example], last[example], owns[rank[example]])
    shown, reading = _chosen(rank[example], texts, np.bincount(spelling))
    is_listed = reading[spelling]
    starts = tokens.char_offset(tokens.start[at[is_listed]], tokens.doc[at[is_listed]])
    return Surface(texts.take(numbers(shown)), np.bincount(rank[is_listed], minlength=len(chosen)), starts)


def _spellings(tokens: Tokens, rank: Int64, at: Int64, size: Int64) -> tuple[Int64, Int64]:
    """Number the spellings, by phrase and first place: the number of each occurrence, and one occurrence of each.

    Spellings agree in forms and in what stands between; occurrences come by phrase and place. Most are spelt as the
    first one of their phrase: only the others are put in order.
    """
    is_first = np.diff(rank, prepend=-1) != 0
    first = np.flatnonzero(is_first)[np.cumsum(is_first) - 1]
    others = np.flatnonzero(_differ(tokens, at, at[first], size))
    own, begin = _numbered(tokens, rank[others], at[others], size[others])
    is_first[others[begin]] = True
    number = np.cumsum(is_first) - 1
    spelling = number[first]
    spelling[others] = number[others[begin]][own]
    return spelling, np.flatnonzero(is_first)


def _differ(tokens: Tokens, at: Int64, other: Int64, size: Int64) -> Bool:
    """Which of some phrases, by their first tokens, are spelt in another way than others of as many words."""
    differs: Bool = tokens.form[at] != tokens.form[other]
    rows = np.arange(len(at))
    for k in range(1, int(size.max(initial=0))):
        rows = rows[(size[rows] > k) & (at[rows] != other[rows])]
        one, two = at[rows] + k, other[rows] + k
        differs[rows] |= (tokens.form[one] != tokens.form[two]) | (_gap(tokens, one) != _gap(tokens, two))
    return differs


def _numbered(tokens: Tokens, rank: Int64, at: Int64, size: Int64) -> tuple[Int64, Int64]:
    """Number the spellings of phrases: the number of each occurrence, and the first occurrence of each."""
    keys: list[Integer] = [rank, tokens.form[at]]
    rows = np.arange(len(at))
    for k in range(1, int(size.max(initial=0))):
        rows = rows[size[rows] > k]
        token = at[rows] + k
        keys += [_spread(tokens.form[token], rows, len(at)), _spread(_gap(tokens, token), rows, len(at))]
    order = ordered(keys)
    bounds = bounds_of([key[order] for key in keys])
    number = np.empty(len(at), np.int64)
    number[order] = np.repeat(np.arange(len(bounds)), np.diff(bounds, append=len(at)))
    return number, order[bounds]


def _spread(values: Integer, rows: Int64, n: int) -> Integer:
    """Values at some rows of n, 0 at the others."""
    out = np.zeros(n, values.dtype)
    out[rows] = values
    return out


def _gap(tokens: Tokens, token: Int64) -> Int64:
    """What stands before tokens of a run: its length and last byte tell the few possibilities apart."""
    return (tokens.start[token] - tokens.end[token - 1]) << 8 | tokens.raw[tokens.start[token] - 1]


def _is_own(tokens: Tokens, lexis: Lexis, rank: Int64, last: Int64) -> Bool:
    """Phrases of which the 's is a part: they have it everywhere, and not always a noun behind it: Lloyd's will pay."""
    n = int(rank.max(initial=-1)) + 1
    behind = np.minimum(last + 1, len(tokens.start) - 1)
    goes_on = (tokens.start[behind] == tokens.end[last] + 1) & (lexis.kind[tokens.word[behind]] & STOP == 0)
    n_bare = np.bincount(rank, tokens.kind[last] & POSSESSIVE == 0, n)
    return np.asarray((n_bare == 0) & (np.bincount(rank, ~goes_on, n) > 0))


def _owns_nothing(tokens: Tokens, phrases: Phrases, chosen: Int64) -> Bool:
    """Which phrases are names that no 's is part of: all but those of bodies of one word that is not all capitals."""
    kind, shouts = phrases.name[chosen], tokens.kind[phrases.first[chosen]] & CAPITALS > 0
    may_own = (kind == ORGANISATION) & (phrases.size[chosen] == 1) & ~shouts
    return np.asarray((kind > 0) & ~may_own)


def _written(tokens: Tokens, first: Int64, last: Int64, owns: Bool) -> pa.Array:
    """Phrases from token to token, without a possessive at the end that is none of their own.

    A run has no other white space but plain spaces and those that do not break; these are written plain.
    """
    ends = np.where(owns, tokens.end[last], tokens.bare_ends(last))
    begin = tokens.start[first]
    bounds = range_bounds(begin, ends)
    data = tokens.raw[numbers_of(begin, bounds)]
    texts = utf8(data, bounds)
    return pc.replace_substring(texts, "\xa0", " ") if (data == _NO_BREAK).any() else texts


def _chosen(rank: Int64, texts: pa.Array, counts: Int64) -> tuple[Int64, Bool]:
    """The spelling that each phrase is shown in, and which spellings share its reading.

    Args:
        rank: int64, shape (n,): the phrase of each spelling, ascending.
        texts: string array of n spellings.
        counts: int64, shape (n,): occurrences of each.
    """
    shown = np.flatnonzero(np.diff(rank, prepend=-1))
    size = np.diff(shown, append=len(rank))
    is_read = np.repeat(size == 1, size)
    several = np.flatnonzero(~is_read)
    spelt, count = texts.take(numbers(several)).to_pylist(), counts[several].tolist()
    phrases = np.flatnonzero(size > 1)
    best, read, end = [], [], 0
    for n in size[phrases].tolist():
        begin, end = end, end + n
        one, others = _commonest(spelt[begin:end], count[begin:end])
        best.append(one)
        read += [begin + other for other in others]
    shown[phrases] += np.array(best, np.int64)
    is_read[several[read]] = True
    return shown, is_read


def _commonest(texts: list[str], counts: list[int]) -> tuple[int, list[int]]:
    """Of the spellings of a phrase the one that is shown, and all that count as its occurrences.

    The reading with most occurrences, of equals the shortest, then the first in the text; of its texts the one with
    most occurrences, of equals the one with fewest capitals, then the first. Readings that begin with it count, too.
    """
    if len(set(texts)) == 1:
        return 0, [*range(len(texts))]
    readings = [text.lower().replace("\u2019", "'") for text in texts]
    of_reading: dict[str, int] = {}
    of_text: dict[str, int] = {}
    for text, reading, count in zip(texts, readings, counts, strict=True):
        of_reading[reading] = of_reading.get(reading, 0) + count
        of_text[text] = of_text.get(text, 0) + count
    best = max(of_reading, key=lambda reading: (of_reading[reading], -len(reading)))
    own = [text for text, reading in zip(texts, readings, strict=True) if reading == best]
    shown = max(own, key=lambda text: (of_text[text], -sum(map(str.isupper, text)))) if len(own) > 1 else own[0]
    return texts.index(shown), [n for n, reading in enumerate(readings) if reading.startswith(best)]
