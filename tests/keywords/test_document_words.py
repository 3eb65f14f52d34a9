"""Laws of the table of documents and words."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.keywords.document_words import DocumentWords


@given(st.sets(st.tuples(st.integers(0, 3), st.integers(0, 5)), max_size=12))
def test_documents_have_the_words_that_were_taken_down(pairs: set[tuple[int, int]]) -> None:
    """These and no others; a word that no document has has no column."""
    doc, word = (np.array([pair[side] for pair in sorted(pairs)], np.int32) for side in (0, 1))
    known = DocumentWords(doc, word, 4, 6)
    docs, words = np.repeat(np.arange(4), 6), np.tile(np.arange(6), 4)
    found = known.have(docs, known.column[words])
    assert {*zip(docs[found].tolist(), words[found].tolist(), strict=True)} == pairs
    assert (known.column > 0).tolist() == [n in {*word.tolist()} for n in range(6)]
