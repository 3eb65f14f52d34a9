"""Stage `topics`: what the articles are about.

`terms` counts words and `assigned` asks the accepted model, part by part; `topics` puts together, or groups all anew.
"""

from __future__ import annotations

import pyarrow as pa

from pipeline.arrays.arrow import lists, numbers
from pipeline.resources import words
from pipeline.tables.articles import texts_to_read
from pipeline.tables.parts import Parts
from pipeline.tables.topics import TERMS, VOCABULARY
from pipeline.topics.config import TopicsConfig
from pipeline.topics.term_counts import count_terms


def terms(config: TopicsConfig, *, texts: pa.Table) -> dict[str, pa.Table]:  # noqa: ARG001 -- one config a stage
    """Count the terms of each article of a part; one that is not read (`is_read`) has none, and so no topic.

    Args:
        config: not asked: what a term is does not depend on it.
        texts: table `texts`.

    Returns:
        Tables `terms` and `vocabulary`.
    """
    found = count_terms(texts_to_read(texts), words("en/topic_stop.txt"))
    ids, counts = lists(found.lengths, numbers(found.ids)), lists(found.lengths, numbers(found.counts))
    return {
        "terms": TERMS.build(article_id=texts["article_id"], ids=ids, counts=counts),
        "vocabulary": VOCABULARY.build(term=found.vocabulary, df=numbers(found.df)),
    }


def assigned(
    config: TopicsConfig,  # noqa: ARG001 -- one config a stage
    *,
    terms: pa.Table,
    vocabulary: pa.Table,
    **accepted: pa.Table,
) -> dict[str, pa.Table]:
    """Give the articles of a part their places among the accepted topics, each by its own words.

    Args:
        config: not asked.
        terms: table `terms` of a part.
        vocabulary: table `vocabulary` of the same part.
        accepted: tables `accepted_topics`, `accepted_terms`, `accepted_facts`; without rows where there is no model.

    Returns:
        Table `assigned`.
    """
    from pipeline.topics.assigned import assigned_rows
    from pipeline.topics.stored_model import stored

    return {"assigned": assigned_rows(terms, vocabulary, stored(accepted))}


def topics(
    config: TopicsConfig,
    *,
    terms: Parts,
    vocabulary: Parts,
    articles: Parts,
    keywords: Parts,
    assigned: Parts,
    **accepted: Parts,
) -> dict[str, pa.Table | dict[str, pa.Table]]:
    """Give every article its place among the accepted topics, or among topics found now.

    Args:
        config: number of topics, seed, sizes, when to refit.
        terms: table `terms`; `article_topics` has its part layout.
        vocabulary: table `vocabulary` of the same parts.
        articles: table `articles`; a duplicate takes its kept article's topic and does not count for the fit.
        keywords: table `keywords`: labels say terms as these do.
        assigned: table `assigned`, of the same parts as `terms`.
        accepted: tables `accepted_topics`, `accepted_terms`, `accepted_facts`; without rows where there is no model.

    Returns:
        Tables `topics`, `article_topics` (by part), `topic_events`, `topic_state`, and the model that they were made
        with: `model_topics`, `model_terms`, `model_facts`.
    """
    from pipeline.topics.naming import Wording
    from pipeline.topics.run import Sources, tables
    from pipeline.topics.stored_model import read

    sources = Sources(terms, vocabulary, articles, assigned)
    return tables(config, sources, Wording(articles, keywords), read(accepted))
