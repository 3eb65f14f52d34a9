"""Quality floor of keywords: invented articles, and what a reader would want to see named.

`wanted` are all keywords that an editor would let stand, `must` those without which the list would be of no use.
Figures are means over the articles: of the first eight the share that is wanted (a form of one twice counts once), and
the share of what must be there that is among them.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.keywords.stage import KeywordsConfig, keywords
from pipeline.names.article_rows import mention_rows
from tests.keywords.batches import articles, entities_of

CASES = json.loads((Path(__file__).parent / "keywords.json").read_text(encoding="utf-8"))
FIRST = 8
FLOORS = {"balanced": (0.93, 0.90), "phrases": (0.79, 0.61), "tags": (0.45, 0.23)}
"""(wanted, must) of each preset; reached on the day that they were set."""


def listed(preset: str) -> list[list[str]]:
    """The first keywords of each article."""
    texts = articles([c["text"] for c in CASES], [c["title"] for c in CASES], [c["source"] for c in CASES])
    names = mention_rows(texts)
    rows: list[dict[str, Any]] = keywords(
        KeywordsConfig(preset=preset), texts=texts, mentions=names, entities=entities_of(names)
    )["keywords"].to_pylist()
    return [[r["keyword"] for r in rows if int(r["article_id"], 16) == i][:FIRST] for i in range(len(CASES))]


def figures(preset: str) -> tuple[float, float]:
    """Shares of wanted keywords among those given, and of those that must be there, 0..1."""
    wanted = must = 0.0
    for case, given in zip(CASES, listed(preset), strict=True):
        low = [keyword.lower() for keyword in given]
        wanted += len({w.lower() for w in case["wanted"]} & set(low)) / len(low)
        must += len({m.lower() for m in case["must"]} & set(low)) / len(case["must"])
    return wanted / len(CASES), must / len(CASES)


@pytest.mark.parametrize("preset", FLOORS)
def test_keywords_are_as_good_as_they_were(preset: str) -> None:
    """Neither figure falls below its floor."""
    wanted, must = figures(preset)
    assert (round(wanted, 3) >= FLOORS[preset][0], round(must, 3) >= FLOORS[preset][1]) == (True, True), (wanted, must)


def test_no_publisher_no_date_no_generic_word() -> None:
    """What no reader wants is in none of the lists of the default preset."""
    every = {keyword.lower() for given in listed("balanced") for keyword in given}
    assert not every & {"reuters", "karsk courier", "monday", "people", "year", "week", "said", "guilty", "night"}
