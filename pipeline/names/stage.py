"""Stage `names`: who and what is named, one name and one id for each over the corpus.

Row scope for what an article says by itself (`mentions`) and for the finished rows (`entities`); corpus scope only for
the full name behind a surname or initials (`name_links`) and for the list of all names (`names`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import is_valid, strings, to_numpy
from pipeline.names.article_rows import entity_rows, mention_rows
from pipeline.names.corpus_names import name_rows
from pipeline.names.links import Evidence, evidence_of, linked
from pipeline.settings import setting
from pipeline.tables.names import NAME_LINKS
from pipeline.tables.parts import Parts


@dataclass(frozen=True)
class NamesConfig:
    """How far the corpus is asked who a surname means."""

    window_days: int = setting(
        30, "days before an article in which others may say whom its bare surname means", unit="days", low=0, high=3650
    )


def mentions(config: NamesConfig, *, texts: pa.Table) -> dict[str, pa.Table]:
    """Find the names of each article and join those of one person, organisation or place.

    Args:
        config: not used here.
        texts: rows of table `texts`, sorted by article_id.

    Returns:
        `mentions`: a row for each entity of each article that is read (`is_read`).
    """
    del config
    return {"mentions": mention_rows(texts.combine_chunks())}


def links(config: NamesConfig, *, mentions: Parts, articles: Parts) -> dict[str, dict[str, pa.Table]]:
    """Find the full name behind each bare surname or initials.

    Args:
        config: the window.
        mentions: table `mentions`.
        articles: table `articles`; copies give no evidence.

    Returns:
        `name_links`, in the parts of `mentions`.
    """
    days = _days(articles)
    evidence = Evidence(config.window_days)
    for name in mentions.names:
        evidence.add(evidence_of(mentions.read(name, ("article_id", "key", "name", "short_keys")), days))
    known = evidence.settled()
    return {"name_links": {name: _links_of(mentions, name, days, known) for name in mentions.names}}


def _links_of(mentions: Parts, name: str, days: dict[str, tuple[int, bool]], known: Evidence) -> pa.Table:
    """The links of one part."""
    rows = mentions.read(name, ("article_id", "key", "is_short"))
    rows = rows.filter(rows["is_short"])
    found = linked(rows["article_id"].to_pylist(), rows["key"].to_pylist(), days, known)
    columns = NAME_LINKS.schema.names
    return NAME_LINKS.build(**{name: strings([row[n] for row in found]) for n, name in enumerate(columns)})


def _days(articles: Parts) -> dict[str, tuple[int, bool]]:
    """Day of each article (-1 without one), and whether it is no copy."""
    about = articles.all(("article_id", "day", "duplicate_of"))[0]
    day = np.where(is_valid(about["day"]), to_numpy(about["day"]), -1).tolist()
    original = (~is_valid(about["duplicate_of"])).tolist()
    return dict(zip(about["article_id"].to_pylist(), zip(day, original, strict=True), strict=True))


def entities(config: NamesConfig, *, mentions: pa.Table, name_links: pa.Table) -> dict[str, pa.Table]:
    """Give each entity of each article its id and its full name.

    Args:
        config: not used here.
        mentions: rows of table `mentions`.
        name_links: rows of table `name_links` of the same articles.

    Returns:
        `entities`.
    """
    del config
    return {"entities": entity_rows(mentions, name_links)}


def names(config: NamesConfig, *, entities: Parts, articles: Parts) -> dict[str, pa.Table]:
    """List all names of the corpus.

    Args:
        config: not used here.
        entities: table `entities`.
        articles: table `articles`, for the days.

    Returns:
        `names`.
    """
    del config
    return {"names": name_rows(_read(entities), articles.all(("article_id", "day"))[0])}


def _read(entities: Parts) -> Iterator[pa.Table]:
    """The columns that `names` counts, part by part."""
    for name in entities.names:
        yield entities.read(name, ("article_id", "entity_id", "name", "kind", "forms"))
