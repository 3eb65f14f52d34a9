"""Laws of the tables `mentions`, `name_links`, `entities` and `names`."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from pipeline.arrays.arrow import numbers, strings
from pipeline.names.article_rows import entity_ids, salience
from pipeline.names.stage import NamesConfig, entities, links, mentions, names
from pipeline.tables.names import ENTITIES, MENTIONS, NAME_LINKS, NAMES
from pipeline.tables.parts import MemoryParts

FULL = (
    "Angela Merkel met Emmanuel Macron in Paris. Merkel smiled, Macron said. The National Rifle Association (NRA) left."
)
BARE = "Merkel went home, the officials said on Friday. Merkel had met the NRA."
DAY = date(2026, 3, 2)


def texts(*bodies: str, title: str | None = None, is_read: bool = True) -> pa.Table:
    """Rows of `texts`, as far as the stage reads them; ids a0, a1 ..."""
    return pa.table(
        {
            "article_id": strings([f"a{n}" for n in range(len(bodies))]),
            "text": strings(list(bodies)),
            "title": strings([title] * len(bodies)),
            "is_read": numbers(np.full(len(bodies), is_read)),
        }
    )


def articles(count: int, *copies: int) -> MemoryParts:
    """Rows of `articles`, all of one day."""
    owner = ["a0" if n in copies else None for n in range(count)]
    about = {
        "article_id": strings([f"a{n}" for n in range(count)]),
        "day": pa.array([DAY] * count, pa.date32()),
        "duplicate_of": strings(owner),
    }
    return MemoryParts({"p": pa.table(about)})


def run(*bodies: str, copies: tuple[int, ...] = ()) -> tuple[list[dict], list[dict]]:
    """Rows of `entities` and of `names`."""
    config, about = NamesConfig(), articles(len(bodies), *copies)
    found = mentions(config, texts=texts(*bodies))["mentions"]
    MENTIONS.check(found)
    linked = links(config, mentions=MemoryParts({"p": found}), articles=about)["name_links"]["p"]
    NAME_LINKS.check(linked)
    rows = entities(config, mentions=found, name_links=linked)["entities"]
    ENTITIES.check(rows)
    listed = names(config, entities=MemoryParts({"p": rows}), articles=about)["names"]
    NAMES.check(listed)
    return rows.to_pylist(), listed.to_pylist()


def test_forms_stand_where_the_row_says() -> None:
    """text[start : start + len(form)] is the form, for every mention."""
    bodies = (FULL, BARE, "Zoë Müller lives in Köln. “Zoë” said Müller’s son.")
    for row in run(*bodies)[0]:
        text = bodies[int(row["article_id"][1:])]
        assert len(row["starts"]) == len(row["forms"]) == row["count"]
        assert row["first"] == row["starts"][0]
        for start, form in zip(row["starts"], row["forms"], strict=True):
            assert text[start : start + len(form)] == form


def test_a_bare_surname_means_whom_the_corpus_means() -> None:
    """Two articles with the full name give an article with the surname alone its person; initials likewise."""
    rows, listed = run(FULL, FULL + " Again.", BARE)
    merkel = {row["entity_id"] for row in rows if "Merkel" in row["forms"]}
    assert merkel == {*entity_ids(strings(["person angela merkel"])).to_pylist()}
    last = {row["name"]: row["forms"] for row in rows if row["article_id"] == "a2"}
    assert last == {"Angela Merkel": ["Merkel", "Merkel"], "National Rifle Association": ["NRA"]}
    found = {row["name"]: row for row in listed}
    assert found["Angela Merkel"]["n_articles"] == 3
    assert found["Angela Merkel"]["forms"] == ["Merkel", "Angela Merkel"]
    assert (found["Angela Merkel"]["first_day"], found["Angela Merkel"]["last_day"]) == (DAY, DAY)


def test_copies_are_no_evidence() -> None:
    """One article and its copy do not make a surname somebody."""
    rows, _ = run(FULL, FULL + " Again.", BARE, copies=(1,))
    assert [row["name"] for row in rows if row["article_id"] == "a2"] == ["Merkel", "NRA"]


def test_articles_in_other_languages_have_no_rows() -> None:
    """Only what is read is tagged."""
    assert mentions(NamesConfig(), texts=texts(FULL, is_read=False))["mentions"].num_rows == 0
    assert mentions(NamesConfig(), texts=texts())["mentions"].num_rows == 0


@pytest.mark.parametrize(("title", "expected"), [("Merkel in Paris", True), ("Merkels in Town", False), (None, False)])
def test_in_title(title: str | None, expected: bool) -> None:
    """A form counts in the headline as whole words."""
    rows = mentions(NamesConfig(), texts=texts(FULL, title=title))["mentions"].to_pylist()
    assert [row["in_title"] for row in rows if row["name"] == "Angela Merkel"] == [expected]


def test_salience() -> None:
    """Headline .25, early .35, often .4: the first and most frequent name of the headline has 1."""
    count, first = np.array([4, 1, 1]), np.array([0, 50, 100])
    titled, length = np.array([1, 0, 0]), np.array([100, 100, 100])
    assert salience(np.array([0, 0, 1]), count, first, titled, length).tolist() == pytest.approx([1.0, 0.375, 0.4])
