"""The life of an article."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from pipeline.commands.cli import main
from pipeline.engine.store import Store


def test_the_life_of_an_article_is_told(sample_out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Raw place, removed spans with rules, sentences with scores, keywords, topic and story are on the page."""
    one = pq.read_table(sample_out / "removed")["article_id"][0].as_py()
    assert main(["explain", one, "--out", str(sample_out)]) == 0
    page = capsys.readouterr().out
    assert page.startswith(one)
    for word in ("raw: ", "clean: ", "removed: ", "sentiment: ", "keywords: ", "topic: ", "story: "):
        assert word in page


def test_near_duplicates_and_rejected_records_are_told(sample_out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A copy names the kept article; a record that gave no article names its reason."""
    articles = pq.read_table(sample_out / "articles")
    copy = articles.filter(pc.is_valid(articles["duplicate_of"])).to_pylist()[0]
    assert main(["explain", copy["article_id"], "--out", str(sample_out)]) == 0
    assert f"of {copy['duplicate_of']}, similarity" in capsys.readouterr().out
    records = Store(sample_out).parts("records").all()[0]
    broken = records.filter(pc.is_valid(records["reason"])).to_pylist()[0]
    assert main(["explain", broken["article_id"], "--out", str(sample_out)]) == 0
    assert f"rejected: {broken['reason']}" in capsys.readouterr().out


def test_the_same_as_json(sample_out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--json gives the rows of every table by name."""
    one = pq.read_table(sample_out / "sentiment")["article_id"][0].as_py()
    assert main(["explain", one.upper(), "--out", str(sample_out), "--json"]) == 0
    life = json.loads(capsys.readouterr().out)
    assert life["articles"][0]["article_id"] == one
    assert life["sentences"]


def test_the_topic_and_the_story_are_the_article_s_own(sample_out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of all topics and stories, one row each: those that the article points to."""
    placed = pq.read_table(sample_out / "article_topics").to_pylist()
    one = next(row for row in placed if row["topic_id"] >= 0)
    assert main(["explain", one["article_id"], "--out", str(sample_out), "--json"]) == 0
    life = json.loads(capsys.readouterr().out)
    assert [row["topic_id"] for row in life["topics"]] == [one["topic_id"]]
    (own,) = (
        r for r in pq.read_table(sample_out / "article_stories").to_pylist() if r["article_id"] == one["article_id"]
    )
    assert [row["story_id"] for row in life["stories"]] == [own["story_id"]]


def test_the_first_digits_of_an_id_will_do(sample_out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A unique beginning names the article; an ambiguous one is told with the first ids that begin so."""
    ids = sorted(Store(sample_out).parts("records").all()[0]["article_id"].to_pylist())
    unique = next(i for i in range(1, 17) if sum(one.startswith(ids[0][:i]) for one in ids) == 1)
    assert main(["explain", ids[0][:unique], "--out", str(sample_out)]) == 0
    assert capsys.readouterr().out.startswith(ids[0])
    assert main(["explain", "", "--out", str(sample_out)]) == 2
    said = capsys.readouterr().err
    assert f"{len(set(ids))} ids begin with this" in said
    assert ", ".join(ids[:5]) in said


def test_an_unknown_id_is_told(sample_out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An id that no record has ends with exit code 2 and a hint."""
    assert main(["explain", "0" * 16, "--out", str(sample_out)]) == 2
    said = capsys.readouterr().err
    assert "no record has this article_id" in said
    assert f"looked in {sample_out}" in said


@pytest.fixture(scope="module")
def mended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output over three invented records: a damaged one, a copy of it that came later, a German one."""
    raw, out = tmp_path_factory.mktemp("raw"), tmp_path_factory.mktemp("out")
    text = (
        "The caf\u00c3\u00a9 on the harbour \u00e2\u20ac\u0153re-opened\u00e2\u20ac\x9d, said Ana\u00a0Ruiz &amp; "
        "Leo Park, who \ufb01nished the kitchen them\u00adselves and served \ufb02ounder to the whole council.\n"
        "ADVERTISEMENT\n\n\n"
        "The council paid 3,000 crowns for the wall, which  is a lot, and nobody in the old town knows who is to pay.\n"
        "The Harbour Gazette Weekly Letter\n"
    )
    german = "Der Rat der Stadt hat beschlossen, den Hafen nicht zu schlie\u00dfen. " * 2 + "Ende."
    rows: list[dict[str, str]] = [{"id": str(n), "title": "The caf\u00c3\u00a9", "text": text} for n in range(6)]
    rows += [{"id": "de", "text": german}, {"id": "given", "text": german, "language": "German"}]
    (raw / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert main(["run", "--raw", str(raw), "--out", str(out)]) == 0
    return out


def page_of(out: Path, external_id: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What `explain` prints about a record, given by its own id."""
    rows = pq.read_table(out / "articles", columns=["article_id", "external_id"]).to_pylist()
    one = next(row["article_id"] for row in rows if row["external_id"] == external_id)
    capsys.readouterr()
    assert main(["explain", one, "--out", str(out)]) == 0
    return capsys.readouterr().out


def test_repairs_and_suspicions_are_told(mended: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each kind of repair is counted and shown before and after; a flagged line stands there with its probability."""
    page = page_of(mended, "0", capsys)
    assert "repairs: 10 places" in page
    assert "3 mojibake                   caf\u00c3\u00a9 \u2192 caf\u00e9" in page
    assert "1 HTML entity                &amp; \u2192 &" in page
    assert "2 ligature" in page
    assert "4 white space" in page
    assert "suspected: 1 span, left in" in page
    assert "line_model 0." in page


def test_near_duplicates_are_told_from_both_sides(mended: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The kept one names its copies, at most four of them; a copy names the kept one and where it stands."""
    pages = [page_of(mended, str(n), capsys) for n in range(6)]
    (kept,) = [page for page in pages if "kept; its exact copy is" in page]
    assert kept.count("kept; its exact copy is") == 4
    assert "and 1 more copy" in kept
    assert sum("exact copy of" in page and "a.jsonl record" in page for page in pages) == 5


def test_the_language_is_told_with_its_origin(mended: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Given, detected with how sure, or unsure."""
    assert "language: de, detected, " in page_of(mended, "de", capsys)
    assert "language: de, as given" in page_of(mended, "given", capsys)
    assert "repairs: nothing" in page_of(mended, "given", capsys)
