"""What the model `news` knows of words: tone, learned evidence, and the rules that words set off.

Tone comes from the lexicon of VADER, `news_lexicon.tsv` over it, and `news_tone.toml` over both; rules from the files
that `grammar` reads; evidence from `news_weights.tsv.gz`, learned by `benchmarks/train/sentiment.py`. No name of a
person, a party or a place has a weight: the tone of a text must not depend on whom it is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pipeline.arrays.arrow import index_of, strings
from pipeline.arrays.types import Bool, Float64, Int64, UInt16
from pipeline.resources import resource
from pipeline.resources.derived_arrays import Arrays, derived_arrays, letters_of, words_of
from pipeline.sentiment.grammar import Grammar, function_words, grammar
from pipeline.sentiment.phrases import PhraseTree, phrase_tree
from pipeline.sentiment.vader_words import lexicon, lexicon_path
from pipeline.sentiment.word_kinds import ARTICLE, BOUNDARY, GOES_ON, ONE, OPENS, PASSIVE, RULING, TONED

_FEW = 8192
"""Words from which Arrow finds rows faster: it takes up all words of the model in each call, 2 ms."""
_SCALE = 1000.0  # learned figures are stored as whole thousandths
_CODE = ("grammar", "inflections", "news_words", "phrases", "vader_words", "word_kinds")  # what makes the rows
_RESOURCES = (
    *("en/news_weights.tsv.gz", "en/news_lexicon.tsv", "en/news_rules.toml", "en/news_things.toml"),
    *("en/news_tone.toml", "en/doubled_verbs.txt", "en/irregular_verbs.tsv"),
)
_COLUMNS = ("tone", "moved", "is_thing", "rule", "kinds", "evidence", "phrases")


class NewsWords(NamedTuple):
    """The words that the model knows; row 0 stands for all others.

    Attributes:
        row: word -> its row.
        names: the words, string array of n.
        tone: float64, shape (n + 1,): -4..4, 0 without feeling.
        moved: float64, shape (n + 1,): the tone where a rule that moves takes hold of the word.
        is_thing: bool, shape (n + 1,): whether it is one of the things of `news_things.toml`.
        rule: int64, shape (n + 1,): the rule that the word sets off, 0 for none.
        kinds: uint16, shape (n + 1,): the bits of `word_kinds`.
        evidence: float64, shape (2, n + 1): what the word adds to tone and to strength, as learned.
        tree: the phrases.
        phrases: float64, shape (3, n_phrases): tone, moved and rule of each phrase.
    """

    row: Mapping[str, int]
    names: pa.Array
    tone: Float64
    moved: Float64
    is_thing: Bool
    rule: Int64
    kinds: UInt16
    evidence: Float64
    tree: PhraseTree
    phrases: Float64

    def rows_of(self, vocabulary: pa.Array) -> Int64:
        """The row of each word of a string array of distinct words, 0 for those that the model does not know."""
        if len(vocabulary) < _FEW:
            return np.array([self.row.get(word, 0) for word in vocabulary.to_pylist()], np.int64)
        return index_of(vocabulary, self.names) + 1


@cache
def news_words(extra: tuple[tuple[str, float], ...] = ()) -> NewsWords:
    """The rows of the model; those without extra words are kept from process to process, for to make them costs .07 s.

    Args:
        extra: (word, valence) pairs that are added to the lexicon or replace its values.
    """
    if extra:
        return _made(dict(extra))
    code = (lexicon_path(), *(Path(__file__).with_name(f"{name}.py") for name in _CODE))
    return unpacked(derived_arrays("news_words", _RESOURCES, map(str, code), lambda: packed(_made({}))))


def _made(extra: Mapping[str, float]) -> NewsWords:
    learned = _rows(resource("en/news_weights.tsv.gz"))
    return rows({word: (int(tone) / _SCALE, int(strength) / _SCALE) for word, tone, strength in learned}, extra)


def packed(words: NewsWords) -> Arrays:
    """The rows as arrays, those of the phrases' tree under the names of its fields."""
    columns = {name: getattr(words, name) for name in _COLUMNS}
    tree = {name: np.asarray(value) for name, value in words.tree._asdict().items()}
    return {"names": letters_of(words.names.to_pylist()), **columns, **tree}


