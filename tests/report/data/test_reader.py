"""The block of data that the views read."""

from __future__ import annotations

import bz2
import json
from collections import Counter
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from pipeline.report.data import reader, subjects
from pipeline.report.data.days import NO_DAY
from pipeline.report.data.reader import NO_TONE, newest, reader_block
from pipeline.report.render import DIGITS, packed
from pipeline.tables.parts import MemoryParts
from tests.report.invented import FIRST_DAY, Rows, rows_of_a_night, summary_of, tables

EPOCH_DAY = (FIRST_DAY - FIRST_DAY.__class__(1970, 1, 1)).days


def block_of(rows: Rows, n_full: int = 1000, n_quotes: int = 100) -> dict[str, Any]:
    """The block of these rows."""
    corpus = summary_of(rows)
    return reader_block(corpus, tables(rows), newest(corpus, n_full), n_quotes)


def days_of(block: dict[str, Any]) -> list[int | None]:
    """The days of a block, from its steps."""
    found: list[int | None] = []
    for step in block["day"]:
        found.append(None if step < 0 else step if not found else (found[-1] or 0) - step)
    return found


def test_every_column_has_a_value_per_article() -> None:
    """Newest first; the values are those of the tables."""
    rows = rows_of_a_night(60)
    block = block_of(rows)
    titles = block["title"].split("\n")
    for name in ("source", "language", "day", "minute", "topic", "story", "tone", "x", "y", "of_keywords", "of_names"):
        assert len(block[name]) == len(titles) == 60, name
    assert days_of(block) == sorted((EPOCH_DAY + (a["day"] - FIRST_DAY).days for a in rows["articles"]), reverse=True)
    expected = Counter((a["title"], a["source"]) for a in rows["articles"])
    assert Counter((t, block["sources"][s]) for t, s in zip(titles, block["source"], strict=True)) == expected
    tone = {row["article_id"]: round(row["compound"] * 100) for row in rows["sentiment"]}
    assert sorted(block["tone"]) == sorted(tone.values())


def test_the_oldest_articles_are_held_as_counts() -> None:
    """Of 60 articles 25 are held, the newest; `other_days` counts the 35 others, with their mean tone."""
    rows = rows_of_a_night(60)
    block = block_of(rows, n_full=25)
    assert len(block["title"].split("\n")) == 25
    assert (block["n"], sum(n for _, n, _ in block["other_days"])) == (60, 35)
    assert min(day or 0 for day in days_of(block)) >= block["other_days"][-1][0]
    first, n, tone = block["other_days"][0]
    ids = [a["article_id"] for a in rows["articles"] if (a["day"] - FIRST_DAY).days + EPOCH_DAY == first]
    tones = [row["compound"] for row in rows["sentiment"] if row["article_id"] in ids]
    assert (len(ids), round(100 * sum(tones) / len(tones))) == (n, tone)


def test_no_day_is_counted_twice() -> None:
    """What is held is counted by the page; `covered` bounds the days that it counts."""
    block = block_of(rows_of_a_night(60))
    assert block["other_days"] == []
    assert block["covered"] == [min(day or 0 for day in days_of(block)), max(day or 0 for day in days_of(block))]


def test_stories_of_one_article_have_no_number() -> None:
    """A number per story that two or more of the articles held share."""
    rows = rows_of_a_night(60)
    sizes = Counter(row["story_id"] for row in rows["article_stories"])
    block = block_of(rows)
    assert block["n_stories"] == sum(n > 1 for n in sizes.values())
    assert sorted(Counter(s for s in block["story"] if s >= 0).values()) == sorted(n for n in sizes.values() if n > 1)


def test_articles_without_day_tone_topic_place_or_publisher() -> None:
    """Nothing is made up where nothing is known."""
    rows = rows_of_a_night(3)
    for article in rows["articles"]:
        article.update(day=None, published_at=None, source=None, url=None)
    for name in ("sentiment", "article_topics", "article_stories"):
        rows[name] = []
    block = block_of(rows)
    assert block["tone"] == [NO_TONE] * 3
    assert block["topic"] == block["story"] == block["source"] == block["minute"] == block["x"] == [-1] * 3
    assert block["day"] == [-1] * 3
    assert block["url"] == "\x80\n\x80\n\x80"
    assert block["other_days"] == []


