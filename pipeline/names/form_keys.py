"""The keys of the forms of a batch: most are ASCII letters and blanks, of which Arrow makes small letters at once.

What `keys` says of all others, and of the words that do not tell names apart, is asked form by form.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import numbers, strings, to_numpy
from pipeline.arrays.types import Bool, Int64
from pipeline.names.form_words import FormWords
from pipeline.names.joining import PERSON
from pipeline.names.keys import SAME, entity_key
from pipeline.names.trimming import KINDS

_BLANK = strings([" "])[0]  # for a plain " " Arrow would load pandas


class FormKeys:
    """Some forms and what they are compared by.

    Args:
        forms: n distinct forms, a string array.
        words: their words.

    Attributes:
        listed: the forms as a list.
    """

    def __init__(self, forms: pa.Array, words: FormWords) -> None:
        self.listed: list[str] = forms.to_pylist()
        self._small = pc.ascii_lower(forms)
        self._n_words = words.end - words.start
        same = pc.is_in(self._small, value_set=strings([" ".join(words) for words in SAME]))
        self._is_simple = words.is_plain & ~to_numpy(same).astype(bool)

    def keys(self, kind: Int64, form: Int64) -> pa.Array:
        """The key of some forms as names of some kinds, see `entity_key`.

        Args:
            kind: int64, shape (n,): index into `KINDS`.
            form: int64, shape (n,): number of the form.
        """
        plain = self._is_simple[form] & ((kind != PERSON) | (self._n_words[form] <= len(("first", "last"))))
        made = pc.binary_join_element_wise(strings(KINDS).take(numbers(kind)), self._small.take(numbers(form)), _BLANK)
        others = zip(kind[~plain].tolist(), form[~plain].tolist(), strict=True)
        return pc.replace_with_mask(
            made, numbers(~plain), strings([entity_key(KINDS[k], self.listed[n]) for k, n in others])
        )

    def are_single(self) -> Bool:
        """Which forms have no more than one key word."""
        return np.asarray(self._n_words == 1)
