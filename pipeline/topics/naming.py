"""Terms, labels and representatives of topics and desks, as rows of a model."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import is_valid, lists, numbers, string_lists, strings, to_numpy
from pipeline.arrays.types import Int64
from pipeline.tables import TABLES
from pipeline.tables.corpus import Corpus
from pipeline.tables.parts import Parts
from pipeline.tables.topics import TERM
from pipeline.text.spellings import commonest
from pipeline.topics.describe import Description
from pipeline.topics.labels import labels_of, says_nothing
from pipeline.topics.phrasing import phrased
from pipeline.topics.surface_forms import spelled

PHRASE_SHARE = 0.03  # of the articles of a topic have a phrase that stands for one of its terms among their keywords
FEWEST = 2  # articles


class Wording(NamedTuple):
    """Where topics get their words: tables `articles` and `keywords`."""

    articles: Parts
    keywords: Parts


class Members(NamedTuple):
    """Articles of n topics or desks.

    Attributes:
        group: int64, shape (levels, n_articles): number of the topic or desk of each article, -1 where it has none.
        nearest: article_ids that stand for each topic or desk.
        size: int64, shape (n,): articles of each.
        desk: int64, shape (k,): desk of each topic, 0 .. n - k - 1, -1 for none.
    """

    group: Int64
    nearest: Sequence[list[str]]
    size: Int64
    desk: Int64

    @property
    def children(self) -> list[list[int]]:
        """The topics of each desk, larger ones first."""
        k = len(self.desk)
        order = np.argsort(-self.size[:k], kind="stable")
        return [order[self.desk[order] == d].tolist() for d in range(len(self.size) - k)]


def named(
    about: Description, members: Members, corpus: Corpus, wording: Wording, kept: Sequence[str | None]
) -> dict[str, pa.Array]:
    """Columns label, terms, coherence and representative_ids.

    Args:
        about: of n topics or desks.
        members: their articles.
        corpus: all articles, and the terms by number.
        wording: where to look how terms are written and said.
        kept: labels that topics have already, None where they have none.
    """
    both = [row + more for row, more in zip(about.terms, about.salient, strict=True)]
    words = [corpus.vocabulary.take(numbers(np.array(row, np.int64))).to_pylist() for row in both]
    texts = _texts_of([name for row in members.nearest for name in row], wording.articles)
    spellings = spelled(words, [[texts[name] for name in near] for near in members.nearest])
    names = [row[: len(terms)] for row, terms in zip(spellings, about.terms, strict=True)]
    salient = [row[len(terms) :] for row, terms in zip(spellings, about.terms, strict=True)]
    phrases, share = _phrases(members, corpus, wording.keywords), min((len(corpus.bounds) - 1) / len(corpus.first), 1.0)
    least = np.maximum(np.ceil(PHRASE_SHARE * share * members.size), FEWEST).astype(np.int64).tolist()
    said = [phrased(*one) for one in zip(salient, phrases, least, strict=True)]
    return {
        "label": strings(labels_of(with_desks(said, members.children), kept=kept)),
        "terms": _weighted(names, about.weights),
        "coherence": numbers(np.round(np.array(about.coherence, np.float64), 4).astype(np.float32)),
        "representative_ids": string_lists(members.nearest),
    }


def with_desks(said: list[list[str]], children: list[list[int]]) -> list[list[str]]:
    """Terms to label topics and desks by: a desk is called by the first term of each of its topics, then by its own.

    Args:
        said: of the topics, then of the desks, best first.
        children: topics of each desk, larger ones first.
    """
    k = len(said) - len(children)
    first = [next((term for term in row if not says_nothing(term)), "") for row in said[:k]]
    own = [[first[t] for t in topics if first[t]] for topics in children]
    return said[:k] + [terms + row for terms, row in zip(own, said[k:], strict=True)]


def _phrases(members: Members, corpus: Corpus, keywords: Parts) -> list[dict[str, int]]:
    """For each topic or desk: keywords of two words or more → its articles that have them, where these are enough.

    Only articles of the sample count.
    """
    rows = _of_sample(corpus, keywords)
    names, phrase = commonest(rows["keyword"])
    place = pc.index_in(rows["article_id"], value_set=corpus.article_id.take(numbers(corpus.first)))
    known = np.flatnonzero(is_valid(place))
    article = corpus.first[to_numpy(place).astype(np.int64)[known]]
    group = members.group[:, article].ravel()
    code = (group * len(names) + np.tile(phrase[known], len(members.group)))[group >= 0]
    code, count = np.unique(code, return_counts=True)
    group, phrase = np.divmod(code[count >= FEWEST], max(len(names), 1))
    said, count = names.take(numbers(phrase)).to_pylist(), count[count >= FEWEST].tolist()
    bounds = np.searchsorted(group, np.arange(len(members.size) + 1)).tolist()
    return [dict(zip(said[a:b], count[a:b], strict=True)) for a, b in pairwise(bounds)]


def _of_sample(corpus: Corpus, keywords: Parts) -> pa.Table:
    """`article_id` and `keyword` of the keywords of two words or more, of the articles of the sample."""
    sample = numbers(corpus.text < len(corpus.bounds) - 1)
    ids = corpus.article_id.filter(sample)
    found = [TABLES["keywords"].empty().select(["article_id", "keyword"])]
    for part in keywords.names:
        rows = keywords.read(part, ("article_id", "keyword"))
        rows = rows.filter(pc.match_substring(rows["keyword"], " "))
        found.append(rows.filter(pc.is_in(rows["article_id"], value_set=ids)))
    return pa.concat_tables(found).combine_chunks()


def publishers(articles: Parts, vocabulary: pa.Array) -> Int64:
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