def test_copies_point_to_their_originals() -> None:
    """Pairs of places in the list."""
    rows = rows_of_a_night(30)
    titles = {a["article_id"]: a["title"] for a in rows["articles"]}
    copies = {a["article_id"]: a["duplicate_of"] for a in rows["articles"] if a["duplicate_of"]}
    block = block_of(rows)
    held = block["title"].split("\n")
    pairs = Counter((held[copy], held[original]) for copy, original in block["copy"])
    assert pairs == Counter((titles[copy], titles[original]) for copy, original in copies.items())


def test_quotations_have_speaker_text_and_tone() -> None:
    """Those with a speaker, in originals, neither very short nor very long."""
    rows = rows_of_a_night(5)
    article = rows["articles"][0]
    said = "“We are proud and grateful for every single volunteer,”"
    start = article["text"].index(said)
    quote = {
        "article_id": article["article_id"],
        "start": start,
        "end": start + len(said),
        "text": said,
        "compound": 0.5,
    }
    short = {**quote, "end": start + 6, "text": said[:6]}
    rows["quotes"] = [{**quote, "speaker": "Mara Holt"}, {**quote, "speaker": None}, {**short, "speaker": "Mara Holt"}]
    found = block_of(rows)["quotes"]
    assert [q[1:] for q in found] == [["Mara Holt", said, 50]]
    assert block_of(rows, n_quotes=0)["quotes"] == []


def test_the_packed_block_is_the_block() -> None:
    """JSON by bzip2, 13 bits in two characters: nothing that could end a script element."""
    block = {"title": "</script><b>", "n": list(range(300))}
    text = packed(block)
    assert not set("<>&") & set(text)
    assert unpacked(text) == [block]


def test_blocks_are_packed_one_by_one() -> None:
    """Each is a stream of bzip2 by itself."""
    blocks = [{"title": "Ferry"}, {"tone": " é"}, {}]
    assert unpacked(packed(*blocks)) == blocks
    sizes = [len(bz2.compress(text.encode())) for text in ('{"title":"Ferry"},', '{"tone":" é"},', "{}")]
    assert packed(*blocks).startswith(f"{sum(sizes)}:")


def unpacked(text: str) -> list[dict[str, Any]]:
    """What reader.js reads."""
    size, n_bytes, coded = text.split(":", 2)
    digits = [DIGITS.tolist().index(ord(c)) for c in coded]
    bits = "".join(f"{a * 91 + b:013b}" for a, b in zip(digits[::2], digits[1::2], strict=True))
    data = bytes(int(bits[i : i + 8], 2) for i in range(0, 8 * int(size), 8))
    unpacked_bytes = bz2.decompress(data)
    assert len(unpacked_bytes) == int(n_bytes)
    blocks: list[dict[str, Any]] = json.loads(b"[" + unpacked_bytes + b"]")
    return blocks


def test_the_order_does_not_depend_on_parts() -> None:
    """Newest first, then publisher and address."""
    rows = rows_of_a_night(40)
    corpus = summary_of(rows)
    order = newest(corpus, 40)
    assert sorted(order.tolist()) == list(range(40))
    assert np.all(np.diff(corpus.articles.day[order]) <= 0)
    assert block_of(rows) == reader_block(summary_of(rows, 3), tables(rows, 3), newest(summary_of(rows, 3), 1000), 100)


def test_the_tone_towards_a_name() -> None:
    """The mean over the articles with sentences about it, for all ids that have the name; none without the table."""
    rows = rows_of_a_night(4)
    ids = [a["article_id"] for a in rows["articles"]]
    entity = {"name": "Mara Holt", "kind": "person", "salience": 0.9, "count": 1, "starts": [0], "forms": ["Holt"]}
    rows["entities"] = [
        {**entity, "article_id": one, "entity_id": f"{k:016x}", "in_title": False}
        for one, k in zip(ids, (7, 7, 8, 8), strict=True)
    ]
    assert block_of(rows)["names"] == [["Mara Holt", "person", NO_TONE, 0]]
    tone = {"label": "negative", "n_sentences": 1, "quotes_compound": None, "reporter_compound": None}
    towards = [(ids[0], 7, -0.5), (ids[1], 7, -0.3), (ids[2], 8, 0.2), (ids[3], 9, 1.0)]
    rows["entity_sentiment"] = [
        {**tone, "article_id": one, "entity_id": f"{k:016x}", "compound": compound} for one, k, compound in towards
    ]
    block = block_of(rows)
    assert block["names"] == [["Mara Holt", "person", -20, 3]]
    assert block["of_names"] == [[0]] * 4


