"""Who is quoted most."""

from __future__ import annotations

import math

from pipeline.report.data.quoted import Quoted, Speaker, quoted
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
    return quoted(parts["articles"], parts["quotes"])


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
    found_ = quoted(parts["articles"], parts["quotes"])
    assert (found_.n, found_.n_named) == (2, 2)
    assert found_.speakers == (Speaker("Ann", 2, 2, 0.25),)


def test_eight_speakers_are_shown() -> None:
    """Those of most articles, then of most quotations, then by name."""
    said = [(article, name, 0.0) for name in "ABCDEFGHIJ" for article in (0, 1)]
    said += [(2, "J", 0.0), (1, "I", 0.0)]
    assert [one.name for one in found(said).speakers] == ["J", "I", "A", "B", "C", "D", "E", "F"]
