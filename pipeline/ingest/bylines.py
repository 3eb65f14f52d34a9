"""Names of authors, from whatever stands for them: bylines, lists, lists written as text, objects."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import dropwhile
from typing import Any

from pipeline.resources import resource

NAME_KEYS = ("name", "display_name", "displayName", "full_name", "fullName", "original", "title", "text", "value")
"""Where a name stands in an object, best first."""
PART_KEYS = (("first_name", "last_name"), ("firstName", "lastName"), ("firstname", "lastname"), ("given", "family"))
NOTHING = frozenset({"", "null", "none", "nan", "undefined", "n/a", "unknown", "anonymous"})
PARTICLES = frozenset({"de", "van", "von", "der", "den", "la", "al", "bin", "di", "da", "dos"})
MAX_WORDS = 5  # of a person's name
MAX_CHARS = 400  # of a byline that is taken apart; a longer one is text

_AND = re.compile(r"\s*(?:;|\||\s/\s|\s&\s|\s\+\s|\n|\s(?:and|und|et|en|och|og)\s)\s*", re.IGNORECASE)
_NO_NAME = re.compile(r"(?:https?:|www\.|@)\S*|\S+@\S+|[\w.-]+\.(?:com|org|net|co)(?:\.\w\w)?", re.IGNORECASE)
_INITIAL = re.compile(r"\w \w\.$")  # "Joe S."
_SLUG = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)+|\d+")
_BESIDE = re.compile(
    r"\([^)]*\)|\[[^]]*\]|<[^>]*>|\s+(?:for|of|in|at|is an?|in der|für)\s+(?:the\s+)?[\w].*$|\s+-\s+.*$"
    r"|\s+(?:am|on|le|el)\s+\d.*$"
)


def authors(value: Any, publisher: str | None = None) -> list[str]:
    """Names in the order given, each once.

    Args:
        value: a byline, a list, a list written as JSON or Python, an object, or a list of objects.
        publisher: whose name is no author's.
    """
    found: dict[str, str] = {}
    for text in _strings(value):
        for name in _names(text):
            key = name.casefold()
            if key != (publisher or "").strip().casefold():
                found.setdefault(key, name)
    return list(found.values())


def _strings(value: Any) -> Iterator[str]:
    """What a value holds in text."""
    if isinstance(value, str):
        inner = _as_list(value)
        yield from [value] if inner is None else _strings(inner)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, dict):
        yield from _of_object(value)


def _of_object(value: dict[str, Any]) -> Iterator[str]:
    name = next((value[key] for key in NAME_KEYS if isinstance(value.get(key), str) and value[key].strip()), None)
    if name is not None:
        yield name
        return
    for first, last in PART_KEYS:
        parts = [value[key] for key in (first, last) if isinstance(value.get(key), str)]
        if parts:
            yield " ".join(parts)
            return


def _as_list(text: str) -> list[Any] | None:
    """A list that is written as JSON or Python; None where it is none."""
    if not text.lstrip().startswith("["):
        return None
    for read in (json.loads, ast.literal_eval):
        try:
            found = read(text.strip())
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            continue
        if isinstance(found, list):
            return found
    return None


@lru_cache(maxsize=4096)
def _names(byline: str) -> tuple[str, ...]:
    """The names in a byline."""
    if len(byline) > MAX_CHARS:
        return ()
    text = _prefix().sub("", " ".join(byline.split()))
    whole = _NO_NAME.sub(" ", text)
    parts = _AND.split(whole)
    if any(part.islower() and " " in part for part in parts):  # "Staff and news service reports"
        parts = [whole]
    names = (name for part in parts for name in _persons([piece.strip() for piece in part.split(",")]))
    return tuple(name for name in names if name.lower() not in NOTHING and not _SLUG.fullmatch(name))


@cache
def _prefix() -> re.Pattern[str]:
    """`By`, `Words by:` and the like before names."""
    return re.compile(rf"^(?:{'|'.join(sorted(_words()['prefix'], key=len, reverse=True))})[: ]+(?=\w)", re.IGNORECASE)


def _persons(pieces: list[str]) -> Iterator[str]:
    """The names among what commas part: `Okafor, Ruth` is one, a role or a publisher is none."""
    pieces = [cleaned for piece in pieces if (cleaned := _tidy(piece))]
    if len(pieces) == 2 and _is_family_first(*pieces):
        yield f"{pieces[1]} {pieces[0]}"
        return
    name = ""
    for number, piece in enumerate(pieces):
        words = piece.lower().split()
        if set(words) <= _words()["degree"]:
            continue
        if name and set(words) <= _words()["suffix"]:
            name = f"{name}, {piece}"
            continue
        if name:
            yield name
        name = piece if not number or _is_person(words, piece) else ""
    if name:
        yield name


def _tidy(piece: str) -> str:
    """A name without what stands in brackets beside it, and without signs around it."""
    name = _BESIDE.sub("", piece).strip(" ,:;*-\u2013\u2014")
    before, _, last = name.rpartition(" ")
    if before and last.lower() in _words()["degree"]:
        return before
    return name if last.lower() in _words()["suffix"] or _INITIAL.search(name) else name.strip(" .")


def _is_family_first(family: str, given: str) -> bool:
    """Whether this is a family name, with particles or without, and a given name: `van Holt, Mara`."""
    last = [*dropwhile(PARTICLES.__contains__, family.split())]
    words = [*last, *given.split()]
    known = _words()["role"] | _words()["firm"] | _words()["suffix"]
    plain = len(last) == 1 and len(words) <= 3 and not known & {*map(str.lower, words)}
    return plain and all(word[:1].isupper() for word in words)


def is_person(name: str) -> bool:
    """Whether a name looks like a person's: no firm's, no user name, no sentence."""
    words = name.lower().replace(".", "").split()
    parts = {*words, *name.lower().replace("-", " ").split()}
    if not 1 <= len(words) <= MAX_WORDS or parts & _words()["firm"] or set(words) & _words()["role"]:
        return False
    return any(char.isupper() or char > "\u02ff" for char in name)


def is_agency(name: str) -> bool:
    """Whether a name is that of a news agency."""
    return bool(set(name.lower().split()) & _words()["agency"])


def begins_byline(text: str) -> bool:
    """Whether a line is a byline: a word that leads to names, then nothing but names of two words and more."""
    names = _names(text) if _prefix().match(text) else ()
    return bool(names) and all(is_person(name) and _is_name(name.split()) for name in names)


def _is_name(words: list[str]) -> bool:
    """Whether words are two or more with a capital each, but for particles such as `van`."""
    return len(words) > 1 and all(word[:1].isupper() or word in PARTICLES for word in words)


def _is_person(words: list[str], piece: str) -> bool:
    """Whether what follows a comma is another person, and no role, publisher or place."""
    if len(words) > MAX_WORDS or set(words) & (_words()["role"] | _words()["firm"]):
        return False
    return _is_name(piece.split())


@cache
def _words() -> dict[str, frozenset[str]]:
    """Words of bylines by kind."""
    rows = [line.split("\t") for line in resource("en/byline_words.tsv").splitlines() if not line.startswith("#")]
    return {kind: frozenset(word for word, one in rows if one == kind) for kind in {one for _, one in rows}}
