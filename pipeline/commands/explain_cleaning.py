"""What `explain` shows of an article's cleaning: language, near-duplicates, repairs, removed and flagged spans."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

import pyarrow.compute as pc

from pipeline.arrays.arrow import strings
from pipeline.cleaning.language import normalised
from pipeline.cleaning.repair_report import WHITE_SPACE, changes, visible
from pipeline.engine.store import Store

WIDTH = 100  # columns of a terminal page
SHOWN = 4  # repairs of one kind, copies of one article
Row = dict[str, Any]
Life = dict[str, list[Row]]


def repairs(life: Life) -> list[Row]:
    """What repair changed in the title and text of the article, as `text.repairs` tells it; where: title or text."""
    found = []
    for record, article in zip(life["records"], life["articles"], strict=False):
        pairs = {"title": (record["title"], article["title"]), "text": (record["text"], _whole(article, life))}
        for where, (before, after) in pairs.items():
            found += [{"where": where, **vars(change)} for change in changes(before or "", after or "")]
    return found


def _whole(article: Row, life: Life) -> str:
    """The repaired text: the clean one with what was removed put back."""
    text: str = article["text"]
    for row in life["removed"]:
        text = text[: row["start"]] + row["text"] + text[row["start"] :]
    return text


def near_duplicates(store: Store, life: Life) -> list[Row]:
    """The articles that this one is a copy or a part of, and those that are one of it: place, title, relation."""
    own = [row["article_id"] for row in life["articles"]]
    others = [row["other_article_id"] for row in life["articles"] if row["other_article_id"]]
    names = ("article_id", "other_article_id", "relation", "similarity", "source_file", "record", "title")
    rows = store.parts("articles").all(names)[0]
    mine = pc.is_in(rows["other_article_id"], value_set=strings(own))
    found: list[Row] = rows.filter(pc.or_(mine, pc.is_in(rows["article_id"], value_set=strings(others)))).to_pylist()
    return found


def cleaning(article: Row, life: Life) -> Iterator[str]:
    """The lines about an article's cleaning."""
    yield f"  language: {_language(article, life['records'])}"
    yield from _near_duplicates(article, life["near_duplicates"])
    yield from _repairs(life["repairs"])
    yield from _removed(life["removed"])
    yield from _flagged(life["flagged"])


def _language(article: Row, records: list[Row]) -> str:
    code = article["language"]
    if code is None:
        return "unsure"
    given = any(normalised(record["language"]) == code for record in records)
    return f"{code}, as given" if given else f"{code}, detected, {article['language_score']:.2f} sure"


def _near_duplicates(article: Row, rows: list[Row]) -> Iterator[str]:
    by_id = {row["article_id"]: row for row in rows}
    if article["other_article_id"]:
        said = {"exact": "exact copy of", "near": "near copy of", "part": "carries spans of"}[article["relation"]]
        yield f"  {said} {article['other_article_id']}, similarity {article['similarity']:.2f}"
        yield f"    {_place(by_id[article['other_article_id']])}"
    copies = [row for row in rows if row["other_article_id"] == article["article_id"]]
    for row in copies[:SHOWN]:
        said = "is carried in part by" if row["relation"] == "part" else f"kept; its {row['relation']} copy is"
        yield f"  {said} {row['article_id']}, similarity {row['similarity']:.2f}: {_place(row)}"
    if len(copies) > SHOWN:
        yield f"  … and {_counted(len(copies) - SHOWN, 'more copy', 'more copies')}"


def _place(row: Row) -> str:
    return _short(f"{row['source_file']} record {row['record']}: {row['title'] or '(no title)'}", WIDTH)


def _repairs(rows: list[Row]) -> Iterator[str]:
    if not rows:
        yield "\nrepairs: nothing"
        return
    yield f"\nrepairs: {_counted(len(rows), 'place')}"
    by_kind: dict[str, list[str]] = {row["kind"]: [] for row in rows if row["kind"] != WHITE_SPACE}
    for row in rows:
        if row["kind"] != WHITE_SPACE:
            by_kind[row["kind"]].append(f"{_seen(row['before'])} → {_seen(row['after']) or '(nothing)'}")
    for kind, shown in by_kind.items():
        distinct = list(dict.fromkeys(shown))
        more = [f"… {len(distinct) - SHOWN} more"] if len(distinct) > SHOWN else []
        lines = textwrap.wrap("   ".join([*distinct[:SHOWN], *more]), WIDTH - 36)
        yield from (f"  {head:>6} {name:26} {line}" for head, name, line in _table(str(len(shown)), kind, lines))
    blanks = sum(row["kind"] == WHITE_SPACE for row in rows)
    if blanks:
        yield f"  {blanks:>6} {WHITE_SPACE}"


def _table(count: str, name: str, lines: list[str]) -> Iterator[tuple[str, str, str]]:
    """The lines of a cell beside its heads, which stand on the first of them."""
    for number, line in enumerate(lines):
        yield ("", "", line) if number else (count, name, line)


def _seen(text: str) -> str:
    return _short(visible(text), 30)


def _removed(rows: list[Row]) -> Iterator[str]:
    if rows:
        chars = sum(len(row["text"]) for row in rows)
        yield f"\nremoved: {_counted(chars, 'character')} in {_counted(len(rows), 'span', 'spans')}"
    else:
        yield "\nremoved: nothing"
    for row in rows:
        yield f"  {row['start']:>6}-{row['end']:<6} {row['rule']:20} {_short(visible(row['text'].strip()))}"


def _flagged(rows: list[Row]) -> Iterator[str]:
    if rows:
        yield f"\nsuspected: {_counted(len(rows), 'span', 'spans')}, left in"
    for row in rows:
        sure = f"{row['rule']} {row['probability']:.2f}"
        yield f"  {row['start']:>6}-{row['end']:<6} {sure:20} {_short(row['text'])}"


def _counted(n: int, one: str, many: str = "") -> str:
    return f"{n} {one if n == 1 else many or one + 's'}"


def _short(text: str, width: int = WIDTH - 36) -> str:
    return textwrap.shorten(text, width, placeholder=" …")
