"""What `explain` says of an article's cleaning, from rows that are written here."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.commands.explain_cleaning import Life, cleaning, repairs

ARTICLE: dict[str, Any] = {
    "article_id": "a1", "title": "Ferry", "text": "The ferry left.", "language": "en", "language_score": 0.98765,
    "other_article_id": None, "relation": None, "similarity": None,
}  # fmt: skip
RECORD: dict[str, Any] = {"title": "Ferry", "text": "The ferry left.", "language": None}


def life(**rows: list[dict[str, Any]]) -> Life:
    """The rows of an article of which nothing is told but what is given."""
    nothing: Life = {"records": [RECORD], "near_duplicates": [], "repairs": [], "removed": [], "flagged": []}
    return nothing | rows


def told(article: dict[str, Any] | None = None, **rows: list[dict[str, Any]]) -> list[str]:
    """The lines about its cleaning."""
    return list(cleaning(ARTICLE | (article or {}), life(**rows)))


def other(**changes: Any) -> dict[str, Any]:
    """A row of another article."""
    row = {"article_id": "b2", "other_article_id": "a1", "relation": "near", "similarity": 0.876, "title": "Pier",
           "source_file": "x.jsonl", "record": 7}  # fmt: skip
    return row | changes


def test_a_clean_article_has_nothing_to_tell() -> None:
    """Language, and that nothing was repaired or removed."""
    assert told() == ["  language: en, detected, 0.99 sure", "\nrepairs: nothing", "\nremoved: nothing"]


@pytest.mark.parametrize(
    ("code", "given", "said"),
    [
        ("en", "en-GB", "en, as given"),
        ("en", "English", "en, as given"),
        ("en", "de", "en, detected, 0.99 sure"),
        (None, "de", "unsure"),
    ],
)
def test_where_the_language_is_from(code: str | None, given: str, said: str) -> None:
    """As the record gives it, under any name, or detected."""
    lines = told({"language": code}, records=[RECORD | {"language": given}])
    assert lines[0] == f"  language: {said}"


@pytest.mark.parametrize(
    ("relation", "said"), [("exact", "exact copy of"), ("near", "near copy of"), ("part", "carries spans of")]
)
def test_a_copy_names_its_original(relation: str, said: str) -> None:
    """With similarity, place and title of the other."""
    article = {"other_article_id": "b2", "relation": relation, "similarity": 0.876}
    lines = told(article, near_duplicates=[other(other_article_id=None)])
    assert lines[1:3] == [f"  {said} b2, similarity 0.88", "    x.jsonl record 7: Pier"]


def test_a_kept_article_names_its_copies() -> None:
    """Four at most, then how many more; an article that carries a part of it is called so."""
    rows = [other(article_id=f"b{n}", relation="part" if n == 1 else "exact", title=None) for n in range(6)]
    lines = told(near_duplicates=rows)
    assert lines[1:6] == [
        "  kept; its exact copy is b0, similarity 0.88: x.jsonl record 7: (no title)",
        "  is carried in part by b1, similarity 0.88: x.jsonl record 7: (no title)",
        "  kept; its exact copy is b2, similarity 0.88: x.jsonl record 7: (no title)",
        "  kept; its exact copy is b3, similarity 0.88: x.jsonl record 7: (no title)",
        "  … and 2 more copies",
    ]
    assert told(near_duplicates=rows[:5])[5] == "  … and 1 more copy"


def repair(kind: str, before: str = "", after: str = "") -> dict[str, Any]:
    """A row of `repairs`."""
    return {"where": "text", "kind": kind, "before": before, "after": after}


def test_repairs_are_counted_by_kind() -> None:
    """Each kind with its distinct places, white space as a number alone."""
    rows = [
        *[repair("mojibake", "cafÃ©", "café")] * 2,
        repair("mojibake", "naÃ¯ve", "naïve"),
        repair("control character", "\x07", ""),
        *[repair("white space")] * 3,
    ]
    assert told(repairs=rows)[1:5] == [
        "\nrepairs: 7 places",
        "       3 mojibake                   cafÃ© → café   naÃ¯ve → naïve",
        "       1 control character          \\x07 → (nothing)",
        "       3 white space",
    ]
    assert told(repairs=[repair("white space")])[1] == "\nrepairs: 1 place"


def test_of_many_repairs_of_a_kind_four_are_shown() -> None:
    """And how many more there are."""
    lines = told(repairs=[repair("ligature", f"{n}ﬁ", f"{n}fi") for n in range(6)])
    assert lines[2] == "       6 ligature                   0ﬁ → 0fi   1ﬁ → 1fi   2ﬁ → 2fi   3ﬁ → 3fi   … 2 more"


def test_removed_spans_have_place_rule_and_text() -> None:
    """Characters and spans are counted; control characters are made visible, long texts are cut."""
    rows = [
        {"start": 0, "end": 14, "rule": "advert", "text": "ADVERTISEMENT\n"},
        {"start": 120, "end": 220, "rule": "promo", "text": "word " * 20},
    ]
    lines = told(removed=rows)
    assert lines[2] == "\nremoved: 114 characters in 2 spans"
    assert lines[3] == "       0-14     advert               ADVERTISEMENT"
    assert lines[4].startswith("     120-220    promo                word word")
    assert lines[4].endswith(" …")
    assert told(removed=[{"start": 0, "end": 1, "rule": "x", "text": "a"}])[2] == "\nremoved: 1 character in 1 span"


def test_suspected_spans_have_their_probability() -> None:
    """They are still in the text."""
    lines = told(flagged=[{"start": 5, "end": 9, "rule": "line_model", "probability": 0.237, "text": "Read it"}])
    assert lines[3:] == ["\nsuspected: 1 span, left in", "       5-9      line_model 0.24      Read it"]


def test_repairs_compare_the_raw_record_with_the_repaired_text() -> None:
    """The clean text with what was removed put back, and the title."""
    rows = life(
        records=[{"title": "CafÃ©", "text": "ADVERT\nThe cafÃ© left.", "language": None}],
        articles=[ARTICLE | {"title": "Café", "text": "The café left."}],
        removed=[{"start": 0, "text": "ADVERT\n"}],
    )
    assert repairs(rows) == [
        {"where": "title", "kind": "mojibake", "before": "CafÃ©", "after": "Café"},
        {"where": "text", "kind": "mojibake", "before": "cafÃ©", "after": "café"},
    ]
    assert repairs(life(articles=[])) == []
