"""Near-duplicates among invented articles: copies as agencies make them, and articles that only look alike."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import numpy as np

from pipeline.arrays.arrow import numbers, strings
from pipeline.duplicates.find import RELATIONS, ArticleSamples, find_near_duplicates
from pipeline.duplicates.shingles import running_shingles, sampled_shingles
from pipeline.duplicates.thresholds import Thresholds
from pipeline.tables.parts import MemoryParts

FOUND, WRONG = 1.0, 0
"""Today's share of the copies that are linked, and number of other articles that are linked as copies."""

NEW_LEAD = (
    "Nobody had expected the news that reached the newsroom late at night, when the presses were running and the last "
    "tram had left for the depot on the hill. What it means will only be known in some weeks, when the papers have "
    "been read and the people concerned have slept on it, as one of them put it in a short call with this reporter."
)


def _stories() -> list[list[str]]:
    """The content lines of the invented articles of `cleaning.txt`, an article each."""
    found: list[list[str]] = []
    for line in Path(__file__).with_name("cleaning.txt").read_text("utf-8").splitlines():
        if line.startswith("="):
            found.append([])
        elif line.startswith("+"):
            found[-1].append(line[2:])
    return found


def _copies(story: list[str]) -> list[str]:
    """The same with every twelfth word changed, cut at four fifths, framed by an agency, in another order."""
    words = " ".join(story).split()
    changed = " ".join(word if at % 12 else "perhaps" for at, word in enumerate(words))
    framed = f"MARLOW (Wire) - {' '.join(words)} Reporting by the desk."
    return [changed, " ".join(words[: len(words) * 4 // 5]), framed, "\n".join([*story[1:], story[0]])]


def _others(story: list[str]) -> list[str]:
    """A follow-up that keeps the last paragraph, and another article that quotes one."""
    return [f"{NEW_LEAD}\n{story[-1]}", f"{NEW_LEAD} {NEW_LEAD[::-1]}\n{story[0]}"]


def test_copies_are_linked_and_nothing_else() -> None:
    """Each copy names its original; the rest stand for themselves."""
    groups = [["\n".join(story), *_copies(story)] for story in _stories()]
    texts = [text for group in groups for text in group] + [text for story in _stories()[:1] for text in _others(story)]
    column = strings(texts)
    counts, hashes, totals = sampled_shingles(column, 3, 16)
    days = np.array([at for group in groups for at in range(len(group))] + [9] * (len(texts) - 5 * len(groups)))
    corpus = ArticleSamples(
        np.array([f"{at:016x}" for at in range(len(texts))], "S16"),
        np.array([sha256(text.encode()).hexdigest() for text in texts], "S64"),
        days.astype(np.int64),
        np.array([len(text) for text in texts]),
        totals.astype(np.int64),
        [(counts, hashes)],
    )
    found = find_near_duplicates(
        corpus, Thresholds(), lambda index: running_shingles(column.take(numbers(index)), 3), MemoryParts({})
    )
    links = {
        (one, other)
        for one, other, kind in zip(found.index.tolist(), found.other.tolist(), found.relation.tolist(), strict=True)
        if RELATIONS[kind] != "part"
    }
    gold = {(5 * group + copy, 5 * group) for group in range(len(groups)) for copy in range(1, 5)}
    assert len(links - gold) <= WRONG, links - gold
    assert len(links & gold) / len(gold) >= FOUND, gold - links
