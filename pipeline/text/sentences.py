"""Sentences with character offsets, by arithmetic over the gaps between words.

A gap is where white space parts two words. Line breaks always end a sentence. Elsewhere a gap ends one when the word
before it closes with a stop and the word after it does not begin with a small letter; only abbreviations, initials and
numbered things are looked at one by one (`sentence_rules`).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pyarrow as pa

from pipeline.arrays.types import Bool, Int64, UInt8
from pipeline.text import characters as ch
from pipeline.text.character_runs import cut_runs, solid_runs
from pipeline.text.characters import Characters, characters
from pipeline.text.sentence_rules import PLAIN, ends_sentence, parts_sentences, word_class

_PEEL = 4  # closing or opening marks looked through at the edge of a word


class Chunks(NamedTuple):
    """The spans between white space, over all texts of a batch.

    Attributes:
        starts: int64, shape (n,): first character, ascending.
        ends: int64, shape (n,): one past the last character.
        closes: bool, shape (n,): whether a line or a text ends after the span.
    """

    starts: Int64
    ends: Int64
    closes: Bool


def split_sentences(texts: pa.Array) -> tuple[Int64, Int64, Int64]:
    """Cut texts into sentences.

    Spans are free of outer white space, in order, without overlap, and together hold every other character.

    Args:
        texts: Arrow string array; nulls count as empty.

    Returns:
        (counts, starts, ends): int64, sentences per text, shape (n_texts,), then first character and one past the
        last of each sentence, shape (n_sentences,), counted in characters within its own text.
    """
    batch = characters(texts)
    chunks = _chunks(batch)
    last = chunks.closes | _stops_end(batch, chunks)
    first = np.concatenate([[True], last[:-1]])[: len(last)]
    starts, ends = chunks.starts[first], chunks.ends[last]
    home = np.searchsorted(batch.bounds, starts, side="right") - 1
    counts = np.bincount(home, minlength=len(texts))
    return counts, starts - batch.bounds[home], ends - batch.bounds[home]


def _chunks(batch: Characters) -> Chunks:
    """Cut at white space and between texts."""
    starts, ends = solid_runs(batch.kinds & ch.SPACE == 0, batch.bounds)
    starts, ends = cut_runs(starts, ends, _glued(batch, starts))
    closes = np.zeros(len(starts), bool)
    for breaks in (np.flatnonzero(batch.kinds & ch.BREAK != 0), batch.bounds[1:]):
        before = np.searchsorted(ends, breaks, side="right") - 1
        closes[before[before >= 0]] = True
    return Chunks(starts, ends, closes)


def _glued(batch: Characters, starts: Int64) -> Int64:
    """Where two sentences stand together, as scrapers leave them: `left.The`, `right.”He`, or `left .The`."""
    kinds, last = batch.kinds, len(batch.kinds) - 1
    stop = np.flatnonzero(kinds & ch.STOP != 0)
    stop = stop[(stop > 1) & (stop < last - 1)]
    behind_word = kinds[stop - 1] & kinds[stop - 2] & ch.LOWER != 0
    behind_blank = (kinds[stop - 1] & ch.SPACE != 0) & (kinds[stop - 2] & ch.LOWER != 0)
    stop = stop[behind_word | behind_blank]
    home = np.searchsorted(batch.bounds, stop, side="right")
    own = stop - 2 >= batch.bounds[home - 1]  # the letters before it are not those of the text before
    stop, home = stop[own], home[own]
    cut = stop + 1
    cut = np.minimum(cut + (kinds[cut] & (ch.CLOSER | ch.OPENER) == ch.CLOSER), last)
    word = np.minimum(cut + (kinds[cut] & ch.OPENER != 0), last - 1)
    capital = (kinds[word] & ch.UPPER != 0) & (kinds[word + 1] & ch.LOWER != 0)
    capital &= word + 1 < batch.bounds[home]  # nor are those behind it of the next
    stop, cut = stop[capital], cut[capital]
    first = starts[np.searchsorted(starts, stop, side="right") - 1]
    pairs = zip(first.tolist(), stop.tolist(), cut.tolist(), strict=True)
    return np.array([c for a, b, c in pairs if parts_sentences(batch.text[a : b + 1], batch.text[c : c + 4])], np.int64)


def _stops_end(batch: Characters, chunks: Chunks) -> Bool:
    """bool, shape (n_chunks,): whether a stop ends the sentence after the span."""
    n = len(chunks.starts)
    found = np.zeros(n, bool)
    at = np.flatnonzero(_has_stop(batch.kinds, chunks) & ~chunks.closes)
    after = at + 1
    small = _opens_small(batch.kinds, chunks, after)
    at = at[~small]
    found[at] = True
    for place in _doubtful(batch.text, chunks, at):
        found[place] = _judge(batch.text, chunks, found, place)
    return found


def _has_stop(kinds: UInt8, chunks: Chunks) -> Bool:
    """Whether the last character is a stop, closing marks aside."""
    last = chunks.ends - 1
    kind = kinds[last]
    at = np.flatnonzero((kind & ch.CLOSER != 0) & (last > chunks.starts))
    for _ in range(_PEEL):
        last[at] -= 1
        kind[at] = kinds[last[at]]
        at = at[(kind[at] & ch.CLOSER != 0) & (last[at] > chunks.starts[at])]
    return np.asarray(kind & ch.STOP != 0)


def _opens_small(kinds: UInt8, chunks: Chunks, at: Int64) -> Bool:
    """Whether the first letter of these spans is small, opening marks aside, or there are only stops."""
    first, ends = chunks.starts[at], chunks.ends[at]
    for _ in range(_PEEL):
        first = first + ((kinds[first] & ch.OPENER != 0) & (first < ends - 1))
    return np.asarray((kinds[first] & (ch.LOWER | ch.STOP)) != 0)


def _doubtful(text: str, chunks: Chunks, at: Int64) -> list[int]:
    """Those of the places whose word is an abbreviation, an initial or a number."""
    spans = zip(at.tolist(), chunks.starts[at].tolist(), chunks.ends[at].tolist(), strict=True)
    return [place for place, a, b in spans if b - a < 20 and word_class(text[a:b]) != PLAIN]


def _judge(text: str, chunks: Chunks, found: Bool, place: int) -> bool:
    """Ask the rules about one place."""
    word, before, after = (text[chunks.starts[i] : chunks.ends[i]] for i in (place, place - 1, place + 1))
    leads = place == 0 or bool(found[place - 1] or chunks.closes[place - 1])
    return ends_sentence(word_class(word), "" if leads else before, after, leads=leads)
