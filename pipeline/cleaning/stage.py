"""Stage `clean`: from records to articles: repair, noise, language, sentences, near_duplicates.

    records ─ versions ─┐
            └ count_lines ─ repeats ─┴─ clean ─ texts, removed, flagged, shingles
    records, versions, texts ─ outcomes ─ superseded_parts, rejected_parts ─ joined ─ superseded, rejected
    texts, shingles ─ near_duplicates ─ articles
    outcomes, articles ─ deliveries

`versions`, `repeats`, `near_duplicates` and `deliveries` see the corpus; the others work part by part.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import flat, is_valid, lists, numbers, strings, to_numpy
from pipeline.arrays.types import AnyArray, UInt64
from pipeline.cleaning.clean_text import Stripped, clean_texts, lines_of
from pipeline.cleaning.config import CleanConfig
from pipeline.cleaning.copies import copies
from pipeline.cleaning.outcomes import counted_outcomes, delivery_counts, rejected, total_deliveries, verdicts
from pipeline.cleaning.repair import repair
from pipeline.cleaning.repeated_lines import (
    UNKNOWN,
    Repeats,
    combine_keys,
    count_versions,
    decisive,
    lookup,
    publisher_keys,
    short_lines,
    string_keys,
)
from pipeline.cleaning.rows import flagged, removed, texts_table
from pipeline.cleaning.rules import names
from pipeline.cleaning.structure import ArticleMetadata
from pipeline.cleaning.versions import named, record_ids, superseded, versions_of
from pipeline.duplicates.shingles import sampled_shingles
from pipeline.tables.articles import ARTICLES
from pipeline.tables.cleaning import LINE_COUNTS, REJECTED, REPEATS, SUPERSEDED
from pipeline.tables.deliveries import DELIVERY_COUNTS
from pipeline.tables.duplicates import SHINGLES
from pipeline.tables.parts import Parts, each_part, scatter, take
from pipeline.tables.schema import Table
from pipeline.text.lines import Lines

Tables = dict[str, pa.Table]


def versions(config: CleanConfig, *, records: Parts) -> dict[str, Tables]:  # noqa: ARG001 -- one config a stage
    """Find the versions of one article; `versions`: the records that another one changes, each in its own part."""
    table, part = versions_of(records)
    return {"versions": scatter(table, part, records.names)}


def count_lines(config: CleanConfig, *, records: pa.Table) -> Tables:  # noqa: ARG001 -- one config a stage
    """List the short lines of each record; `line_counts`: with its publisher and what its versions share."""
    read = ~is_valid(records["reason"])
    rows = records if read.all() else take(records, np.flatnonzero(read))
    found = short_lines(lines_of(flat(rows["text"])))
    columns: dict[str, AnyArray] = {
        "source_key": _publishers(rows)[found.row],
        "line_key": found.keys,
        "version_key": found.versions,
        "n_letters": found.letters.astype(np.int16),
        "factor": found.factor.astype(np.float32),
    }
    ids = rows["article_id"].take(numbers(found.row))
    return {"line_counts": LINE_COUNTS.build(article_id=ids, **{name: numbers(c) for name, c in columns.items()})}


def repeats(config: CleanConfig, *, line_counts: Parts) -> dict[str, Tables]:
    """Add up the counts of all parts; `repeats`: to each article those of its lines that repeat often enough.

    Counts are kept as far as they decide (`decisive`): while no verdict can change, an article has the same rows.
    """
    rows, part = line_counts.all()
    columns = ("source_key", "line_key", "version_key", "n_letters", "factor")
    source, line, version, letters, factor = (to_numpy(rows[name]) for name in columns)
    own = np.where(source == UNKNOWN, 1, count_versions(combine_keys(source, line), version))
    least = (config.repeat_articles, config.repeat_anywhere)
    own, anywhere = decisive((own, count_versions(line, version)), letters, factor, least)
    often = np.flatnonzero((own > 0) | (anywhere > 0))
    table = REPEATS.build(
        article_id=rows["article_id"].take(numbers(often)),
        line_key=numbers(line[often]),
        n_articles=numbers(own[often].astype(np.int32)),
        n_anywhere=numbers(anywhere[often].astype(np.int32)),
    )
    return {"repeats": scatter(table, part[often], line_counts.names)}


def clean(config: CleanConfig, *, records: pa.Table, versions: pa.Table, repeats: pa.Table) -> Tables:
    """Clean the records of a part.

    Args:
        config: `mode`, and the settings of repeats and shingles.
        records: rows of table `records`.
        versions: those of them that a newer one replaced, or that have another article_id.
        repeats: lines of the part that repeat.

    Returns:
        `texts`, `removed`, `flagged`, `shingles`: of the records that become articles.
    """
    records, relation = named(records, versions)
    kept = [not (why or old) for why, old in zip(records["reason"].to_pylist(), relation, strict=True)]
    rows = take(records, np.flatnonzero(kept))
    stripped = Stripped.of(repair(flat(rows["text"])))
    full = ~stripped.is_empty()
    rows, stripped = take(rows, np.flatnonzero(full)), stripped.only(full)
    return _cleaned(config, rows, stripped, _repeats(config, stripped.lines, record_ids(rows, versions), repeats))


def outcomes(config: CleanConfig, *, records: pa.Table, versions: pa.Table, texts: pa.Table) -> Tables:  # noqa: ARG001 -- one config a stage
    """Say what became of each record of a part.

    Args:
        config: not used here.
        records: rows of table `records`.
        versions: those of them that a newer one replaced, or that have another article_id.
        texts: those that became articles.

    Returns:
        `superseded_parts`, `rejected_parts`, `outcomes`: every record is in just one of `texts` and the first two.
    """
    records, relation = named(records, versions)
    places = set(zip(texts["source_file"].to_pylist(), texts["record"].to_pylist(), strict=True))
    here = zip(records["source_file"].to_pylist(), records["record"].to_pylist(), strict=True)
    empty = ("empty_text", "nothing but white space and markup")
    known = zip(verdicts(records), relation, here, strict=True)
    told = [why if why[0] or old or place in places else empty for why, old, place in known]
    return {
        "superseded_parts": superseded(versions),
        "rejected_parts": rejected(records, told),
        "outcomes": counted_outcomes(records, told, relation),
    }


def joined(config: CleanConfig, *, superseded_parts: Parts, rejected_parts: Parts) -> Tables:
    """Give `superseded` and `rejected` as one file each: most parts have no row, and none is read by itself."""
    del config
    return {"superseded": _joined(superseded_parts, SUPERSEDED), "rejected": _joined(rejected_parts, REJECTED)}


def _joined(parts: Parts, table: Table) -> pa.Table:
    rows = parts.all()[0].replace_schema_metadata(table.schema.metadata)
    return rows.take(pc.sort_indices(rows, sort_keys=[(name, "ascending") for name in table.sort]))


def _cleaned(config: CleanConfig, rows: pa.Table, stripped: Stripped, repeats: Repeats) -> Tables:
    """`texts`, `removed`, `flagged` and `shingles` of the records that become articles."""
    titles = _titles(rows)
    about = ArticleMetadata(titles.to_pylist(), rows["source"].to_pylist(), rows["authors"].to_pylist())
    found = clean_texts(stripped, about, repeats, config.mode, config.flag_probability)
    counts, hashes, n_shingles = sampled_shingles(found.texts, config.shingle_words, config.shingle_modulus)
    shingles = SHINGLES.build(
        article_id=rows["article_id"], hashes=lists(counts, numbers(hashes)), n_shingles=numbers(n_shingles)
    )
    return {
        "texts": texts_table(config, rows, titles, found.texts),
        "removed": removed(rows["article_id"], **found.removed.columns(names())),
        "flagged": flagged(rows["article_id"], **found.flagged.columns(names()), probability=found.probability),
        "shingles": shingles,
    }


def _publishers(rows: pa.Table) -> UInt64:
    """Key of each record's publisher."""
    return publisher_keys(rows["source"].to_pylist(), rows["url"].to_pylist())


