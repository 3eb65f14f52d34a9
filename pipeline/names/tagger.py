"""Which words are names of persons, organisations and places: a linear chain over the runs of candidates.

Each label of each word gets a score, the sum of the weights of its features; the best sequence of labels of every run
is found by the Viterbi algorithm, all runs at once. The weights are those of a conditional random field, see
`benchmarks/train/name_tagger.py`.
"""

from __future__ import annotations

import numpy as np
import pyarrow.compute as pc

from pipeline.arrays.arrow import numbers, strings
from pipeline.arrays.ranges import ranges
from pipeline.arrays.sorting import ordered
from pipeline.arrays.types import Bool, Int16, Int32, Int64, Integer, UInt8
from pipeline.names.features import POSITIONS, Features
from pipeline.names.kept_lists import FACT_BITS, listed_numbers
from pipeline.names.spelling_kinds import shapes
from pipeline.names.spellings import ALL_UPPER, Spellings
from pipeline.names.tagger_weights import LONG, N_LABELS, WIDTH, SpellingWeights, Weights
from pipeline.names.word_lists import CLASS_SHIFT

_MARKS = np.arange(N_LABELS, 0, -1, dtype=np.int32)[:, None]  # in three bits, the first label the largest
_FEW = 1_000  # runs, whose 49 steps fit in the processor's cache: at once they take half of what label by label takes


def scores(found: Features, own: Int16, context: Int16, model: Weights) -> Int16:
    """The score of each label of each candidate.

    Args:
        found: the features of n candidates.
        own: int16, shape (n_spellings, 8): what spellings add as the word itself.
        context: int16, shape (n_spellings + 1, 32): what they add as neighbours; in the last row the end of the text.
        model: the weights.

    Returns:
        int16, shape (n, 8), in hundredths; the last column is 0.
    """
    total = own.take(found.forms[0], axis=0)
    near = context.reshape(-1, len(POSITIONS) - 1, WIDTH)
    for n, form in enumerate(found.forms[1:]):
        total += np.ascontiguousarray(near[:, n]).take(form, axis=0)
    for name, codes in found.codes.items():
        total += model.joint[name].take(codes, axis=0)
    return np.asarray(total)


def own_sums(spelt: Spellings, model: SpellingWeights) -> Int16:
    """What n spellings add as the word itself, int16, shape (n, 8)."""
    total = model.kinds[spelt.kinds] + model.lengths[np.minimum(spelt.length, LONG)]
    total += model.classes[_either_class(spelt)]
    values = {
        "w": spelt.words,
        "3": pc.utf8_slice_codeunits(spelt.words, -3),
        "2": pc.utf8_slice_codeunits(spelt.words, -2),
        "p": pc.utf8_slice_codeunits(spelt.words, 0, 3),
        "x": shapes(spelt.bases),
    }
    for family, listed in values.items():
        total += model.families[family].of(listed)
    return total


def _either_class(spelt: Spellings) -> Int64:
    """The class of each spelling; of one without, that of the word in small letters (BANK: of `Bank`)."""
    classes = np.where(spelt.classes > 0, spelt.classes, spelt.word_classes)
    shouted = np.flatnonzero((spelt.classes == 0) & (spelt.letters & ALL_UPPER > 0))
    large = strings([base.capitalize() for base in spelt.bases.take(numbers(shouted)).to_pylist()])
    classes[shouted] = listed_numbers(large) >> FACT_BITS
    return classes >> CLASS_SHIFT


def context_sums(spelt: Spellings, model: SpellingWeights) -> Int16:
    """What each of n spellings adds as a neighbour, int16, shape (n, 32); the empty one ends a text."""
    total = model.families["w"].of(spelt.words) + model.kinds[spelt.kinds]
    return np.asarray(total + model.classes[spelt.classes >> CLASS_SHIFT])


def best_labels(score: Integer, first: Bool, model: Weights) -> UInt8:
    """The best sequence of labels of each run.

    The first words of all runs stand together, then the second ones and so on, those of long runs in front: what a
    step looks at are neighbours in memory. Sums are eight times the scores; the last three bits say which label leads
    to each, the first one by the largest number, so that of equals it is taken.

    Args:
        score: integers, shape (n, 7), or (n, 8) with a last column that counts nothing.
        first: bool, shape (n,): where runs begin.
        model: the weights of steps.

    Returns:
        uint8, shape (n,): index into `LABELS`.
    """
    starts = np.flatnonzero(first)
    length = np.diff(starts, append=len(first))
    order = ordered([length.max(initial=0) - length])
    n_runs = np.bincount(length)[:0:-1].cumsum()[::-1]  # with a first word, a second one ...
    step, run = ranges(np.zeros(len(n_runs), np.int64), n_runs)
    at = starts[order][run] + step
    total = np.multiply(score.take(at, axis=0).T[:N_LABELS], 8, dtype=np.int32, order="C")
    total[:, : len(starts)] += 8 * model.start[:, None]
    gains = 8 * model.step[:, :, None] + _MARKS[:, None]
    came = np.empty(total.shape, np.uint8)
    bounds = np.append(0, np.cumsum(n_runs))
    places = bounds.tolist()
    steps = [*zip(places, places[1:], places[2:], strict=False)]  # first words, those behind them, and their end
    for before, begin, end in steps:
        best = _best_steps(total[:, before : before + end - begin], gains)
        came[:, begin:end] = best & 7
        total[:, begin:end] += best & ~7
    mark = np.empty(len(at), np.uint8)
    ends = bounds[length[order] - 1] + np.arange(len(starts))
    mark[ends] = (total.take(ends, axis=1) + _MARKS).max(axis=0) & 7
    for before, begin, end in reversed(steps):
        mark[before : before + end - begin] = came[N_LABELS - mark[begin:end], np.arange(begin, end)]
    labels = np.empty(len(at), np.uint8)
    labels[at] = N_LABELS - mark
    return labels


def _best_steps(before: Int32, gains: Int32) -> Int32:
    """The highest sums that lead to each label, int32, shape (7, n).

    Args:
        before: int32, shape (7, n): sums of the labels before.
        gains: int32, shape (7, 7, 1): of the steps from them, with the bits of the label before.
    """
    if before.shape[1] < _FEW:
        return np.asarray((before[:, None] + gains).max(axis=0))
    best = before[0] + gains[0]
    for label in range(1, N_LABELS):
        np.maximum(best, before[label] + gains[label], out=best)
    return np.asarray(best)
