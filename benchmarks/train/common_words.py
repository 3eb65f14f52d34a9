"""Write `pipeline/resources/en/common_words.tsv`: how many articles of news in a thousand have a word.

    NIGHTDESK_EVAL_DATA=DATA python benchmarks/train/common_words.py

Counts the words of DATA/news written small, plural folded (`word_facts.fold`), once an article; keeps those of one
article in a hundred or more. No text is kept.
"""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))

from scraped import scraped

from pipeline.arrays.arrow import strings
from pipeline.text.tokens import tokenise
from pipeline.text.word_facts import fold
from pipeline.text.word_forms import CAPITAL, NUMBER

TARGET = Path(__file__).parents[2] / "pipeline" / "resources" / "en/common_words.tsv"
LEAST = 10  # articles in a thousand
BATCH = 500


def counts(texts: list[str]) -> dict[str, int]:
    """Articles that have each folded word, written small."""
    tokens = tokenise(strings(texts))
    small = tokens.kind & (CAPITAL | NUMBER) == 0
    folded = [fold(word) for word in tokens.vocabulary]
    number = {word: n for n, word in enumerate(dict.fromkeys(folded))}
    ids = np.array([number[word] for word in folded], np.int64)[tokens.word[small]]
    pairs = np.unique(tokens.doc[small] * np.int64(len(number)) + ids)
    df = np.bincount(pairs % max(len(number), 1), minlength=len(number))
    return dict(zip(number, df.tolist(), strict=True))


def main() -> None:
    """Count, write, print the hash for SOURCES.d."""
    total: dict[str, int] = {}
    texts = [record["text"] for record in scraped(os.environ["NIGHTDESK_EVAL_DATA"], 1)]
    for first in range(0, len(texts), BATCH):
        for word, df in counts(texts[first : first + BATCH]).items():
            total[word] = total.get(word, 0) + df
    shares = {word: round(1000 * df / len(texts)) for word, df in total.items() if word.isalpha() and len(word) > 1}
    kept = {word: share for word, share in sorted(shares.items()) if share >= LEAST}
    lines = ["word\tarticles", *(f"{word}\t{share}" for word, share in kept.items())]
    data = ("\n".join(lines) + "\n").encode()
    TARGET.write_bytes(data)
    print(f"{len(texts)} articles, {len(kept)} words, sha256 {hashlib.sha256(data).hexdigest()}")


if __name__ == "__main__":
    main()
