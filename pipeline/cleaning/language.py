"""Language of each article: as given, else by a cheap gate for English, else by py3langid, else unknown.

py3langid reads about 330 articles a second; the gate counts four English words in the first lines of all texts at once
and leaves it the few that it is not sure of. A long text that is sure of its language overrules its record. Of short
texts py3langid knows little: there the share of English words decides, and where that is low, the language is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import to_numpy
from pipeline.arrays.look_ups import loaded
from pipeline.arrays.types import Bool, Float32
from pipeline.cleaning import thresholds as t
from pipeline.cleaning.known_words import known_words
from pipeline.resources import resource

_COMMON = (b" the ", b" of ", b" and ", b" to ")
_WORD = re.compile(r"[^\W\d_]+")


def languages(texts: pa.Array, given: Sequence[str | None]) -> tuple[list[str | None], Float32]:
    """Language of each text.

    Args:
        texts: n strings, none null.
        given: shape (n,), what the records say.

    Returns:
        ISO 639-1 codes, None where unsure; scores 0..1, 1 where given and not contradicted, 0 where unsure.
    """
    codes: list[str | None] = [normalised(name) for name in given]
    scores = np.array([code is not None for code in codes], np.float32)
    samples = pc.utf8_slice_codeunits(texts, 0, t.SAMPLE_CHARS)
    for at, is_english in enumerate(is_plainly_english(samples).tolist()):
        code = codes[at]
        if code is None:
            codes[at], scores[at] = ("en", t.GATE_SCORE) if is_english else detect(samples[at].as_py())
        elif is_english != (code == "en"):
            found, score = ("en", t.GATE_SCORE) if is_english else detect(samples[at].as_py())
            if (
                found not in (None, code)
                and score >= t.GATE_SCORE
                and _n_letters(samples[at].as_py()) >= t.OVERRULING_LETTERS
            ):
                codes[at], scores[at] = found, score
    return codes, np.round(scores, 4).astype(np.float32)


def _n_letters(text: str) -> int:
    return sum(char.isalpha() for char in text)


def is_plainly_english(samples: pa.Array) -> Bool:
    """Where "the", another common word, and enough of both are found; bool, shape (n,)."""
    rows = samples.cast(pa.binary()).to_pylist()
    counts = np.array([[row.count(word) for word in _COMMON] for row in rows], np.int64).reshape(-1, len(_COMMON))
    sizes = to_numpy(pc.binary_length(samples))
    is_dense = counts.sum(axis=1) * t.CHARS_PER_COMMON_WORD >= sizes
    return np.asarray((counts[:, 0] > 0) & ((counts > 0).sum(axis=1) > 1) & is_dense)


def detect(text: str) -> tuple[str | None, float]:
    """Language of one text: English where most of its words are, else by py3langid where the text is long enough.

    The model of py3langid takes 0.6 CPU s to load; most corpora never ask it.

    Returns:
        Code and probability; (None, 0) when it is no text or the answer is too unsure.
    """
    letters = [char for char in text if char.isalpha()]
    if not letters:
        return None, 0.0
    foreign_letters = sum(char > "\u024f" for char in letters) / len(letters)
    english = known_share(text) if foreign_letters < t.SCRIPT_SHARE else 0.0
    if english >= t.ENGLISH_SHARE:
        return "en", english
    code, share = _classifier()(text)
    trusted = foreign_letters >= t.SCRIPT_SHARE or len(letters) >= t.FOREIGN_LETTERS
    likely = t.SCRIPT_PROBABILITY if foreign_letters >= t.SCRIPT_SHARE else t.FOREIGN_PROBABILITY
    if code != "en" and trusted and share >= likely:
        return code, share
    if code == "en" and english >= t.SOME_ENGLISH_SHARE:
        return "en", max(english, share)
    return None, 0.0


def may_be_english(text: str) -> bool:
    """Whether a text whose language cannot be detected may be English: names, figures, a few words."""
    small = [word for word in _WORD.findall(text[: t.SAMPLE_CHARS]) if word.islower()]
    n_unknown = sum(word not in known_words() for word in small)
    return n_unknown < t.N_UNKNOWN_WORDS or n_unknown < len(small) * t.SOME_ENGLISH_SHARE


def known_share(text: str) -> float:
    """Share of the words of a text that are English words, 0..1; names with a capital inside a sentence count half."""
    words = _WORD.findall(text)
    weights = [1.0 if word[:1].islower() or word.isupper() else 0.5 for word in words]
    known = [weight for word, weight in zip(words, weights, strict=True) if word.lower() in known_words()]
    return sum(known) / max(sum(weights), 1e-9)


@loaded
def _classifier() -> Callable[[str], tuple[str, float]]:
    """The model of py3langid with normalised probabilities; loaded when first asked, 75 MB."""
    from py3langid import langid

    model: Any = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    return lambda text: tuple(model.classify(text))


def normalised(name: str | None) -> str | None:
    """The ISO 639-1 code of a language as records name it ("en-GB", "eng", "English"); None for what is no language."""
    if not name:
        return None
    plain = name.strip().lower().replace("_", "-")
    return _names().get(plain) or _names().get(plain.split("-", 1)[0])


@cache
def _names() -> dict[str, str]:
    """Codes and names → ISO 639-1 code."""
    rows = (line.split("\t") for line in resource("language_names.tsv").splitlines() if not line.startswith("#"))
    return {name: code for code, others, english in rows for name in (code, *others.split(), english)}
