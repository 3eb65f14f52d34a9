"""The main text of a page: trafilatura's, with the standfirst and the paragraphs that it drops put back.

Its strict rules (`favor_precision`) leave out boxes best, but also paragraphs that are mostly link and the standfirst
above the article. docs/decisions/011-input.md has the figures.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from pipeline.ingest import json_ld
from pipeline.ingest.page_head import Page
from pipeline.ingest.page_kinds import is_consent
from pipeline.ingest.page_paragraphs import is_noise, paragraphs, text_of, without_asides

HALF = 0.5  # of the text in JSON-LD, that the extractor must find
MIN_BODY = 200  # characters of a text in JSON-LD that may stand for the page's
MIN_FOUND = 250  # characters of the extractor's text below which its generous rules are tried
FOUND_SHARE = 0.5
"""Of the paragraphs that stand together, that the extractor must find; pages of fundus / benchmark: .5 .960/.976,
.6 .955/.976, .7 .952/.975."""
MIN_STANDFIRST = 40  # characters
MIN_RESTORED = 20  # characters of a paragraph that is put back
MIN_ALIKE = 2  # paragraphs of the text that are marked up as one that is put back
_TAG = re.compile(r"<(?:p|br|div|/p|/div|li|h\d)\b[^>]*>", re.IGNORECASE)
_SIGNS = re.compile(r"\W+")
_SENTENCE_END = re.compile(r"[.!?\u2026:][\"'\u201d\u2019\u00bb)]*$")
_LEAD = re.compile(
    r"(?:^|[\s_-])(?:lead|lede|intro|standfirst|dek|teaser-text|subhead(?:line)?|chapo|vorspann|entradilla)(?:$|[\s_-])",
    re.IGNORECASE,
)
_INLINE = frozenset({"a", "abbr", "b", "br", "em", "i", "mark", "q", "small", "span", "strong", "sub", "sup", "time"})


class Block(NamedTuple):
    """An element of the page that holds text of its own.

    Attributes:
        element: of lxml.
        text: with single spaces.
        key: letters and digits of the text, by which it is found again in what was extracted.
    """

    element: Any
    text: str
    key: str


def main_text(tree: Any, about: Page) -> str:
    """The article's text: the extractor's, else that of JSON-LD or of the paragraphs that stand together."""
    together = paragraphs(tree)
    text = _extracted(tree, together)
    written = _written_body(about)
    is_same = "".join(text.split()) == "".join(written.split())  # the extractor takes it from there without line ends
    if len(written) >= MIN_BODY and (len(text) < HALF * len(written) or is_same or is_consent(text)):
        return written
    if is_consent(text) or ("LiveBlogPosting" in json_ld.types(about.article) and len(together) > 1.2 * len(text)):
        return together or text
    return restored(text, list(blocks(tree)), descriptions(about))


def restored(text: str, page: list[Block], about: Iterable[str]) -> str:
    """The text with what the extractor dropped: the standfirst, and paragraphs between two that are neighbours in it.

    Args:
        text: of the extractor.
        page: all blocks, in the order of the page.
        about: how the page describes itself; a block above the text that says the same is its standfirst.
    """
    lines = text.split("\n")
    at = {key: number for number, line in reversed(list(enumerate(lines))) if (key := _key(line))}
    places = [at.get(block.key) for block in page]
    first = next((number for number, place in enumerate(places) if place is not None), 0)
    above = [block for block in page[:first] if _is_standfirst(block, about)]
    whole = _key(text)
    for place, block in reversed(list(_dropped(page, places))):
        if block.key not in whole:
            lines.insert(place + 1, block.text)
    if above and above[-1].key not in whole:
        lines.insert(0, above[-1].text)
    return "\n".join(lines)


def blocks(tree: Any) -> Iterator[Block]:
    """Paragraphs, headings and items, and boxes with nothing but text in them."""
    for element in tree.iter("p", "h2", "h3", "h4", "li", "div"):
        if element.tag == "div" and not _holds_text(element):
            continue
        if text := text_of(element):
            yield Block(element, text, _key(text))


def descriptions(about: Page) -> list[str]:
    """How a page describes itself."""
    written = json_ld.text(about.article.get("description"))
    metas = (text for name in ("og:description", "description") for text in about.meta.get(name, ()))
    return [text for text in (written, *metas) if text and len(text) >= MIN_STANDFIRST]


def _dropped(page: list[Block], places: list[int | None]) -> Iterator[tuple[int, Block]]:
    """Paragraphs that the text lacks between two of its neighbouring lines, with the number of the line above."""
    shapes = Counter(_shape(block) for block, place in zip(page, places, strict=True) if place is not None)
    often = Counter(block.key for block in page)
    following = _following(places)
    above: int | None = None
    for block, place, below in zip(page, places, following, strict=True):
        if place is not None:
            above = place
        elif above is not None and below is not None and above <= below <= above + 1:
            is_usual = often[block.key] == 1 and shapes[_shape(block)] >= MIN_ALIKE
            if is_usual and _is_prose(block) and not is_noise(block.element):
                yield above, block


def _following(places: list[int | None]) -> list[int | None]:
    """For each block the line of the next one that stands in the text."""
    following: list[int | None] = []
    below: int | None = None
    for place in reversed(places):
        below = place if place is not None else below
        following.append(below)
    return following[::-1]


def _shape(block: Block) -> tuple[str, ...]:
    """How a block is marked up: its element with its class, and what it stands in."""
    above = [one.tag for one, _ in zip(block.element.iterancestors(), range(3), strict=False)]
    return (block.element.tag, block.element.get("class") or "", *above)


def _is_prose(block: Block) -> bool:
    return block.element.tag == "p" and len(block.text) >= MIN_RESTORED and bool(_SENTENCE_END.search(block.text))


def _is_standfirst(block: Block, about: Iterable[str]) -> bool:
    if len(block.text) < MIN_STANDFIRST or block.element.tag == "li":
        return False
    is_lead = _is_marked_lead(block) or any(_says_the_same(block.key, _key(text)) for text in about)
    return is_lead and not is_noise(block.element)


def _is_marked_lead(block: Block) -> bool:
    """Whether the page calls this sentence or the box around it the lead."""
    boxes = zip((block.element, *block.element.iterancestors()), range(3), strict=False)
    return bool(_SENTENCE_END.search(block.text)) and any(_LEAD.search(one.get("class") or "") for one, _ in boxes)


def _says_the_same(one: str, other: str) -> bool:
    """Whether one of two texts is the other, or its beginning."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short[:-3] or short) and len(long) < 2 * len(short)


