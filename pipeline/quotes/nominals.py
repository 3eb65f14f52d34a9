"""One wording for a source without a name: `a CBS poll`, and later `the poll`, is one source of its article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.quotes.speech_words import speech_words

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_ARTICLES = frozenset({"a", "an", "the"})
_POINTING = frozenset({"the", "this", "that", "these", "those"})
_PLURAL = "s"
_MORE = 2  # words that a fuller wording has more, at most: a longer one is no name for somebody


class Nominal(NamedTuple):
    """A source without a name.

    Attributes:
        text: as it stands, but for a capital that only the start of its sentence gives it.
        words: in small letters, without articles.
        opener: its first word in small letters.
    """

    text: str
    words: tuple[str, ...]
    opener: str

    def is_part_of(self, longer: Nominal) -> bool:
        """Whether these words are the last ones of a longer wording that does not point back itself."""
        size = len(self.words)
        fuller = 0 < size < len(longer.words) <= size + _MORE and longer.opener not in _POINTING
        return fuller and longer.words[-size:] == self.words


def _determines(word: str) -> bool:
    """Whether a word in small letters is a determiner: the, his, some."""
    return speech_words().get(word) == "D"


def _words(speaker: str) -> list[str]:
    """The words of a wording, in small letters."""
    if speaker.isascii() and speaker.replace(" ", "").isalnum():
        return speaker.lower().split()
    return [word.lower().replace("\u2019", "'") for word in _WORD.findall(speaker)]


def nominal(speaker: str) -> Nominal:
    """A source from its wording."""
    words = _words(speaker)
    opener = words[0] if words else ""
    text = speaker[0].lower() + speaker[1:] if _determines(opener) and speaker[1:2] != "." else speaker
    return Nominal(text, tuple([word for word in words if word not in _ARTICLES]), opener)


def one_wording(speakers: Sequence[str]) -> list[str]:
    """The sources without a name of an article, in the order of the text, each by its fullest wording.

    `the poll` is the poll that was last named by more words; `officials`, without a determiner, are those of the only
    longer wording of the article, before or behind.
    """
    listed = [nominal(speaker) for speaker in speakers]
    return [_fullest(one, listed[:n], listed).text for n, one in enumerate(listed)]


def _fullest(one: Nominal, before: Sequence[Nominal], listed: Sequence[Nominal]) -> Nominal:
    """The wording that a source is called by."""
    if one.opener in _POINTING:
        return next(_longer(one, reversed(before)), one)
    if not one.words or _determines(one.opener) or not one.words[-1].endswith(_PLURAL):
        return one
    options = {longer.words: longer for longer in _longer(one, listed)}
    return next(iter(options.values())) if len(options) == 1 else one


def _longer(one: Nominal, listed: Iterator[Nominal] | Sequence[Nominal]) -> Iterator[Nominal]:
    """The wordings among some that end with this one."""
    return (other for other in listed if one.is_part_of(other))
