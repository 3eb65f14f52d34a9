"""Articles, mentions and borders for the tests of keywords."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import lists, numbers, string_lists, strings
from pipeline.arrays.types import Bool, Int64
from pipeline.keywords.candidate_spans import Borders
from pipeline.keywords.headlines import in_headline
from pipeline.keywords.name_spans import NameSpans, name_spans
from pipeline.text.sentences import split_sentences
from pipeline.text.tokens import Tokens, tokenise
from pipeline.text.word_facts import lexis

Entity = tuple[int, str, str]
"""Number of the article, kind, and the forms of one entity, longest first, parted by |."""


def ids(n: int) -> pa.Array:
    """Ids of n articles."""
    return strings([f"{i:016x}" for i in range(n)])


def articles(
    texts: Sequence[str],
    titles: Sequence[str | None] | None = None,
    sources: Sequence[str | None] | None = None,
    is_read: Sequence[bool] | None = None,
) -> pa.Table:
    """Rows of table `texts`, as far as keywords read them."""
    n = len(texts)
    counts, starts, _ = split_sentences(strings(list(texts)))
    columns = {
        "article_id": ids(n),
        "text": strings(list(texts)),
        "title": strings(list(titles or [None] * n)),
        "source": strings(list(sources or [None] * n)),
        "is_read": numbers(np.array(is_read or [True] * n, bool)),
        "sentence_starts": lists(counts, numbers(starts.astype(np.int32))),
    }
    return pa.Table.from_arrays(list(columns.values()), names=list(columns))


def mentions(texts: Sequence[str], entities: Sequence[Entity] = ()) -> pa.Table:
    """Rows of table `mentions`: every place where a form stands, longer forms first."""
    places = []
    for doc, _, forms in entities:
        pattern = "|".join(rf"(?<!\w){re.escape(form)}(?!\w)" for form in forms.split("|"))
        places.append([(m.start(), m.group()) for m in re.finditer(pattern, texts[doc])])
    n = np.array([len(rows) for rows in places], np.int64)
    columns = {
        "article_id": strings([f"{doc:016x}" for doc, _, _ in entities]),
        "kind": strings([kind for _, kind, _ in entities]),
        "starts": lists(n, numbers(np.array([start for rows in places for start, _ in rows], np.int32))),
        "forms": string_lists([[form for _, form in rows] for rows in places]),
    }
    return pa.Table.from_arrays(list(columns.values()), names=list(columns))


def entities_of(rows: pa.Table) -> pa.Table:
    """Rows of table `entities` of the same names: the id is the longest form."""
    named = strings([max(forms, key=len, default="") for forms in rows["forms"].to_pylist()])
    columns = [rows["article_id"], named, rows["starts"]]
    return pa.Table.from_arrays(columns, names=["article_id", "entity_id", "starts"])


def none_out(rows: Int64) -> Bool:
    """No phrase is ruled out."""
    return np.zeros(len(rows), bool)


def headline_marks(tokens: Tokens, titles: Sequence[str | None]) -> Bool:
    """Which tokens the headlines have."""
    heads = tokenise(strings(list(titles)))
    words = lexis(pa.concat_arrays([tokens.word_strings, heads.word_strings]))
    return in_headline(tokens, heads, words.stem, np.ones(len(tokens.start), bool))


def names_in(tokens: Tokens, texts: Sequence[str], entities: Sequence[Entity] = ()) -> NameSpans:
    """Where these names stand."""
    return name_spans(tokens, ids(len(texts)), mentions(texts, entities))


def borders(
    tokens: Tokens, texts: Sequence[str] = (), entities: Sequence[Entity] = (), *, keeps: bool = False
) -> Borders:
    """Borders of names alone: one sentence, no headings."""
    n = len(tokens.start)
    return Borders(names_in(tokens, texts, entities), np.zeros(0, np.int64), np.zeros(n, bool), keeps)