def _key(text: str) -> str:
    return _SIGNS.sub("", text.casefold())


def _holds_text(element: Any) -> bool:
    return bool((element.text or "").strip()) and all(one.tag in _INLINE for one in element)


def _extracted(tree: Any, together: str) -> str:
    """What trafilatura finds: with its strict rules, or where these lose too much with its generous ones.

    Args:
        tree: of the page.
        together: paragraphs that stand together; they are taken where either set of rules finds less than half of them.
    """
    text = ""
    for is_strict in (True, False):
        text = max(text, _extraction(without_asides(tree), is_strict=is_strict), key=len)
        if len(text) >= max(MIN_FOUND, FOUND_SHARE * len(together)):
            return text
    return together if len(text) < FOUND_SHARE * len(together) else text


def _extraction(tree: Any, *, is_strict: bool) -> str:
    """What trafilatura finds in a tree, which it changes."""
    from trafilatura import bare_extraction

    found: Any = bare_extraction(
        tree,
        include_comments=False,
        with_metadata=False,
        favor_precision=is_strict,
        favor_recall=not is_strict,
    )
    return (found.text if found is not None else None) or ""


def _written_body(about: Page) -> str:
    """The text that JSON-LD has, with line ends for its tags."""
    body = json_ld.text(about.article.get("articleBody")) or ""
    updates = about.article.get("liveBlogUpdate")
    if isinstance(updates, list):
        entries = [json_ld.text(one.get("articleBody")) for one in updates if isinstance(one, dict)]
        body = max(body, "\n".join(entry for entry in entries if entry), key=len)
    return re.sub(r"<[^>]+>", "", _TAG.sub("\n", body)).strip()
