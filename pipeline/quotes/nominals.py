"""One wording for a source without a name: `a CBS poll`, and later `the poll`, is one source of its article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.quotes.speech_words import speech_words

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_ARTICLES = frozenset({"a", "an", "the"})
_POINTING = frozenset({"the", "this", "that", "these", "those"})
_SHOWING = _POINTING - {"the"}
_PLURAL = "s"
_MORE = 2  # words that a fuller wording has more, at most: a longer one is no name for somebody
_ONE_MORE = 1  # where it points back itself (the network, the state network), and for one of a headline


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
        """Whether these words are the last ones of a longer wording, by one word where that points back itself."""
        size, more = len(self.words), _ONE_MORE if longer.opener in _POINTING or self.is_bare else _MORE
        fuller = 0 < size < len(longer.words) <= size + more and longer.opener not in _SHOWING
        return fuller and longer.words[-size:] == self.words

    @property
    def is_bare(self) -> bool:
        """Whether it is a single one without a determiner, as in a headline: official."""
        return bool(self.words) and not _determines(self.opener) and not self.words[-1].endswith(_PLURAL)


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

    `the poll` is the poll that was last named by more words; `official`, without a determiner, the next one named so;
    `officials` are those of the only longer wording of the article, before or behind.
    """
    listed, found, alike = [nominal(speaker) for speaker in speakers], list[Nominal](), dict[str, list[int]]()
    for n, one in enumerate(listed):
        alike.setdefault(one.words[-1] if one.words else "", []).append(n)
    for n, one in enumerate(listed):
        places = alike[one.words[-1] if one.words else ""]
        longer = [k for k in places if one.is_part_of(listed[k])] if len(places) > 1 else []
        found.append(_fullest(one, listed, longer, n, found) if longer else one)
    return [one.text for one in found]


def _fullest(one: Nominal, listed: list[Nominal], longer: list[int], n: int, found: list[Nominal]) -> Nominal:
    """The wording that the n-th source is called by.

    Args:
        one: the source.
        listed: the sources of the article.
        longer: numbers of those that end with its words and have more.
        n: its number.
        found: the wordings of the sources before it.
    """
    if one.opener in _POINTING:
        return next((found[k] for k in reversed(longer) if k < n), one)
    if one.is_bare:
        return next((listed[k] for k in longer if k > n), one)
    options = {listed[k].words: listed[k] for k in longer}
    return next(iter(options.values())) if len(options) == 1 and not _determines(one.opener) else one
