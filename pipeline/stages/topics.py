"""Stage `topics`: what the articles are about. `terms` counts words per part; `topics` groups all articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.resources import words
from pipeline.settings import setting
from pipeline.tables.columns import lists, numbers, string_lists, strings, to_numpy
from pipeline.tables.corpus import NO_DAY, Corpus, gather
from pipeline.tables.parts import Parts, scatter
from pipeline.tables.topics import ARTICLE_TOPICS, TERM, TERMS, TOPIC_EVENTS, TOPICS, VOCABULARY
from pipeline.text.labels import labels_of
from pipeline.text.surfaces import spelled
from pipeline.text.terms import count_terms

if TYPE_CHECKING:
    from pipeline.vector.assign import Memberships
    from pipeline.vector.describe import Description

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class TopicsConfig:
    """How topics are found."""

    n_topics: int | str = setting(
        "auto", "topics; auto lets the articles decide", low=2, high=1000, also="auto", unit="topics"
    )
    seed: int = setting(0, "seed of the random starts", low=0, high=2**31 - 1)
    fit_size: int = setting(
        20000, "articles that topics are fitted on; the others are assigned", unit="articles", low=100
    )
    n_terms: int = setting(10, "terms stored for a topic", unit="terms a topic", low=1, high=100)


def terms(config: TopicsConfig, *, texts: pa.Table) -> dict[str, pa.Table]:  # noqa: ARG001 -- one config a stage
    """Count the terms of each article of a part.

    Args:
        config: not asked: what a term is does not depend on it.
        texts: table `texts`.

    Returns:
        Tables `terms` and `vocabulary`.
    """
    found = count_terms(texts["text"].combine_chunks(), words("topic_stop.txt"))
    ids, counts = lists(found.lengths, numbers(found.ids)), lists(found.lengths, numbers(found.counts))
    return {
        "terms": TERMS.build(article_id=texts["article_id"], ids=ids, counts=counts),
        "vocabulary": VOCABULARY.build(term=found.vocabulary, df=numbers(found.df)),
    }


def topics(
    config: TopicsConfig, *, terms: Parts, vocabulary: Parts, articles: Parts
) -> dict[str, pa.Table | dict[str, pa.Table]]:
    """Find topics and give every article its place among them.

    Args:
        config: number of topics, seed, sizes.
        terms: table `terms`; `article_topics` has its part layout.
        vocabulary: table `vocabulary` of the same parts.
        articles: table `articles`; a duplicate takes its kept twin's topic and does not count for the fit.

    Returns:
        Tables `topics`, `article_topics` (by part) and `topic_events` (empty: there is no earlier model).
    """
    from scipy.sparse import csr_matrix  # noqa: PLC0415 -- scipy is not for row-scope workers that import this module

    from pipeline.vector.discover import discover  # noqa: PLC0415 -- the same

    corpus = gather(terms, vocabulary, articles)
    shape = (len(corpus.first), len(corpus.vocabulary))
    counts = csr_matrix((corpus.counts, corpus.ids, corpus.bounds), shape=shape)
    n_topics = None if isinstance(config.n_topics, str) else config.n_topics
    hushed = _publishers(articles, corpus.vocabulary)
    found, about = discover(counts, hushed, n_topics, config.seed, config.fit_size, config.n_terms)
    return {
        "topics": _topic_table(corpus, found.topic[corpus.text], about, articles),
        "article_topics": scatter(_article_table(corpus, found), corpus.part, corpus.parts),
        "topic_events": TOPIC_EVENTS.empty(),
    }


def _article_table(corpus: Corpus, found: Memberships) -> pa.Table:
    """Table `article_topics` in the order of the corpus' articles."""
    at = corpus.text
    second = found.second[at].astype(np.int32)
    return ARTICLE_TOPICS.build(
        article_id=corpus.article_id,
        topic_id=numbers(found.topic[at].astype(np.int32)),
        strength=numbers(found.strength[at]),
        second_topic_id=numbers(second, valid=second >= 0),
        second_strength=numbers(found.second_strength[at], valid=second >= 0),
        x=numbers(found.place[at, 0]),
        y=numbers(found.place[at, 1]),
    )


def _topic_table(corpus: Corpus, topic: Ints, about: Description, articles: Parts) -> pa.Table:
    """Table `topics`, from the topic of each article and what its texts are about."""
    n = len(about.terms)
    inside = topic >= 0
    since = np.full(n, NO_DAY, np.int32)
    np.minimum.at(since, topic[inside], corpus.day[inside])
    terms = [corpus.vocabulary.take(numbers(np.array(row, np.int64))).to_pylist() for row in about.terms]
    nearest = [corpus.article_id.take(numbers(corpus.first[row])).to_pylist() for row in about.nearest]
    texts = _texts_of([name for row in nearest for name in row], articles)
    names = [spelled(row, [texts[name] for name in near]) for row, near in zip(terms, nearest, strict=True)]
    return TOPICS.build(
        topic_id=numbers(np.arange(n, dtype=np.int32)),
        label=strings(labels_of(names)),
        terms=_weighted(names, about.weights),
        n_articles=numbers(np.bincount(topic[inside], minlength=n).astype(np.int32)),
        parent_id=pa.nulls(n, pa.int32()),
        coherence=numbers(np.round(np.array(about.coherence, np.float64), 4).astype(np.float32)),
        representative_ids=string_lists(nearest),
        since=numbers(since, pa.date32(), valid=since < NO_DAY),
    )


def _publishers(articles: Parts, vocabulary: pa.Array) -> Ints:
    """Rows of the vocabulary that are the name of a publisher: no topic is called by them."""
    source = articles.all(("source",))[0]["source"]
    names = pc.utf8_lower(pc.drop_null(pc.unique(source)))
    return np.flatnonzero(to_numpy(pc.is_in(vocabulary, value_set=names)))


def _texts_of(names: list[str], articles: Parts) -> dict[str, str]:
    """The texts of some articles, read part by part."""
    wanted = strings(names)
    found: dict[str, str] = {}
    for part in articles.names:
        rows = articles.read(part, ("article_id", "text"))
        rows = rows.filter(pc.is_in(rows["article_id"], value_set=wanted))
        found.update(zip(rows["article_id"].to_pylist(), rows["text"].to_pylist(), strict=True))
    return found


def _weighted(names: list[list[str]], weights: list[list[float]]) -> pa.Array:
    """A column of lists of (term, weight)."""
    flat = np.round(np.array([w for row in weights for w in row], np.float64), 4).astype(np.float32)
    pairs = pa.StructArray.from_arrays([strings([n for row in names for n in row]), numbers(flat)], fields=list(TERM))
    return lists(np.array([len(row) for row in names], np.int64), pairs)
