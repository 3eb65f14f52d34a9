"""The weights that are kept are those of the resource."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from pipeline.names import tagger_weights
from pipeline.names.features import POSITIONS, TABLES, joint
from pipeline.names.kept_lists import kind_names
from pipeline.names.tagger_weights import LABELS, N_LABELS, WIDTH, allowed_steps, weights, weights_from
from pipeline.resources import resource


@pytest.fixture(scope="module")
def made() -> tagger_weights.Weights:
    """The weights as they stand in the resource."""
    return weights_from(json.loads(resource("en/name_weights.json.gz")))


def test_the_kept_weights_are_those_of_the_resource(made: tagger_weights.Weights) -> None:
    """All tables and all families, with their types."""
    kept = weights()
    assert [*kept.joint] == [*made.joint] == [*joint()]
    assert all(np.array_equal(kept.joint[name], made.joint[name]) for name in joint())
    assert np.array_equal(kept.start, made.start)
    assert np.array_equal(kept.step, made.step)
    for told, other in ((kept.own, made.own), (kept.context, made.context)):
        assert np.array_equal(told.kinds, other.kinds)
        assert np.array_equal(told.classes, other.classes)
        assert np.array_equal(told.lengths, other.lengths)
        assert {letter: family.values.to_pylist() for letter, family in told.families.items()} == {
            letter: family.values.to_pylist() for letter, family in other.families.items()
        }
        assert all(np.array_equal(told.families[n].weights, other.families[n].weights) for n in other.families)
    assert {table.dtype for table in kept.joint.values()} == {np.dtype(np.int16)}


def test_tables_are_added_up() -> None:
    """A row of a joint table is the sum of the rows that its code stands for."""
    data = json.loads(resource("en/name_weights.json.gz"))
    single = {table: np.array(data[table]).reshape(size, N_LABELS) for table, size in TABLES.items()}
    for name, tables in joint().items():
        expected = sum(single[table][codes] for table, codes in tables.items())
        assert np.array_equal(weights().joint[name][:, :N_LABELS], expected)
        assert not weights().joint[name][:, N_LABELS:].any()


def test_arrays_make_the_same_weights(made: tagger_weights.Weights) -> None:
    """There and back, also where a weight is not the one that ships."""
    other = replace(made, start=made.start + 1)
    found = tagger_weights._unpacked(tagger_weights._made() | {"start": other.start})
    assert np.array_equal(found.start, other.start)
    assert found.own.families["w"].values.equals(made.own.families["w"].values)


def test_rows_of_weights_end_with_zero() -> None:
    """The last column of each position, and the row of unknown values."""
    model = weights()
    for told, places in ((model.own, 1), (model.context, len(POSITIONS) - 1)):
        for family in told.families.values():
            assert family.weights.shape == (len(family.values) + 1, places * WIDTH)
            assert not family.weights[-1].any()
            assert not family.weights.reshape(-1, places, WIDTH)[:, :, N_LABELS:].any()
        assert told.kinds.shape == (len(kind_names()), places * WIDTH)


def test_inner_labels_follow_their_own_kind() -> None:
    """I-person stands behind B-person and I-person only, and never first."""
    allowed = allowed_steps()
    inner = LABELS.index("I-person")
    assert np.flatnonzero(allowed[:, inner]).tolist() == [LABELS.index("B-person"), inner]
    assert allowed[:, [0, 1, 3, 5]].all()
