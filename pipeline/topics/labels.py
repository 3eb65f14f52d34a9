"""A label for a topic, made of its terms."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile

from pipeline.resources import words
from pipeline.text.word_facts import NOT_ALONE, NOUN, STOP, TIME, facts_of

WORDS = 3
FEWEST = 2  # terms of a label; rather these than a third that says nothing alone

GENERIC = 0.4
"""Share of news articles from which a word says nothing alone: people .64, country .45, government .42. At .35
`election` and `issue` go too, at .3 `party` and `vote`."""

SHORTEST = 3  # letters of a word that are no initials: `al`, `Ky` and `un` are pieces of names
_NOUN = 0.5  # share of noun below which a small word is an adjective or a verb
_STEM = 4
_ENDING = 3


def labels_of(terms: Sequence[Sequence[str]], n_words: int = WORDS, kept: Sequence[str | None] = ()) -> list[str]:
    """A unique label for each topic: its first terms that are no forms of each other, with a capital at the start.

    Terms that say nothing alone (an adjective, a verb, `people`) come last, and only where there are not two others.

    Args:
        terms: terms of each topic, best first.
        n_words: terms in a label.
        kept: for each topic the label that it has already, None where it has none; default: none has.

    Returns:
        For example `Coach, season, injury`. A label that an earlier topic has gets a further term, at last a number.
    """
    had = kept or [None] * len(terms)
    taken = {label.casefold() for label in had if label is not None}
    return [
        label or _claim(*_telling_first(_distinct(row), n_words), taken) for row, label in zip(terms, had, strict=True)
    ]


def _telling_first(row: list[str], n_words: int) -> tuple[list[str], int]:
    """The terms, those that say nothing alone last, and how many of them a label has."""
    vague = [says_nothing(term) for term in row]
    telling = [term for term, is_vague in zip(row, vague, strict=True) if not is_vague]
    others = [term for term, is_vague in zip(row, vague, strict=True) if is_vague]
    return telling + others, max(min(n_words, len(telling)), min(n_words, FEWEST))


@lru_cache(1 << 14)
def says_nothing(term: str) -> bool:
    """Whether a term needs another beside it.

    It does if it is a stop word, two letters that are no initials, a word of newsrooms and offices, whatever its
    capitals, or a small word that is seldom a noun or that is everywhere.
    """
    if not term.isalpha():
        return len(term) < FEWEST
    if len(term) < SHORTEST and not term.isupper():
        return True
    facts = facts_of(term.casefold())
    if facts.kind & (STOP | NOT_ALONE | TIME) or term.casefold() in words("en/label_stop.txt"):
        return True
    return term.islower() and bool(facts.pos[NOUN] < _NOUN or facts.common >= GENERIC)


def _claim(row: list[str], n_words: int, taken: set[str]) -> str:
    """The shortest label, of `n_words` terms or more, that is not taken yet; it is then."""
    for size in range(n_words, max(n_words, len(row)) + 1):
        label = ", ".join(row[:size]) or "other texts"
        label = label[0].upper() + label[1:]
        if label.casefold() not in taken:
            break
    number = 2
    while label.casefold() in taken:
        label = f"{label.removesuffix(f' ({number - 1})')} ({number})"
        number += 1
    taken.add(label.casefold())
    return label


def _distinct(row: Sequence[str]) -> list[str]:
    """The terms without those that are forms of an earlier one."""
    kept: list[str] = []
    for term in row:
        if not any(_same_word(term.casefold(), other.casefold()) for other in kept):
            kept.append(term)
    return kept


def _same_word(one: str, other: str) -> bool:
    """Whether two words differ in an ending of three letters at most, after four letters at least: print, printers."""
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return one == other or (shared >= _STEM and max(len(one), len(other)) - shared <= _ENDING)
