"""Topics of invented articles on twelve subjects, and of six texts that are about something else."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from sklearn.metrics import normalized_mutual_info_score, roc_auc_score

from pipeline.engine.dag import ACCEPTED
from pipeline.tables import TABLES
from pipeline.tables.parts import MemoryParts
from pipeline.topics.stage import TopicsConfig, topics
from tests.topics.invented import Article, inputs

SET = json.loads((Path(__file__).parent / "topics.json").read_text(encoding="utf-8"))
EACH = 40
NMI, RIGHT, AUC, KEPT = 0.86, 0.89, 0.75, 0.99
"""Today's figures."""

WORDS = 26
"""Words of an article: 45 % of its subject, 15 % of a sister's, the rest common; in one of four 20 and 15 %."""


@cache
def articles() -> tuple[Article, ...]:
    """Forty articles a subject, then the strangers."""
    random, names = np.random.default_rng(7), list(SET["subjects"])
    found = []
    for i in range(EACH * len(names)):
        subject = i % len(names)
        own, sister = (SET["subjects"][names[n]].split() for n in (subject, subject ^ 1))
        shares = (0.2, 0.15) if i // len(names) % 4 == 0 else (0.45, 0.15)
        kind = np.searchsorted(np.cumsum(shares), random.random(WORDS))
        lists = [own, sister, SET["common"].split()]
        found.append(Article(f"{i:016x}", " ".join(random.choice(lists[k]) for k in kind) + ".", 20_000 + i % 30))
    strangers = [Article(f"f{i:015x}", text, 20_000) for i, text in enumerate(SET["strangers"])]
    return (*found, *strangers)


@cache
def rows() -> tuple[dict[str, Any], ...]:
    """Rows of `article_topics`, article by article."""
    others = {name: MemoryParts({"all": TABLES[name].empty()}) for name in ACCEPTED.split()}
    words = MemoryParts({"all": TABLES["keywords"].empty()})
    made = topics(TopicsConfig(n_topics=12), **inputs({"all": articles()}, **others), keywords=words)
    table = made["article_topics"]
    assert isinstance(table, dict)
    return tuple(pa.concat_tables(table.values()).to_pylist())


def test_articles_on_one_subject_share_a_topic() -> None:
    """Normalised mutual information with the subjects, as many topics asked for; today's figure."""
    told = [row["topic_id"] for row in rows()[: EACH * 12]]
    subjects = [i % 12 for i in range(len(told))]
    assert normalized_mutual_info_score(subjects, told) >= NMI


def test_strength_tells_right_from_wrong() -> None:
    """Area under the curve of strength, topics whose commonest subject is the article's own against the others."""
    told = np.array([row["topic_id"] for row in rows()[: EACH * 12]])
    subject = np.arange(len(told)) % 12
    major = {t: np.bincount(subject[told == t]).argmax() for t in np.unique(told)}
    is_right = np.array([major[t] for t in told]) == subject
    strength = [row["strength"] for row in rows()[: EACH * 12]]
    assert is_right.mean() >= RIGHT
    assert roc_auc_score(is_right, strength) >= AUC
    assert abs(float(np.mean(strength)) - is_right.mean()) <= 0.1


def test_strangers_are_not_taken_in() -> None:
    """None of the six has a topic with a strength of a half; nearly all others have."""
    assert max(row["strength"] for row in rows()[EACH * 12 :]) < 0.5
    assert np.mean([row["strength"] >= 0.5 for row in rows()[: EACH * 12]]) >= KEPT
