"""What the lists know of a word: first name, surname, place, title, the last word of a body, verb of speech."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from operator import add

from pipeline.resources import resource


@cache
def word_kinds() -> dict[str, str]:
    """Word in small letters → the kinds that the lists put it under, one letter each, sorted.

    m f u  first name of a man, a woman, either      s  surname
    C S R D L M T N  country, state, region, adjective of a place, large, middling and small town, village, of one word
    O P A H  last word of a body; word of a place; body of one word; title (`name_words.tsv`: O L A T)
    V t o d  verb of speech, role, no name though it has a capital letter, day or month (`speech_words.tsv`)
    """
    found: dict[str, str] = dict.fromkeys(resource("en/surnames.txt.gz").splitlines(), "s")
    names, genders = fields(resource("en/first_names.tsv.gz"), 2)
    listed = [*zip(names, genders, strict=True)]
    listed += [(place, kind) for place, kind in places().items() if " " not in place]
    listed += [(word, letter) for kind, letter in _NAME_WORDS.items() for word in name_words(kind)]
    listed += [(word, _SPEECH[kind]) for kind, word in rows(resource("en/speech_words.tsv")) if kind in _SPEECH]
    several: set[str] = set()
    for word, kind in listed:
        if word in found:
            several.add(word)
            found[word] += kind
        else:
            found[word] = kind
    in_order = {kinds: "".join(sorted({*kinds})) for kinds in {*found.values()}}
    return found | {word: in_order[found[word]] for word in several}


@cache
def kind_names() -> list[str]:
    """All that `word_kinds` says of words, the empty one of unknown words first."""
    return ["", *sorted(set(word_kinds().values()))]


@cache
def word_facts() -> dict[str, int]:
    """Word in small letters → all that the lists know of it in one number.

    The sum of WORD_SHORT, WORD_JOINER ...; `KIND_SHIFT` bits higher its place among `kind_names`; `PLACE_SHIFT` bits
    higher its place among the words of `place_pairs`, from 1.
    """
    numbers = {kinds: (n << KIND_SHIFT) + WORD_DAY * _is_day(kinds) for n, kinds in enumerate(kind_names())}
    facts = {word: numbers[kinds] for word, kinds in word_kinds().items()}
    marked = [(bit, word) for letter, bit in _WORD_BITS.items() for word in name_words(letter)]
    marked += [(WORD_HEADLINE, word) for word in _third_persons()]
    marked += [(n * WORD_NEAR, word) for n, words in enumerate(_BEFORE_A_PLACE, 1) for word in words]
    marked += [(n << PLACE_SHIFT, word) for word, n in place_words().items()]
    for bit, word in marked:
        facts[word] = facts.get(word, 0) | bit
    return facts


def _third_persons() -> list[str]:
    """Verbs in the third person that are no names: asks, warns."""
    words, ninths = fields(resource("en/pos_prior.tsv.gz"), 2)
    verbs = [word for word, digits in zip(words, ninths, strict=True) if digits[_VERB] >= _MOSTLY_VERB]
    return [word for word in verbs if word[-1] == "s" and not {*word_kinds().get(word, "")} & _NAMES]


def _is_day(kinds: str) -> bool:
    """Whether a word is a day or month and no first name."""
    return "d" in kinds and not {*kinds} & {*"mf"}


(WORD_SHORT, WORD_JOINER, WORD_PARTICLE, WORD_PERSONAL, WORD_TITLE, WORD_OPENER, WORD_DAY, WORD_NEAR) = (
    1 << bit for bit in range(8)
)
"""An abbreviation with a full stop; of; van; Mr., President, a word that may open a sentence before a name; a weekday
or month; two bits for `_BEFORE_A_PLACE`."""
WORD_EVENT, WORD_HEADLINE, WORD_STATE = (1 << bit for bit in range(9, 12))
"""The last word of an event, a law or a prize; a word that ends a name in a headline (Asks, Over); Calif."""
_WORD_BITS = {
    "S": WORD_SHORT,
    "J": WORD_JOINER,
    "P": WORD_PARTICLE,
    "M": WORD_PERSONAL,
    "T": WORD_TITLE,
    "B": WORD_OPENER,
    "E": WORD_EVENT,
    "G": WORD_HEADLINE,
    "C": WORD_STATE,
}
_BEFORE_A_PLACE = (("in", "at", "from", "near", "to", "across", "outside"), ("of",), ("the",))
THE = len(_BEFORE_A_PLACE)  # what the bits of WORD_NEAR say of `the`
KIND_SHIFT, PLACE_SHIFT = 12, 23
CLASS_SHIFT, N_CLASSES = 4, 160
NINTHS = (1 << CLASS_SHIFT) - 1  # the bits of `class_numbers` that count uses with a capital
_NAME_WORDS = {"O": "O", "L": "P", "A": "A", "T": "H"}
_VERB, _MOSTLY_VERB = 2, "4"  # the digit of `pos_prior` that counts uses as a verb, and from how many ninths on
_NAMES = {*"mfusCSRLMTN"}
_SPEECH = dict(zip("VLKJUTocPHDMm", "VVVVVtooooodd", strict=True))


@cache
def name_words(kind: str) -> frozenset[str]:
    """The words of one kind of `name_words.tsv`."""
    return frozenset(word for letter, word in rows(resource("en/name_words.tsv")) if letter == kind)


@cache
def places() -> dict[str, str]:
    """Place in small letters → kind, of both lists; the one written by hand counts first."""
    names, kinds = fields(resource("en/places.tsv.gz"), 2)
    by_hand = {place: kind for kind, place in rows(resource("en/places_more.tsv"))}
    return dict(zip(names, kinds, strict=True)) | by_hand


@cache
def place_pairs() -> frozenset[tuple[str, str]]:
    """Neighbouring words of the places of several words: (new, york); adjectives left out."""
    many = (place.replace("-", " ") for place, kind in places().items() if kind != "D")
    return frozenset(pair for place in many if " " in place for pair in pairwise(place.split()))


@cache
def place_words() -> dict[str, int]:
    """Word of `place_pairs` → its number, from 1."""
    return {word: n for n, word in enumerate(sorted({word for pair in place_pairs() for word in pair}), 1)}


def numbered_pairs() -> tuple[list[int], int]:
    """The pairs of words of places as first number times size plus second, ascending, a larger one last; the size."""
    number = place_words()
    size = len(number) + 1
    return [*sorted(number[a] * size + number[b] for a, b in place_pairs()), size * size], size


@cache
def class_numbers() -> dict[str, int]:
    """Spelling → its class among the words of news, from 1, `CLASS_SHIFT` bits up, plus ninths with a capital."""
    words, numbers, shares = fields(resource("en/word_classes.tsv.gz"), 3)
    classes = {number: int(number) + 1 << CLASS_SHIFT for number in {*numbers}}
    ninths = {share: int(share) for share in {*shares}}
    found = map(add, map(classes.__getitem__, numbers), map(ninths.__getitem__, shares))
    return dict(zip(words, found, strict=True))


def fields(text: str, n: int) -> list[list[str]]:
    """The n columns of a list whose lines have n fields each; split at once, which takes half the time of line by line.

    Raises:
        ValueError: the lines have other numbers of fields in all.
    """
    words = text.rstrip("\n").replace("\t", "\n").split("\n")
    if len(words) % n:
        raise ValueError(f"{len(words)} fields are no rows of {n}")
    return [words[column::n] for column in range(n)]


def rows(text: str) -> list[tuple[str, str]]:
    """(kind, word) of each line of a list, without comments."""
    lines = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return [(kind, word) for kind, word in lines]
