"""The tone of the sentences, headlines and quotations of some articles, and the tone towards the names in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import flat, offsets, strings, to_numpy, values
from pipeline.arrays.types import Bool, Float64, Int64
from pipeline.quotes.spans import Quotations
from pipeline.sentiment.aggregate import Scores, joined, mean
from pipeline.sentiment.entity_tone import article_keys, article_numbers
from pipeline.sentiment.news_model import in_context, news, scores
from pipeline.sentiment.news_text import news_text
from pipeline.sentiment.news_tokens import NewsTokens, tokens_in, tokens_of
from pipeline.sentiment.news_words import NewsWords
from pipeline.sentiment.targets import mentions_at, target_compounds
from pipeline.sentiment.vader import vader
from pipeline.sentiment.vader_words import VaderWords
from pipeline.text.characters import Characters, characters
from pipeline.text.passages import Passages


class Tones(NamedTuple):
    """What was found in some articles.

    Attributes:
        sentences: their scores.
        titles: scores of the headlines, one an article.
        in_quotes: bool, shape (n_sentences,): whether each stands mostly in quotation marks.
        quoted: float64, shape (n_quotes,): mean compound of the quoted sentences or parts of them; NaN without words.
        sentence: int64, shape (n_names,): the sentence of each name, counted through the articles; -1 outside of all.
        towards: float64, shape (n_names,): the tone of that sentence towards the name; 0 outside of all.
    """

    sentences: Scores
    titles: Scores
    in_quotes: Bool
    quoted: Float64
    sentence: Int64
    towards: Float64


class Named(NamedTuple):
    """Names in some articles.

    Attributes:
        home: int64, shape (n,): article of each, ascending.
        start: int64, shape (n,): first character, offset into the article.
        end: int64, shape (n,): one past the last.
    """

    home: Int64
    start: Int64
    end: Int64

    def between(self, first: int, end: int) -> Named:
        """Those of the articles first to end, numbered from the first."""
        kept = slice(*np.searchsorted(self.home, [first, end]).tolist())
        return Named(self.home[kept] - first, self.start[kept], self.end[kept])

    def within(self, bounds: Int64) -> tuple[Int64, Int64]:
        """Starts and ends, counted through a batch in which the articles begin at these bounds."""
        return self.start + bounds[self.home], self.end + bounds[self.home]


class Quoted(NamedTuple):
    """Quotations and reported clauses of some articles.

    Attributes:
        home: int64, shape (n,): article of each, ascending.
        start: int64, shape (n,): first character of each, offset into the article.
        end: int64, shape (n,): one past the last.
        in_marks: bool, shape (n,): whether it stands in quotation marks.
    """

    home: Int64
    start: Int64
    end: Int64
    in_marks: Bool

    def between(self, first: int, end: int) -> Quoted:
        """Those of the articles first to end, numbered from the first."""
        kept = slice(*np.searchsorted(self.home, [first, end]).tolist())
        return Quoted(self.home[kept] - first, self.start[kept], self.end[kept], self.in_marks[kept])

    def within(self, bounds: Int64) -> Quotations:
        """Their places, counted through a batch in which the articles begin at these bounds."""
        start, end = self.start + bounds[self.home], self.end + bounds[self.home]
        return Quotations(start, end, (start[self.in_marks], end[self.in_marks]), bounds)


def quotations_of(texts: pa.Table, quotations: pa.Table) -> Quoted:
    """The quotations of articles; both tables sorted by article."""
    article = pc.index_in(flat(quotations["article_id"]), value_set=flat(texts["article_id"]))
    start, end = (to_numpy(quotations[name]).astype(np.int64) for name in ("start", "end"))
    in_marks = to_numpy(pc.not_equal(flat(quotations["kind"]), strings(["indirect"])[0])).astype(bool)
    return Quoted(to_numpy(article).astype(np.int64), start, end, in_marks)


def names_of(texts: pa.Table, mentions: pa.Table) -> Named:
    """The names in articles, by article and place."""
    starts, forms = flat(mentions["starts"]), flat(mentions["forms"])
    if not len(starts):
        return Named(*(np.zeros(0, np.int64) for _ in range(3)))
    row = np.repeat(np.arange(len(starts)), np.diff(offsets(starts)))
    home = article_numbers(mentions["article_id"], texts["article_id"])[row]
    start = to_numpy(values(starts)).astype(np.int64)
    end = start + to_numpy(pc.utf8_length(values(forms)))
    order = np.argsort(article_keys(home, start), kind="stable")
    return Named(home[order], start[order], end[order])


class Batch(NamedTuple):
    """What a model scores at once.

    Attributes:
        headlines: the headlines, one an article.
        letters: the articles.
        sentences: starts and ends of their sentences, int64, shape (n_sentences,) each; ascending, none overlaps.
        quoted: starts and ends of the quoted sentences and parts of sentences, int64, shape (n_quoted,) each.
        sentence: int64, shape (n_names,): the sentence of each name.
        names: starts and ends of the names, int64, shape (n_names,) each.
    """

    headlines: Characters
    letters: Characters
    sentences: tuple[Int64, Int64]
    quoted: tuple[Int64, Int64]
    sentence: Int64
    names: tuple[Int64, Int64]


Found = tuple[Scores, Scores, Scores, Float64]
Model = Callable[[Batch], Found]
"""Gives the scores of headlines, sentences and quoted parts, and the tone towards each name."""


def news_tones(batch: Batch, words: NewsWords, table: Float64) -> Found:
    """The tones of a batch by the model `news`; table: see `target_evidence` of `target_weights`."""
    text = news_text(batch.letters, words, shared=True)
    found = in_context(tokens_of(text, Passages(batch.letters, *batch.sentences)), words)
    sentences = scores(found, words)
    names = mentions_at(found, batch.sentence, *batch.names)
    quoted = _quoted(batch, found.tokens, sentences, words)
    return news(_each(batch.headlines), words), sentences, quoted, target_compounds(found, names, table)


def _quoted(batch: Batch, tokens: NewsTokens, sentences: Scores, words: NewsWords) -> Scores:
    """The scores of the quoted parts; one that has all words of its sentence, and asks as it does, has its scores."""
    text = tokens.whole
    home = np.searchsorted(batch.sentences[0], batch.quoted[0], "right") - 1
    words_at = text.stretches(*batch.quoted)
    is_whole = words_at.first == tokens.first[home]
    is_whole &= words_at.last - words_at.first == np.diff(tokens.bounds)[home]
    is_whole &= words_at.is_question == tokens.is_question[home]
    parts = np.flatnonzero(~is_whole)
    spans = Passages(batch.letters, *(edge[parts] for edge in batch.quoted))
    columns = [whole[home] for whole in sentences]
    inside = tokens_in(text, spans, words_at.of(parts))
    for column, own in zip(columns, scores(in_context(inside, words), words), strict=True):
        column[parts] = own
    return Scores(*columns)


def _each(letters: Characters) -> Passages:
    """Each text as a passage."""
    return Passages(letters, letters.bounds[:-1], letters.bounds[1:])


def vader_tones(batch: Batch, words: VaderWords) -> Found:
    """The tones of a batch by the model `vader`; the tone towards a name is that of its sentence, to four decimals."""
    spans = _each(batch.headlines), *(Passages(batch.letters, *x) for x in (batch.sentences, batch.quoted))
    headlines, sentences, quoted = (vader(passages, words) for passages in spans)
    rounded = np.round(sentences.compound[batch.sentence], 4).astype(np.float32)
    return headlines, sentences, quoted, rounded.astype(np.float64)


def tones(
    texts: tuple[pa.Array, pa.Array],
    counts: Int64,
    spans: tuple[Int64, Int64],
    said: tuple[Quoted, Named],
    model: Model,
) -> Tones:
    """Score articles.

    Args:
        texts: the articles and their headlines, Arrow string arrays of one length; null headlines count as empty.
        counts: integers, shape (n_articles,): sentences of each.
        spans: starts and ends of the sentences, offsets into their text, integers, shape (n_sentences,) each.
        said: their quotations, and the names in them.
        model: what scores passages.
    """
    letters = characters(texts[0])
    homes = np.repeat(np.arange(len(counts)), counts)
    starts, ends = (edge + letters.bounds[homes] for edge in spans)
    quotes, places = said[0].within(letters.bounds), said[1].within(letters.bounds)
    parts, *stretches = quotes.parts(starts, ends)
    sentence = np.searchsorted(starts, places[0], side="right") - 1
    inside = (
        (sentence >= 0) & (np.append(homes, -1)[sentence] == said[1].home) & (places[0] < np.append(ends, 0)[sentence])
    )
    named = sentence[inside], (places[0][inside], places[1][inside])
    batch = Batch(characters(texts[1]), letters, (starts, ends), (stretches[0], stretches[1]), *named)
    titles, sentences, quoted, tone = model(batch)
    towards = np.zeros(len(inside))
    towards[inside] = tone
    return Tones(
        sentences,
        titles,
        quotes.hold(starts, ends),
        mean(quoted.compound, parts, len(quotes), quoted.worded()),
        np.where(inside, sentence, -1),
        towards,
    )


def joined_tones(parts: list[Tones]) -> Tones:
    """What was found in several rounds of articles as one."""
    before = np.cumsum([0, *(len(part.in_quotes) for part in parts)]).tolist()
    return Tones(
        joined([part.sentences for part in parts]),
        joined([part.titles for part in parts]),
        np.concatenate([part.in_quotes for part in parts]),
        np.concatenate([part.quoted for part in parts]),
        np.concatenate(
            [np.where(part.sentence < 0, -1, part.sentence + n) for part, n in zip(parts, before, strict=False)]
        ),
        np.concatenate([part.towards for part in parts]),
    )
