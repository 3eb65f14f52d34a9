"""A model as tables: `model_topics`, `model_terms`, `model_facts`, and the numbers that stand in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import is_valid, lists, numbers, to_numpy, values
from pipeline.arrays.types import AnyArray, Bool, Float32, Int64
from pipeline.tables.parts import Parts, take
from pipeline.tables.topic_model import FORMAT, MODEL_FACTS, MODEL_TERMS, MODEL_TOPICS, TRIED
from pipeline.topics.calibrate import Judge
from pipeline.topics.choose_n_topics import Trial
from pipeline.topics.compact_model import Packed, unpack
from pipeline.topics.drift import Fitted
from pipeline.topics.familiarity import Usual
from pipeline.topics.fit import Model
from pipeline.topics.groups import kinds_of

USUAL = ("ceiling", "familiar", "spread", "closeness")  # columns of model_facts


class Stored(NamedTuple):
    """The three tables of a model. Desks are rows of `topics` like any other, without numbers."""

    topics: pa.Table
    terms: pa.Table
    facts: pa.Table

    @property
    def known(self) -> Int64:
        """Ids of topics and desks, ascending."""
        return to_numpy(self.topics["topic_id"]).astype(np.int64)

    @property
    def is_desk(self) -> Bool:
        """Which of `known` are desks."""
        return ~is_valid(self.topics["log_share"])

    @property
    def ids(self) -> Int64:
        """Ids of the topics that articles have, ascending."""
        return self.known[~self.is_desk]

    @property
    def desk(self) -> Int64:
        """Id of the desk of each of `ids`, -1 for none."""
        column = self.topics["parent_id"]
        return np.where(is_valid(column), to_numpy(column), -1).astype(np.int64)[~self.is_desk]

    @property
    def fitted(self) -> Fitted:
        """What drift is measured against."""
        return Fitted(to_numpy(self.topics["n_texts"]).astype(np.int64)[~self.is_desk], self.fact("weak"))

    @property
    def newest_day(self) -> int | None:
        """Day that 99 in 100 of its articles were not newer than, days since 1970; None without days."""
        found: int | None = self.facts["newest_day"].cast(pa.int32())[0].as_py()
        return found

    def fact(self, name: str) -> Any:
        """A value of the only row of `facts`."""
        return self.facts[name][0].as_py()


def read(accepted: Mapping[str, Parts]) -> Stored | None:
    """The accepted model by its tables `accepted_*`; None where there is none."""
    return stored({name: parts.all()[0] for name, parts in accepted.items()})


def stored(accepted: Mapping[str, pa.Table]) -> Stored | None:
    """The same, of tables that have been read."""
    tables = (MODEL_TOPICS, MODEL_TERMS, MODEL_FACTS)
    named = [(accepted[table.name.replace("model", "accepted")], table) for table in tables]
    found = [pa.Table.from_arrays(data.columns, schema=table.schema) for data, table in named]
    return Stored(*found) if found[2].num_rows else None


def empty() -> Stored:
    """A model without topics."""
    return Stored(MODEL_TOPICS.empty(), MODEL_TERMS.empty(), MODEL_FACTS.empty())


def model_of(stored: Stored, vocabulary: pa.Array) -> Model:
    """The model as articles are assigned with it.

    Args:
        stored: the model.
        vocabulary: terms of the corpus at hand, sorted.
    """
    place = pc.index_in(stored.terms["term"], value_set=vocabulary).combine_chunks()
    return unpack(packed_of(stored), np.where(is_valid(place), to_numpy(place), -1).astype(np.int64))


def packed_of(stored: Stored) -> Packed:
    """The numbers of a model; its columns are those of its own terms."""
    topics, terms = take(stored.topics, np.flatnonzero(~stored.is_desk)), stored.terms
    n, k = terms.num_rows, topics.num_rows
    step, turn = _list(stored.facts, "step"), [_list(stored.facts, f"turn_{axis}") for axis in "xy"]
    return Packed(
        columns=np.arange(n),
        idf=to_numpy(terms["idf"]),
        mean_length=stored.fact("mean_length"),
        axes=_list(terms, "axes").reshape(n, len(step)),
        step=step,
        lift=_list(terms, "lift").reshape(n, k),
        floor=to_numpy(topics["floor"]),
        share=to_numpy(topics["log_share"]),
        centres=_list(topics, "centre").reshape(k, len(step)),
        anchors=np.stack([to_numpy(topics["x"]), to_numpy(topics["y"])], axis=1),
        radii=to_numpy(topics["radius"]),
        turn=np.stack(turn, axis=1),
        kinds=kinds_of(stored.desk),
        judge=_judge(stored, to_numpy(topics["clarity"])),
        usual=Usual(*(stored.fact(name) for name in USUAL)),
    )


def _judge(stored: Stored, clarity: Float32) -> Judge | None:
    weights = _list(stored.facts, "weights")
    return Judge(weights, stored.fact("base"), clarity, stored.fact("solid")) if len(weights) else None


def term_table(packed: Packed, vocabulary: pa.Array) -> pa.Table:
    """Table `model_terms`."""
    return MODEL_TERMS.build(
        term=vocabulary.take(numbers(packed.columns)),
        idf=numbers(packed.idf),
        axes=rows_of(packed.axes),
        lift=rows_of(packed.lift),
    )


def fact_table(packed: Packed, **facts: Any) -> pa.Table:
    """Table `model_facts`; `newest_day` in days since 1970, None without."""
    day = facts.pop("newest_day")
    whole = {name: numbers(np.array([facts[name]], np.int32)) for name in facts if name not in ("weak", "tried")}
    return MODEL_FACTS.build(
        format=numbers(np.array([FORMAT], np.int32)),
        newest_day=numbers(np.array([day or 0], np.int32), pa.date32(), np.array([day is not None])),
        n_terms=numbers(np.array([len(packed.idf)], np.int32)),
        tried=facts["tried"],
        weak=numbers(np.array([facts["weak"]], np.float32)),
        mean_length=numbers(np.array([packed.mean_length], np.float32)),
        step=rows_of(packed.step[None]),
        turn_x=rows_of(packed.turn[:, 0][None]),
        turn_y=rows_of(packed.turn[:, 1][None]),
        weights=rows_of(packed.judge.weights[None] if packed.judge else np.zeros((1, 0), np.float32)),
        base=numbers(np.array([packed.judge.base if packed.judge else 0], np.float32)),
        solid=numbers(np.array([packed.judge.solid if packed.judge else 1], np.float32)),
        **{name: numbers(np.array([value], np.float32)) for name, value in zip(USUAL, packed.usual, strict=True)},
        **whole,
    )


def trials(tried: Sequence[Trial]) -> pa.Array:
    """Column `tried`: one row."""
    numbers_of = [np.array([getattr(one, field.name) for one in tried]) for field in TRIED]
    columns = [
        numbers(values.astype(field.type.to_pandas_dtype())) for values, field in zip(numbers_of, TRIED, strict=True)
    ]
    return lists(np.array([len(tried)]), pa.StructArray.from_arrays(columns, fields=list(TRIED)))


def rows_of(matrix: AnyArray) -> pa.Array:
    """A list column with a row of the matrix in each place."""
    return lists(np.full(len(matrix), matrix.shape[1]), numbers(matrix.ravel()))


def by_id(packed: Packed, order: Int64) -> Packed:
    """The same model with its topics in another order."""
    return packed._replace(
        lift=np.ascontiguousarray(packed.lift[:, order]),
        **{name: getattr(packed, name)[order] for name in ("floor", "share", "centres", "anchors", "radii")},
    )


def _list(data: pa.Table, name: str) -> npt.NDArray[Any]:
    """The values of a list column, row after row."""
    return to_numpy(values(data[name].combine_chunks()))
