"""Where tokens and characters stand: offsets of bytes, of characters, and through a batch."""

from __future__ import annotations

import numpy as np
from hypothesis import given

from pipeline.arrays.arrow import strings
from pipeline.text.characters import characters
from pipeline.text.cutting import PAD, cut_texts
from pipeline.text.tokens import tokenise
from tests.text.test_tokens import TEXTS


@given(TEXTS)
def test_offsets_through_the_batch_are_those_of_characters(texts: list[str]) -> None:
    """The texts end to end, cut at these offsets, give the tokens."""
    tokens, batch = tokenise(strings(texts)), characters(strings(texts))
    first, last = tokens.batch_offset(tokens.start, tokens.doc), tokens.batch_offset(tokens.end, tokens.doc)
    assert [batch.text[a:b] for a, b in zip(first, last, strict=True)] == [tokens.forms[f] for f in tokens.form]


@given(TEXTS)
def test_characters_begin_at_their_bytes(texts: list[str]) -> None:
    """Every place of a batch, the ends of documents included, counted through it without what stands between them."""
    found = cut_texts(strings(texts))
    before = 0
    for doc, text in enumerate(texts):
        place = np.arange(before, before + len(text) + 1)
        expected = [int(found.doc_start[doc]) + len(text[:n].encode()) for n in range(len(text) + 1)]
        assert found.byte_of(place, np.full(len(place), doc)).tolist() == expected
        assert found.character_of(np.array(expected), np.full(len(place), doc)).tolist() == place.tolist()
        assert found.doc_characters()[doc] == before
        before += len(text)
    assert found.text == PAD.join([b"", *(text.encode() for text in texts), b""])


def test_offsets_are_counted_in_characters() -> None:
    """Bytes before, inside and behind a character of several bytes; with the document given and looked up."""
    tokens = tokenise(strings(["x", "\u00e9 caf\u00e9 \U0001f600 b"]))
    assert tokens.char_start.tolist() == [0, 0, 2, 9]
    assert tokens.char_offset(tokens.end).tolist() == [1, 1, 6, 10]
    assert tokens.batch_offset(tokens.start, tokens.doc).tolist() == [0, 1, 3, 10]
    assert tokens.doc_start.tolist() == [2, 5]


def test_offsets_are_the_same_however_they_are_asked_for() -> None:
    """Many positions in order, a few, none, and out of order: each gets the offset that it gets alone."""
    tokens = tokenise(strings(["é é é", "b", "x " * 30 + "\u201cé\u201d"]))
    alone = [
        int(tokens.char_offset(np.array([at]), np.array([doc]))[0])
        for at, doc in zip(tokens.start, tokens.doc, strict=True)
    ]
    assert tokens.char_start.tolist() == alone
    assert alone[:4] == [0, 2, 4, 0]
    assert alone[-1] == 61
    backwards = tokens.char_offset(tokens.start[::-1], tokens.doc[::-1])
    assert backwards.tolist() == alone[::-1]
    table = tokens.char_offset(tokens.start[:4].reshape(2, 2), tokens.doc[:4].reshape(2, 2))
    assert table.tolist() == [alone[:2], alone[2:4]]
    assert tokens.char_offset(tokens.start[:0]).tolist() == []


@given(TEXTS)
def test_lengths_of_documents(texts: list[str]) -> None:
    """In characters, of empty ones too."""
    assert tokenise(strings(texts)).doc_lengths.tolist() == [len(text) for text in texts]
