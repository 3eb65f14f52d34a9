"""The paragraphs of a page that stand together, for pages that the extractor fails on."""

from __future__ import annotations

import copy
import re
from collections import defaultdict
from typing import Any

from pipeline.ingest.page_kinds import is_consent

BLOCKS = "p or self::h2 or self::h3 or self::h4 or self::li or self::blockquote or self::pre"
MIN_CHARS = 40  # of a paragraph that tells where the article is
_NOISE = re.compile(
    r"cookie|consent|gdpr|newsletter|related|comment(?!s-enabled)|footer|breadcrumb|share|promo|subscribe",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"newsletter|related|recommend|popular|most-read|sourcepoint|print-header|more-from|read-next|outbrain|taboola"
    r"|cookie-?(?:consent|banner|notice)|consent-(?:banner|box)"
)
"""Names of such boxes; chosen on the pages of fundus (text F1 .955 → .958) and the benchmark (.957 → .958)."""
_BOXES = ("aside", "section", "div", "ul", "p")
LARGEST_ASIDE = 0.3  # of the page's paragraphs that a box may hold; a larger one is the article
_ABOVE = (
    "nav",
    "aside",
    "footer",
    "header",
    "form",
    "details",
    "button",
    "figure",
    "figcaption",
    "script",
    "style",
    "noscript",
)


def without_asides(tree: Any) -> Any:
    """A copy of the page without boxes that only lead to other articles, sign readers up or ask for consent."""
    pruned = copy.deepcopy(tree)
    whole = max(1, _prose(pruned))
    dropped = []
    for element in pruned.iter(*_BOXES):
        names = f"{element.get('class', '')} {element.get('id', '')}".lower()
        if _ASIDE.search(names) and _prose(element) <= LARGEST_ASIDE * whole and element.getparent() is not None:
            dropped.append(element)
    for element in dropped:
        if element.getparent() is not None:
            element.drop_tree()
    return pruned


def _prose(element: Any) -> int:
    """Characters in paragraphs."""
    return sum(len(one.text_content()) for one in element.iter("p"))


def paragraphs(tree: Any) -> str:
    """The text of the element whose paragraphs hold most of the page's, one line per paragraph; empty without any."""
    sizes: dict[Any, int] = defaultdict(int)
    for one in tree.iter("p"):
        text = text_of(one)
        if len(text) >= MIN_CHARS and not is_noise(one):
            for above, weight in zip(one.iterancestors(), (1.0, 0.9, 0.8, 0.6), strict=False):
                sizes[above] += int(weight * len(text))
    if not sizes:
        return ""
    best = max(sizes, key=lambda element: sizes[element])
    lines = [
        text_of(one)
        for one in best.xpath(f".//*[self::{BLOCKS}][not(ancestor::li or ancestor::blockquote)]")
        if not is_noise(one, best)
    ]
    text = "\n".join(line for line in lines if line)
    return "" if is_consent(text) else text


def text_of(element: Any) -> str:
    """The characters in an element, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def is_noise(element: Any, below: Any = None) -> bool:
    """Whether an element stands in navigation, a banner or the like."""
    for one in (element, *element.iterancestors()):
        if one is below or one.tag in ("body", "html"):
            return False
        is_own_header = one.tag == "header" and one.find(".//h1") is not None
        if (one.tag in _ABOVE and not is_own_header) or _NOISE.search(f"{one.get('class', '')} {one.get('id', '')}"):
            return True
    return False
