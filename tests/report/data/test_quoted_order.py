"""Who is quoted most: the order of speakers, the fewest articles, the mean of their tones."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest

from pipeline.report.data.frame import frame
from pipeline.report.data.quoted import Quoted, Speaker, quotations, quoted
from tests.report.invented import rows_of_a_night, tables

Said = tuple[int, str | None, float | None]


def found(said: Sequence[Said], kinds: Sequence[str] = (), n_parts: int = 1) -> Quoted:
    """Who is quoted where (article, speaker, tone) are the quotations of originals."""
    rows = rows_of_a_night(6)
    for article in rows["articles"]:
        article.update(duplicate_of=None, relation=None, other_article_id=None, similarity=None)
    ids = [article["article_id"] for article in rows["articles"]]
    whole = [*kinds, *["named"] * (len(said) - len(kinds))]
    rows["quotes"] = [
        {"article_id": ids[article], "start": 10 * k, "end": 10 * k + 9, "sentence": 0, "kind": "direct",
         "speaker": speaker, "speaker_kind": speaker and kind, "compound": tone}
        for k, ((article, speaker, tone), kind) in enumerate(zip(said, whole, strict=True))
    ]  # fmt: skip
    parts = tables(rows, n_parts)
    articles = frame(parts)
    return quoted(articles, quotations(articles, parts["quotes"]))


@pytest.mark.parametrize("n_parts", [1, 4])
@pytest.mark.parametrize(
    ("said", "names"),
    [
        ([(0, "Ann", 0.0)], []),
        ([(0, "Ann", 0.0), (0, "Ann", 0.0), (0, "Ann", 0.0)], []),
        ([(0, "Ann", 0.0), (1, "Ann", 0.0)], ["Ann"]),
        ([(0, "Bo", 0.0), (1, "Bo", 0.0), (0, "Ann", 0.0), (1, "Ann", 0.0)], ["Ann", "Bo"]),
        ([(0, "Bo", 0.0), (1, "Bo", 0.0), (1, "Bo", 0.0), (0, "Ann", 0.0), (1, "Ann", 0.0)], ["Bo", "Ann"]),
        ([(n, "Bo", 0.0) for n in (0, 0, 0, 1)] + [(n, "Ann", 0.0) for n in (0, 1, 2)], ["Ann", "Bo"]),
        ([(0, "ann", 0.0), (1, "Ann", 0.0)], []),
    ],
)
def test_articles_then_quotations_then_names(said: list[Said], names: list[str], n_parts: int) -> None:
    """Two articles at least; another spelling is another speaker."""
    assert [speaker.name for speaker in found(said, n_parts=n_parts).speakers] == names


@pytest.mark.parametrize(
    ("tones", "mean"), [((0.5, -0.25), 0.125), ((0.5, None), 0.5), ((0.0, 0.0), 0.0), ((-1.0, 1.0), 0.0)]
)
def test_the_tone_of_a_speaker(tones: tuple[float | None, ...], mean: float) -> None:
    """The mean of the quotations that have one."""
    said = [(n, "Ann", tone) for n, tone in enumerate(tones)]
    assert found(said).speakers == (Speaker("Ann", 2, 2, mean),)


def test_a_speaker_without_any_tone() -> None:
    """Is shown all the same."""
    (speaker,) = found([(0, "Ann", None), (1, "Ann", None)]).speakers
    assert (speaker.n_quotes, math.isnan(speaker.compound)) == (2, True)


def test_sources_without_a_name_are_quotations_and_no_speakers() -> None:
    """Neither is a quotation without a speaker; a name beside a nominal source of the same spelling counts alone."""
    said: list[Said] = [(0, "officials", 0.5), (1, "officials", 0.5), (2, None, 0.5), (3, "Ann", 0.5), (4, "Ann", 0.25)]
    result = found(said, ["nominal", "nominal"])
    assert (result.n, result.n_named) == (5, 2)
    assert result.speakers == (Speaker("Ann", 2, 2, 0.375),)


@pytest.mark.parametrize(("n", "n_shown"), [(7, 7), (8, 8), (9, 8)])
def test_eight_are_shown(n: int, n_shown: int) -> None:
    """The first by name where all are quoted alike."""
    names = "ABCDEFGHI"[:n]
    result = found([(article, name, 0.0) for name in reversed(names) for article in (0, 1)])
    assert [speaker.name for speaker in result.speakers] == list(names[:n_shown])
    assert result.n_named == 2 * n
