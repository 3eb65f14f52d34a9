"""Stage `keywords`: the keyphrases of each article, with their places.

Row scope: the keywords of an article depend on its text alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import flat, lists, numbers, offsets, to_numpy, values
from pipeline.arrays.taking import taken
from pipeline.arrays.types import Bool, Float32, Int32, Int64
from pipeline.keywords.candidate_spans import Borders, Runs, runs
from pipeline.keywords.candidates import Phrases, phrases
from pipeline.keywords.features import features
from pipeline.keywords.headlines import Publishers, in_dateline, in_heading, in_headline
from pipeline.keywords.keys import entity_rows, keys, normal_forms
from pipeline.keywords.known_words import known_lexis
from pipeline.keywords.name_spans import NameSpans, name_spans
from pipeline.keywords.ranking import IsOut, best, score
from pipeline.keywords.reader_rules import ReaderRules, is_weak_word
from pipeline.keywords.repeats import Overlap
from pipeline.keywords.surface_forms import Surface, surface
from pipeline.resources import resource
from pipeline.settings import setting
from pipeline.tables.articles import texts_to_read
from pipeline.tables.keywords import KEYWORDS
from pipeline.text.byte_places import byte_places
from pipeline.text.tokens import Tokens, tokenise
from pipeline.text.word_facts import Lexis

PRESETS: dict[str, Overlap] = {"balanced": "tail", "phrases": "any", "tags": "none"}


@dataclass(frozen=True)
class KeywordsConfig:
    """How many keywords, of what style."""

    preset: str = setting(
        "balanced",
        "style: what a reader would choose, names in full and specific phrases (balanced), noun phrases (phrases), "
        "single words (tags)",
        choices=tuple(PRESETS),
    )
    n_keywords: int = setting(15, "keywords kept", unit="keywords an article", low=1, high=100)
    max_words: int = setting(4, "longest keyword but for names", unit="words", low=1, high=6)
    stop_words: list[str] = setting([], "further words that no keyword may hold, lower case")


@dataclass(frozen=True)
class Found:
    """The phrases of a batch, and what they were found from.

    Attributes:
        tokens, words, runs, names: of the batch.
        in_headline: bool, a value a token.
        in_dateline: bool, a value a token.
        phrases: G phrases.
    """

    tokens: Tokens
    words: Lexis
    runs: Runs
    names: NameSpans
    in_headline: Bool
    in_dateline: Bool
    phrases: Phrases

    def features(self) -> Iterator[tuple[str, Float32]]:
        """Name and values of one feature after the other."""
        return features(self.tokens, self.words, self.runs, self.phrases, self.in_headline)

    def out(self, sources: pa.Array) -> IsOut:
        """Which phrases no reader would choose.

        Args:
            sources: the publishers of the articles.
        """
        phrases, rules = self.phrases, ReaderRules(self.tokens, self.runs, self.names)
        publishers = Publishers(self.tokens, sources, self.in_headline)

        def is_out(rows: Int64) -> Bool:
            first, last, closes = (column[rows] for column in (phrases.first, phrases.last, phrases.closes))
            return rules.unwanted(phrases, rows) | publishers.named_by(first, last) | self.in_dateline[closes]

        return is_out


def find_phrases(config: KeywordsConfig, texts: pa.Table, mentions: pa.Table) -> Found:
    """All phrases of some articles; names count as such for `balanced` alone."""
    tokens = tokenise(texts_to_read(texts), shared=True)
    titles = tokenise(texts["title"].combine_chunks(), shared=True)
    words = known_lexis(pa.concat_arrays([tokens.word_strings, titles.word_strings]), config.stop_words)
    keeps_names = config.preset == "balanced"
    rows = mentions if keeps_names else mentions.slice(0, 0)
    names = name_spans(tokens, texts["article_id"].combine_chunks(), rows)
    dateline = in_dateline(tokens, flat(texts["text"]))
    heading = in_heading(tokens, words) if keeps_names else np.zeros(len(tokens.start), bool)
    borders = Borders(names, _opens(tokens, texts), heading | dateline, keeps_names)
    where = runs(tokens, words, borders)
    is_asked = where.is_content.copy()
    is_asked[names.all_tokens()] = True
    headline = in_headline(tokens, titles, words.stem, is_asked)
    is_weak = partial(is_weak_word, where, headline) if keeps_names else None
    found = phrases(tokens.doc, taken(words.stem, tokens.word), where, borders, config.max_words, is_weak)
    return Found(tokens, words, where, names, headline, dateline, found)


def keywords(config: KeywordsConfig, *, texts: pa.Table, mentions: pa.Table, entities: pa.Table) -> dict[str, pa.Table]:
    """Find the keywords of a part.

    Args:
        config: see there.
        texts: rows of table `texts`, sorted by article_id.
        mentions: rows of table `mentions` of the same articles: the names among the keywords.
        entities: rows of table `entities` of the same articles: the keys of these.

    Returns:
        `keywords`: up to `n_keywords` rows an article; none for one without a content word or in another language.
    """
    texts = texts.combine_chunks()
    found = find_phrases(config, texts, mentions)
    n_phrases = len(found.phrases.first)
    scores = score(found.features(), weights(config.preset), n_phrases)
    is_out = found.out(texts["source"]) if config.preset == "balanced" else _none_is_out
    chosen = best(found.tokens, found.phrases, scores, is_out, config.n_keywords, PRESETS[config.preset])
    shown = surface(found.tokens, found.words, found.phrases, chosen)
    forms = normal_forms(found.tokens, found.words, found.phrases.first[chosen], found.phrases.last[chosen])
    rows = entity_rows(mentions, entities, flat(texts["article_id"]))
    named = keys(forms, found.phrases.entity[chosen], rows, entities)
    return {"keywords": _table(texts, found.tokens.doc[found.phrases.first[chosen]], scores[chosen], shown, named)}


def _none_is_out(rows: Int64) -> Bool:
    return np.zeros(len(rows), bool)


def _opens(tokens: Tokens, texts: pa.Table) -> Int64:
    """The first token of each sentence, int64, ascending."""
    starts = texts["sentence_starts"].combine_chunks()
    doc = np.repeat(np.arange(len(starts)), np.diff(offsets(starts)))
    found = np.searchsorted(tokens.start, byte_places(tokens, to_numpy(values(starts)).astype(np.int64), doc))
    return found[found < len(tokens.start)]


@cache
def weights(preset: str) -> dict[str, float]:
    """Feature name → weight, of one preset."""
    head, *rows = (
        line.split("\t") for line in resource("en/keyword_weights.tsv").splitlines() if not line.startswith("#")
    )
    column = head.index(preset)
    return {row[0]: float(row[column]) for row in rows}


def _table(texts: pa.Table, doc: Int32, scores: Float32, shown: Surface, keys: pa.Array) -> pa.Table:
    """Rows of `keywords`, by article and rank."""
    first = np.flatnonzero(np.diff(doc, prepend=-1))
    rank = np.arange(len(doc)) - np.repeat(first, np.diff(first, append=len(doc))) + 1
    return KEYWORDS.build(
        article_id=texts["article_id"].take(numbers(doc)),
        rank=numbers(rank),
        keyword=shown.keyword,
        keyword_key=keys,
        score=numbers(scores),
        count=numbers(shown.count),
        starts=lists(shown.count, numbers(shown.starts.astype(np.int32))),
    )
