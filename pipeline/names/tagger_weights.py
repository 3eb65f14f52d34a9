"""The weights of the tagger: of spellings by what they are made of, of small tables, of steps from label to label.

To read them from the resource costs .04 CPU s, so they are kept from process to process as arrays.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import lines, strings
from pipeline.arrays.types import Bool, Int16, Int32, Int64
from pipeline.names import features, kept_lists
from pipeline.names.features import POSITIONS, TABLES, joint
from pipeline.names.kept_lists import kind_names
from pipeline.names.word_lists import N_CLASSES
from pipeline.resources import resource
from pipeline.resources.derived_arrays import Arrays, derived_arrays, letters_of
from pipeline.text.string_table import StringTable

LABELS = ("O", "B-person", "I-person", "B-organisation", "I-organisation", "B-place", "I-place")
N_LABELS = len(LABELS)
WIDTH = 8
"""Columns of a row of weights, the last one 0: numpy copies rows of 16 bytes at once."""
LONG = 8
"""Characters; longer words count as of this length."""
_NEVER = -1_000_000
_NUMBERED = ("kinds", "classes", "lengths")
_FAMILIES = "w32px"
"""The families of keys that are looked up: the word in small letters, its last three and two letters, its first three,
its shape. Those that are numbered are `K`, all kinds of a word, `b`, each of them, `l`, its length, `c`, its class."""


class Family:
    """The weights of one family of keys, such as the last three letters of a word.

    Args:
        values: n values, a string array.
        weights: int16, shape (n + 1, width): a row for each; the last one, of unknown values, is 0.
    """

    def __init__(self, values: pa.Array, weights: Int16) -> None:
        self.values, self.weights = values, weights
        self._table = StringTable()
        self._table.add(values)

    def of(self, values: pa.Array) -> Int16:
        """The weights of some values, a string array; int16, shape (len(values), width)."""
        return self.weights.take(self._table.find(values), axis=0)


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
        joint: name of `joint` → int16, shape (n_codes, 8): sums of the tables that are looked up together.
        start: int32, shape (7,): of a label at the start of a run.
        step: int32, shape (7, 7): from one label to the next; an inner label follows its own kind only.
    """

    own: SpellingWeights
    context: SpellingWeights
    joint: dict[str, Int16]
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
    code = (__file__, features.__file__, kept_lists.__file__)
    sources = ("en/name_weights.json.gz", *kept_lists.SOURCES)  # there are weights of all kinds that a word may have
    return _unpacked(derived_arrays("name_weights", sources, code, _made))


def _made() -> Arrays:
    """The shipped weights as arrays."""
    model = weights_from(json.loads(resource("en/name_weights.json.gz")))
    arrays: Arrays = {"start": model.start, "step": model.step}
    arrays |= {f"table {name}": table for name, table in model.joint.items()}
    for side, told in (("own", model.own), ("context", model.context)):
        arrays |= {f"{side} {name}": getattr(told, name) for name in _NUMBERED}
        for letter, family in told.families.items():
            arrays[f"{side} words {letter}"] = letters_of(family.values.to_pylist())
            arrays[f"{side} weights {letter}"] = family.weights
    return arrays


def _unpacked(arrays: Arrays) -> Weights:
    """The weights of such arrays."""
    own, context = (
        SpellingWeights(
            {letter: _kept_family(arrays, f"{side} {{}} {letter}") for letter in _FAMILIES},
            *(arrays[f"{side} {name}"] for name in _NUMBERED),
        )
        for side in ("own", "context")
    )
    tables = {name: arrays[f"table {name}"] for name in joint()}
    return Weights(own, context, tables, arrays["start"], arrays["step"])


def _kept_family(arrays: Arrays, name: str) -> Family:
    """A family of such arrays."""
    return Family(lines(arrays[name.format("words")]), arrays[name.format("weights")])


def weights_from(data: dict[str, Any]) -> Weights:
    """Weights from what JSON holds."""
    arrays = {name: np.array(value, np.int32) for name, value in data.items() if name != "keys"}
    single = {name: _widened(arrays[name].reshape(size, N_LABELS)) for name, size in TABLES.items()}
    tables = {name: _together(single, codes) for name, codes in joint().items()}
    allowed = allowed_steps()
    step = np.where(allowed[:-1], arrays["step"].reshape(N_LABELS, N_LABELS), _NEVER).astype(np.int32)
    start = np.where(allowed[-1], arrays["first"], _NEVER).astype(np.int32)
    rows = _widened(arrays["rows"].reshape(-1, N_LABELS))
    own = _spelling_weights(data["keys"], rows, POSITIONS[:1])
    return Weights(own, _spelling_weights(data["keys"], rows, POSITIONS[1:]), tables, start, step)


def _together(tables: dict[str, Int16], codes: dict[str, Int64]) -> Int16:
    """The sums of rows of some tables, by the codes of each that belong together."""
    return np.asarray(sum(tables[name][own] for name, own in codes.items()), np.int16)


def _widened(rows: Int32) -> Int16:
    """The same rows with a last column of 0."""
    return np.pad(rows, ((0, 0), (0, WIDTH - N_LABELS))).astype(np.int16)


def _spelling_weights(names: list[str], rows: Int16, positions: tuple[int, ...]) -> SpellingWeights:
    """The weights at some positions; a name is a position, a family and a value: `-1wsaid`."""
    at = {str(position): n for n, position in enumerate(positions)}
    parts = [(name[:2], name[2:3], name[3:]) if name[0] == "-" else (name[0], name[1:2], name[2:]) for name in names]
    listed: dict[str, list[tuple[int, str, int]]] = {family: [] for family in _FAMILIES + "Kbcl"}
    for n, (position, family, value) in enumerate(parts):
        if position in at:
            listed[family].append((at[position], value, n))
    found = {family: _family(entries, rows, len(positions)) for family, entries in listed.items()}
    kinds = found["K"].of(strings(kind_names()))
    letters = sorted({*"".join(kind_names())})
    holds = np.array([[letter in kinds for letter in letters] for kinds in kind_names()], np.int16)
    kinds = kinds + holds @ found["b"].of(strings(letters))
    classes = found["c"].of(strings(["", *map(str, range(N_CLASSES))]))
    looked_up = {family: found[family] for family in _FAMILIES}
    return SpellingWeights(looked_up, kinds, classes, found["l"].of(strings([*map(str, range(LONG + 1))])))


def _family(entries: list[tuple[int, str, int]], rows: Int16, n_positions: int) -> Family:
    """The family of some (position, value, row of its weights)."""
    row: dict[str, int] = {}
    at = [(row.setdefault(value, len(row)), position, n) for position, value, n in entries]
    weights = np.zeros((len(row) + 1, n_positions, WIDTH), np.int16)
    if at:
        value, position, n = np.array(at).T
        weights[value, position] = rows[n]
    return Family(strings([*row]), weights.reshape(len(row) + 1, -1))
