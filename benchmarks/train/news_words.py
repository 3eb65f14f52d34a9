"""Write `news_lexicon.tsv`: the hand-written words of `news_words.txt` with their inflected forms.

    python benchmarks/train/news_words.py > pipeline/resources/en/news_lexicon.tsv

A word that is listed twice keeps its first value; lines of kind `w` and of value 0 win over those before them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.sentiment.vader_words import lexicon
from pipeline.text.word_lookup import fits

OVERRIDING = (0.0, -0.7)
"""Values that replace those of VADER's lexicon; all others only fill its gaps."""
HAND_SHARE = 0.8
"""What a hand-written valence counts beside the rated ones of VADER."""
VOWELS = "aeiou"
IRREGULAR = {
    "betray": "betrayed", "slay": "slew", "shoot": "shot", "steal": "stole", "sink": "sank", "shrink": "shrank",
    "lose": "lost", "hurt": "hurt", "cut": "cut", "fall": "fell", "burst": "burst", "flee": "fled", "hide": "hid",
    "mislead": "misled", "withdraw": "withdrew", "withhold": "withheld", "forbid": "forbade", "grow": "grew",
    "rise": "rose", "give": "gave", "win": "won", "teach": "taught", "build": "built", "rebuild": "rebuilt",
    "lead": "led", "forsake": "forsook", "overspend": "overspent", "overrun": "overran", "beset": "beset",
}  # fmt: skip
DOUBLED = frozenset(
    {"stab", "ban", "bar", "slam", "drop", "slip", "sag", "lag", "dip", "trim", "flop", "gun", "rob", "cut"}
)
DOUBLED |= {"win", "slur", "shun", "snub", "expel", "deter", "beg", "scrap", "beset", "dog", "fret"}


def main() -> None:
    """Print one word and its value a line, sorted."""
    found: dict[str, float] = {}
    for line in Path(__file__).with_name("news_words.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            value, kind, *words = line.split()
            for form in (f for word in words for f in FORMS[kind](word)):
                if float(value) == 0 or form not in found or kind == "w":
                    found[form] = float(value)
    print("# word\tvalence, -4 to 4, 0 for words that name a thing in news; see SOURCES.d/sentiment.md")
    for word, value in sorted(found.items()):
        if value in OVERRIDING:
            print(f"{word}\t{value:g}")
        elif word not in lexicon() and fits(word) and "-" not in word:
            print(f"{word}\t{HAND_SHARE * value:g}")


def noun(word: str) -> Iterator[str]:
    """The noun and its plural."""
    yield word
    yield plural(word)


def verb(word: str) -> Iterator[str]:
    """The verb, its third person, past and present participle."""
    stem = word + word[-1] if word in DOUBLED else word
    yield word
    yield plural(word)
    yield IRREGULAR.get(word) or (
        stem + "d" if stem.endswith("e") else stem[:-1] + "ied" if ends_in_y(stem) else stem + "ed"
    )
    yield (stem[:-1] if stem.endswith("e") and not stem.endswith("ee") else stem) + "ing"


def past(stem: str) -> str:
    """The regular past."""
    if stem.endswith("e"):
        return stem + "d"
    return stem[:-1] + "ied" if ends_in_y(stem) else stem + "ed"


def plural(word: str) -> str:
    """With an s, as spelling has it."""
    if ends_in_y(word):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")


def ends_in_y(word: str) -> bool:
    """Whether a y follows a consonant at the end."""
    return word.endswith("y") and word[-2] not in VOWELS


FORMS = {"v": verb, "n": noun, "w": lambda word: iter([word])}

if __name__ == "__main__":
    main()
