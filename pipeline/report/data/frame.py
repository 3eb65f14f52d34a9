"""The articles of the night, one row each, beside their tone, topic and story."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import flat, is_valid, numbers
from pipeline.arrays.types import Bool, Float64, Int64
from pipeline.report.data.days import NO_DAY
from pipeline.report.data.reading import beside, floats, gather, longs, texts_at
from pipeline.tables.parts import Parts

NOWHERE: Int64 = np.zeros(0, np.int64)
OPENING = 160  # characters of the text that stand in for a missing title
ARTICLE = (
    *("article_id", "title", "source", "url", "day", "published_at", "language"),
    *("content_sha256", "n_chars", "n_words", "n_sentences", "duplicate_of", "similarity", "relation"),
)
BESIDE = {
    "sentiment": ("compound", "label", "quotes_compound", "reporter_compound", "spread", "model"),
    "article_topics": ("topic_id", "strength", "x", "y"),
    "article_stories": ("story_id",),
}


@dataclass(frozen=True)
class Frame:
    """Kept articles in canonical order (content_sha256, then article_id): no row depends on files or parts.

    Attributes:
        data: columns of `articles`, `sentiment`, `article_topics`, `article_stories`; `headline`: title, else opening.
            Only `part` (a number into the names of the parts) and `place` (the row there) say where an article lies.
    """

    data: pa.Table

    @property
    def n(self) -> int:
        """Articles, copies included."""
        return int(self.data.num_rows)

    @cached_property
    def ids(self) -> pa.Array:
        """article_id of each row."""
        return flat(self.data["article_id"])

    def number(self, name: str) -> Float64:
        """A numeric column, NaN where null."""
        return floats(self.data[name])

    def has(self, name: str) -> Bool:
        """Where a column has a value."""
        return is_valid(flat(self.data[name]))

    def values(self, name: str, rows: Int64) -> list[str | None]:
        """A string column at these rows."""
        found: list[str | None] = self.data[name].take(numbers(rows)).to_pylist()
        return found

    def texts(self, articles: Parts, rows: Int64) -> list[str]:
        """The clean texts of these rows, read from the table `articles`."""
        part, place = (longs(self.data[name])[rows] for name in ("part", "place"))
        return texts_at(articles, part, place)

    @cached_property
    def day(self) -> Int64:
        """Days since 1970, NO_DAY for none."""
        return longs(self.data["day"], NO_DAY)

    @cached_property
    def topic(self) -> Int64:
        """topic_id, -1 for none."""
        return longs(self.data["topic_id"], -1)

    @cached_property
    def is_copy(self) -> Bool:
        """Whether the article is a duplicate of a kept one."""
        return self.has("duplicate_of")

    @cached_property
    def compound(self) -> Float64:
        """Tone of the article, -1..1, NaN where it was not scored."""
        return self.number("compound")


def _headlines(articles: Parts, titles: pa.Array, part: Int64) -> pa.Array:
    """Title of each article, else the opening words of its text: the texts are read only where a title is missing."""
    lacking = longs(pc.binary_length(pc.utf8_trim_whitespace(titles))) == 0
    found = []
    for number, name in enumerate(articles.names):
        first, end = np.searchsorted(part, [number, number + 1]).tolist()
        own = titles.slice(first, end - first)
        if lacking[first:end].any():
            texts = flat(articles.read(name, ["text"])["text"])
            own = pc.if_else(numbers(lacking[first:end]), pc.utf8_slice_codeunits(texts, 0, OPENING), own)
        found.append(own)
    return pa.concat_arrays(found) if found else titles


def frame(tables: Mapping[str, Parts]) -> Frame:
    """Join what is known of each article.

    Args:
        tables: `articles`, and `sentiment`, `article_topics`, `article_stories`, where an article may lack a row.
    """
    articles = tables["articles"]
    data, part = articles.all(ARTICLE) if articles.names else (gather("articles", articles, ARTICLE), NOWHERE)
    data = data.append_column("headline", _headlines(articles, flat(data["title"]), part))
    data = data.append_column("part", numbers(part))
    data = data.append_column("place", numbers(np.arange(len(part)) - np.searchsorted(part, part)))
    ids = flat(data["article_id"])
    for name, columns in BESIDE.items():
        extra = beside(ids, gather(name, tables[name], ("article_id", *columns)))
        for column in columns:
            data = data.append_column(column, extra[column])
    order = pc.sort_indices(data, sort_keys=[("content_sha256", "ascending"), ("article_id", "ascending")])
    unordered = dict(zip(data.schema.names, data.columns, strict=True))
    del data  # its columns go one by one: the table is not there twice
    ordered = {name: flat(unordered.pop(name)).take(order) for name in tuple(unordered)}
    return Frame(pa.table(ordered))


def mean(values: Float64) -> float:
    """Mean of the numbers that are there; NaN without any."""
    there = values[~np.isnan(values)]
    return float(there.sum() / len(there)) if len(there) else float("nan")
