"""Laws of language."""
# ruff: noqa: RUF001 -- some of the texts are not English

from collections.abc import Callable

import numpy as np
import pytest

from pipeline.arrays.arrow import strings
from pipeline.cleaning import language
from pipeline.cleaning.language import detect, is_plainly_english, known_share, languages, may_be_english, normalised

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


Answer = Callable[[str, float], None]


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """`answer(code, share)`: what py3langid says from now on, of any text."""
    return lambda code, share: monkeypatch.setattr(language, "_classifier", lambda: lambda _text: (code, share))


@pytest.mark.parametrize(
    ("text", "share", "expected"),
    [
        ("Zug " * 27, 0.8, ("de", 0.8)),
        ("Zug " * 27, 0.79, (None, 0.0)),
        ("Zug " * 26 + "Zu", 0.8, ("de", 0.8)),
        ("Zug " * 26 + "Z", 0.99, (None, 0.0)),
        ("Дом ", 0.4, ("de", 0.4)),
        ("Дом ", 0.39, (None, 0.0)),
        ("Дом Zuger Zu", 0.4, ("de", 0.4)),
        ("Дом Zuger Zug", 0.4, (None, 0.0)),
    ],
)
def test_a_language_needs_a_long_text_and_a_sure_answer(
    text: str, share: float, expected: tuple[str | None, float], answer: Answer
) -> None:
    """In Latin letters .8 and 80 letters; .4 where three letters in ten are of another script, however short."""
    answer("de", share)
    assert detect(text) == expected


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("council xqz", "de", ("en", 0.5)),
        ("council xqz zqx", "de", (None, 0.0)),
        ("council xqz xqz xqz xqz", "en", ("en", 0.9)),
        ("council xqz xqz xqz xqz xqz", "en", (None, 0.0)),
        ("council vote", "de", ("en", 1.0)),
        ("council vote", "en", ("en", 1.0)),
    ],
)
def test_short_texts_are_english_by_their_words(
    text: str, code: str, expected: tuple[str | None, float], answer: Answer
) -> None:
    """Half of the words known is English; a fifth, where py3langid says so too; the better figure is the score."""
    answer(code, 0.9)
    assert detect(text) == expected


@pytest.mark.parametrize(
    ("score", "n_letters", "expected"), [(0.99, 120, "de"), (0.98, 120, "en"), (0.99, 119, "en"), (0.99, 121, "de")]
)
def test_a_long_text_that_is_sure_overrules_its_record(
    score: float, n_letters: int, expected: str, answer: Answer
) -> None:
    """From 120 letters on and at .99; else the record is believed, with score 1."""
    answer("de", score)
    codes, scores = languages(strings(["z" * n_letters]), ["en"])
    assert codes == [expected]
    assert np.allclose(scores, [0.99 if expected == "de" else 1.0])


def test_english_prose_overrules_its_record() -> None:
    """A record that says French of 120 letters of plain English is wrong; of fewer letters it is believed."""
    long = f"{ENGLISH} {ENGLISH}"
    codes, scores = languages(strings([long, ENGLISH]), ["fr", "fr"])
    assert codes == ["en", "fr"]
    assert np.allclose(scores, [0.99, 1.0])


def test_the_gate_wants_two_common_words_and_enough_of_them() -> None:
    """`the`, one of the others, and one in 250 bytes; only the beginning of a text is looked at."""
    filler = "z" * 200
    texts = [
        f"a the b of {filler}", f"a the b the {filler}", f"a of b to {filler}", f"a the b of {filler * 3}",
        "a the b of " + "z" * 489, "a the b of " + "z" * 490,
    ]  # fmt: skip
    assert is_plainly_english(strings(texts)).tolist() == [True, False, False, False, True, False]


def test_only_the_first_eight_hundred_characters_are_looked_at(answer: Answer) -> None:
    """English behind them is not seen, and a given language is not doubted for it."""
    answer("de", 0.9)
    assert languages(strings(["z" * 700 + " the of and to the of and to"]), [None])[0] == ["en"]
    assert languages(strings(["z" * 800 + " the of and to the of and to"]), [None])[0] == ["de"]


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("council vote", 1.0),
        ("council xqz", 0.5),
        ("Council xqz", 1 / 3),
        ("NATO council", 0.5),
        ("", 0.0),
        ("12", 0.0),
    ],
)
def test_a_capital_counts_half(text: str, share: float) -> None:
    """Small letters and capitals throughout count whole: a word with one capital may be a name."""
    assert known_share(text) == pytest.approx(share)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Xqz Zqx 12", True),
        ("Xqz zqx 12", True),
        ("xqz zqx", False),
        ("xqz zqx council vote on the town in the", False),
        ("xqz zqx council vote on the town in the town of the council", True),
        ("council " * 101 + "xqz " * 50, True),
    ],
)
def test_names_and_figures_may_be_english(text: str, expected: bool) -> None:
    """One strange word, or fewer than one in five, in small letters does no harm; only the beginning is read."""
    assert may_be_english(text) is expected


def test_a_text_of_mostly_english_words_needs_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where its words decide, the model is not loaded; the probability is their share."""
    monkeypatch.setattr(language, "_classifier", lambda: pytest.fail("the model was asked"))
    assert language.detect("Harbour workers walked home early; Zoltansk Bratok paid") == ("en", 10 / 13)
