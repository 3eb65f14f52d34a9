"""`.xml`, `.rss`, `.atom`: an item of a feed (RSS, Atom, RDF) is an article.

Items are cut out of the text and parsed one by one, so that a broken one costs only itself. No entity is resolved but
those of HTML, and nothing is fetched.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from html.entities import html5
from typing import Any
from xml.etree import ElementTree as ET

from pipeline.ingest.config import IngestConfig
from pipeline.ingest.record import Fault, Raw, Reason, in_a_line, rejected
from pipeline.ingest.text_file import whole_file

FIELDS = {
    "title": "title",
    "guid": "id",
    "id": "id",
    "pubdate": "published_at",
    "published": "published_at",
    "issued": "published_at",
    "date": "date",
    "updated": "modified_at",
    "modified": "modified_at",
    "category": "section",
    "language": "language",
}
TEXTS = ("encoded", "content", "fulltext", "body", "description", "summary")
"""Elements that hold the text, best first."""
PEOPLE = ("creator", "author", "dc:creator")

_ITEM = re.compile(
    r"<(?:[A-Za-z_][\w.-]*:)?(?P<tag>item|entry)(?=[\s>/])(?:[^<>]*/>|.*?</(?:[A-Za-z_][\w.-]*:)?(?P=tag)\s*>)",
    re.DOTALL | re.IGNORECASE,
)
_OPEN = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?(?:item|entry)(?=[\s>/])", re.IGNORECASE)
_NAMESPACE = re.compile(r"\bxmlns(?::[\w.-]+)?\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_PREFIXED = re.compile(r"<([A-Za-z_][\w.-]*):|\s([A-Za-z_][\w.-]*):[\w.-]+\s*=")
_ENTITY = re.compile(r"&(?!#\d+;|#x[0-9A-Fa-f]+;|(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]*;)?")
_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.-]{2,40})")
_CHANNEL_TITLE = re.compile(r"<title[^>]*>(.*?)</title\s*>", re.DOTALL | re.IGNORECASE)
_LANGUAGE = re.compile(r"<language[^>]*>\s*([\w-]{2,12})|\bxml:lang\s*=\s*[\"']([\w-]{2,12})", re.IGNORECASE)


def records(stream: io.BufferedReader, file: str, config: IngestConfig) -> Iterator[Raw]:
    """One record per item, numbered from 1.

    Raises:
        Fault: the file is too long, binary, in no known encoding, or holds no item.
    """
    declared = _DECLARED.search(stream.peek(512)[:512])
    text, fault = whole_file(stream, config, declared.group(1).decode() if declared else "")
    head = text[: match.start()] if (match := _OPEN.search(text)) else ""
    if match is None:
        raise Fault(Reason.NOT_A_FEED, "no item of a feed (item, entry) in it")
    about, spaces, end, number = _about(head), _NAMESPACE.findall(head), match.start(), 0
    for number, item in enumerate(_ITEM.finditer(text, match.start()), 1):
        end = item.end()
        yield _record(item.group(), spaces, about, file, number)
    if _OPEN.search(text, end):
        yield rejected(file, number + 1, Reason.BAD_XML, "cut off within an item")
    if fault is not None:
        raise fault


def _about(head: str) -> dict[str, str]:
    """What the feed says of itself: publisher and language."""
    title, language = _CHANNEL_TITLE.search(head), _LANGUAGE.search(head)
    found = {"source": html.unescape(_plain(title.group(1)))} if title else {}
    return found | ({"language": language.group(1) or language.group(2)} if language else {})


def _plain(text: str) -> str:
    return re.sub(r"<!\[CDATA\[|\]\]>", "", text).strip()


def _record(item: str, spaces: list[str], about: dict[str, str], file: str, number: int) -> Raw:
    try:
        element = ET.fromstring(_wrapped(item, spaces))[0]  # noqa: S314 -- an item without a DTD declares no entity
    except (ET.ParseError, ValueError) as error:
        return rejected(file, number, Reason.BAD_XML, in_a_line(error))
    return Raw(file, number, {**about, **_fields(element)})


def _wrapped(item: str, spaces: list[str]) -> str:
    """An item with the namespaces of its feed, its entities in numbers."""
    pieces = _CDATA.split(_CONTROL.sub("\ufffd", item))
    pieces[::2] = [_ENTITY.sub(_numbered, piece) for piece in pieces[::2]]
    known = {space.partition("=")[0].strip().removeprefix("xmlns").lstrip(":") for space in spaces}
    used = {one or other for one, other in _PREFIXED.findall(" ".join(pieces[::2]))} - {"xml", "xmlns"}
    more = [f'xmlns:{prefix}="{prefix}"' for prefix in sorted(used - known)]
    return f"<feed {' '.join(dict.fromkeys([*spaces, *more]))}>{''.join(pieces)}</feed>"


def _numbered(match: re.Match[str]) -> str:
    """An entity of HTML by its number; a bare & as what it is."""
    known = html5.get(match.group(1) or "")
    return "".join(f"&#{ord(char)};" for char in known) if known else f"&amp;{match.group(0)[1:]}"


def _fields(element: ET.Element) -> dict[str, Any]:
    found: dict[str, Any] = {"authors": []}
    texts: dict[str, str] = {}
    for child in element:
        name = child.tag.rpartition("}")[2].lower()
        value = _inner(child)
        if name == "link":
            _link(found, child, value)
        elif name in PEOPLE:
            found["authors"].append(next((_inner(one) for one in child if one.tag.endswith("name")), value))
        elif name in TEXTS:
            texts.setdefault(name, value)
        elif name in FIELDS and value:
            found.setdefault(FIELDS[name], value)
        elif name == "source" and (title := (child.findtext("{*}title") or "").strip() or value):
            found["source"] = title
    found["text"] = next((texts[name] for name in TEXTS if texts.get(name, "").strip()), None)
    return _with_address(found)


def _link(found: dict[str, Any], child: ET.Element, value: str) -> None:
    """Keep the address of the page: RSS has it as text, Atom as `href` of the alternate link."""
    if child.get("rel", "alternate") == "alternate":
        found.setdefault("url", child.get("href") or value)


def _with_address(found: dict[str, Any]) -> dict[str, Any]:
    own = str(found.get("id", ""))
    if not found.get("url") and own.startswith("http"):
        found["url"] = own
    return found


def _inner(element: ET.Element) -> str:
    """The text of an element; of XHTML in it the markup."""
    if len(element) and "name" not in {child.tag.rpartition("}")[2] for child in element}:
        return "".join(ET.tostring(child, encoding="unicode") for child in element)
    return "".join(element.itertext()).strip()
