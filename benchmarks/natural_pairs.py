"""Real pairs of articles judged by eye: which near-duplicates are found, and which links are wrong.

    NIGHTDESK_EVAL_DATA=... python benchmarks/natural_pairs.py

`natural_pairs.tsv` has the verdicts (same; part: carries spans over; other; unsure: does not count) on pairs of the
sets below that folder; docs/decisions/006-duplicates.md says how they were made. Texts are cleaned as in the pipeline,
but without knowing what else repeats. A pair counts as found if it is linked as near-duplicates. Pairs that the
thresholds were chosen on and held-out ones are counted apart; of the latter only links were judged, so look at the
wrong ones.
"""

from __future__ import annotations

import csv
import os
import sys
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa

sys.path.insert(0, str(Path(__file__).parent.parent))

from scraped import scraped

from pipeline.arrays.arrow import strings
from pipeline.cleaning.clean_text import Stripped, clean_texts
from pipeline.cleaning.repair import repair
from pipeline.cleaning.repeated_lines import Repeats
from pipeline.cleaning.structure import ArticleMetadata
from pipeline.duplicates.shingle_index import build_index
from pipeline.duplicates.shingles import running_shingles
from pipeline.duplicates.similarity import measure_similarity
from pipeline.duplicates.thresholds import NEAR, Thresholds

VERDICTS = Path(__file__).with_suffix(".tsv")


class Pair(NamedTuple):
    """Two articles of a set and what a reader says of them; `use`: chosen on, or kept out."""

    set: str
    use: str
    earlier: str
    later: str
    verdict: str


def verdicts() -> list[Pair]:
    """All judged pairs."""
    with VERDICTS.open(encoding="utf-8", newline="") as file:
        return [Pair(**row) for row in csv.DictReader(file, delimiter="\t")]


def texts(folder: Path, name: str) -> dict[str, str]:
    """Texts of a set by their id."""
    if name == "news":
        return {record["id"]: record["text"] for record in scraped(folder)}
    import pyarrow.parquet as pq

    table = pq.read_table(folder / "topics" / f"{name}.parquet", columns=["external_id", "text"])
    return dict(zip(table["external_id"].to_pylist(), table["text"].to_pylist(), strict=True))


def clean(texts: list[str]) -> pa.Array:
    """Texts without their noise lines, one by one."""
    stripped = Stripped.of(repair(strings(texts)))
    unknown, never = [""] * len(texts), np.zeros(len(stripped.lines), np.int64)
    about = ArticleMetadata(unknown, unknown, [[]] * len(texts))
    return clean_texts(stripped, about, Repeats(never, never, 3, 5), "standard").texts


def near_duplicates(pairs: list[Pair], of: dict[str, str]) -> list[bool]:
    """Which pairs of a set the rules call near-duplicates."""
    ids = sorted({i for pair in pairs for i in (pair.earlier, pair.later)})
    place = {i: n for n, i in enumerate(ids)}
    counts, shingles = running_shingles(clean([of[i] for i in ids]), 3)
    one, two = (np.array([place[i] for i in side]) for side in zip(*((p.earlier, p.later) for p in pairs), strict=True))
    thresholds = Thresholds()
    found = (
        thresholds.relations(measure_similarity(build_index(counts, shingles), one, two, thresholds.min_span)) == NEAR
    )
    long_enough = np.minimum(counts[one], counts[two]) >= thresholds.min_shingles
    return (found & long_enough).tolist()


def judge(folder: Path) -> dict[tuple[str, str], list[tuple[str, bool]]]:
    """Verdict and what the rules say, of every pair, by set and use."""
    by_set = defaultdict(list)
    for pair in verdicts():
        by_set[pair.set].append(pair)
    judged = defaultdict(list)
    for name, pairs in by_set.items():
        for pair, found in zip(pairs, near_duplicates(pairs, texts(folder, name)), strict=True):
            judged[name, pair.use].append((pair.verdict, found))
            judged["all", pair.use].append((pair.verdict, found))
    return dict(judged)


def figures(judged: list[tuple[str, bool]]) -> dict[str, int]:
    """Pairs that are the same, those of them found, and near-duplicates that are none."""
    return {
        "same": sum(verdict == "same" for verdict, _ in judged),
        "found": sum(found for verdict, found in judged if verdict == "same"),
        "wrong": sum(found for verdict, found in judged if verdict in ("part", "other")),
    }


def main() -> None:
    """Print a line a set."""
    print(f"{'set':16} {'use':10} {'same':>5} {'found':>6} {'share':>6} {'wrong':>6} {'share':>6}")
    for (name, use), judged in judge(Path(os.environ["NIGHTDESK_EVAL_DATA"])).items():
        n = figures(judged)
        linked = max(n["found"] + n["wrong"], 1)
        print(
            f"{name:16} {use:10} {n['same']:5} {n['found']:6} {n['found'] / max(n['same'], 1):6.3f}"
            f" {n['wrong']:6} {n['wrong'] / linked:6.3f}"
        )


if __name__ == "__main__":
    main()