def unpacked(arrays: Arrays) -> NewsWords:
    """The rows that `packed` made these arrays of."""
    names = words_of(arrays["names"])
    tree: dict[str, Any] = {name: arrays[name] for name in PhraseTree._fields}
    columns = {name: arrays[name] for name in _COLUMNS}
    row = {name: number for number, name in enumerate(names, 1)}
    return NewsWords(row, strings(names), **columns, tree=PhraseTree(**{**tree, "n_rows": int(tree["n_rows"])}))


def rows(evidence: Mapping[str, tuple[float, float]], extra: Mapping[str, float] | None = None) -> NewsWords:
    """The rows of all words, from what was learned and what is given.

    Args:
        evidence: word -> learned evidence for tone and for strength.
        extra: word -> valence: a user's own words.
    """
    known = grammar()
    tones = {**given_valences(), **(extra or {})}
    in_phrases = (word for phrase in known.phrases() for word in phrase)
    kinds = _kinds()
    asked = dict.fromkeys([*tones, *known.things, *known.word_rules, *kinds, *in_phrases, *evidence])
    names = list(asked)
    row = {name: number for number, name in enumerate(names, 1)}
    tree = phrase_tree(known.phrases(), row, len(names) + 1)
    tone, moved = _column(row, tones), _column(row, {**tones, **known.things})
    is_thing = _column(row, dict.fromkeys(known.things, True), bool)
    rule = _column(row, known.word_rules, np.int64)
    bits = {
        TONED: (tone != 0) | (moved != 0) | is_thing,
        RULING: rule > 0,
        OPENS: tree.opening > 0,
        GOES_ON: tree.goes_on,
    }
    given: UInt16 = _column(row, kinds, np.uint16)
    return NewsWords(
        row,
        strings(names),
        tone,
        moved,
        is_thing,
        rule,
        given + sum(np.uint16(bit) * holds for bit, holds in bits.items()),
        np.array([_column(row, {w: pair[n] for w, pair in evidence.items()}) for n in (0, 1)]),
        tree,
        _phrase_columns(known),
    )


def _column(row: Mapping[str, int], values: Mapping[str, Any], kind: type = float) -> npt.NDArray[Any]:
    """The values of the words that have one, at their rows; 0 elsewhere."""
    filled: npt.NDArray[Any] = np.zeros(len(row) + 1, kind)
    filled[list(map(row.__getitem__, values))] = list(values.values())
    return filled


def _kinds() -> dict[str, int]:
    """Function word -> its bits."""
    found = {"a": ONE}
    for name, bit in (("articles", ARTICLE), ("clause_words", BOUNDARY), ("passives", PASSIVE)):
        found.update({word: found.get(word, 0) | bit for word in sorted(function_words(name))})
    return found


def _phrase_columns(known: Grammar) -> Float64:
    """Tone, moved and rule of each phrase, float64, shape (3, n_phrases)."""
    found = []
    for phrase in known.phrases():
        value = known.phrase_values.get(phrase, 0.0)
        found.append((value, known.phrase_things.get(phrase, value), known.phrase_rules.get(phrase, 0)))
    return np.array(found, float).T.copy()


def given_valences() -> dict[str, float]:
    """The tone of every word that has one: VADER's lexicon, the words of news, and those of the rules."""
    own = {word: float(value) for word, value in _rows(resource("en/news_lexicon.tsv"))}
    ruled = {word: value for word, value in grammar().word_values.items() if own.get(word) != 0.0}
    return {word: value for word, value in {**lexicon(), **own, **ruled}.items() if value}


def named_things() -> frozenset[str]:
    """The words of the lexicon that in news mostly name a thing and carry no feeling."""
    return frozenset(word for word, value in _rows(resource("en/news_lexicon.tsv")) if not float(value))


def _rows(text: str) -> Iterator[list[str]]:
    """The columns of a table, line by line."""
    return (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
