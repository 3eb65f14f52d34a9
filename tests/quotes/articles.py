"""Small articles for the tests of this room: the rows that the stage reads, made by the stages before it."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import lists, numbers, strings
from pipeline.names.stage import NamesConfig, entities, mentions
from pipeline.quotes.stage import QuotesConfig, quotes
from pipeline.tables.names import NAME_LINKS
from pipeline.text.sentences import split_sentences


def texts(*bodies: str, is_read: bool = True) -> pa.Table:
    """Rows of `texts`; ids a000, a001 ..."""
    column = strings(list(bodies))
    counts, starts, ends = split_sentences(column)
    return pa.table(
        {
            "article_id": strings([f"a{n:03}" for n in range(len(bodies))]),
            "text": column,
            "title": strings([None] * len(bodies)),
            "is_read": numbers(np.full(len(bodies), is_read)),
            "sentence_starts": lists(counts, numbers(starts.astype(np.int32))),
            "sentence_ends": lists(counts, numbers(ends.astype(np.int32))),
        }
    )


def quotation_rows(rows: pa.Table) -> pa.Table:
    """Table `quotations` of rows of `texts`."""
    found = mentions(NamesConfig(), texts=rows)["mentions"]
    known = entities(NamesConfig(), mentions=found, name_links=NAME_LINKS.empty())["entities"]
    return quotes(QuotesConfig(), texts=rows, entities=known)["quotations"]


def quotations(*bodies: str, is_read: bool = True) -> list[dict[str, object]]:
    """Rows of `quotations`."""
    table: pa.Table = quotation_rows(texts(*bodies, is_read=is_read))
    return table.to_pylist()


Row = tuple[str, str | None, str | None, str]


def rows(text: str) -> list[Row]:
    """Kind, speaker, kind of the speaker and words of each quotation; its offsets cut the words out of the text."""
    found = quotations(text)
    assert all(text[row["start"] : row["end"]] == row["text"] for row in found)  # type: ignore[misc]
    return [(row["kind"], row["speaker"], row["speaker_kind"], row["text"]) for row in found]  # type: ignore[misc]
