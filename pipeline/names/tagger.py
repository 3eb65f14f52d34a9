"""Which words are names of persons, organisations and places: a linear chain over the runs of candidates.

Each label of each word gets a score, the sum of the weights of its features; the best sequence of labels of every run
is found by the Viterbi algorithm, all runs at once. The weights are those of a conditional random field, see
`benchmarks/train/name_tagger.py`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np

from pipeline.arrays.types import Bool, Float32, Int64
from pipeline.names.features import POSITIONS, TABLES, Features, context_keys, own_keys
from pipeline.resources import resource

LABELS = ("O", "B-person", "I-person", "B-organisation", "I-organisation", "B-place", "I-place")
N_LABELS = len(LABELS)
_NEVER = -1e4


@dataclass(frozen=True)
class Weights:
    """The weights of the tagger.

    Attributes:
        keys: position and key → row.
        rows: float32, shape (n_keys, 7).
        tables: table → float32, shape (n_codes, 7).
        start: float32, shape (7,): of a label at the start of a run.
        step: float32, shape (7, 7): from one label to the next; an inner label follows its own kind only.
    """

    keys: dict[str, int]
    rows: Float32
    tables: dict[str, Float32]
    start: Float32
    step: Float32
    _known: dict[tuple[int, str], Float32] = field(default_factory=dict, repr=False)

    def form_scores(self, position: int, form: str) -> Float32:
        """What a spelling at a position adds to each label, float32, shape (7,); remembered."""
        found = self._known.get((position, form))
        if found is None:
            keys = own_keys(form) if position == 0 else context_keys(form)
            at = [row for key in keys if (row := self.keys.get(f"{position}{key}")) is not None]
            found = self._known[position, form] = self.rows[at].sum(0)
        return found


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
    """Weights from what JSON holds: whole hundredths."""
    arrays = {name: np.array(value, np.float32) / np.float32(100) for name, value in data.items() if name != "keys"}
    tables = {name: arrays[name].reshape(size, N_LABELS) for name, size in TABLES.items()}
    allowed = allowed_steps()
    step = np.where(allowed[:-1], arrays["step"].reshape(N_LABELS, N_LABELS), _NEVER).astype(np.float32)
    start = np.where(allowed[-1], arrays["first"], _NEVER).astype(np.float32)
    keys = {key: row for row, key in enumerate(data["keys"])}
    return Weights(keys, arrays["rows"].reshape(-1, N_LABELS), tables, start, step)


def scores(found: Features, forms: list[str], model: Weights) -> Float32:
    """The score of each label of each candidate.

    Args:
        found: the features of n candidates.
        forms: the spellings of the batch.
        model: the weights.

    Returns:
        float32, shape (n, 7).
    """
    total = np.zeros((found.forms.shape[1], N_LABELS), np.float32)
    for name, codes in found.codes.items():
        total += model.tables[name][codes]
    for position, numbers in zip(POSITIONS, found.forms, strict=True):
        used = np.zeros(len(forms) + 1, bool)  # the last one stands for beyond the text
        used[numbers] = True
        rows = np.zeros((len(forms) + 1, N_LABELS), np.float32)
        for n in np.flatnonzero(used).tolist():
            rows[n] = model.form_scores(position, forms[n] if n < len(forms) else "")
        total += rows[numbers]
    return total


def best_labels(score: Float32, first: Bool, model: Weights) -> Int64:
    """The best sequence of labels of each run.

    Args:
        score: float32, shape (n, 7).
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
