"""Which words are names of persons, organisations and places: a linear chain over the runs of candidates.

Each label of each word gets a score, the sum of the weights of its features; the best sequence of labels of every run
is found by the Viterbi algorithm, all runs at once. The weights are those of a conditional random field, see
`benchmarks/train/name_tagger.py`.
"""

from __future__ import annotations

import numpy as np
import pyarrow.compute as pc

from pipeline.arrays.arrow import numbers, strings
from pipeline.arrays.sorting import ordered
from pipeline.arrays.types import Bool, Int16, Int32, Int64, Integer, UInt8
from pipeline.names.features import POSITIONS, Features
from pipeline.names.kept_lists import FACT_BITS, listed_numbers
from pipeline.names.spelling_kinds import shapes
from pipeline.names.spellings import ALL_UPPER, Spellings
from pipeline.names.tagger_weights import LONG, N_LABELS, WIDTH, SpellingWeights, Weights
from pipeline.names.word_lists import CLASS_SHIFT

_FEW = 1_000  # runs, whose 49 steps fit in the processor's cache: at once they take half of what label by label takes


def scores(found: Features, own: Int16, context: Int16, model: Weights) -> Int16:
    """The score of each label of each candidate.

    Args:
        found: the features of n candidates.
        own: int16, shape (n_spellings, 8): what spellings add as the word itself.
        context: int16, shape (n_spellings + 1, 32): what they add as neighbours; in the last row the end of the text.
        model: the weights.

    Returns:
        int16, shape (n, 7), in hundredths.
    """
    total = own.take(found.forms[0], axis=0)
    near = context.reshape(-1, len(POSITIONS) - 1, WIDTH)
    for n, form in enumerate(found.forms[1:]):
        total += np.ascontiguousarray(near[:, n]).take(form, axis=0)
    for name, codes in found.codes.items():
        total += model.joint[name].take(codes, axis=0)
    return np.asarray(total[:, :N_LABELS])


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

    Args:
        score: integers, shape (n, 7).
        first: bool, shape (n,): where runs begin.
        model: the weights of steps.

    Returns:
        uint8, shape (n,): index into `LABELS`.
    """
    starts = np.flatnonzero(first)
    length = np.diff(np.append(starts, len(first)))
    order = ordered([length.max(initial=0) - length])
    starts, length = starts[order], length[order]
    best = np.ascontiguousarray(score.T, np.int32)
    best += first * model.start[:, None]
    came = np.zeros(best.shape, np.uint8)
    rounds = [int(np.searchsorted(-length, -step)) for step in range(1, int(length.max(initial=0)))]
    for step, end in enumerate(rounds, 1):
        at = starts[:end] + step
        came[:, at], gain = _best_steps(best.take(at - 1, axis=1), model.step)
        best[:, at] += gain
    ends = starts + length - 1
    labels = np.zeros(len(first), np.uint8)
    labels[ends] = _best_steps(best.take(ends, axis=1), np.zeros((N_LABELS, 1), np.int32))[0][0]
    for step, end in enumerate(rounds, 1):
        at = ends[:end] - step
        labels[at] = came[labels[at + 1], at + 1]
    return labels


def _best_steps(before: Int32, step: Int32) -> tuple[UInt8, Int32]:
    """Which of the labels before leads to each label with the highest score, of equals the first, and these scores.

    Args:
        before: int32, shape (7, n): scores of the labels before.
        step: int32, shape (7, k): weights of the steps from them to k labels.

    Returns:
        uint8 and int32, shape (k, n).
    """
    rank = 8 * before + np.arange(N_LABELS, 0, -1, dtype=np.int32)[:, None]  # the label in the last three bits
    if before.shape[1] < _FEW:
        best = (rank[:, None] + 8 * step[:, :, None]).max(axis=0)
    else:
        best = rank[0] + 8 * step[0][:, None]
        for label in range(1, N_LABELS):
            np.maximum(best, rank[label] + 8 * step[label][:, None], out=best)
    return (N_LABELS - (best & 7)).astype(np.uint8), best >> 3
