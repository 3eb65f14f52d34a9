"""Laws of language."""
# ruff: noqa: RUF001 -- some of the texts are not English

import numpy as np
import pytest

from pipeline.arrays.arrow import strings
from pipeline.cleaning.language import detect, is_plainly_english, languages, normalised

ENGLISH = "The council of the town voted on Monday to keep the pier, and the mayor said that it would ask for money."
GERMAN = (
    "Der Rat der Stadt hat am Montag beschlossen, den alten Steg zu behalten, und die Bürgermeisterin kündigte an, "
    "beim Land um Geld für die Mauer zu bitten, die seit dem Sturm nicht mehr ausgebessert wurde."
)
RUSSIAN = "Городской совет в понедельник решил сохранить старый причал и попросить денег у области."


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("en", "en"), ("EN-gb", "en"), ("en_US", "en"), ("eng", "en"), ("English", "en"), ("deu", "de"), ("ger", "de"),
        ("Deutsch?", None), ("", None), (None, None), ("x", None),
    ],
)  # fmt: skip
def test_names_of_languages_become_codes(given: str | None, code: str | None) -> None:
    """ISO 639-1 and 639-2 codes, with a region or without, and English names; nothing else."""
    assert normalised(given) == code


def test_a_given_language_is_believed() -> None:
    """The record's own word wins over the text, with score 1."""
    codes, scores = languages(strings([ENGLISH]), ["fr"])
    assert (codes, scores.tolist()) == (["fr"], [1.0])


def test_plain_english_passes_the_gate() -> None:
    """English prose is known by its common words; other languages are not."""
    assert is_plainly_english(strings([ENGLISH, GERMAN, "Ferry vote", ""])).tolist() == [True, False, False, False]


def test_other_languages_are_found() -> None:
    """Long text in another language, and text in another script."""
    codes, scores = languages(strings([ENGLISH, GERMAN, RUSSIAN]), [None, "nonsense", None])
    assert codes == ["en", "de", "ru"]
    assert ((scores > 0.5) & (scores <= 1)).all()


@pytest.mark.parametrize(
    "text", ["Council votes", "Le Pen wins", "Bundestag vote", "Schwarzenegger in Berlin", "...", "", "42"]
)
def test_short_headlines_are_never_foreign(text: str) -> None:
    """Too little to tell by gives English or nothing."""
    assert detect(text)[0] in ("en", None)


def test_a_text_is_judged_alone() -> None:
    """The same text gets the same language and score in any company."""
    texts = [ENGLISH, GERMAN, RUSSIAN, "Council votes", ""]
    codes, scores = languages(strings(texts), [None] * 5)
    for text, code, score in zip(texts, codes, scores, strict=True):
        assert languages(strings([text]), [None])[0] == [code]
        assert languages(strings([text]), [None])[1][0] == score


def test_no_texts_no_languages() -> None:
    """An empty column is fine."""
    codes, scores = languages(strings([]), [])
    assert codes == []
    assert scores.dtype == np.float32
