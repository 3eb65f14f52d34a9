"""Porter's stemmer, with the extensions of nltk's: `deployment`, `deployed` and `deploys` all give `deploy`.

Used to see that two keywords say the same. Source: M. F. Porter, An algorithm for suffix stripping, 1980;
the extensions are those of `nltk.stem.porter.PorterStemmer` in its default mode, whose results this gives (tested).
"""

from __future__ import annotations

_IRREGULAR = {
    "skies": "sky", "sky": "sky", "dying": "die", "lying": "lie", "tying": "tie", "news": "news", "innings": "inning",
    "inning": "inning", "outings": "outing", "outing": "outing", "cannings": "canning", "canning": "canning",
    "howe": "howe", "proceed": "proceed", "exceed": "exceed", "succeed": "succeed",
}  # fmt: skip
_STEP_2 = (
    ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("bli", "ble"),
    ("alli", "al"), ("entli", "ent"), ("eli", "e"), ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"),
    ("ator", "ate"), ("alism", "al"), ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"),
    ("iviti", "ive"), ("biliti", "ble"), ("fulli", "ful"), ("logi", "log"),
)  # fmt: skip
_STEP_3 = (
    ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", ""),
)  # fmt: skip
_STEP_4 = tuple((end, "") for end in (
    "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism", "ate", "iti",
    "ous", "ive", "ize",
))  # fmt: skip
Rules = tuple[tuple[str, str], ...]
"""Endings and what stands there instead, of which the first that fits is applied."""


def _by_tail(rules: Rules) -> dict[str, Rules]:
    """The rules by the last two letters of their endings: one look-up instead of some twenty comparisons."""
    tails = {end[-2:] for end, _ in rules}
    return {tail: tuple(rule for rule in rules if rule[0].endswith(tail)) for tail in tails}


_NOUNS, _ADJECTIVES, _SUFFIXES = map(_by_tail, (_STEP_2, _STEP_3, _STEP_4))
_PAST_ENDS, _FINAL_ENDS = ("ed", "ing"), ("e", "ll")
_VOWELS = frozenset("aeiou")
_SHAPES = bytes(ord("v" if chr(c) in _VOWELS else "c") for c in range(256))


def stem(word: str) -> str:
    """The Porter stem of a lower-case word."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) <= 2:
        return word
    if word[-1] == "s":
        word = _plural(word)
    if word.endswith(_PAST_ENDS):
        word = _past(word)
    if word[-1] == "y":
        word = _adjective_y(word)
    if word[-2:] in _NOUNS:
        word = _nouns(word)
    if word[-2:] in _ADJECTIVES:
        word = _first_rule(word, _ADJECTIVES[word[-2:]])
    if word[-2:] in _SUFFIXES:
        word = _bare(word)
    return _final_e(word) if word.endswith(_FINAL_ENDS) else word


def _shape(word: str) -> bytes:
    """One letter a letter: v for a vowel, c for a consonant; y is a vowel after a consonant."""
    if word.isascii() and "y" not in word:
        return word.encode().translate(_SHAPES)
    shape = b""
    for letter in word:
        is_vowel = letter in _VOWELS or (letter == "y" and shape[-1:] == b"c")
        shape += b"v" if is_vowel else b"c"
    return shape


def _measure(word: str) -> int:
    """Times that a vowel sequence is followed by a consonant sequence."""
    return _shape(word).count(b"vc")


def _ends_short(word: str) -> bool:
    """Whether it ends consonant, vowel, consonant (not w, x, y), or is a vowel and a consonant."""
    shape = _shape(word)
    return (shape.endswith(b"cvc") and word[-1] not in "wxy") or shape == b"vc"


def _first_rule(word: str, rules: Rules) -> str:
    """Replace the first ending that fits, where enough of a word stands before it."""
    for end, other in rules:
        if word.endswith(end):
            before = word.removesuffix(end)
            return before + other if _measure(before) > 0 else word
    return word


def _plural(word: str) -> str:
    if word.endswith("ies"):
        return word[:-1] if len(word) == 4 else word[:-2]
    if word.endswith("sses"):
        return word[:-2]
    return word if word.endswith("ss") else word[:-1]


def _past(word: str) -> str:
    if word.endswith("ied"):
        return word[:-1] if len(word) == 4 else word[:-2]
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) > 0 else word
    for end in _PAST_ENDS:
        before = word.removesuffix(end)
        if before != word and b"v" in _shape(before):
            return _mended(before)
    return word


def _mended(word: str) -> str:
    """What is left without -ed or -ing, made a word again: `hopp` → `hop`, `fil` → `file`."""
    if word.endswith(("at", "bl", "iz")):
        return word + "e"
    if len(word) > 1 and word[-1] == word[-2] and _shape(word).endswith(b"c"):
        return word if word[-1] in "lsz" else word[:-1]
    return word + "e" if _measure(word) == 1 and _ends_short(word) else word


def _adjective_y(word: str) -> str:
    before = word[:-1]
    return before + "i" if len(before) > 1 and _shape(before).endswith(b"c") else word


def _nouns(word: str) -> str:
    if word.endswith("alli") and _measure(word[:-4]) > 0:
        return _nouns(word[:-2])
    if word.endswith("logi"):
        return word[:-1] if _measure(word[:-3]) > 0 else word
    return _first_rule(word, _NOUNS[word[-2:]])


def _bare(word: str) -> str:
    for end, _ in _SUFFIXES[word[-2:]]:
        if word.endswith(end):
            before = word.removesuffix(end)
            fits = _measure(before) > 1 and (end != "ion" or before[-1] in "st")
            return before if fits else word
    return word


def _final_e(word: str) -> str:
    if word.endswith("e"):
        before = word[:-1]
        size = _measure(before)
        if size > 1 or (size == 1 and not _ends_short(before)):
            word = before
    return word[:-1] if word.endswith("ll") and _measure(word[:-1]) > 1 else word