def _titles(rows: pa.Table) -> pa.Array:
    """Repaired titles on one line; null where nothing is left."""
    known = is_valid(rows["title"])
    given = strings([title or "" for title in rows["title"].to_pylist()])
    titles = pc.replace_substring_regex(repair(given), r"\s+", " ")
    return pc.if_else(
        numbers(known & (to_numpy(pc.binary_length(titles)) > 0)), titles, pa.nulls(len(titles), pa.string())
    )


def _repeats(config: CleanConfig, lines: Lines, ids: pa.Array, repeats: pa.Table) -> Repeats:
    """How often the lines of each article repeat, by the rows of that article alone.

    Args:
        config: when a line is noise.
        lines: of n articles.
        ids: shape (n,): article_id as in table `records`.
        repeats: rows of table `repeats`.
    """
    wanted = combine_keys(string_keys(ids)[lines.row], lines.keys)
    known = combine_keys(string_keys(flat(repeats["article_id"])), to_numpy(repeats["line_key"]))
    own, anywhere = (lookup(wanted, known, to_numpy(repeats[name])) for name in ("n_articles", "n_anywhere"))
    return Repeats(own, anywhere, config.repeat_articles, config.repeat_anywhere)


def near_duplicates(config: CleanConfig, *, texts: Parts, shingles: Parts) -> dict[str, Tables]:
    """Find copies; `near_duplicates`: a row an article that resembles a kept one, in its own part."""
    table, part = copies(config, texts, shingles)
    return {"near_duplicates": scatter(table, part, texts.names)}


def articles(config: CleanConfig, *, texts: pa.Table, near_duplicates: pa.Table) -> Tables:  # noqa: ARG001 -- one config a stage
    """Join a part's texts with their near-duplicates; `articles`: one row per text."""
    place = pc.index_in(flat(texts["article_id"]), value_set=flat(near_duplicates["article_id"]))
    marks = ("duplicate_of", "similarity", "relation", "other_article_id")
    known = {name: flat(near_duplicates[name]).take(place) for name in marks}
    return {"articles": ARTICLES.build(**{n: texts[n] for n in ARTICLES.schema.names if n not in known}, **known)}


def deliveries(config: CleanConfig, *, outcomes: Parts, articles: Parts) -> Tables:  # noqa: ARG001 -- one config a stage
    """Add up the counts of all parts; `deliveries`: one row per raw file and publisher."""
    columns = (None, ("source_file", "source", "duplicate_of"))
    counts = each_part(delivery_counts, outcomes, articles, columns=columns)
    return {"deliveries": total_deliveries(pa.concat_tables([DELIVERY_COUNTS.empty(), *counts]))}
