"""Write `pipeline/resources/en/pos_prior.tsv.gz` from a table of word shares.

    python benchmarks/train/pos_prior.py WORD_SHARES.tsv.gz

The table has a line a word: the word, then how many ninths of its occurrences were tagged noun, adjective, verb,
adverb, anything else, and (a part of the verbs) gerund. The output has the same six digits a word, and behind the
words a line `-ing 009009` for each ending of 2 to 4 letters that at least 5 words share: the mean of those words,
for words that the table does not know.
"""

from __future__ import annotations

import gzip
import hashlib
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

from pipeline.arrays.types import Float64

TARGET = Path(__file__).parents[2] / "pipeline" / "resources" / "en/pos_prior.tsv.gz"
MIN_WORDS = 5


def read(path: Path) -> dict[str, Float64]:
    """Word → six shares in ninths."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = (line.rstrip("\n").split("\t") for line in lines)
        return {word: np.array(shares, float) for word, *shares in rows}


def endings(table: dict[str, Float64]) -> dict[str, Float64]:
    """Ending → mean shares of the words that have it and at least two letters more."""
    found: dict[str, list[Float64]] = defaultdict(list)
    for word, shares in table.items():
        for size in (2, 3, 4):
            if len(word) > size + 1:
                found[word[-size:]].append(shares)
    return {f"-{end}": np.mean(rows, axis=0) for end, rows in sorted(found.items()) if len(rows) >= MIN_WORDS}


def main() -> None:
    """Read, add the endings, write, print the hash for SOURCES.d."""
    table = read(Path(sys.argv[1]))
    rows = dict(sorted(table.items())) | endings(table)
    lines = (f"{key}\t{''.join(str(int(n)) for n in np.rint(shares))}\n" for key, shares in rows.items())
    data = gzip.compress("".join(lines).encode(), compresslevel=9, mtime=0)
    TARGET.write_bytes(data)
    print(f"{len(table)} words, {len(rows) - len(table)} endings, sha256 {hashlib.sha256(data).hexdigest()}")


if __name__ == "__main__":
    main()
