"""The laws of the contract, as checks over the tables of a finished run; each gives its violations in words.

A check reads part by part, so memory does not grow with the corpus.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import numbers, strings, to_numpy
from pipeline.engine.law import Law
from pipeline.engine.store import Entry, Manifest, Store, read_part, rows_of
from pipeline.errors import PipelineError
from pipeline.tables import PUBLIC, TABLES
from pipeline.tables.deliveries import NO_FAULTS

ONE_ROW_AN_ARTICLE = ("sentiment", "article_topics")
MANY_ROWS_AN_ARTICLE = ("removed", "flagged", "sentences", "quotes", "entity_sentiment", "keywords")
MARKS = {*"\"'\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb"}
BETWEEN = strings([" record "])[0]  # Arrow makes it of a str with pandas, .3 CPU s
FOLD = str.maketrans("\u2018\u2019\u201c\u201d\u00a0", "''\"\" ")


def files(store: Store, _: str) -> Iterator[str]:
    """Every table is there, every file has the bytes that were written, and nothing else lies beside them."""
    described = _described(store)
    for table in TABLES:
        known = store.remembered(table) or described.get(table, {})
        if not store.names(table):
            yield f"{table}: no table"
        yield from (f"{table}/{p}: damaged or missing" for p, e in known.items() if not store.is_sound(table, p, e))
        if known:
            yield from (f"{table}/{part}: no step wrote it" for part in store.names(table) if part not in known)


def _described(store: Store) -> dict[str, Manifest]:
    """What datapackage.json says of the public tables; nothing where it cannot be read."""
    try:
        resources = json.loads((store.root / "datapackage.json").read_text(encoding="utf-8"))["resources"]
        return {r["name"]: {Path(f["path"]).stem: _entry(f) for f in r["files"]} for r in resources}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _entry(file: Mapping[str, Any]) -> Entry:
    return Entry("", file["hash"].removeprefix("sha256:"), file["rows"], file["bytes"], Path(file["path"]).stem)


def contracts(store: Store, unit: str) -> Iterator[str]:
    """Columns, types, descriptions, nulls, ranges and the order of rows of a part are those of the contract."""
    table, _, part = unit.partition("/")
    try:
        TABLES[table].check(read_part(store, table, part))
    except PipelineError as error:
        yield f"{part}: {error}"


def one_place(store: Store, _: str) -> Iterator[str]:
    """Law 2: every raw record is in exactly one of `articles`, `superseded`, `rejected`; `deliveries` adds up."""
    records = _places(store, "records")
    ended = pa.chunked_array([_places(store, name) for name in ("articles", "superseded", "rejected")])
    counts = pc.value_counts(ended)
    often = pc.filter(counts, numbers(to_numpy(counts.field("counts")) > 1)).to_pylist()
    yield from sorted(f"{row['values']}: {row['counts']} times" for row in often)
    yield from (f"{place}: lost" for place in _missing(records, ended))
    yield from (f"{place}: from nowhere" for place in _missing(counts.field("values"), records))
    yield from _delivery_faults(store)


def _places(store: Store, table: str) -> pa.StringArray:
    """File and number of the records of a table, in words."""
    data, _ = store.parts(table).all(["source_file", "record"])
    number = data["record"].combine_chunks().cast(pa.string())
    return pc.binary_join_element_wise(data["source_file"].combine_chunks(), number, BETWEEN)


def _missing(values: pa.Array, known: pa.Array) -> list[str]:
    """Distinct values that are not among those known, sorted."""
    return sorted(pc.filter(values, pc.invert(pc.is_in(values, value_set=known))).unique().to_pylist())


def _delivery_faults(store: Store) -> Iterator[str]:
    """Files whose rows of `deliveries` do not add up to their rows of the other tables."""
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows_of(store, "deliveries"):
        told[row["source_file"]].update({name: n for name, n in row.items() if name.startswith("n_")})
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows_of(store, "articles", ["source_file", "duplicate_of"]):
        found[row["source_file"]].update(["n_articles", "n_copies"] if row["duplicate_of"] else ["n_articles"])
    for row in rows_of(store, "superseded", ["source_file", "relation"]):
        found[row["source_file"]][f"n_{row['relation']}"] += 1
    for row in rows_of(store, "rejected", ["source_file", "n_unread", "reason"]):
        found[row["source_file"]]["n_rejected"] += row["n_unread"]
        found[row["source_file"]]["n_faulty"] += row["n_unread"] * (row["reason"] not in NO_FAULTS)
    for file in sorted(told.keys() | found.keys()):
        found[file]["n_records"] = found[file].total() - found[file]["n_copies"] - found[file]["n_faulty"]
        names = sorted(told[file].keys() | found[file].keys())
        yield from (f"deliveries: {file}: {name}" for name in names if told[file][name] != found[file][name])


def references(store: Store, unit: str) -> Iterator[str]:
    """Every reference leads to an article or topic that is there; no near-duplicate of a near-duplicate."""
    del unit
    articles, _ = store.parts("articles").all(["article_id", "duplicate_of"])
    known = articles["article_id"]
    kept = pc.filter(known, pc.is_null(articles["duplicate_of"]))
    yield from _outside("articles.duplicate_of", articles["duplicate_of"], kept)
    yield from _one_row_faults("article_stories", store.parts("article_stories").all(["article_id"])[0], known)
    for table in (*ONE_ROW_AN_ARTICLE, *MANY_ROWS_AN_ARTICLE):
        if store.names(table) != store.names("articles"):
            yield f"{table}: not the parts of articles"
    yield from _topic_faults(store)


def rows_in_place(store: Store, part: str) -> Iterator[str]:
    """Every row of a part is of an article of that part; where an article has one row it has just one."""
    known = read_part(store, "articles", part, ["article_id"])["article_id"]
    for table in ONE_ROW_AN_ARTICLE:
        yield from _one_row_faults(table, read_part(store, table, part, ["article_id"]), known)
    for table in MANY_ROWS_AN_ARTICLE:
        yield from _outside(f"{table}.article_id", read_part(store, table, part, ["article_id"])["article_id"], known)


def _one_row_faults(name: str, rows: pa.Table, known: pa.ChunkedArray) -> Iterator[str]:
    """Articles without a row, rows without an article, and articles with two."""
    own = rows["article_id"]
    yield from _outside(f"{name}.article_id", own, known)
    yield from _outside(f"articles without a row in {name}", known, own)
    if len(own.unique()) < len(own):
        yield f"{name}: an article has two rows"


def _topic_faults(store: Store) -> Iterator[str]:
    """Desks are topics that are there; articles and trends have topics that are there and no desks."""
    rows, _ = store.parts("topics").all(["topic_id", "parent_id"])
    known, desks = set(rows["topic_id"].to_pylist()), set(rows["parent_id"].to_pylist()) - {None}
    yield from (f"topics.parent_id: {desk} is no topic" for desk in sorted(desks - known))
    for table in ("article_topics", "trends"):
        given = set(store.parts(table).all(["topic_id"])[0]["topic_id"].unique().to_pylist())
        yield from (f"{table}.topic_id: {topic} is no topic" for topic in sorted(given - (known - desks) - {-1}))


def _outside(name: str, values: pa.ChunkedArray, known: pa.ChunkedArray) -> Iterator[str]:
    missing = pc.and_(pc.is_valid(values), pc.invert(pc.is_in(values, value_set=known)))
    count = pc.sum(missing).as_py() or 0
    if count:
        yield f"{name}: {count}, for instance {values.filter(missing)[0].as_py()}"


def removed_fits(store: Store, part: str) -> Iterator[str]:
    """Law 1: `articles.text` and `removed` interleave to one text, without gaps or overlaps."""
    sizes = _by_id(store, "articles", part, "n_chars")
    spans = read_part(store, "removed", part)
    ids, starts, ends = spans["article_id"].to_pylist(), spans["start"].to_pylist(), spans["end"].to_pylist()
    taken: dict[str, int] = {}
    last: dict[str, int] = {}
    for one, start, end, size in zip(ids, starts, ends, pc.utf8_length(spans["text"]).to_pylist(), strict=True):
        kept_before = start - taken.get(one, 0)
        if start < last.get(one, 0) or end - start != size or not 0 <= kept_before <= sizes[one]:
            yield f"removed: {one} at {start}"
        taken[one], last[one] = taken.get(one, 0) + size, end


def _by_id(store: Store, table: str, part: str, column: str) -> dict[str, Any]:
    data = read_part(store, table, part, ["article_id", column])
    return dict(zip(data["article_id"].to_pylist(), data[column].to_pylist(), strict=True))


def offsets(store: Store, part: str) -> Iterator[str]:
    """Law 3: sentences and quotations lie in order in the text; it reads as the keywords and flags that stand there."""
    texts = _by_id(store, "articles", part, "text")
    yield from _span_faults(store, "sentences", part, texts)
    yield from _span_faults(store, "quotes", part, texts)
    yield from _mark_faults(store, part, texts)
    rows = read_part(store, "flagged", part, ["article_id", "start", "end", "text"])
    spans = zip(*(rows[c].to_pylist() for c in rows.schema.names), strict=True)
    yield from (f"flagged: {one} at {a}" for one, a, b, said in spans if texts[one][a:b] != said)
    words = read_part(store, "keywords", part, ["article_id", "keyword", "starts"])
    for one, keyword, starts in zip(*(words[c].to_pylist() for c in words.schema.names), strict=True):
        if not all(_reads(texts[one], start, keyword) for start in starts):
            yield f"keywords: {one} '{keyword}'"


def _span_faults(store: Store, name: str, part: str, texts: dict[str, str]) -> Iterator[str]:
    table = store.parts(name).read(part, ["article_id", "start", "end"])
    ids = table["article_id"].to_pylist()
    start, end = to_numpy(table["start"]), to_numpy(table["end"])
    limit = np.array([len(texts[one]) for one in ids], np.int64)
    same = np.array([a == b for a, b in pairwise(ids)], bool)
    bad = (start < 0) | (end <= start) | (end > limit)
    bad[1:] |= same & (start[1:] < end[:-1])
    yield from (f"{name}: {ids[i]} at {start[i]}" for i in np.flatnonzero(bad))


def _mark_faults(store: Store, part: str, texts: dict[str, str]) -> Iterator[str]:
    """Direct quotations that neither open nor close with a mark."""
    table = read_part(store, "quotes", part, ["article_id", "start", "end", "kind"])
    for one, start, end, kind in zip(*(table[name].to_pylist() for name in table.schema.names), strict=True):
        if kind == "direct" and not MARKS & {texts[one][start : start + 1], texts[one][end - 1 : end]}:
            yield f"quotes: {one} at {start}: no mark"


def _reads(text: str, start: int, keyword: str) -> bool:
    here = text[start : start + len(keyword) + 8]
    return bool(here) and not here[0].isspace() and _flat(here).startswith(_flat(keyword))


def _flat(text: str) -> str:
    return " ".join(text.translate(FOLD).casefold().split())


ENDS = ("records", "articles", "superseded", "rejected", "deliveries")
OF_ARTICLES = ("articles", *ONE_ROW_AN_ARTICLE, *MANY_ROWS_AN_ARTICLE)
REFERENCES = (*OF_ARTICLES, "article_stories", "topics", "trends")
LAWS = (
    Law("files", "every file has the bytes that were written", files, ()),
    Law(
        "contracts",
        "columns, types, descriptions, nulls, ranges and order of rows",
        contracts,
        tuple(table.name for table in PUBLIC),
        "files",
    ),
    Law("one place", "every raw record is in exactly one of articles, superseded, rejected", one_place, ENDS),
    Law("references", "every reference leads to an article or topic that is there", references, REFERENCES),
    Law("rows", "every row is of an article of its part", rows_in_place, OF_ARTICLES, "parts"),
    Law(
        "text and removed",
        "the clean text and the removed spans interleave without gap or overlap",
        removed_fits,
        ("articles", "removed"),
        "parts",
    ),
    Law(
        "offsets",
        "every offset of a sentence, quotation, keyword or flag is what it says it is",
        offsets,
        ("articles", "sentences", "quotes", "flagged", "keywords"),
        "parts",
    ),
)
