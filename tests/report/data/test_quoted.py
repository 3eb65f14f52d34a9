"""Who is quoted most."""

from __future__ import annotations

import math

import numpy as np

from pipeline.report.data.frame import frame
from pipeline.report.data.quoted import Quoted, Speaker, quotations, quoted
from tests.report.invented import Row, rows_of_a_night, tables


def found(said: list[tuple[int, str | None, float | None]], n_parts: int = 1, kind: str = "named") -> Quoted:
    """Who is quoted where these (article, speaker, tone) are the quotations of a night."""
    rows = rows_of_a_night(8)
    for article in rows["articles"]:
        article.update(duplicate_of=None, relation=None, other_article_id=None, similarity=None)
    last = rows["articles"][7]
    last.update(duplicate_of=rows["articles"][0]["article_id"], relation="near", similarity=0.9)
    for start, (article, speaker, tone) in enumerate(said):
        row: Row = {"article_id": rows["articles"][article]["article_id"], "start": start, "end": start + 9}
        rows["quotes"].append(
            {
                **row,
                "sentence": 0,
                "kind": "direct",
                "speaker": speaker,
                "speaker_kind": speaker and kind,
                "compound": tone,
            }
        )
    parts = tables(rows, n_parts)
    articles = frame(parts)
    return quoted(articles, quotations(articles, parts["quotes"]))


def test_speakers_of_most_articles_come_first() -> None:
    """Speakers of two articles or more, by articles, quotations, name; the tone is the mean where there is one."""
    said = [(0, "Ann", 0.5), (1, "Ann", -0.5), (1, "Ann", None), (2, "Bo", None), (3, "Bo", None), (4, "Cy", 0.1)]
    for n_parts in (1, 3):
        result = found([*said, (5, None, 0.2)], n_parts)
        assert (result.n, result.n_named) == (7, 6)
        assert result.speakers[0] == Speaker("Ann", 3, 2, 0.0)
        assert [speaker.name for speaker in result.speakers] == ["Ann", "Bo"]
        assert math.isnan(result.speakers[1].compound)


def test_officials_are_nobody() -> None:
    """A source without a name counts as a quotation, not as a speaker."""
    result = found([(0, "officials", 0.0), (1, "officials", 0.0)], kind="nominal")
    assert (result.n, result.n_named, result.speakers) == (2, 0, ())


def test_copies_do_not_count() -> None:
    """A speaker is not counted again where a copy quotes him."""
    result = found([(0, "Ann", 0.5), (7, "Ann", 0.5)])
    assert (result.n, result.n_named, result.speakers) == (1, 1, ())


def test_reported_speech_is_not_counted_here() -> None:
    """Quotations in marks alone."""
    rows = rows_of_a_night(3)
    for article in rows["articles"]:
        article.update(duplicate_of=None, relation=None, other_article_id=None, similarity=None)
    ids = [article["article_id"] for article in rows["articles"]]
    kinds = ("direct", "indirect", "mixed")
    rows["quotes"] = [
        {"article_id": ids[n], "start": 0, "end": 9, "sentence": 0, "kind": kind, "speaker": "Ann",
         "speaker_kind": "named", "compound": 0.25 * n}
        for n, kind in enumerate(kinds)
    ]  # fmt: skip
    parts = tables(rows, 1)
    articles = frame(parts)
    found_ = quoted(articles, quotations(articles, parts["quotes"]))
    assert (found_.n, found_.n_named) == (2, 2)
    assert found_.speakers == (Speaker("Ann", 2, 2, 0.25),)


def test_eight_speakers_are_shown() -> None:
    """Those of most articles, then of most quotations, then by name."""
    said = [(article, name, 0.0) for name in "ABCDEFGHIJ" for article in (0, 1)]
    said += [(2, "J", 0.0), (1, "I", 0.0)]
    assert [one.name for one in found(said).speakers] == ["J", "I", "A", "B", "C", "D", "E", "F"]


def test_quotations_as_columns() -> None:
    """Row of the article, marks, speaker, tone and length of each; words are read by part, in the order asked for."""
    rows = rows_of_a_night(6)
    rows["quotes"] = [
        {"article_id": rows["articles"][n]["article_id"], "start": 5, "end": 9 + n, "sentence": 0, "kind": kind,
         "speaker": speaker, "speaker_kind": of, "compound": tone, "text": f"said {n}"}
        for n, kind, speaker, of, tone in [
            (0, "direct", "Ann", "named", 0.5),
            (0, "indirect", None, None, None),
            (5, "mixed", "officials", "nominal", 0.0),
        ]
    ]  # fmt: skip
    for n_parts in (1, 3):
        parts = tables(rows, n_parts)
        articles = frame(parts)
        found = quotations(articles, parts["quotes"])
        order = np.argsort(found.length, kind="stable")
        assert found.length[order].tolist() == [4, 4, 9]
        ids = articles.values("article_id", found.row[order])
        assert ids == [row["article_id"] for row in rows["quotes"]]
        assert found.is_marked[order].tolist() == [True, False, True]
        assert found.is_named[order].tolist() == [True, False, False]
        assert np.nan_to_num(found.compound[order], nan=9).tolist() == [0.5, 9.0, 0.0]
        assert found.texts(parts["quotes"], order[::-1]) == ["said 5", "said 0", "said 0"]


def test_quotations_of_an_unknown_article_do_not_count() -> None:
    """An article that is not in the table `articles` has no row."""
    rows = rows_of_a_night(2)
    quote = {"start": 0, "end": 9, "sentence": 0, "kind": "direct", "speaker": "Ann", "speaker_kind": "named"}
    rows["quotes"] = [{"article_id": "0" * 16, **quote, "compound": None}]
    parts = tables(rows, 1)
    articles = frame(parts)
    said = quotations(articles, parts["quotes"])
    assert said.row.tolist() == [-1]
    assert quoted(articles, said).n == 0
