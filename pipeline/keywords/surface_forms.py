"""How a keyword is written, and where it stands: readings and spellings of the occurrences of a phrase.

Occurrences of a phrase differ by plural, possessive, hyphen, capitals. Those that agree but for capitals, curls and the
possessive at the end share a **reading**; the most frequent reading is the keyword, in its most frequent **spelling**.
Readings that go on where the keyword ends (`printers` for `printer`) count as its occurrences, too.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.arrays.sorting import bounds_of, ordered
from pipeline.arrays.types import Bool, Int64
from pipeline.keywords.candidates import Phrases
from pipeline.text.tokens import Tokens
from pipeline.text.word_facts import STOP, Lexis
from pipeline.text.word_forms import POSSESSIVE


@dataclass(frozen=True)
class Surface:
    """Keywords as the text has them.

    Attributes:
        keyword: one a phrase.
        count: int64, shape (len(keyword),): occurrences of its reading, or of a longer one that begins with it.
        starts: int64, shape (sum(count),): their character offsets, ascending, keyword after keyword.
    """

    keyword: list[str]
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
    n_at, size = phrases.n_at[chosen], phrases.size[chosen]
    begins = (np.cumsum(phrases.n_at) - phrases.n_at)[chosen]
    rank = np.repeat(np.arange(len(chosen)), n_at)
    at = phrases.at[np.arange(int(n_at.sum())) - np.repeat(np.cumsum(n_at) - n_at - begins, n_at)]
    spelling, example = _spellings(tokens, rank, at, size[rank])
    last = at + size[rank] - 1
    owns = _is_own(tokens, lexis, rank, last)
    texts = _written(tokens, at[example], last[example], owns[rank[example]])
    chosen_texts, reading = _chosen(rank[example].tolist(), texts, np.bincount(spelling).tolist())
    is_listed = reading[spelling]
    starts = tokens.char_offset(tokens.start[at[is_listed]], tokens.doc[at[is_listed]])
    return Surface(chosen_texts, np.bincount(rank[is_listed], minlength=len(chosen)), starts)


def _spellings(tokens: Tokens, rank: Int64, at: Int64, size: Int64) -> tuple[Int64, Int64]:
    """Number the spellings, by phrase and first place: the number of each occurrence, and one occurrence of each.

    Spellings agree in forms and in what stands between; occurrences come by phrase and place.
    """
    keys: list[npt.NDArray[Any]] = [rank]
    for k in range(int(size.max(initial=0))):
        inside = size > k
        token = np.where(inside, at + k, at)
        keys.append(np.where(inside, tokens.form[token], 0))
        if k:
            keys.append(np.where(inside, _gap(tokens, token), 0))
    order = ordered(keys)
    bounds = bounds_of([key[order] for key in keys])
    first = order[bounds]
    by_place = np.argsort(first)
    number = np.empty(len(first), np.int64)
    number[by_place] = np.arange(len(first))
    spelling = np.empty(len(at), np.int64)
    spelling[order] = np.repeat(number, np.diff(bounds, append=len(at)))
    return spelling, first[by_place]


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


def _written(tokens: Tokens, first: Int64, last: Int64, owns: Bool) -> list[str]:
    """Phrases from token to token, without a possessive at the end that is none of their own."""
    text = tokens.text
    ends = np.where(owns, tokens.end[last], tokens.bare_end[last])
    spans = zip(tokens.start[first].tolist(), ends.tolist(), strict=True)
    return [_tidy(text[a:b].decode()) for a, b in spans]


def _tidy(text: str) -> str:
    """With plain spaces (a run has no other white space but one that does not break)."""
    return text if text.isascii() else text.replace("\xa0", " ")


def _chosen(rank: list[int], texts: list[str], counts: list[int]) -> tuple[list[str], Bool]:
    """The keyword of each phrase, and which spellings share its reading."""
    is_read = np.zeros(len(texts), bool)
    keywords = []
    for _, group in groupby(range(len(texts)), rank.__getitem__):
        spellings = list(group)
        listed = spellings
        if len(spellings) > 1:
            spellings, listed = _commonest_reading(spellings, texts, counts)
        is_read[listed] = True
        keywords.append(_commonest_text(spellings, texts, counts))
    return keywords, is_read


def _commonest_reading(spellings: list[int], texts: list[str], counts: list[int]) -> tuple[list[int], list[int]]:
    """The spellings of the reading with most occurrences, and of all readings that begin with it.

    Of equals the shortest reading, then the first in the text.
    """
    readings: dict[str, list[int]] = {}
    for s in spellings:
        readings.setdefault(texts[s].lower().replace("\u2019", "'"), []).append(s)
    best = max(readings, key=lambda text: (sum(counts[s] for s in readings[text]), -len(text)))
    return readings[best], [s for text, found in readings.items() if text.startswith(best) for s in found]


def _commonest_text(spellings: list[int], texts: list[str], counts: list[int]) -> str:
    """The text with most occurrences; of equals, the one with fewest capitals, then the first."""
    if len(spellings) == 1:
        return texts[spellings[0]]
    total: dict[str, int] = {}
    for s in spellings:
        total[texts[s]] = total.get(texts[s], 0) + counts[s]
    return max(total, key=lambda text: (total[text], -sum(map(str.isupper, text))))
