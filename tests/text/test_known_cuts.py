"""A text that has been cut into words is not cut again."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.text import known_cuts, tokens
from pipeline.text.known_cuts import Cut, cut_once
from pipeline.text.tokens import tokenise

TEXTS = ["Ana Ruiz said: “It’s 3.5% more.” " * 40, "", "The U.S.'s mayor, O'Brien, of AT&T " * 40]


@pytest.fixture(autouse=True)
def nothing_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """No text is known, and small ones are kept too."""
    monkeypatch.setattr(known_cuts, "_known", {})
    monkeypatch.setattr(known_cuts, "LEAST", 100)


def _counted(edges: list[int]) -> tuple[list[int], Callable[[], Cut]]:
    """A cut of tokens of one letter each, and how often it has been made."""
    calls: list[int] = []

    def cut() -> Cut:
        calls.append(1)
        starts, ends = np.array(edges, np.int32).reshape(-1, 2).T.copy()
        form = np.arange(len(starts), dtype=np.int32)
        words = strings(["w" * size for size in (ends - starts).tolist()])
        return Cut(np.array([3]), starts, ends, form, words, form.astype(np.uint8), form, words)

    return calls, cut


def _edges(cut: Cut) -> list[int]:
    """First byte of each token and one past its last, in turn."""
    assert (cut.starts.dtype, cut.ends.dtype) == (np.int32, np.int32)
    return list(np.stack([cut.starts, cut.ends], axis=1).ravel().tolist())


def test_tokens_are_the_same_when_they_are_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every column, types included; the text is not cut a second time, also in a batch with other documents."""
    first = tokenise(strings(TEXTS), shared=True)
    monkeypatch.setattr(tokens, "word_bytes", None)
    again = tokenise(strings(TEXTS), shared=True)
    for name in ("doc_start", "start", "end", "doc", "form", "word", "form_kind", "form_word", "wide"):
        one, other = getattr(first, name), getattr(again, name)
        assert one.dtype == other.dtype
        assert one.tolist() == other.tolist(), name
    assert (first.text, first.forms, first.vocabulary) == (again.text, again.forms, again.vocabulary)
    assert len(first.start) == 40 * 6 + 40 * 6


def test_texts_that_no_other_step_cuts_are_not_kept() -> None:
    """Sentences and headlines take no room from the texts that are cut four times."""
    tokenise(strings(TEXTS))
    assert not known_cuts._known
    tokenise(strings(TEXTS), shared=True)
    assert len(known_cuts._known) == 1


@pytest.mark.parametrize(("size", "n_calls"), [(99, 2), (100, 1)])
def test_small_texts_are_cut_each_time(size: int, n_calls: int) -> None:
    """From LEAST bytes on a cut is kept."""
    calls, cut = _counted([1, 4, 5, 9])
    for _ in range(2):
        assert _edges(cut_once(b"a" * size, cut)) == [1, 4, 5, 9]
    assert len(calls) == n_calls


@pytest.mark.parametrize("first", [0, 2, 255, 256, 65_535, 65_536, 1 << 30])
@pytest.mark.parametrize("gap", [1, 255, 256, 65_535, 65_536, 200_000])
def test_edges_wherever_they_lie(first: int, gap: int) -> None:
    """Far into the text and far from each other; tokens of any size."""
    edges = [first, first + gap, first + gap + 1, first + 2 * gap, first + 3 * gap, first + 3 * gap + 1]
    calls, cut = _counted(edges)
    for _ in range(2):
        found = cut_once(b"b" * 200, cut)
        assert _edges(found) == edges
        assert (found.wide.dtype, found.wide.tolist()) == (np.int64, [3])
    assert len(calls) == 1


def test_texts_without_a_token() -> None:
    """They have no edges either when they are found again."""
    calls, cut = _counted([])
    assert [_edges(cut_once(b"b" * 200, cut)) for _ in range(2)] == [[], []]
    assert len(calls) == 1


def test_three_bytes_a_token() -> None:
    """Where no two tokens are more than 255 bytes apart and there are no more than 65,536 forms."""
    starts, form = np.arange(0, 50_000, 5, dtype=np.int32), np.arange(10_000, dtype=np.int32) % 300
    words, none = strings([f"w{n:03}" for n in range(300)]), np.zeros(0, np.int64)
    kept = known_cuts._Kept.of(
        Cut(none, starts, starts + 4, form, words, form[:300].astype(np.uint8), form[:300], words)
    )
    assert kept.n_bytes == 300 * (4 + 1 + 1 + 2 + 4 + 1) + 3 * 10_000


def test_nothing_is_kept_when_no_step_cuts_any_more() -> None:
    """A text is cut anew behind that, and kept again."""
    calls, cut = _counted([1, 4, 5, 9])
    for _ in range(2):
        cut_once(b"f" * 200, cut)
        cut_once(b"f" * 200, cut)
        known_cuts.forget()
    assert (len(calls), known_cuts._known) == (2, {})


@given(st.lists(st.integers(0, 60)), st.lists(st.integers(0, 60)))
def test_tokens_before_places(sizes: list[int], places: list[int]) -> None:
    """Those that begin before a byte, not at it."""
    edges = np.cumsum(np.array(sizes, np.int32) + 1)[: len(sizes) // 2 * 2].tolist()
    found = _counted(edges)[1]().tokens_before(np.array(places, np.int64))
    assert found.tolist() == [sum(start < place for start in edges[0::2]) for place in places]


@pytest.mark.parametrize("n_forms", [3, 256, 257, 65_536, 65_537])
def test_forms_of_any_number(n_forms: int) -> None:
    """The number of a form comes back in 32 bits, however many there are."""
    _, cut = _counted([*range(1, 2 * n_forms + 1)])
    made, found = (cut_once(b"c" * 200, cut) for _ in range(2))
    assert found.form.dtype == made.form.dtype == np.int32
    assert found.form.tolist() == made.form.tolist() == [*range(n_forms)]


def test_the_first_ones_stay_when_there_is_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """No more than MOST bytes are kept; a text that does not fit in is cut each time."""
    calls, cut = _counted([1, 4, 5, 9])
    cut_once(b"d" * 200, cut)
    (kept,) = known_cuts._known.values()
    monkeypatch.setattr(known_cuts, "MOST", 2 * kept.n_bytes - 1)
    cut_once(b"e" * 200, cut)
    assert len(known_cuts._known) == 1
    monkeypatch.setattr(known_cuts, "MOST", 2 * kept.n_bytes)
    cut_once(b"e" * 200, cut)
    cut_once(b"e" * 200, cut)
    cut_once(b"d" * 200, cut)
    assert (len(known_cuts._known), len(calls)) == (2, 3)
