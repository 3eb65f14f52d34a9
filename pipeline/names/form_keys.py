"""What the forms of a batch are joined by over the corpus, made of the columns of their words."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import index_of, lists, numbers, strings
from pipeline.arrays.ranges import ranges
from pipeline.arrays.types import Int64
from pipeline.names.form_words import FormWords
from pipeline.names.joining import PERSON
from pipeline.names.trimming import KINDS

SAME = {
    "us": "united states",
    "usa": "united states",
    "united states of america": "united states",
    "uk": "united kingdom",
    "uae": "united arab emirates",
    "un": "united nations",
    "eu": "european union",
}
_BLANK = strings([" "])[0]  # for a plain " " Arrow would load pandas
_FULL = len(("first", "last"))


def form_keys(words: FormWords, kind: Int64, form: Int64) -> pa.Array:
    """The key of some forms as names of some kinds: kind and words; of a person the first and the last word.

    Args:
        words: those of all forms.
        kind: int64, shape (n,): index into `KINDS`.
        form: int64, shape (n,): number of the form.

    Returns:
        String array.
    """
    start, size = words.start.take(form), np.where(words.is_word, words.size, 0).take(form)
    is_cut = (kind == PERSON) & (size > _FULL)
    row, at = ranges(start, start + size)
    edge = (at == start.take(row)) | (at == (start + size - 1).take(row))
    word = words.word.take(at[edge | ~is_cut.take(row)])
    joined = pc.binary_join(lists(np.where(is_cut, _FULL, size), words.known.take(numbers(word))), _BLANK)
    same = index_of(joined, strings([*SAME]))
    joined = pc.replace_with_mask(joined, numbers(same >= 0), strings([*SAME.values()]).take(numbers(same[same >= 0])))
    return pc.binary_join_element_wise(strings(KINDS).take(numbers(kind)), joined, _BLANK)