def test_names_are_no_keywords() -> None:
    """A keyword that is one of the article's most salient names stands among its names alone."""
    rows = rows_of_a_night(3)
    ids = [a["article_id"] for a in rows["articles"]]
    entity = {"kind": "person", "salience": 0.9, "count": 1, "starts": [0], "forms": ["Holt"], "in_title": False}
    rows["entities"] = [
        {**entity, "article_id": one, "entity_id": "000000000000000a", "name": "Mara Holt"} for one in ids[:2]
    ]
    keyword = {"score": 1.0, "count": 1, "starts": [0]}
    said = [("Mara Holt", "000000000000000a"), ("harbour plan", "harbour plan"), ("ferry", "ferry"), ("quay", "quay")]
    rows["keywords"] = [
        {**keyword, "article_id": one, "rank": rank, "keyword": word, "keyword_key": key}
        for one in ids
        for rank, (word, key) in enumerate(said, 1)
    ]
    block = block_of(rows)
    words = [sorted(block["keywords"][k] for k in lists) for lists in block["of_keywords"]]
    assert Counter(map(tuple, words)) == {("ferry", "harbour plan"): 3}
    assert sorted(map(len, block["of_names"])) == [0, 1, 1]


@pytest.mark.parametrize(
    ("values", "names", "codes"),
    [
        (["b", "a", "b", None, ""], ["b", "a"], [0, 1, 0, -1, -1]),
        (["b", "a"], ["a", "b"], [1, 0]),
        ([], [], []),
        ([None], [], [-1]),
    ],
)
def test_values_are_coded_by_frequency(values: list[str | None], names: list[str], codes: list[int]) -> None:
    """The most frequent first, of equals by name; -1 where there is none."""
    assert reader._coded(values) == (names, codes)


@pytest.mark.parametrize(
    ("days", "steps"),
    [
        ([20_000, 20_000, 19_990], [20_000, 0, 10]),
        ([20_000, NO_DAY, NO_DAY], [20_000, -1, -1]),
        ([NO_DAY], [-1]),
        ([], []),
    ],
)
def test_days_are_steps_back(days: list[int], steps: list[int]) -> None:
    """From the newest on, those without a day last."""
    assert reader._steps(np.array(days, np.int64)) == steps


def test_words_of_two_articles_are_listed() -> None:
    """Most frequent first, of equals by name; each article held has its numbers; unknown articles have none."""
    row = np.array([0, 1, 2, 0, 1, 0, -1, 2])
    words = ["pier", "pier", "pier", "ferry", "ferry", "lone", "apple", "apple"]
    kept, lists, number = subjects._lists(row, pa.array(words), np.array([2, 0]), 3)
    assert kept == ["pier", "apple", "ferry"]
    assert lists == [[0, 1], [0, 2]]
    assert number.tolist() == [0, 0, 0, 2, 2, -1, 1, 1]


def test_tones_towards_names_are_means_in_hundredths() -> None:
    """Of all articles with a score, two ids of one name together; a name without any has NO_TONE."""
    rows = {"entity_id": ["a", "b", "a", "c", "x", "a", "d"], "compound": [0.5, 0.25, -0.1, None, 0.9, None, 0.7]}
    data = pa.table({"entity_id": rows["entity_id"], "compound": pa.array(rows["compound"], pa.float32())})
    ids, number = pa.array(["a", "b", "c", "d"]), np.array([0, 0, 1, -1])
    assert subjects._tones_towards(MemoryParts({"p": data}), ids, number, 2) == [(22, 3), (NO_TONE, 0)]
    for nothing in (None, MemoryParts({})):
        assert subjects._tones_towards(nothing, ids, number, 2) == [(NO_TONE, 0)] * 2


def test_the_most_salient_names_of_a_part() -> None:
    """At most n an article, most salient first; of equals the one that comes first."""
    columns = {
        "article_id": ["a", "a", "a", "b"],
        "entity_id": ["1", "2", "3", "1"],
        "name": ["Ann", "Bo", "Cy", "Ann"],
        "kind": ["person"] * 4,
        "salience": [0.1, 0.5, 0.5, 0.2],
    }
    found = subjects.best_names(pa.table(columns), n=2)
    assert found["article_id"].to_pylist() == ["a", "a", "b"]
    assert found["label"].to_pylist() == ["Bo\tperson", "Cy\tperson", "Ann\tperson"]
    assert subjects.best_names(pa.table(columns).slice(0, 0), n=2).num_rows == 0
