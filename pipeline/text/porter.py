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
_STEP_4 = (
    "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism", "ate", "iti",
    "ous", "ive", "ize",
)  # fmt: skip
_STEP_2_ENDS, _STEP_3_ENDS = (tuple(end for end, _ in rules) for rules in (_STEP_2, _STEP_3))
_VOWELS = frozenset("aeiou")
_SHAPES = str.maketrans({chr(c): "v" if chr(c) in _VOWELS else "c" for c in range(128)})


def stem(word: str) -> str:
    """The Porter stem of a lower-case word."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) <= 2:
        return word
    word = _adjective_y(_past(_plural(word)))
    word = _nouns(word)
    if word.endswith(_STEP_3_ENDS):
        word = _first_rule(word, _STEP_3)
    return _final_e(_bare(word))


def _shape(word: str) -> str:
    """One letter a letter: v for a vowel, c for a consonant; y is a vowel after a consonant."""
    if word.isascii() and "y" not in word:
        return word.translate(_SHAPES)
    shape = ""
    for letter in word:
        is_vowel = letter in _VOWELS or (letter == "y" and shape[-1:] == "c")
        shape += "v" if is_vowel else "c"
    return shape


def _measure(word: str) -> int:
    """Times that a vowel sequence is followed by a consonant sequence."""
    return _shape(word).count("vc")


def _ends_short(word: str) -> bool:
    """Whether it ends consonant, vowel, consonant (not w, x, y), or is a vowel and a consonant."""
    shape = _shape(word)
    return (shape.endswith("cvc") and word[-1] not in "wxy") or shape == "vc"


def _first_rule(word: str, rules: tuple[tuple[str, str], ...]) -> str:
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
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _past(word: str) -> str:
    if word.endswith("ied"):
        return word[:-1] if len(word) == 4 else word[:-2]
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) > 0 else word
    for end in ("ed", "ing"):
        before = word.removesuffix(end)
        if before != word and "v" in _shape(before):
            return _mended(before)
    return word


def _mended(word: str) -> str:
    """What is left without -ed or -ing, made a word again: `hopp` → `hop`, `fil` → `file`."""
    if word.endswith(("at", "bl", "iz")):
        return word + "e"
    if len(word) > 1 and word[-1] == word[-2] and _shape(word)[-1] == "c":
        return word if word[-1] in "lsz" else word[:-1]
    return word + "e" if _measure(word) == 1 and _ends_short(word) else word


def _adjective_y(word: str) -> str:
    before = word[:-1]
    return before + "i" if word.endswith("y") and len(before) > 1 and _shape(before)[-1] == "c" else word


def _nouns(word: str) -> str:
    if word.endswith("alli") and _measure(word[:-4]) > 0:
        return _nouns(word[:-2])
    if word.endswith("logi"):
        return word[:-1] if _measure(word[:-3]) > 0 else word
    return _first_rule(word, _STEP_2) if word.endswith(_STEP_2_ENDS) else word


def _bare(word: str) -> str:
    if not word.endswith(_STEP_4):
        return word
    end = next(end for end in _STEP_4 if word.endswith(end))
    before = word.removesuffix(end)
    fits = _measure(before) > 1 and (end != "ion" or before[-1] in "st")
    return before if fits else word


def _final_e(word: str) -> str:
    if word.endswith("e"):
        before = word[:-1]
        size = _measure(before)
        if size > 1 or (size == 1 and not _ends_short(before)):
            word = before
    return word[:-1] if word.endswith("ll") and _measure(word[:-1]) > 1 else word
