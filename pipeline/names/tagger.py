"""Which words are names of persons, organisations and places: a linear chain over the runs of candidates.

Each label of each word gets a score, the sum of the weights of its features; the best sequence of labels of every run
is found by the Viterbi algorithm, all runs at once. The weights are those of a conditional random field, see
`benchmarks/train/name_tagger.py`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np

from pipeline.arrays.sorting import ordered
from pipeline.arrays.types import Bool, Int16, Int32, Int64, Integer, UInt8
from pipeline.names.features import POSITIONS, TABLES, Features
from pipeline.names.spelling_kinds import shape_of
from pipeline.names.spellings import ALL_UPPER, Spellings
from pipeline.names.word_lists import CLASS_SHIFT, N_CLASSES, class_numbers, kind_names
from pipeline.resources import resource

LABELS = ("O", "B-person", "I-person", "B-organisation", "I-organisation", "B-place", "I-place")
N_LABELS = len(LABELS)
_WIDTH = 8
"""Columns of a row of weights, the last one 0: numpy copies rows of 16 bytes at once."""
_NEVER = -1_000_000
_LONG = 8  # characters; longer words count as of this length
FAMILIES = "w32pxKblc"
"""The families of keys: the word in small letters, its last three and two letters, its first three, its shape, all of
its kinds, each of them, its length, its class."""


@dataclass(frozen=True)
class Family:
    """The weights of one family of keys, such as the last three letters of a word.

    Attributes:
        row: value → row of `weights`.
        weights: int16, shape (n + 1, width); the last row, of unknown values, is 0.
    """

    row: dict[str, int]
    weights: Int16

    def of(self, values: list[str]) -> Int16:
        """The weights of some values, int16, shape (len(values), width)."""
        last = len(self.weights) - 1
        return self.weights.take(np.fromiter(map(self.row.get, values, repeat(last)), np.int64, len(values)), axis=0)


class SpellingWeights(NamedTuple):
    """What spellings add at some positions; 8 columns a position, the last of them 0.

    Attributes:
        families: letter of a family of keys → its weights.
        kinds: int16, shape (n_kinds, width): of all that the lists know of a word, by its place among `kind_names`.
        classes: int16, shape (n_classes, width): of the class among the words of news, from 1; row 0 of none.
        lengths: int16, shape (9, width): of the length in characters, 8 for longer ones.
    """

    families: dict[str, Family]
    kinds: Int16
    classes: Int16
    lengths: Int16


@dataclass(frozen=True)
class Weights:
    """The weights of the tagger, in hundredths, whole numbers: sums do not depend on the order.

    Attributes:
        own: of the word itself.
        context: of its neighbours, one after the other for each of `POSITIONS` but the first.
        tables: table → int16, shape (n_codes, 8).
        start: int32, shape (7,): of a label at the start of a run.
        step: int32, shape (7, 7): from one label to the next; an inner label follows its own kind only.
    """

    own: SpellingWeights
    context: SpellingWeights
    tables: dict[str, Int16]
    start: Int32
    step: Int32


def allowed_steps() -> Bool:
    """bool, shape (8, 7): which label may follow which; the last row: which may start a run."""
    allowed = np.ones((N_LABELS + 1, N_LABELS), bool)
    for inner in range(2, N_LABELS, 2):
        allowed[:, inner] = False
        allowed[[inner - 1, inner], inner] = True
    return allowed


@cache
def weights() -> Weights:
    """The shipped weights."""
    return weights_from(json.loads(resource("en/name_weights.json.gz")))


def weights_from(data: dict[str, Any]) -> Weights:
    """Weights from what JSON holds."""
    arrays = {name: np.array(value, np.int32) for name, value in data.items() if name != "keys"}
    tables = {name: _widened(arrays[name].reshape(size, N_LABELS)) for name, size in TABLES.items()}
    allowed = allowed_steps()
    step = np.where(allowed[:-1], arrays["step"].reshape(N_LABELS, N_LABELS), _NEVER).astype(np.int32)
    start = np.where(allowed[-1], arrays["first"], _NEVER).astype(np.int32)
    rows = _widened(arrays["rows"].reshape(-1, N_LABELS))
    own = _spelling_weights(data["keys"], rows, POSITIONS[:1])
    return Weights(own, _spelling_weights(data["keys"], rows, POSITIONS[1:]), tables, start, step)


def _widened(rows: Int32) -> Int16:
    """The same rows with a last column of 0."""
    return np.pad(rows, ((0, 0), (0, _WIDTH - N_LABELS))).astype(np.int16)


def _spelling_weights(names: list[str], rows: Int16, positions: tuple[int, ...]) -> SpellingWeights:
    """The weights at some positions; a name is a position, a family and a value: `-1wsaid`."""
    at = {str(position): n for n, position in enumerate(positions)}
    parts = [(name[:2], name[2:3], name[3:]) if name[0] == "-" else (name[0], name[1:2], name[2:]) for name in names]
    listed: dict[str, list[tuple[int, str, int]]] = {family: [] for family in FAMILIES}
    for n, (position, family, value) in enumerate(parts):
        if position in at:
            listed[family].append((at[position], value, n))
    found = {family: _family(entries, rows, len(positions)) for family, entries in listed.items()}
    kinds = found["K"].of(kind_names())
    letters = sorted({*"".join(kind_names())})
    holds = np.array([[letter in kinds for letter in letters] for kinds in kind_names()], np.int16)
    kinds = kinds + holds @ found["b"].of(letters)
    classes = found["c"].of(["", *map(str, range(N_CLASSES))])
    return SpellingWeights(found, kinds, classes, found["l"].of([*map(str, range(_LONG + 1))]))


def _family(entries: list[tuple[int, str, int]], rows: Int16, n_positions: int) -> Family:
    """The family of some (position, value, row of its weights)."""
    row: dict[str, int] = {}
    at = [(row.setdefault(value, len(row)), position, n) for position, value, n in entries]
    weights = np.zeros((len(row) + 1, n_positions, _WIDTH), np.int16)
    if at:
        value, position, n = np.array(at).T
        weights[value, position] = rows[n]
    return Family(row, weights.reshape(len(row) + 1, -1))


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
    near = context.reshape(-1, len(POSITIONS) - 1, _WIDTH)
    for n, numbers in enumerate(found.forms[1:]):
        total += np.ascontiguousarray(near[:, n]).take(numbers, axis=0)
    for name, codes in found.codes.items():
        total += model.tables[name].take(codes, axis=0)
    return np.asarray(total[:, :N_LABELS])


def own_sums(spelt: Spellings, model: SpellingWeights) -> Int16:
    """What n spellings add as the word itself, int16, shape (n, 8)."""
    total = model.kinds[spelt.kinds] + model.lengths[np.minimum(spelt.length, _LONG)]
    total += model.classes[_either_class(spelt)]
    values = {
        "w": spelt.words,
        "3": [word[-3:] for word in spelt.words],
        "2": [word[-2:] for word in spelt.words],
        "p": [word[:3] for word in spelt.words],
        "x": [*map(shape_of, spelt.bases)],
    }
    for family, listed in values.items():
        total += model.families[family].of(listed)
    return total


def _either_class(spelt: Spellings) -> Int64:
    """The class of each spelling; of one without, that of the word in small letters (BANK: of `Bank`)."""
    found = spelt.classes >> CLASS_SHIFT
    shouted = (spelt.letters & ALL_UPPER > 0).tolist()
    for n in np.flatnonzero(found == 0).tolist():
        spelling = spelt.bases[n].capitalize() if shouted[n] else spelt.words[n]
        found[n] = class_numbers().get(spelling, 0) >> CLASS_SHIFT
    return found


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
    best = rank[0] + 8 * step[0][:, None]
    for label in range(1, N_LABELS):
        np.maximum(best, rank[label] + 8 * step[label][:, None], out=best)
    return (N_LABELS - (best & 7)).astype(np.uint8), best >> 3
