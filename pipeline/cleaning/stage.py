"""Stage `clean`: from records to articles: repair, noise, language, sentences, near_duplicates.

    records ─ versions ─┐
            └ count_lines ─ repeats ─┴─ clean ─ texts, superseded, removed, flagged, rejected, outcomes, shingles
    texts, shingles ─ near_duplicates ─┐
    texts, outcomes ─────────┴─ articles, delivery_counts ─ deliveries

`versions`, `repeats`, `near_duplicates` and `deliveries` see the corpus; the others work part by part.
"""

from __future__ import annotations

from hashlib import sha256

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import is_valid, lists, numbers, offsets, strings, to_numpy, values
from pipeline.arrays.types import Int64, UInt64
from pipeline.cleaning.clean_text import clean_texts
from pipeline.cleaning.config import CleanConfig
from pipeline.cleaning.language import languages
from pipeline.cleaning.outcomes import counted_outcomes, delivery_counts, rejected, total_deliveries, verdicts
from pipeline.cleaning.repair import repair
from pipeline.cleaning.repeated_lines import (
    UNKNOWN,
    Repeats,
    cap_counts,
    changes,
    combine_keys,
    count_short_lines,
    count_versions,
    lookup,
    publisher_keys,
)
from pipeline.cleaning.rows import flagged, removed
from pipeline.cleaning.rules import names
from pipeline.cleaning.structure import ArticleMetadata
from pipeline.cleaning.versions import named, superseded, versions_of
from pipeline.duplicates.find import MISSING, RELATIONS, ArticleSamples, find_near_duplicates
from pipeline.duplicates.shingles import running_shingles, sampled_shingles
from pipeline.tables.articles import ARTICLES, TEXTS
from pipeline.tables.cleaning import LINE_COUNTS, NEAR_DUPLICATES, REPEATS, SHINGLES
from pipeline.tables.parts import Parts, scatter, take
from pipeline.text.lines import Lines, split_lines
from pipeline.text.sentences import split_sentences
from pipeline.text.tokens import count_tokens

Tables = dict[str, pa.Table]

_PASSED = (
    *("article_id", "external_id", "source_file", "record", "url", "source", "authors"),
    *("published_at", "published_at_raw", "day", "section"),
)


def versions(config: CleanConfig, *, records: Parts) -> dict[str, Tables]:  # noqa: ARG001 -- one config a stage
    """Find the versions of one article; `versions`: the records that another one changes, each in its own part."""
    table, part = versions_of(records)
    return {"versions": scatter(table, part, records.names)}


def count_lines(config: CleanConfig, *, records: pa.Table) -> Tables:  # noqa: ARG001 -- one config a stage
    """Count the short lines of a part; `line_counts`: by publisher and version of an article."""
    rows = take(records, np.flatnonzero(~is_valid(records["reason"])))
    source, line, version = count_short_lines(split_lines(rows["text"].combine_chunks()), _publishers(rows))
    columns = {"source_key": source, "line_key": line, "version_key": version}
    return {"line_counts": LINE_COUNTS.build(**{name: numbers(column) for name, column in columns.items()})}


def repeats(config: CleanConfig, *, line_counts: Parts) -> dict[str, Tables]:
    """Add up the counts of all parts; `repeats`: to each part those of its lines that repeat often enough.

    Counts end where more would change nothing: a line that every article has is no reason to clean anew each night.
    """
    rows, part = line_counts.all()
    source, line, version = (to_numpy(rows[name]) for name in ("source_key", "line_key", "version_key"))
    own = np.where(source == UNKNOWN, 1, count_versions(combine_keys(source, line), version))
    anywhere = count_versions(line, version)
    often = (own >= config.repeat_articles) | (anywhere >= config.repeat_anywhere)
    often &= changes(part, source, line)
    counts = {
        "n_articles": cap_counts(own, config.repeat_articles),
        "n_anywhere": cap_counts(anywhere, config.repeat_anywhere),
    }
    columns = {"source_key": source, "line_key": line, **counts}
    table = REPEATS.build(**{name: numbers(column[often]) for name, column in columns.items()})
    return {"repeats": scatter(table, part[often], line_counts.names)}


def clean(config: CleanConfig, *, records: pa.Table, versions: pa.Table, repeats: pa.Table) -> Tables:
    """Clean the records of a part.

    Args:
        config: `mode`, and the settings of repeats and shingles.
        records: rows of table `records`.
        versions: those of them that a newer one replaced, or that have another article_id.
        repeats: lines of the part that repeat.

    Returns:
        `texts`, `superseded`, `removed`, `flagged`, `rejected`, `outcomes`, `shingles`: every record stands in exactly
        one of `texts`, `superseded` and `rejected`.
    """
    records, relation = named(records, versions)
    told = verdicts(records)
    rows = take(records, np.flatnonzero([not (why[0] or old) for why, old in zip(told, relation, strict=True)]))
    whole = repair(rows["text"].combine_chunks())
    full = to_numpy(pc.binary_length(whole)) > 0
    empty = iter(np.where(full, "", "empty_text").tolist())
    told = [
        why if why[0] or old else (next(empty), "nothing but white space")
        for why, old in zip(told, relation, strict=True)
    ]
    rows, whole = take(rows, np.flatnonzero(full)), whole.filter(numbers(full))
    return {
        **_cleaned(config, rows, whole, repeats),
        "superseded": superseded(versions),
        "rejected": rejected(records, told),
        "outcomes": counted_outcomes(records, told, relation),
    }


