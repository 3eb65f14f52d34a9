"""How a keyword is written, and where it stands: readings and spellings of the occurrences of a phrase.

Occurrences of a phrase differ by plural, possessive, hyphen, capitals. Those that agree but for capitals, curls and the
possessive at the end share a **reading**; the most frequent reading is the keyword, in its most frequent **spelling**.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

import numpy as np
import numpy.typing as npt

from pipeline.text.phrases import Phrases
from pipeline.text.tokens import Tokens

Ints = npt.NDArray[np.int64]

_BLANKS = re.compile(r"\s+")
_POSSESSIVE = re.compile("['\u2019][sS]$")


@dataclass(frozen=True)
class Surface:
    """Keywords as the text has them.

    Attributes:
        keyword: one a phrase.
        count: int64, shape (len(keyword),): occurrences of its reading.
        starts: int64, shape (sum(count),): their character offsets, ascending, keyword after keyword.
    """

    keyword: list[str]
    count: Ints
    starts: Ints


def surface(tokens: Tokens, phrases: Phrases, chosen: Ints) -> Surface:
    """Write the chosen phrases as their documents do.

    Args:
        tokens: the tokens of the batch.
        phrases: G phrases.
        chosen: int64: numbers of phrases.
    """
    tf, size = phrases.tf[chosen], phrases.size[chosen]
    begins = (np.cumsum(phrases.tf) - phrases.tf)[chosen]
    rank = np.repeat(np.arange(len(chosen)), tf)
    at = phrases.at[np.arange(int(tf.sum())) - np.repeat(np.cumsum(tf) - tf - begins, tf)]
    spelling, example = _spellings(tokens, rank, at, size[rank])
    texts = [_written(tokens, a, n) for a, n in zip(at[example].tolist(), size[rank[example]].tolist(), strict=True)]
    chosen_texts, reading = _chosen(rank[example].tolist(), texts, np.bincount(spelling).tolist())
    is_listed = reading[spelling]
    starts = tokens.char_offset(tokens.start[at[is_listed]], tokens.doc[at[is_listed]])
    return Surface(chosen_texts, np.bincount(rank[is_listed], minlength=len(chosen)), starts)


def _spellings(tokens: Tokens, rank: Ints, at: Ints, size: Ints) -> tuple[Ints, Ints]:
    """Number the spellings, by phrase and first place: the number of each occurrence, and one occurrence of each."""
    key = rank
    for k in range(int(size.max(initial=0))):
        word = np.minimum(at + k, at + size - 1)
        gap = _gap(tokens, word) if k else np.zeros(len(at), np.int64)
        _, key = np.unique(key << 40 | tokens.form[word].astype(np.int64) << 8 | gap, return_inverse=True)
    _, first, spelling = np.unique(key, return_index=True, return_inverse=True)
    order = np.lexsort((first, rank[first]))
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    return place[spelling], first[order]


def _gap(tokens: Tokens, word: Ints) -> Ints:
    """What stands before each token, 0..255; different for space, hyphens and the mark of `workers' rights`."""
    first, last = tokens.raw[tokens.end[word - 1]], tokens.raw[tokens.start[word] - 1]
    return (first.astype(np.int64) * 3 + last) & 0xFF


def _written(tokens: Tokens, at: int, size: int) -> str:
    """The phrase at a token, without line breaks and a possessive at the end."""
    text = tokens.text[tokens.start[at] : tokens.end[at + size - 1]].decode()
    return _POSSESSIVE.sub("", _BLANKS.sub(" ", text))


def _chosen(rank: list[int], texts: list[str], counts: list[int]) -> tuple[list[str], npt.NDArray[np.bool_]]:
    """The keyword of each phrase, and which spellings share its reading."""
    is_read = np.zeros(len(texts), bool)
    keywords = []
    for _, group in groupby(range(len(texts)), rank.__getitem__):
        spellings = list(group)
        if len(spellings) > 1:
            spellings = _commonest_reading(spellings, texts, counts)
        is_read[spellings] = True
        keywords.append(_commonest_text(spellings, texts, counts))
    return keywords, is_read


def _commonest_reading(spellings: list[int], texts: list[str], counts: list[int]) -> list[int]:
    """The spellings of the reading with most occurrences; of equals, the first in the text."""
    readings: dict[str, list[int]] = {}
    for s in spellings:
        readings.setdefault(texts[s].lower().replace("\u2019", "'"), []).append(s)
    return max(readings.values(), key=lambda found: sum(counts[s] for s in found))


def _commonest_text(spellings: list[int], texts: list[str], counts: list[int]) -> str:
    """The text with most occurrences; of equals, the one with fewest capitals, then the first."""
    if len(spellings) == 1:
        return texts[spellings[0]]
    total: dict[str, int] = {}
    for s in spellings:
        total[texts[s]] = total.get(texts[s], 0) + counts[s]
    return max(total, key=lambda text: (total[text], -sum(map(str.isupper, text))))
