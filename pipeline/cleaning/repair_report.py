"""What repair changed in a text, by comparing it before and after: for people who look at one article."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

WHITE_SPACE = "white space"
_WORD = re.compile(r"(\S+)(\s*)")
_ENTITY = re.compile(r"&#?[0-9A-Za-z]{1,24};")
_TURNED_MARKS = "\u201e\u201f\u201a\u201b\u02bc"
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")  # categories of characters that no eye sees

Block = tuple[str, int, int, int, int]


@dataclass(frozen=True)
class Change:
    """A span of words that repair changed.

    Attributes:
        kind: why, in words; the kinds are those of `_KINDS`, `WHITE_SPACE` and "other character".
        before: what it read; empty for white space.
        after: what it reads now.
    """

    kind: str
    before: str
    after: str


def changes(before: str, after: str) -> list[Change]:
    """The spans that differ between a decoded text and the same text repaired, in order; blanks as one each."""
    ours, theirs = _lines(before), _lines(after)
    found: list[Change] = []
    for name, a, b, c, d in _blocks(*([" ".join(line.split()) for line in lines] for lines in (ours, theirs))):
        if name == "equal":
            found += _blanks("".join(ours[a:b]), "".join(theirs[c:d]))
        else:
            found += _words("".join(ours[a:b]), "".join(theirs[c:d]))
    leading = before[: len(before) - len(before.lstrip())] != after[: len(after) - len(after.lstrip())]
    return [Change(WHITE_SPACE, "", "")] * leading + found


def _lines(text: str) -> list[str]:
    """Lines that are not blank, each with the white space behind it."""
    return re.findall(r"\S[^\n]*\n?\s*", text.lstrip())


def _blocks(ours: Sequence[str], theirs: Sequence[str]) -> Sequence[Block]:
    """What became of each span of one list in the other, as `SequenceMatcher.get_opcodes` tells it."""
    return SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()


def _words(before: str, after: str) -> Iterator[Change]:
    """Changes between two spans that do not read the same."""
    ours, theirs = _WORD.findall(before), _WORD.findall(after)
    for name, a, b, c, d in _blocks([word for word, _ in ours], [word for word, _ in theirs]):
        if name == "equal":
            yield from _blanks("".join(map("".join, ours[a:b])), "".join(map("".join, theirs[c:d])))
        else:
            old, new = ("".join(map("".join, words)).rstrip() for words in (ours[a:b], theirs[c:d]))
            yield Change(_kind(old, new), old, new)


def _blanks(before: str, after: str) -> Iterator[Change]:
    """One change for each span of white space that differs between two texts of the same words."""
    gaps = zip(_WORD.findall(before), _WORD.findall(after), strict=True)
    yield from (Change(WHITE_SPACE, "", "") for (_, ours), (_, theirs) in gaps if ours != theirs)


def _kind(before: str, after: str) -> str:
    """Why a span was changed: the first of the kinds that fits."""
    return next((kind for kind, fits in _KINDS.items() if fits(before, after)), "other character")


def _is_entity(before: str, after: str) -> bool:
    return len(_ENTITY.findall(before)) > len(_ENTITY.findall(after))


def _is_mojibake(before: str, _after: str) -> bool:
    import ftfy

    return bool(ftfy.fix_encoding(before) != before)


def _holds(test: Callable[[str], bool]) -> Callable[[str, str], bool]:
    """Whether there is more of a kind of character before than after."""
    return lambda before, after: sum(map(test, before)) > sum(map(test, after))


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "FH"


_KINDS: dict[str, Callable[[str, str], bool]] = {
    "mojibake": _is_mojibake,
    "HTML entity": _is_entity,
    "ligature": _holds(lambda char: "LIGATURE" in unicodedata.name(char, "")),
    "full-width letter": _holds(_is_wide),
    "turned quotation mark": _holds(_TURNED_MARKS.__contains__),
    "control character": _holds(lambda char: unicodedata.category(char) in _UNSEEN),
    "accent apart from its letter": lambda before, after: unicodedata.normalize("NFC", before) == after,
}


def visible(text: str) -> str:
    """The text with characters that no eye sees as escapes, such as those of Python."""
    hidden = {char for char in text if unicodedata.category(char) in _UNSEEN}
    return "".join(ascii(char)[1:-1] if char in hidden else char for char in text)