def _cleaned(config: CleanConfig, rows: pa.Table, whole: pa.Array, repeats: pa.Table) -> Tables:
    """`texts`, `removed`, `flagged` and `shingles` of the records that become articles."""
    lines = split_lines(whole)
    titles = _titles(rows)
    about = ArticleMetadata(titles.to_pylist(), rows["source"].to_pylist(), rows["authors"].to_pylist())
    found = clean_texts(
        lines, about, _repeats(config, lines, _publishers(rows), repeats), config.mode, config.flag_probability
    )
    counts, hashes, n_shingles = sampled_shingles(found.texts, config.shingle_words, config.shingle_modulus)
    shingles = SHINGLES.build(
        article_id=rows["article_id"], hashes=lists(counts, numbers(hashes)), n_shingles=numbers(n_shingles)
    )
    return {
        "texts": _texts(config, rows, titles, found.texts),
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


def _repeats(config: CleanConfig, lines: Lines, publishers: UInt64, repeats: pa.Table) -> Repeats:
    """How often the lines of a part repeat, from the table."""
    wanted = combine_keys(publishers[lines.row], lines.keys)
    known = combine_keys(to_numpy(repeats["source_key"]), to_numpy(repeats["line_key"]))
    own, anywhere = (lookup(wanted, known, to_numpy(repeats[name])) for name in ("n_articles", "n_anywhere"))
    return Repeats(own, anywhere, config.repeat_articles, config.repeat_anywhere)


def _texts(config: CleanConfig, rows: pa.Table, titles: pa.Array, texts: pa.Array) -> pa.Table:
    """Table `texts`: what the records say, the clean text, and what is found in it."""
    codes, scores = languages(texts, rows["language"].to_pylist())
    counts, starts, ends = split_sentences(texts)
    read = {None, *config.languages}
    return TEXTS.build(
        **{name: rows[name] for name in _PASSED},
        title=titles,
        language=strings(codes),
        language_score=numbers(scores, valid=np.array([code is not None for code in codes], bool)),
        is_read=numbers(np.array([code in read for code in codes], bool)),
        text=texts,
        n_chars_raw=pc.utf8_length(rows["text"]),
        n_chars=pc.utf8_length(texts),
        n_words=numbers(count_tokens(texts)),
        n_sentences=numbers(counts),
        content_sha256=strings([sha256(text.as_buffer()).hexdigest() for text in texts]),
        sentence_starts=lists(counts, numbers(starts.astype(np.int32))),
        sentence_ends=lists(counts, numbers(ends.astype(np.int32))),
    )


def near_duplicates(config: CleanConfig, *, texts: Parts, shingles: Parts) -> dict[str, Tables]:
    """Find copies; `near_duplicates`: a row an article that resembles a kept one, in its own part."""
    about, part = texts.all(["article_id", "content_sha256", "published_at", "n_chars"])
    samples, _ = shingles.all()
    hashes = samples["hashes"].combine_chunks()
    first = np.searchsorted(part, np.arange(len(texts.names)))

    def shingles_of(index: Int64) -> tuple[Int64, UInt64]:
        """All shingles of some articles, read part by part."""
        parts = [(number, index[part[index] == number] - first[number]) for number in np.unique(part[index])]
        wanted = [take(texts.read(texts.names[number], ["text"]), rows) for number, rows in parts]
        return running_shingles(pa.concat_tables(wanted)["text"].combine_chunks(), config.shingle_words)

    published = np.where(is_valid(about["published_at"]), to_numpy(about["published_at"]), MISSING)
    corpus = ArticleSamples(
        article_id=np.array(about["article_id"].to_pylist(), "S16"),
        content_sha256=np.array(about["content_sha256"].to_pylist(), "S64"),
        published_at=published,
        n_chars=to_numpy(about["n_chars"]).astype(np.int64),
        n_shingles=to_numpy(samples["n_shingles"]).astype(np.int64),
        counts=np.diff(offsets(hashes)),
        hashes=to_numpy(values(hashes)),
    )
    found = find_near_duplicates(corpus, config.thresholds(), shingles_of)
    ids = about["article_id"].combine_chunks()
    other = ids.take(numbers(found.other))
    copy = found.relation < RELATIONS.index("part")
    table = NEAR_DUPLICATES.build(
        article_id=ids.take(numbers(found.index)),
        duplicate_of=pc.if_else(numbers(copy), other, pa.nulls(len(other), pa.string())),
        similarity=numbers(found.similarity.astype(np.float32)),
        relation=strings([RELATIONS[relation] for relation in found.relation.tolist()]),
        other_article_id=other,
    )
    return {"near_duplicates": scatter(table, part[found.index], texts.names)}


def articles(config: CleanConfig, *, texts: pa.Table, near_duplicates: pa.Table, outcomes: pa.Table) -> Tables:  # noqa: ARG001 -- one config a stage
    """Join a part's texts with their near-duplicates; `articles`: one row per text; `delivery_counts`."""
    place = pc.index_in(texts["article_id"].combine_chunks(), value_set=near_duplicates["article_id"].combine_chunks())
    marks = ("duplicate_of", "similarity", "relation", "other_article_id")
    known = {name: near_duplicates[name].combine_chunks().take(place) for name in marks}
    table = ARTICLES.build(**{n: texts[n] for n in ARTICLES.schema.names if n not in known}, **known)
    return {"articles": table, "delivery_counts": delivery_counts(outcomes, table)}


def deliveries(config: CleanConfig, *, delivery_counts: Parts) -> Tables:  # noqa: ARG001 -- one config a stage
    """Add up the counts of all parts; `deliveries`: one row per raw file and publisher."""
    return {"deliveries": total_deliveries(delivery_counts.all()[0])}
