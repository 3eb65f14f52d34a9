"""Laws of the stage `clean`: copies, over all parts."""

from __future__ import annotations

from tests.cleaning.nights import SEED, column, invented_words, night


def test_copies_are_marked_and_stay() -> None:
    """The copy of an article names its kept article, across parts; an article of its own names none."""
    text = " ".join(SEED)
    rows = [{"id": "1", "text": text}, {"id": "2", "text": text}]
    made = night({"a": rows[:1], "b": [rows[1], {"id": "3", "text": SEED[0]}]})
    ids = dict(zip(column(made, "articles", "external_id"), column(made, "articles", "article_id"), strict=True))
    kept = min(ids["1"], ids["2"])
    for row in [row for part in made.values() for row in part["articles"].to_pylist()]:
        copy = row["external_id"] != "3" and row["article_id"] != kept
        assert row["duplicate_of"] == (kept if copy else None)
        assert (row["relation"], row["similarity"]) == (("exact", 1.0) if copy else (None, None))


def test_copies_are_marked_and_parts_are_not() -> None:
    """An exact and a near copy have an original; an article that shares a span with a longer one only names it."""
    words = invented_words(300, 1)
    original = " ".join(words) + "."
    near = " ".join(["changed" if at == 150 else word for at, word in enumerate(words)][:280]) + "."
    part = " ".join([*invented_words(300, 2), *words[100:220]]) + "."
    rows = [
        {"id": "a", "text": original},
        {"id": "b", "text": original},
        {"id": "c", "text": near},
        {"id": "d", "text": part},
    ]
    made = night({"p": rows})
    found = {row["external_id"]: row for row in made["p"]["articles"].to_pylist()}
    ids = {row["external_id"]: row["article_id"] for row in found.values()}
    kept, copy = sorted("ab", key=lambda one: found[one]["duplicate_of"] is not None)
    longest = ids["d"]
    assert [found[one]["relation"] for one in (kept, copy, "c")] == ["part", "exact", "near"]
    assert found["d"]["relation"] is None
    assert [found[one]["duplicate_of"] for one in (kept, copy, "c", "d")] == [None, ids[kept], ids[kept], None]
    assert [found[one]["other_article_id"] for one in (kept, copy, "c", "d")] == [longest, ids[kept], ids[kept], None]
    assert found[copy]["similarity"] == 1.0
    assert 0.95 < found["c"]["similarity"] < 1.0
    assert 0.3 < found[kept]["similarity"] < 0.5
