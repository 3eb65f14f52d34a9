"""The keys of spellings that weights are learnt for: what `pipeline.names.tagger` adds up, spelt out."""

from __future__ import annotations

from collections import Counter

import numpy as np
from scipy import sparse

from benchmarks.train.name_articles import Articles
from pipeline.names.features import POSITIONS, TABLES, table_codes
from pipeline.names.known_spellings import spellings_of
from pipeline.names.spelling_kinds import shape_of
from pipeline.names.spellings import Spellings
from pipeline.names.word_lists import CLASS_SHIFT, class_numbers, word_kinds

LEAST = 2  # candidates that a key must occur at


def own_keys(spelt: Spellings, form: int) -> list[str]:
    """The keys of a spelling as the word itself."""
    base = spelt.bases[form].as_py()
    low, shouted = base.lower(), base.capitalize() if base.isupper() else base.lower()
    kinds = word_kinds().get(low, "")
    known = class_numbers().get(base) or class_numbers().get(shouted, 0)
    keys = ["w" + low, "3" + low[-3:], "2" + low[-2:], "p" + low[:3], "x" + shape_of(base), "K" + kinds]
    return [*keys, f"l{min(len(base), 8)}", *("b" + kind for kind in kinds), _class_key(known)]


def context_keys(spelt: Spellings, form: int) -> list[str]:
    """The keys of a spelling as a neighbour; -1 for beyond the text."""
    base = spelt.bases[form].as_py() if form >= 0 else ""
    low = base.lower()
    return ["w" + low, _class_key(class_numbers().get(base, 0)), "K" + word_kinds().get(low, "")]


def _class_key(number: int) -> str:
    return f"c{(number >> CLASS_SHIFT) - 1}" if number else "c"


def matrix(articles: Articles) -> tuple[sparse.csr_matrix, list[str]]:
    """Candidates by features: keys of the five positions, then the tables."""
    rows, names = [], []
    counts: Counter[str] = Counter()
    tokens = articles.batch.tokens
    spelt = spellings_of(tokens, np.arange(len(tokens.forms)))
    for position, numbers in zip(POSITIONS, articles.features.forms, strict=True):
        make = own_keys if position == 0 else context_keys
        keys = {n: [f"{position}{k}" for k in make(spelt, n)] for n in np.unique(numbers).tolist()}
        rows.append([keys[n] for n in numbers.tolist()])
        for row in rows[-1]:
            counts.update(row)
    names = sorted(key for key, n in counts.items() if n >= LEAST)
    number = {key: n for n, key in enumerate(names)}
    at = [[number[k] for part in parts for k in part if k in number] for parts in zip(*rows, strict=True)]
    offset = len(names)
    table_columns, codes = [], table_codes(articles.features)
    for name, size in TABLES.items():
        table_columns.append(codes[name] + offset)
        offset += size
    columns = [np.concatenate([keys, extra]) for keys, extra in zip(at, np.stack(table_columns, 1), strict=True)]
    indptr = np.concatenate([[0], np.cumsum([len(c) for c in columns])])
    data = np.ones(indptr[-1], np.float64)
    return sparse.csr_matrix((data, np.concatenate(columns), indptr), (len(columns), offset)), names
