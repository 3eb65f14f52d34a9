"""Credits of pictures: photographers and agencies, who are no subject of an article.

`Ana Diaz/Getty Images`, `Ana Diaz / AP`, `AP Photo/Ana Diaz`, `Photo: Ana Diaz`, `Photo by Ana Diaz`.
"""

from __future__ import annotations

import numpy as np
import pyarrow.compute as pc

from pipeline.arrays.arrow import numbers, strings, to_numpy
from pipeline.arrays.types import Bool, Int64, UInt8
from pipeline.text.tokens import Tokens

_AGENCY, _PICTURE, _BY = (1 << bit for bit in range(3))
_WORDS = {
    **dict.fromkeys(("getty", "ap", "afp", "reuters", "epa", "corbis"), _AGENCY),
    **dict.fromkeys(("photo", "photos", "image", "images"), _PICTURE),
    "by": _BY,
}
_BITS = np.array([*_WORDS.values(), 0], np.uint8)


def credit_words(tokens: Tokens) -> UInt8:
    """What each word of the vocabulary does in a credit, as bits: uint8, shape (V,)."""
    found = pc.index_in(tokens.word_strings, value_set=strings(list(_WORDS)))
    none = numbers(np.array([len(_WORDS)], np.int32))[0]  # a number of Python would make Arrow import pandas
    return np.asarray(_BITS[to_numpy(pc.fill_null(found, none))])


def is_credited(tokens: Tokens, words: UInt8, first: Int64, behind: Int64) -> Bool:
    """Which names stand in the credit of a picture.

    Args:
        tokens: n tokens.
        words: see `credit_words`.
        first: int64, shape (m,): first token of each name.
        behind: int64, shape (m,): the token behind its last one; n where none is.

    Returns:
        bool, shape (m,).
    """
    last = np.minimum(behind, len(tokens.start) - 1)
    before, behind_it = words[tokens.word[np.maximum(first - 1, 0)]], words[tokens.word[last]]
    found = (behind_it & _AGENCY > 0) & _stands_behind(tokens, last, "/")
    found |= (before & (_AGENCY | _PICTURE) > 0) & _stands_behind(tokens, first, "/")
    found |= (before & _PICTURE > 0) & _stands_behind(tokens, first, ":")
    by = np.flatnonzero(before & _BY)
    opens = np.maximum(first[by] - 2, 0)
    is_by = (words[tokens.word[opens]] & _PICTURE > 0) & (tokens.doc[opens] == tokens.doc[first[by]])
    found[by] |= is_by
    return np.asarray(found)


def is_agency_picture(tokens: Tokens, words: UInt8, first: Int64, last: Int64) -> Bool:
    """Which phrases, by first and last token, say no more than whose a picture is: Getty Images, AP Photo."""
    return np.asarray((words[tokens.word[first]] & _AGENCY > 0) & (words[tokens.word[last]] & _PICTURE > 0))


def _stands_behind(tokens: Tokens, at: Int64, mark: str) -> Bool:
    """Whether tokens stand behind a mark, with a space between them or without."""
    start, raw = tokens.start[at], tokens.raw
    spaced = (raw[start - 1] == ord(" ")) & (raw[start - 2] == ord(mark))
    return np.asarray((raw[start - 1] == ord(mark)) | spaced)
