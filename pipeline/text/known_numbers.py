"""Numbers of words that this process has looked up: a batch brings few that no batch before it had."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyarrow as pa

from pipeline.arrays.types import Int64
from pipeline.text.string_table import StringTable


class KnownNumbers:
    """The known words and the number of each.

    Args:
        made: the numbers of distinct new words, a string array; int64, in their order.
    """

    def __init__(self, made: Callable[[pa.Array], Int64]) -> None:
        self.words, self._numbers, self._made = StringTable(), np.zeros(0, np.int64), made

    def look_up(self, words: pa.Array) -> Int64:
        """The number of each of n words, none of them empty; int64, shape (n,)."""
        places, new = self.words.learn(words)
        if len(new):
            self._numbers = np.append(self._numbers, self._made(new))
        return np.asarray(self._numbers[places])
