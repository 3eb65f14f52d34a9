"""The quotations of the corpus; who is quoted most, and in what tone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import flat, is_valid, numbers, strings, to_numpy
from pipeline.arrays.sorting import distinct
from pipeline.arrays.types import Bool, Float64, Int32, Int64
from pipeline.report.data.frame import Frame, mean
from pipeline.report.data.reading import article_runs, floats, longs, places, texts_at
from pipeline.tables import TABLES
from pipeline.tables.parts import Parts

COLUMNS = ("article_id", "kind", "speaker", "speaker_kind", "compound", "start", "end")
SHOWN = 8  # speakers
OFTEN = 2  # articles that quote a speaker who is shown, at least

INDIRECT, NOMINAL = (strings([kind])[0] for kind in ("indirect", "nominal"))


@dataclass(frozen=True)
class Quotations:
    """All quotations and reported speech, n rows in the order of the parts.

    Attributes:
        row: int32, shape (n,): row of the article in the frame, -1 where it is not there.
        is_marked: bool, shape (n,): whether it stands in quotation marks.
        speaker: string array of n, null for none.
        is_named: bool, shape (n,): whether the speaker has a name.
        compound: float64, shape (n,): NaN where it was not scored.
        length: int32, shape (n,): characters.
        part: int32, shape (n,): where it lies, a number into the names of the parts.
    """

    row: Int32
    is_marked: Bool
    speaker: pa.Array
    is_named: Bool
    compound: Float64
    length: Int32
    part: Int32

    def texts(self, quotes: Parts, at: Int64) -> list[str]:
        """The words of these rows, read from the table `quotes`."""
        return texts_at(quotes, self.part[at].astype(np.int64), at - np.searchsorted(self.part, self.part[at]))


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


def quotations(articles: Frame, quotes: Parts) -> Quotations:
    """Read the table `quotes`, without texts; of each part only what is kept is in memory."""
    found = [_kept(TABLES["quotes"].empty()), *(_kept(quotes.read(part, COLUMNS)) for part in quotes.names)]
    ids, n_rows, *columns, speaker = zip(*found, strict=True)
    marked, named, compound, length = (np.concatenate(column) for column in columns)
    return Quotations(
        row=np.repeat(places(pa.concat_arrays(ids), articles.ids), np.concatenate(n_rows)).astype(np.int32),
        is_marked=marked,
        speaker=flat(pa.chunked_array(speaker)),
        is_named=named,
        compound=compound,
        length=length,
        part=np.repeat(np.arange(-1, len(quotes.names), dtype=np.int32), [len(one.length) for one in found]),
    )


class _Kept(NamedTuple):
    """What is kept of a part: articles that follow one another and rows of each; columns as in `Quotations`."""

    ids: pa.Array
    n_rows: Int64
    is_marked: Bool
    is_named: Bool
    compound: Float64
    length: Int32
    speaker: pa.Array


def _kept(rows: pa.Table) -> _Kept:
    """The rows of a part, the columns COLUMNS."""
    ids, speaker = flat(rows["article_id"]), flat(rows["speaker"])
    first, _ = article_runs(ids)
    return _Kept(
        ids=ids.take(numbers(first)),
        n_rows=np.diff(first, append=len(ids)),
        is_marked=to_numpy(pc.not_equal(flat(rows["kind"]), INDIRECT)),
        is_named=is_valid(speaker) & ~to_numpy(pc.equal(flat(rows["speaker_kind"]), NOMINAL)),
        compound=floats(rows["compound"]),
        length=(longs(rows["end"]) - longs(rows["start"])).astype(np.int32),
        speaker=speaker,
    )


def quoted(articles: Frame, said: Quotations) -> Quoted:
    """Count the quotations in marks of originals: copies would count a speaker twice.

    Sources without a name ("officials") are many people and do not count as speakers.
    """
    own = said.is_marked & np.append(~articles.is_copy, False)[said.row]
    named = np.flatnonzero(own & said.is_named)
    return Quoted(int(own.sum()), len(named), tuple(_most(said, named)))


def _most(said: Quotations, rows: Int64) -> list[Speaker]:
    """The speakers whom most articles quote; ties by quotations, then by name.

    Args:
        said: the quotations.
        rows: those that count, with a speaker each.
    """
    speaker = said.speaker.take(numbers(rows)).dictionary_encode()
    who = longs(speaker.indices)
    n_quotes = np.bincount(who, minlength=len(speaker.dictionary))
    pairs = distinct(who << 32 | said.row[rows]) >> 32
    n_articles = np.bincount(pairs, minlength=len(n_quotes))
    often = np.flatnonzero(n_articles >= OFTEN)
    names = speaker.dictionary.take(numbers(often)).to_pylist()
    ranked = sorted(zip((-n_articles[often]).tolist(), (-n_quotes[often]).tolist(), names, often, strict=True))
    tones = said.compound[rows]
    return [Speaker(name, -q, -a, mean(np.sort(tones[who == at]))) for a, q, name, at in ranked[:SHOWN]]
