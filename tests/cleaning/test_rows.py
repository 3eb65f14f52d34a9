"""Rows of `texts`, `removed` and `flagged`."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from pipeline.arrays.arrow import strings
from pipeline.cleaning.config import CleanConfig
from pipeline.cleaning.rows import flagged, removed, texts_table
from tests.cleaning.nights import part_of

ENGLISH = "The harbour council of Port Ellis rejected the lease of the ferry pier. Nobody was surprised."
GERMAN = "Der Rat der Stadt hat beschlossen, den Hafen nicht zu schließen. " * 2


def rows_of(*texts: str, languages: tuple[str, ...] = ("en",), given: str | None = None) -> list[dict[str, Any]]:
    """Rows of `texts` for records whose text was left as it was."""
    records = part_of([{"id": str(n), "text": text, "language": given} for n, text in enumerate(texts)])
    found = texts_table(
        CleanConfig(languages=list(languages)),
        records,
        pa.nulls(len(texts), pa.string()),
        records["text"].combine_chunks(),
    )
    by_id = {row["external_id"]: row for row in found.to_pylist()}
    return [by_id[str(n)] for n in range(len(texts))]


def test_what_is_counted() -> None:
    """Characters, words and sentences of the clean text, its hash, and where its sentences stand."""
    (row,) = rows_of(ENGLISH)
    assert (row["n_chars"], row["n_chars_raw"]) == (len(ENGLISH), len(ENGLISH))
    assert (row["n_words"], row["n_sentences"]) == (16, 2)
    assert row["content_sha256"] == sha256(ENGLISH.encode()).hexdigest()
    spans = zip(row["sentence_starts"], row["sentence_ends"], strict=True)
    assert [ENGLISH[a:b] for a, b in spans] == [
        "The harbour council of Port Ellis rejected the lease of the ferry pier.",
        "Nobody was surprised.",
    ]


@pytest.mark.parametrize(
    ("text", "given", "code", "is_read"),
    [
        (ENGLISH, None, "en", True),
        (GERMAN, None, "de", False),
        (GERMAN, "de", "de", False),
        ("7 + 7", None, None, True),
        ("7 + 7", "en", "en", True),
        ("zzgl qwrt plmk vbnx", None, None, False),
    ],
)
def test_which_language_is_read(text: str, given: str | None, code: str | None, is_read: bool) -> None:
    """One of `clean.languages`; where it is unsure, what may be English; a score where there is a language."""
    (row,) = rows_of(text, given=given)
    assert (row["language"], row["is_read"]) == (code, is_read)
    assert (row["language_score"] is None) == (code is None)


def test_other_languages_may_be_read() -> None:
    """Then English is not, unless it is among them."""
    assert [row["is_read"] for row in rows_of(ENGLISH, GERMAN, languages=("de",))] == [False, True]
    assert [row["is_read"] for row in rows_of(ENGLISH, GERMAN, languages=("de", "en"))] == [True, True]


SPANS: dict[str, Any] = {
    "row": np.array([0, 0, 2]),
    "start": np.array([3, 9, 0], np.int32),
    "end": np.array([5, 12, 1], np.int32),
    "text": strings(["ab", "cde", "f"]),
    "rule": ["promo", "share", "promo"],
}
IDS = pa.chunked_array([strings(["a" * 16, "b" * 16]), strings(["c" * 16])])


def test_removed_spans_belong_to_their_article() -> None:
    """By its number, over all chunks of the ids."""
    found = removed(IDS, **SPANS).to_pylist()
    assert [row["article_id"][0] for row in found] == ["a", "a", "c"]
    assert [(row["start"], row["end"], row["text"], row["rule"]) for row in found] == [
        (3, 5, "ab", "promo"),
        (9, 12, "cde", "share"),
        (0, 1, "f", "promo"),
    ]


@pytest.mark.parametrize(("probability", "stored"), [(0.12346, 0.1235), (0.12344, 0.1234), (1.0, 1.0), (0.00001, 0.0)])
def test_probabilities_have_four_decimals(probability: float, stored: float) -> None:
    """Of a suspected span."""
    found = flagged(IDS, probability=np.full(3, probability), **SPANS)
    assert found["probability"].to_pylist() == pytest.approx([stored] * 3, abs=1e-7)
