"""Who is quoted most, and in what tone."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import flat, numbers, strings, to_numpy
from pipeline.report.data.frame import mean
from pipeline.report.data.reading import floats, longs, of_originals
from pipeline.tables import TABLES
from pipeline.tables.parts import Parts, each_part, take

COLUMNS = ("article_id", "kind", "speaker", "speaker_kind", "compound")
SHOWN = 8  # speakers
OFTEN = 2  # articles that quote a speaker who is shown, at least

NOTHING = TABLES["quotes"].empty().select(["article_id", "speaker", "compound"])
INDIRECT, NOMINAL, FALSE = strings(["indirect"])[0], strings(["nominal"])[0], pc.is_null(strings([""]))[0]


class Speaker(NamedTuple):
    """Somebody who is quoted: in how many quotations of how many articles, and their mean tone (NaN without)."""

    name: str
    n_quotes: int
    n_articles: int
    compound: float


class Quoted(NamedTuple):
    """Quotations, those with a speaker among them, and the speakers whom most articles quote."""

    n: int = 0
    n_named: int = 0
    speakers: tuple[Speaker, ...] = ()


def quoted(articles: Parts, quotes: Parts) -> Quoted:
    """Count the quotations in marks of originals: copies would count a speaker twice.

    Sources without a name ("officials") are many people and do not count as speakers.

    Args:
        articles: tells copies; the same parts as `quotes`.
        quotes: any number of rows; one part is in memory at a time.
    """
    columns = (COLUMNS, ("article_id", "duplicate_of"))
    said = pa.concat_tables([NOTHING, *each_part(quotations, quotes, articles, columns=columns)])
    named = said.filter(pc.is_valid(said["speaker"]))
    return Quoted(said.num_rows, named.num_rows, tuple(_most(named)))


def quotations(quotes: pa.Table, articles: pa.Table) -> pa.Table:
    """The quotations in marks of the originals of a part.

    Args:
        quotes: the columns COLUMNS.
        articles: `article_id` and `duplicate_of` of the same part.

    Returns:
        The columns of NOTHING; a speaker without a name is null.
    """
    marked = to_numpy(pc.not_equal(flat(quotes["kind"]), INDIRECT)).astype(bool)
    own = take(quotes, np.flatnonzero(marked & of_originals(flat(quotes["article_id"]), articles)))
    unnamed = pc.fill_null(pc.equal(flat(own["speaker_kind"]), NOMINAL), FALSE)
    names = pc.if_else(unnamed, pa.nulls(own.num_rows, pa.string()), flat(own["speaker"]))
    return pa.Table.from_arrays([flat(own["article_id"]), names, flat(own["compound"])], schema=NOTHING.schema)


def _most(said: pa.Table) -> list[Speaker]:
    """The speakers whom most articles quote; ties by quotations, then by name.

    Args:
        said: the columns of NOTHING, with a speaker in each row.
    """
    speaker, article = (pc.dictionary_encode(flat(said[name])) for name in ("speaker", "article_id"))
    who, where = longs(speaker.indices), longs(article.indices)
    n_quotes = np.bincount(who, minlength=len(speaker.dictionary))
    pairs = np.unique(who * (len(article.dictionary) + 1) + where) // (len(article.dictionary) + 1)
    n_articles = np.bincount(pairs, minlength=len(n_quotes))
    often = np.flatnonzero(n_articles >= OFTEN)
    names = speaker.dictionary.take(numbers(often)).to_pylist()
    ranked = sorted(zip((-n_articles[often]).tolist(), (-n_quotes[often]).tolist(), names, often, strict=True))
    tones = floats(said["compound"])
    return [Speaker(name, -q, -a, mean(np.sort(tones[who == at]))) for a, q, name, at in ranked[:SHOWN]]
