"""Write `news_lexicon.tsv`: the hand-written words of `news_words.txt` with their inflected forms.

    PYTHONPATH=. python benchmarks/train/news_words.py > pipeline/resources/en/news_lexicon.tsv

A word that is listed twice keeps its first value; lines of kind `w` and of value 0 win over those before them.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.sentiment.inflections import noun_forms, verb_forms
from pipeline.sentiment.vader_words import lexicon

OVERRIDING = (0.0, -0.7)
"""Values that replace those of VADER's lexicon; all others only fill its gaps."""
HAND_SHARE = 0.8
"""What a hand-written valence counts beside the rated ones of VADER."""
FORMS = {"v": verb_forms, "n": noun_forms, "w": lambda word: (word,)}


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
        elif word not in lexicon() and "-" not in word:
            print(f"{word}\t{HAND_SHARE * value:g}")


if __name__ == "__main__":
    main()
