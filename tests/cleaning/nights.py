"""Nights of the stage `clean`: invented records in, all its tables out."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import constant, numbers, string_lists, strings
from pipeline.cleaning.stage import (
    CleanConfig,
    articles,
    clean,
    count_lines,
    deliveries,
    near_duplicates,
    outcomes,
    repeats,
    versions,
)
from pipeline.tables import TABLES
from pipeline.tables.parts import MemoryParts
from pipeline.tables.records import RECORDS

SEED = """\
The harbour council of Port Ellis rejected the lease of the ferry pier, its speaker announced on Tuesday.
The news is likely to be well received by the old town, where people feared that the company would close the pier.
“No one has said that the pier will be closed,” said Mara Holt, who leads the council. “We talk about repairs.”
HOLT SENDING 3,000 LETTERS TO FORTIFY SUPPORT AMID FERRY-LEASE STANDOFF
Last week, the company offered roughly 3,000 metres of new wall. None of it, engineers say, would hold in a storm.
CLICK HERE TO READ MORE FROM THE HARBOUR GAZETTE
At the heart of the conflict is who pays for the wall. Meanwhile, the state wants to help smaller towns with repairs.
""".splitlines()
Row = Mapping[str, Any]
Tables = dict[str, pa.Table]


def part_of(rows: list[Row], file: str = "a.jsonl") -> pa.Table:
    """A part of `records`, sorted as ingest sorts it."""
    ids = [row.get("article_id", sha256(str(row["id"]).encode()).hexdigest()[:16]) for row in rows]
    order = sorted(range(len(rows)), key=lambda at: (ids[at], at))
    rows, ids, n = [rows[at] for at in order], [ids[at] for at in order], len(rows)
    texts = [row.get("text") for row in rows]
    none = {name: constant(None, n) for name in ("published_at_raw", "section", "detail")}
    return RECORDS.build(
        **none,
        key=numbers(np.array([int(one, 16) for one in ids], np.uint64)),
        url_key=numbers(np.zeros(n, np.uint64)),
        title_key=numbers(np.zeros(n, np.uint64)),
        modified_at=numbers(np.zeros(n, np.int64), pa.timestamp("us", "UTC"), np.zeros(n, bool)),
        delivery_day=numbers(np.zeros(n, np.int32), pa.date32(), np.zeros(n, bool)),
        n_unread=numbers(np.array([row.get("n_unread", 1) for row in rows], np.int32)),
        **{name: strings([row.get(name) for row in rows]) for name in ("url", "title", "source", "language", "reason")},
        article_id=strings(ids),
        external_id=strings([row["id"] for row in rows]),
        source_file=constant(file, n),
        record=numbers(np.array(order, np.int32) + 1),
        authors=string_lists([row.get("authors", []) for row in rows]),
        published_at=numbers(np.zeros(n, np.int64), pa.timestamp("us", "UTC"), np.zeros(n, bool)),
        day=numbers(np.zeros(n, np.int32), pa.date32(), np.zeros(n, bool)),
        text=strings(texts),
        text_sha256=strings([None if t is None else sha256(t.encode()).hexdigest() for t in texts]),
    )


def night(parts: Mapping[str, list[Row]], config: CleanConfig | None = None) -> dict[str, Tables]:
    """All steps of the stage over some parts: part → table name → table, each checked against its contract."""
    config = config or CleanConfig()
    records = MemoryParts({name: part_of(rows, f"{name}.jsonl") for name, rows in parts.items()})
    told = versions(config, records=records)["versions"]
    counts = {name: count_lines(config, records=records.read(name))["line_counts"] for name in records.names}
    lines = repeats(config, line_counts=MemoryParts(counts))["repeats"]
    made = {
        n: clean(config, records=records.read(n), versions=told[n], repeats=lines[n])
        | {"versions": told[n], "line_counts": counts[n], "repeats": lines[n]}
        for n in records.names
    }
    for n in records.names:
        made[n] |= outcomes(config, records=records.read(n), versions=told[n], texts=made[n]["texts"])
        made[n] |= {name: made[n][f"{name}_parts"] for name in ("superseded", "rejected")}
    texts, shingles = (MemoryParts({n: made[n][table] for n in made}) for table in ("texts", "shingles"))
    alike = near_duplicates(config, texts=texts, shingles=shingles)["near_duplicates"]
    for name, tables in made.items():
        tables |= {
            "near_duplicates": alike[name],
            **articles(config, texts=tables["texts"], near_duplicates=alike[name]),
        }
        for table, data in tables.items():
            TABLES[table].check(data)
    ends, kept = (MemoryParts({n: made[n][table] for n in made}) for table in ("outcomes", "articles"))
    TABLES["deliveries"].check(deliveries(config, outcomes=ends, articles=kept)["deliveries"])
    return made


def column(made: dict[str, Tables], table: str, name: str) -> list[Any]:
    """A column over all parts."""
    return [value for part in sorted(made) for value in made[part][table][name].to_pylist()]


def invented_words(n: int, seed: int) -> list[str]:
    """Words of three syllables, no two alike."""
    syllables = ["ba", "de", "fi", "go", "lu", "ma", "ne", "pi", "ro", "su", "ta", "ve"]
    random = np.random.default_rng(seed)
    return list(dict.fromkeys("".join(random.choice(syllables, 3)) for _ in range(2 * n)))[:n]
