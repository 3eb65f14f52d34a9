"""How names are compared: words in small letters, without dots, suffixes and what does not tell them apart."""

from __future__ import annotations

import re

from pipeline.arrays.look_ups import once
from pipeline.names.word_lists import name_words

_WORD = re.compile(r"[^\W_]+(?:['\u2019.&][^\W_]+)*")
Words = tuple[str, ...]


@once
def key_words(name: str) -> Words:
    """The words that a name is compared by: `John F. Kennedy Jr.` → (john, f, kennedy); `U.S.` → (us,)."""
    if is_plain(name):
        words = name.lower().split()
    else:
        words = [w.lower().replace("\u2019", "'").replace(".", "").removesuffix("'s") for w in _WORD.findall(name)]
    while len(words) > 1 and words[-1] in name_words("Y"):
        words.pop()
    if len(words) > 1 and words[0] == "the":
        words.pop(0)
    return tuple(words)


@once
def initials(name: str) -> str:
    """The initials of a name of several words, in small letters: `National Rifle Association` → nra."""
    words = name.split() if is_plain(name) else _WORD.findall(name)
    joiners = name_words("J")
    return "".join([w[0] for w in words if w.lower() not in joiners]).lower() if len(words) > 1 else ""


def is_plain(name: str) -> bool:
    """Whether a name is ASCII letters and blanks alone, as most are: its words lie between the blanks."""
    return name.isascii() and name.replace(" ", "").isalpha()
