"""Stage `names`: who and what is named, one name and one id for each over the corpus.

Row scope for what an article says by itself (`mentions`) and for the finished rows (`entities`); corpus scope only for
the full name behind a surname or initials (`name_links`) and for the list of all names (`names`).
"""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from pipeline.names.article_rows import entity_rows, mention_rows
from pipeline.names.corpus_names import name_counts, name_table
from pipeline.names.links import links_of, told_by
from pipeline.settings import setting
from pipeline.tables.exchange import n_shards
from pipeline.tables.parts import Parts, each_part


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
    columns = (
        ("article_id", "key", "name", "short_keys", "is_short"),
        ("article_id", "day", "duplicate_of"),
    )
    told = each_part(told_by, mentions, articles, columns=columns)
    return {"name_links": dict(zip(mentions.names, links_of(told, config.window_days), strict=True))}


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
    columns = (("article_id", "entity_id", "name", "kind", "forms"), ("article_id", "day"))
    counts = each_part(name_counts, entities, articles, columns=columns)
    return {"names": name_table(counts, entities, n_shards(articles.n_rows))}
