"""What an article says of its event: keys, weights, names first."""

from __future__ import annotations

from zlib import crc32

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.stories import event_terms as module
from pipeline.stories.event_terms import EventTerms, event_terms

STOP = {"the", "of", "in"}


def said(
    text: str | None, title: str | None = None, *, dated: bool = True
) -> tuple[dict[str, float], dict[str, float]]:
    """Names and other words of an article with their weights, by the words that stand in it."""
    found = event_terms(strings([text]), strings([title]), np.array([dated]), STOP)
    words = {w.strip(".,:'’“”").removesuffix("'s").lower() for w in f"{text} {title}".split()}
    back = {int(np.int32(np.uint32(crc32(w.encode())))): w for w in words if w}
    terms = [back[key] for key in found.keys.tolist()]
    weights, n = found.weights.tolist(), int(found.n_names[0])
    assert found.lengths.tolist() == [len(terms)]
    return dict(zip(terms[:n], weights[:n], strict=True)), dict(zip(terms[n:], weights[n:], strict=True))


def test_a_capital_within_a_sentence_makes_a_name() -> None:
    """The first word of a sentence is no name by its capital; one within is."""
    names, words = said("Crews saw Kalmor burn. Smoke rose.")
    assert set(names) == {"kalmor"}
    assert set(words) == {"crews", "saw", "burn", "smoke", "rose"}


@pytest.mark.parametrize(
    ("text", "is_name"),
    [
        ("we saw May and may", True),
        ("we saw May and may or may", False),
        ("May came and they saw", False),
        ("we saw May and May or may or may or may", False),
        ("we saw May and May or May or may or may", True),
    ],
)
def test_half_of_its_places_within_sentences_make_a_name(text: str, is_name: bool) -> None:
    """A word is a name from half of its places within sentences on; places that open a sentence say nothing."""
    assert ("may" in said(text)[0]) is is_name


def test_weights_are_one_and_the_log_of_the_count() -> None:
    """Text and title count together; a title makes no name."""
    names, words = said("a fire, a fire near Kalmor", "Fire at Kalmor Depot")
    assert names == pytest.approx({"kalmor": 1 + np.log(2)})
    assert words == pytest.approx({"fire": 1 + np.log(3), "near": 1.0, "at": 1.0, "depot": 1.0})


def test_without_a_day_title_and_lead_count_three_times() -> None:
    """The sixtieth word is the last of the lead, stop words counted."""
    text = f"{'the ' * 58}ash ember {'the ' * 9}flame ember"
    found = said(text, "Flame", dated=False)[1]
    assert found == pytest.approx({"ash": 1 + np.log(3), "ember": 1 + np.log(4), "flame": 1 + np.log(4)})
    assert said(text, "Flame")[1] == pytest.approx({"ash": 1.0, "ember": 1 + np.log(2), "flame": 1 + np.log(2)})


def test_each_text_has_a_lead_of_its_own() -> None:
    """And a day of its own."""
    texts = strings([f"{'the ' * 59}ash", "ember", "flame"])
    both = event_terms(texts, strings([None] * 3), np.array([False, False, True]), STOP)
    assert both.weights.tolist() == pytest.approx([1 + np.log(3), 1 + np.log(3), 1.0])


def test_without_a_day_figures_are_counted_among_the_names() -> None:
    """They tell two events of one affair apart, wherever they stand."""
    text = "42 boats sank at 9am near seven piers. B52 lost"
    assert set(said(text, dated=False)[0]) == {"42", "9am", "b52"}
    assert set(said(text)[0]) == set()
    assert set(said(text)[1]) == {"42", "9am", "b52", "boats", "sank", "at", "near", "seven", "piers", "lost"}


def test_what_is_no_term() -> None:
    """Stop words, single characters and endless words are left out; numbers of two digits or more are kept."""
    assert said(f"the of x 7 42 ok {'z' * 41} {'y' * 40}")[1].keys() == {"42", "ok", "y" * 40}


def test_nothing_gives_no_terms() -> None:
    """A missing text and title give an article without terms, no article gives no rows."""
    assert said(None) == ({}, {})
    none = event_terms(strings([]), strings([]), np.zeros(0, bool), STOP)
    assert [len(column) for column in none] == [0, 0, 0, 0]


@given(st.lists(st.tuples(st.text(max_size=40), st.none() | st.text(max_size=20)), max_size=6))
def test_articles_do_not_see_each_other(articles: list[tuple[str, str | None]]) -> None:
    """Law 4: each article's terms are the same alone and in any batch; they are sorted within names and words."""

    def of(rows: list[tuple[str, str | None]]) -> EventTerms:
        dated = np.array([len(text) % 2 == 0 for text, _ in rows], bool)
        return event_terms(strings([text for text, _ in rows]), strings([title for _, title in rows]), dated, STOP)

    together, alone = of(articles), [of([one]) for one in articles]
    for column in EventTerms._fields:
        assert getattr(together, column).tolist() == [v for one in alone for v in getattr(one, column).tolist()]
    for one in alone:
        n, keys = int(one.n_names[0]), one.keys.view(np.uint32).tolist()
        assert keys[:n] == sorted(keys[:n])
        assert keys[n:] == sorted(keys[n:])
        assert (one.weights >= 1).all()


def test_sorted_as_64_bits_the_terms_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many articles with many terms are beyond 32 bits."""
    texts = strings(["A fire near Kalmor, fire 3.5 in Oslo", "", "Kalmor burns"])
    titles, dated = strings(["Kalmor Fire", None, "Fire"]), np.array([True, False, False])
    narrow = event_terms(texts, titles, dated, STOP)
    monkeypatch.setattr(module, "_NARROW", 0)
    wide = event_terms(texts, titles, dated, STOP)
    assert [column.tolist() for column in narrow] == [column.tolist() for column in wide]
    assert narrow.lengths.tolist() == [5, 0, 3]
