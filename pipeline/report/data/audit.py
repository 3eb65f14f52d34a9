"""What cleaning took away, which articles are copies, what was rejected."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import flat, numbers
from pipeline.arrays.types import Float64, Int64
from pipeline.report.data.frame import Frame
from pipeline.report.data.reading import gather, longs, places
from pipeline.tables.parts import Parts, take

KEPT_CHARS = 400  # of a removed span: enough to tell texts apart and to show


class RuleAudit(NamedTuple):
    """One rule of cleaning, by what it removed, or flagged.

    Attributes:
        rule: its name.
        n: spans removed.
        n_chars: their characters.
        n_articles: articles that lost something to it.
        frequent: the texts removed most often, with their counts.
        longest: the longest texts removed: where a rule goes wrong it shows here first.
    """

    rule: str
    n: int
    n_chars: int
    n_articles: int
    frequent: list[tuple[str, int]]
    longest: list[str]


class CopyGroup(NamedTuple):
    """A kept article and its copies: rows of the frame, and the lowest similarity to the kept one (NaN unknown)."""

    kept: int
    copies: tuple[int, ...]
    similarity: float


@dataclass(frozen=True)
class Reason:
    """One reason for rejecting records, with examples as (file, record, detail)."""

    reason: str
    n: int
    examples: list[tuple[str, int, str]]


def _rule(name: str, data: pa.Table, n_samples: int) -> RuleAudit:
    """The figures of one rule from its rows (article_id, text, n_chars)."""
    texts, n_chars = flat(data["text"]), longs(data["n_chars"])
    counted = pc.value_counts(texts)
    values, times = counted.field(0), longs(counted.field(1))
    frequent = _first(values, -times, n_samples)
    chosen = {values[i].as_py() for i in frequent}
    longest = [texts[i].as_py() for i in _first(texts, -n_chars, 2 * n_samples)]
    return RuleAudit(
        rule=name,
        n=data.num_rows,
        n_chars=int(n_chars.sum()),
        n_articles=int(pc.count_distinct(data["article_id"]).as_py()),
        frequent=[(values[i].as_py(), int(times[i])) for i in frequent],
        longest=[t for t in dict.fromkeys(longest) if t not in chosen][:n_samples],
    )


def _first(texts: pa.Array, key: Int64, n: int) -> list[int]:
    """Row numbers of the n smallest keys, ties by text."""
    edge = np.partition(key, n - 1)[n - 1] if len(key) > n else key.max(initial=0)
    at = np.flatnonzero(key <= edge)
    ranked = sorted(zip(key[at].tolist(), texts.take(numbers(at)).to_pylist(), at.tolist(), strict=True))
    return [i for _, _, i in ranked[:n]]


def rules(spans: Parts, n_samples: int) -> list[RuleAudit]:
    """The rules that removed (or flagged) something, the one with most characters first.

    Args:
        spans: table `removed` or `flagged`; of each span at most KEPT_CHARS characters stay in memory.
        n_samples: texts of each kind to show.
    """
    columns = ("article_id", "rule", "text", "start", "end")
    if not spans.names:
        return []
    data = pa.concat_tables([_narrow(spans.read(name, columns)) for name in spans.names]).combine_chunks()
    coded = pc.dictionary_encode(flat(data["rule"]))
    code = longs(coded.indices)
    names = coded.dictionary.to_pylist()
    found = [_rule(name, take(data, np.flatnonzero(code == i)), n_samples) for i, name in enumerate(names)]
    return sorted(found, key=lambda r: (-r.n_chars, r.rule))


def _narrow(data: pa.Table) -> pa.Table:
    """The rows with `n_chars` for start and end, and long texts cut."""
    cut = pc.utf8_slice_codeunits(data["text"], 0, KEPT_CHARS)
    columns = [data["article_id"], data["rule"], cut, pc.subtract(data["end"], data["start"])]
    return pa.Table.from_arrays(columns, names=["article_id", "rule", "text", "n_chars"])


def copy_groups(corpus: Frame, n_groups: int) -> list[CopyGroup]:
    """The kept articles with most copies, most first; ties by the order of the frame."""
    similarity = corpus.number("similarity")
    groups: dict[int, list[int]] = defaultdict(list)
    copies = np.flatnonzero(corpus.is_copy)
    kept_ones = places(corpus.data["duplicate_of"].take(numbers(copies)), corpus.ids)
    for row, kept in zip(copies.tolist(), kept_ones.tolist(), strict=True):
        if kept >= 0:
            groups[kept].append(row)
    largest = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))[:n_groups]
    return [CopyGroup(kept, tuple(rows), _least(similarity[rows])) for kept, rows in largest]


def _least(similarity: Float64) -> float:
    known = similarity[~np.isnan(similarity)]
    return float(known.min()) if len(known) else float("nan")


def relations(corpus: Frame) -> dict[str, int]:
    """Articles by relation to another one: exact, near, part."""
    found = Counter(corpus.data["relation"].to_pylist())
    return {name: found[name] for name in ("exact", "near", "part")}


def reasons(rejected: Parts, n_examples: int) -> list[Reason]:
    """Rejected records by reason, the most frequent first."""
    data = gather("rejected", rejected, ("source_file", "record", "reason", "detail", "n_unread"))
    found: dict[str, list[tuple[str, int, str]]] = defaultdict(list)
    n_records: Counter[str] = Counter()
    for file, record, reason, detail, n in sorted(zip(*(data[c].to_pylist() for c in data.column_names), strict=True)):
        found[reason].append((file, record, detail))
        n_records[reason] += n
    ranked = sorted(found, key=lambda reason: (-n_records[reason], reason))
    return [Reason(reason, n_records[reason], found[reason][:n_examples]) for reason in ranked]
