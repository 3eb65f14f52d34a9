"""Language of each article: as given, else by a cheap gate for English, else by py3langid, else unknown.

py3langid reads about 330 articles a second; the gate counts four English words in the first lines of all texts at once
and leaves it the few that it is not sure of. A wrong language costs an article its keywords: a short text is only
called foreign when the writing itself says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import numbers, to_numpy
from pipeline.arrays.types import Bool, Float32
from pipeline.resources import resource

_SAMPLE = 800  # characters looked at
_COMMON = (" the ", " of ", " and ", " to ")
_SPACING = 250  # characters of sample that must hold one of these words, on average
_SURE = 0.99  # score of a text that passes the gate
_ENOUGH = 80  # letters from which on a text in Latin letters may be called foreign
_LIKELY, _PLAUSIBLE = 0.8, 0.4  # least probability of a foreign language, and of English
_FOREIGN = 0.3  # share of letters beyond Latin that makes a short text foreign


def languages(texts: pa.Array, given: Sequence[str | None]) -> tuple[list[str | None], Float32]:
    """Language of each text.

    Args:
        texts: n strings, none null.
        given: shape (n,), what the records say.

    Returns:
        ISO 639-1 codes, None where unsure; scores 0..1, 1 where given, 0 where unsure.
    """
    codes: list[str | None] = [normalised(name) for name in given]
    scores = np.array([code is not None for code in codes], np.float32)
    asked = np.flatnonzero(scores == 0)
    samples = pc.utf8_slice_codeunits(texts.take(numbers(asked)), 0, _SAMPLE)
    english = is_plainly_english(samples)
    for at, text, sure in zip(asked.tolist(), samples.to_pylist(), english.tolist(), strict=True):
        codes[at], scores[at] = ("en", _SURE) if sure else detect(text)
    return codes, np.round(scores, 4).astype(np.float32)


def is_plainly_english(samples: pa.Array) -> Bool:
    """Where "the", another common word, and enough of both are found; bool, shape (n,)."""
    counts = [to_numpy(pc.count_substring(samples, word)).astype(np.int64) for word in _COMMON]
    sizes = to_numpy(pc.binary_length(samples))
    return np.asarray((counts[0] > 0) & (sum(c > 0 for c in counts) > 1) & (sum(counts) * _SPACING >= sizes))


def detect(text: str) -> tuple[str | None, float]:
    """Ask py3langid about one text.

    Returns:
        Code and probability; (None, 0) when the text is too short or the answer too unsure.
    """
    letters = [char for char in text if char.isalpha()]
    if not letters:
        return None, 0.0
    code, share = _classifier()(text)
    foreign_letters = sum(char > "\u024f" for char in letters) / len(letters)
    if code == "en":
        return ("en", share) if share >= _PLAUSIBLE and foreign_letters < _FOREIGN else (None, 0.0)
    trusted = foreign_letters >= _FOREIGN or len(letters) >= _ENOUGH
    likely = _PLAUSIBLE if foreign_letters >= _FOREIGN else _LIKELY
    return (code, share) if trusted and share >= likely else (None, 0.0)


@cache
def _classifier() -> Callable[[str], tuple[str, float]]:
    """The model of py3langid with normalised probabilities; loaded when first asked."""
    from py3langid import langid  # noqa: PLC0415 -- 0.13 CPU s that all-English parts do not need

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
