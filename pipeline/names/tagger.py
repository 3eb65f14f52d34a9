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

from pipeline.arrays.types import Bool, Int32, Int64
from pipeline.names.features import POSITIONS, TABLES, Features, shape_of
from pipeline.names.spellings import ALL_UPPER, Spellings
from pipeline.names.word_lists import CLASS_SHIFT, N_CLASSES, class_numbers, kind_names
from pipeline.resources import resource

LABELS = ("O", "B-person", "I-person", "B-organisation", "I-organisation", "B-place", "I-place")
N_LABELS = len(LABELS)
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
        weights: int32, shape (n + 1, width); the last row, of unknown values, is 0.
    """

    row: dict[str, int]
    weights: Int32

    def of(self, values: list[str]) -> Int32:
        """The weights of some values, int32, shape (len(values), width)."""
        last = len(self.weights) - 1
        return self.weights[np.fromiter(map(self.row.get, values, repeat(last)), np.int64, len(values))]


class SpellingWeights(NamedTuple):
    """What spellings add at some positions; 7 columns a position.

    Attributes:
        families: letter of a family of keys → its weights.
        kinds: int32, shape (n_kinds, width): of all that the lists know of a word, by its place among `kind_names`.
        classes: int32, shape (n_classes, width): of the class among the words of news, from 1; row 0 of none.
        lengths: int32, shape (9, width): of the length in characters, 8 for longer ones.
    """

    families: dict[str, Family]
    kinds: Int32
    classes: Int32
    lengths: Int32


@dataclass(frozen=True)
class Weights:
    """The weights of the tagger, in hundredths, whole numbers: sums do not depend on the order.

    Attributes:
        own: of the word itself.
        context: of its neighbours, one after the other for each of `POSITIONS` but the first.
        tables: table → int32, shape (n_codes, 7).
        start: int32, shape (7,): of a label at the start of a run.
        step: int32, shape (7, 7): from one label to the next; an inner label follows its own kind only.
    """

    own: SpellingWeights
    context: SpellingWeights
    tables: dict[str, Int32]
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
    tables = {name: arrays[name].reshape(size, N_LABELS) for name, size in TABLES.items()}
    allowed = allowed_steps()
    step = np.where(allowed[:-1], arrays["step"].reshape(N_LABELS, N_LABELS), _NEVER).astype(np.int32)
    start = np.where(allowed[-1], arrays["first"], _NEVER).astype(np.int32)
    rows = arrays["rows"].reshape(-1, N_LABELS)
    own = _spelling_weights(data["keys"], rows, POSITIONS[:1])
    return Weights(own, _spelling_weights(data["keys"], rows, POSITIONS[1:]), tables, start, step)


def _spelling_weights(names: list[str], rows: Int32, positions: tuple[int, ...]) -> SpellingWeights:
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
    holds = np.array([[letter in kinds for letter in letters] for kinds in kind_names()], np.int32)
    kinds = kinds + holds @ found["b"].of(letters)
    classes = found["c"].of(["", *map(str, range(N_CLASSES))])
    return SpellingWeights(found, kinds, classes, found["l"].of([*map(str, range(_LONG + 1))]))


def _family(entries: list[tuple[int, str, int]], rows: Int32, n_positions: int) -> Family:
    """The family of some (position, value, row of its weights)."""
    row: dict[str, int] = {}
    at = [(row.setdefault(value, len(row)), position, n) for position, value, n in entries]
    weights = np.zeros((len(row) + 1, n_positions, N_LABELS), np.int32)
    if at:
        value, position, n = np.array(at).T
        weights[value, position] = rows[n]
    return Family(row, weights.reshape(len(row) + 1, -1))


def scores(found: Features, spelt: Spellings, model: Weights) -> Int32:
    """The score of each label of each candidate.

    Args:
        found: the features of n candidates.
        spelt: the spellings of the batch.
        model: the weights.

    Returns:
        int32, shape (n, 7), in hundredths.
    """
    own, at = _used(found.forms[0], len(spelt.bases))
    total = own_sums(spelt, own, model.own)[at]
    context = context_sums(spelt, model.context).reshape(-1, len(POSITIONS) - 1, N_LABELS)
    for n, numbers in enumerate(found.forms[1:]):
        total += context[numbers, n]
    for name, codes in found.codes.items():
        total += model.tables[name][codes]
    return total


def own_sums(spelt: Spellings, forms: Int64, model: SpellingWeights) -> Int32:
    """What some spellings add as the word itself, int32, shape (len(forms), 7)."""
    words = [spelt.tokens.vocabulary[word] for word in spelt.tokens.form_word[forms].tolist()]
    bases = [spelt.bases[form] for form in forms.tolist()]
    total = (
        model.kinds[spelt.kinds[spelt.tokens.form_word[forms]]] + model.lengths[np.minimum(spelt.length[forms], _LONG)]
    )
    total += model.classes[_either_class(spelt, forms, bases, words)]
    values = {
        "w": words,
        "3": [word[-3:] for word in words],
        "2": [word[-2:] for word in words],
        "p": [word[:3] for word in words],
        "x": [*map(shape_of, bases)],
    }
    for family, listed in values.items():
        total += model.families[family].of(listed)
    return total


def _either_class(spelt: Spellings, forms: Int64, bases: list[str], words: list[str]) -> Int64:
    """The class of some spellings; of one without, that of the word in small letters (BANK: of `Bank`)."""
    found = spelt.classes[forms] >> CLASS_SHIFT
    shouted = (spelt.letters[forms] & ALL_UPPER > 0).tolist()
    for n in np.flatnonzero(found == 0).tolist():
        found[n] = class_numbers().get(bases[n].capitalize() if shouted[n] else words[n], 0) >> CLASS_SHIFT
    return found


def context_sums(spelt: Spellings, model: SpellingWeights) -> Int32:
    """What each spelling adds as a neighbour, and as the last row the end of the text; int32, shape (n + 1, 28)."""
    word = model.families["w"].of([*spelt.tokens.vocabulary, ""]) + model.kinds[np.append(spelt.kinds, 0)]
    total = word[np.append(spelt.tokens.form_word, len(word) - 1)]
    return np.asarray(total + model.classes[np.append(spelt.classes, 0) >> CLASS_SHIFT])


def _used(numbers: Int64, n_forms: int) -> tuple[Int64, Int64]:
    """The numbers that occur, ascending, and where each of `numbers` stands among them."""
    used = np.zeros(n_forms, bool)
    used[numbers] = True
    return np.flatnonzero(used), (np.cumsum(used) - 1)[numbers]


def best_labels(score: Int32, first: Bool, model: Weights) -> Int64:
    """The best sequence of labels of each run.

    Args:
        score: int32, shape (n, 7).
        first: bool, shape (n,): where runs begin.
        model: the weights of steps.

    Returns:
        int64, shape (n,): index into `LABELS`.
    """
    starts = np.flatnonzero(first)
    length = np.diff(np.append(starts, len(first)))
    order = np.argsort(-length, kind="stable")
    starts, length = starts[order], length[order]
    came = np.zeros(score.shape, np.int8)
    best = score.copy()
    best[starts] += model.start
    for step in range(1, int(length.max(initial=0))):
        at = starts[: np.searchsorted(-length, -step, side="left")] + step
        options = best[at - 1][:, :, None] + model.step
        came[at] = options.argmax(1)
        best[at] += options.max(1)
    labels = np.zeros(len(first), np.int64)
    ends = starts + length - 1
    labels[ends] = best[ends].argmax(1)
    for step in range(1, int(length.max(initial=0))):
        at = ends[: np.searchsorted(-length, -step, side="left")] - step
        labels[at] = came[at + 1, labels[at + 1]]
    return labels
