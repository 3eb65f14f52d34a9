"""Stage report: from tables to files."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.engine.dag import steps_of
from pipeline.report.stage import ReportConfig, report
from pipeline.tables import PUBLIC
from pipeline.tables.parts import MemoryParts
from tests.report.invented import Rows, rows_of_a_night, tables


def files_of(rows: Rows, n_parts: int = 1) -> dict[str, bytes]:
    """The files of these rows, by the default configuration."""
    return report(ReportConfig(), **tables(rows, n_parts))


def test_the_stage_gives_the_files_of_the_dag() -> None:
    """Every file that dag.py promises is given; datapackage.json is the store's, which knows the hashes."""
    (step,) = steps_of("report")
    assert set(step.files) - {"datapackage.json"} <= set(files_of(rows_of_a_night(20)))


def test_files_depend_on_rows_alone() -> None:
    """One part or six, rows in any order: the same bytes."""
    rows = rows_of_a_night(80)
    assert files_of(rows, 1) == files_of(rows, 6)


def test_moved_files_change_nothing_but_names() -> None:
    """Another file name and record number of every article: same metrics and plots, same page."""
    rows, moved = rows_of_a_night(40), rows_of_a_night(40)
    for i, article in enumerate(moved["articles"]):
        article.update(source_file=f"elsewhere/{i}.txt", record=1)
    assert files_of(rows) == files_of(moved)


@pytest.mark.parametrize("parts", [0, 1])
def test_empty_tables_give_a_page(parts: int) -> None:
    """No article at all, with one empty part a table or with none: friendly empty sections, valid metrics."""
    empty = {t.name: MemoryParts({"all": t.empty()} if parts else {}) for t in PUBLIC}
    found = report(ReportConfig(), **empty)
    html = found["report.html"].decode()
    assert html.count('class="empty"') >= 8
    assert json.loads(found["metrics.json"])["n_articles"] == 0


def one_article() -> Rows:
    """A single article, nothing else but its own rows."""
    rows = rows_of_a_night(1)
    for name in ("topics", "trends", "topic_events", "removed", "rejected"):
        rows[name] = []
    return rows


def without(rows: Rows, table: str, *names: str) -> Rows:
    """The rows with nulls in these columns."""
    for row in rows[table]:
        row.update(dict.fromkeys(names))
    return rows


def far_off() -> Rows:
    """A night with two dates that cannot be meant."""
    rows = rows_of_a_night(9)
    rows["articles"][0]["day"], rows["articles"][1]["day"] = date(1, 1, 1), date(2050, 1, 1)
    return rows


DEGENERATE = {
    "one article": one_article(),
    "no days": without(rows_of_a_night(9), "articles", "day", "published_at"),
    "no titles": without(rows_of_a_night(9), "articles", "title", "source", "url", "language", "language_score"),
    "no scores": without(
        rows_of_a_night(9),
        "sentiment",
        "compound",
        "positive",
        "negative",
        "neutral",
        "quotes_compound",
        "reporter_compound",
    ),
    "no topics": {**rows_of_a_night(9), "topics": [], "trends": [], "topic_events": [], "article_topics": []},
    "no stories": {**rows_of_a_night(9), "stories": [], "keywords": [], "sentences": []},
    "nothing removed": {**rows_of_a_night(9), "removed": [], "rejected": []},
    "one day": rows_of_a_night(9, n_days=1),
    "ten years": rows_of_a_night(60, n_days=3650),
    "far-off dates": far_off(),
}


@pytest.mark.parametrize("name", DEGENERATE)
def test_degenerate_nights_have_a_page(name: str) -> None:
    """Whatever is missing, the page stands, says so in words and shows no `nan` or `None`."""
    found = files_of(DEGENERATE[name])
    body = found["report.html"].decode().split("<main>")[1].split("<script")[0]
    assert body.split("<script")[0].count("<h2") == 11
    assert ">nan" not in body
    assert "None" not in body
    assert "NaN" not in found["metrics.json"].decode()


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_any_scraped_text_gives_a_page(text: str) -> None:
    """Any title, publisher or removed stretch: still one script, and the document ends where it should."""
    rows = rows_of_a_night(3)
    for article in rows["articles"]:
        article.update(title=text, source=text, url=text)
    rows["removed"] = [{**row, "text": text} for row in rows["removed"]]
    html = files_of(rows)["report.html"].decode()
    assert html.count("<script>") == 1
    assert html.endswith("</html>\n")


def test_five_thousand_articles_stay_small() -> None:
    """The page of 5,000 articles is at most 500 KB, and all of them are in the finder."""
    found = files_of(rows_of_a_night(5000, n_days=30), 4)
    assert len(found["report.html"]) < 500_000
    assert "The newest 20 articles of" in found["report.html"].decode()


def test_the_report_leaves_heavy_libraries_out() -> None:
    """Neither pandas nor scikit-learn nor nltk is imported, not even while it runs."""
    code = (
        "import sys\n"
        "from pipeline.report.stage import ReportConfig, report\n"
        "from pipeline.tables import PUBLIC\n"
        "from pipeline.tables.parts import MemoryParts\n"
        "report(ReportConfig(), **{t.name: MemoryParts({'all': t.empty()}) for t in PUBLIC})\n"
        "print([m for m in ('pandas', 'sklearn', 'nltk', 'scipy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
