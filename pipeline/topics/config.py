"""Settings of stage `topics`."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.settings import setting


@dataclass(frozen=True)
class TopicsConfig:
    """How topics are found, and when they are found anew."""

    n_topics: int | str = setting(
        "auto",
        "topics; auto: half the square root of the texts, a quarter more where they are near each other",
        low=2,
        high=1000,
        also="auto",
        unit="topics",
    )
    seed: int = setting(
        0, "seed of further starts: they count where they find clearly better topics", low=0, high=2**31 - 1
    )
    fit_size: int = setting(
        20000,
        "articles that topics are fitted on, at most, and no more than 8,000 where n_topics is auto; the others are "
        "assigned",
        unit="articles",
        low=100,
    )
    n_terms: int = setting(10, "terms stored for a topic", unit="terms a topic", low=1, high=100)
    refit: str = setting(
        "due",
        "when topics are found anew, though a model is accepted, and matched to its topics; due: after refit_days, "
        "beyond max_drift, or for another n_topics",
        choices=("never", "due", "always"),
    )
    refit_days: int = setting(
        28,
        "age of the accepted model, by the days of its articles, at which a refit is due; 0: never",
        unit="days",
        low=0,
    )
    max_drift: float = setting(
        0.05, "drift from the accepted model above which a refit is due; see docs/topics.md", low=0.0, high=1.0
    )
