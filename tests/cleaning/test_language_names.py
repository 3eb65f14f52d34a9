"""Languages as records name them, and what decides where they do not."""

from __future__ import annotations

import pytest

from pipeline.arrays.arrow import strings
from pipeline.cleaning.language import detect, is_plainly_english, known_share, languages, may_be_english, normalised

ENGLISH = "The harbour council of the old town met to vote on the lease of the pier and to hear the mayor. "
GERMAN = "Der Hafenrat der alten Stadt hat am Montag getagt, um \u00fcber die Pacht des Stegs abzustimmen. "
CODES = {
    "ar": "ara arabic",
    "bg": "bul bulgarian",
    "cs": "ces cze czech",
    "da": "dan danish",
    "de": "deu ger german",
    "el": "ell gre greek",
    "en": "eng english",
    "es": "spa spanish",
    "et": "est estonian",
    "fa": "fas per persian",
    "fi": "fin finnish",
    "fr": "fra fre french",
    "he": "heb hebrew",
    "hi": "hin hindi",
    "hu": "hun hungarian",
    "id": "ind indonesian",
    "is": "isl ice icelandic",
    "it": "ita italian",
    "ja": "jpn japanese",
    "ko": "kor korean",
    "lt": "lit lithuanian",
    "lv": "lav latvian",
    "nl": "nld dut dutch",
    "pl": "pol polish",
    "pt": "por portuguese",
    "ru": "rus russian",
    "sv": "swe swedish",
    "tr": "tur turkish",
    "uk": "ukr ukrainian",
    "vi": "vie vietnamese",
}


@pytest.mark.parametrize(("code", "names"), CODES.items())
def test_a_language_has_codes_and_a_name(code: str, names: str) -> None:
    """Of two letters, of three, its English name; in any case and with a country behind."""
    for name in (code, *names.split()):
        for written in (name, name.upper(), name.title(), f" {name} ", f"{name}-XX", f"{name}_XX"):
            assert normalised(written) == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("en-GB", "en"),
        ("EN_us", "en"),
        ("pt-BR", "pt"),
        ("zh-Hans-CN", "zh"),
        ("", None),
        (None, None),
        ("xx", None),
        ("englisch", None),
        ("unknown", None),
        ("7", None),
    ],
)
def test_what_is_no_language_is_none(name: str | None, code: str | None) -> None:
    """Only names of the list."""
    assert normalised(name) == code


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In the house of cards", True),
        ("In the house", False),  # one common word
        ("He went to and of", False),  # without `the`
        ("The house of cards", False),  # the first word has no blank before it
        ("In the house" + " x" * 100 + " of cards", True),
        ("In the house of " + "x" * 484, True),  # two in five hundred bytes
        ("In the house of " + "x" * 485, False),
        ("IN THE HOUSE OF CARDS", False),
        ("", False),
    ],
)
def test_the_gate_counts_common_words(text: str, *, expected: bool) -> None:
    """`the` and another one, and one of them in 250 bytes on average."""
    assert is_plainly_english(strings([text])).tolist() == [expected]


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("the old town", 1.0),
        ("the qzx", 0.5),
        ("qzx qzy", 0.0),
        ("the Qzx", 2 / 3),  # a name counts half
        ("the QZX", 0.5),
        ("The old", 1.0),
        ("12 % of", 1.0),
        ("", 0.0),
    ],
)
def test_the_share_of_english_words(text: str, share: float) -> None:
    """Words with one capital count half; figures and marks are none."""
    assert known_share(text) == pytest.approx(share)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", True),
        ("12:30", True),
        ("Qzx Qzy Qzz", True),  # names
        ("the qzx", True),  # one unknown word
        ("the qzx qzy", False),
        ("qzx qzy", False),
        ("the old town was seen from here qzx qzy", False),  # two of nine
        ("the old town was seen from the road qzx qzy", False),  # two of ten: not less than a fifth
        ("the old town was seen from the old road qzx qzy", True),  # two of eleven
    ],
)
def test_a_short_text_may_be_english(text: str, *, expected: bool) -> None:
    """With fewer than two words in small letters that are not, or less than a fifth of them."""
    assert may_be_english(text) is expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ENGLISH, "en"),
        (GERMAN * 3, "de"),
        ("", None),
        ("12:30 ...", None),
        ("\u4f1a\u8bae\u4e8e\u4e94\u6708\u4e3e\u884c\uff0c\u4f60\u540c\u610f\u5417\u3002" * 3, "zh"),
    ],
)
def test_detected_languages(text: str, code: str | None) -> None:
    """By its words where they are English, else by a model where there is enough of it."""
    assert detect(text)[0] == code


@pytest.mark.parametrize(
    ("text", "given", "code", "score"),
    [
        (ENGLISH * 2, None, "en", 0.99),
        (ENGLISH * 2, "en", "en", 1.0),
        (ENGLISH * 2, "English", "en", 1.0),
        (ENGLISH * 2, "de", "en", 0.99),  # long and sure of itself
        (ENGLISH, "de", "de", 1.0),  # too short to overrule
        (GERMAN * 3, "de", "de", 1.0),
        ("12:30", "de", "de", 1.0),
        ("12:30", None, None, 0.0),
        ("12:30", "nonsense", None, 0.0),
    ],
)
def test_a_record_is_believed_unless_a_long_text_is_sure(
    text: str, given: str | None, code: str | None, score: float
) -> None:
    """From 120 letters on."""
    codes, scores = languages(strings([text]), [given])
    assert codes == [code]
    assert scores.tolist() == [pytest.approx(score, abs=1e-6)]
