"""What the lists know of a word: first name, surname, place, title, the last word of a body, verb of speech."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from pipeline.resources import resource


@cache
def word_kinds() -> dict[str, str]:
    """Word in small letters → the kinds that the lists put it under, one letter each, sorted.

    m f u  first name of a man, a woman, either      s  surname
    C S R D L M T  country, state, region, adjective of a place, large, middling and small town, of one word
    O P A H  last word of a body; word of a place; body of one word; title (`name_words.tsv`: O L A T)
    V t o d  verb of speech, role, no name though it has a capital letter, day or month (`speech_words.tsv`)
    """
    found: dict[str, set[str]] = {}

    def add(word: str, kind: str) -> None:
        found.setdefault(word, set()).add(kind)

    for line in resource("en/first_names.tsv.gz").splitlines():
        add(*line.split("\t"))
    for word in resource("en/surnames.txt.gz").splitlines():
        add(word, "s")
    for place, kind in places():
        if " " not in place:
            add(place, kind)
    for kind, letter in _NAME_WORDS.items():
        for word in name_words(kind):
            add(word, letter)
    for kind, word in rows(resource("en/speech_words.tsv")):
        if kind in _SPEECH:
            add(word, _SPEECH[kind])
    return {word: "".join(sorted(kinds)) for word, kinds in found.items()}


_NAME_WORDS = {"O": "O", "L": "P", "A": "A", "T": "H"}
_SPEECH = dict(zip("VLKJUTocPHDMm", "VVVVVtooooodd", strict=True))


@cache
def name_words(kind: str) -> frozenset[str]:
    """The words of one kind of `name_words.tsv`."""
    return frozenset(word for letter, word in rows(resource("en/name_words.tsv")) if letter == kind)


def places() -> list[tuple[str, str]]:
    """(place in small letters, kind) of both lists; the one written by hand counts first."""
    by_hand = {place: kind for kind, place in rows(resource("en/places_more.tsv"))}
    listed = dict(line.split("\t") for line in resource("en/places.tsv.gz").splitlines())
    return sorted((listed | by_hand).items())


@cache
def place_pairs() -> frozenset[tuple[str, str]]:
    """Neighbouring words of the places of several words: (new, york); adjectives left out."""
    many = (place.replace("-", " ").split() for place, kind in places() if kind != "D")
    return frozenset(pair for words in many for pair in pairwise(words))


@cache
def word_classes() -> dict[str, tuple[int, int]]:
    """Spelling → its class among the words of news, and how often in ninths it has a capital letter; see SOURCES.d."""
    lines = (line.split("\t") for line in resource("en/word_classes.tsv.gz").splitlines())
    return {word: (int(number), int(share)) for word, number, share in lines}


def rows(text: str) -> list[tuple[str, str]]:
    """(kind, word) of each line of a list, without comments."""
    lines = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return [(kind, word) for kind, word in lines]
