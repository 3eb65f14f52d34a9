"""Markup inside texts, as feeds and content systems deliver it: HTML, and marks that are no text.

Repair gives HTML line ends, so that no two paragraphs grow together; then tags and other marks are taken out before
anything looks at lines. What is taken out is a row of `removed`, like any other span.
"""

from __future__ import annotations

import html
import re
from functools import cache

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import text_bytes
from pipeline.cleaning.prefilter import find_each, relaxed
from pipeline.cleaning.rules import compiled, markup_rules, names, spelt
from pipeline.cleaning.spans import Spans, apart, in_bytes

TAG_OR_COMMENT = "<[a-zA-Z/!]"
"""RE2 pattern that every text holds which `lay_out` may change."""
_ENTITY = re.compile(r"&#?\w{1,31};")
_MOST_ESCAPES = 3  # times that markup may have been escaped on its way


def lay_out(text: str) -> str:
    """An HTML text with its entities decoded, and a line end where a block of it begins or ends.

    A text is HTML if it has a tag of a block, such as <p>, <br> or <td>. White space between tags goes. Any other text
    stays as it is, whatever it has between < and >.
    """
    if not _has_block(text):
        return text
    for _ in range(_MOST_ESCAPES):
        decoded = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
        if decoded == text:
            break
        text = decoded
    return _tags_in_a_row().sub(_behind_a_line_end, text)


def _has_block(text: str) -> bool:
    """Whether one of the tags of a text is of a block."""
    return any(_block().match(tag[0]) for tag in _tag().finditer(text))


def _behind_a_line_end(row: re.Match[str]) -> str:
    """Tags in a row: behind one line end, and without white space, where they part blocks or lines."""
    if "\n" not in row[0] and not _has_block(row[0]):
        return row[0]
    tags = "".join(tag[0] for tag in _tag().finditer(row[0]))
    return tags if row.start() == 0 or row.end() == len(row.string) else "\n" + tags


@cache
def _tag() -> re.Pattern[str]:
    return compiled(next(rule.pattern for rule in markup_rules() if rule.name == "html_tag"))


@cache
def _block() -> re.Pattern[str]:
    return re.compile(spelt(r"(?i)</?({blocks})\b|<!"))


@cache
def _tags_in_a_row() -> re.Pattern[str]:
    pattern = _tag().pattern.replace(r"\1", r"(?P=element)").replace("(script|style)", "(?P<element>script|style)", 1)
    return re.compile(rf"\s*(?:{pattern})(?:\s*(?:{_tag().pattern}))*\s*")


def markup_spans(texts: pa.Array) -> Spans:
    """The spans of n texts that are markup or other marks.

    Args:
        texts: n repaired texts.

    Returns:
        Spans in bytes of the data of all texts; rules are numbers of `rules.names()`.
    """
    bounds = text_bytes(texts)[1]
    loose = [relaxed(rule.only_in or rule.pattern) for rule in markup_rules()]
    found: list[tuple[int, int, int]] = []
    for row, own in find_each(texts, loose).items():
        text = texts[row].as_py()
        rules = [markup_rules()[number] for number in own]
        spans = apart((*span, names().index(rule.name)) for rule in rules for span in rule.spans(text))
        found += in_bytes(text, spans, int(bounds[row]))
    starts, ends, taken = np.array(found, np.int64).reshape(-1, 3).T
    return Spans(starts, ends, taken)
