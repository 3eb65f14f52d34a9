"""Where characters of a batch stand in its bytes."""

from __future__ import annotations

import numpy as np

from pipeline.arrays.types import Int64
from pipeline.text.cutting import PAD, bytes_of
from pipeline.text.tokens import Tokens


def byte_places(tokens: Tokens, chars: Int64, doc: Int64) -> Int64:
    """Byte positions in `tokens.text` of character offsets within documents: the inverse of `Tokens.char_offset`.

    Args:
        tokens: the tokens of a batch.
        chars: int64, any shape: from 0; beyond the end of the document counts as its end.
        doc: int64, same shape: the document of each.

    Returns:
        int64, same shape.
    """
    first = tokens.doc_start - np.searchsorted(tokens.wide, tokens.doc_start)
    ends = np.append(tokens.doc_start[1:], len(tokens.text)) - len(PAD)
    return np.asarray(np.minimum(bytes_of(tokens.wide, first[doc] + chars), ends[doc]))
