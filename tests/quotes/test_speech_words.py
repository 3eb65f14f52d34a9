"""Laws of the words of speech."""

from __future__ import annotations

from pipeline.names.genders import FEMALE, MALE, gendered, learnt_genders
from pipeline.names.word_lists import word_kinds
from pipeline.quotes.speech_words import SMALL_ONLY, speech_words
from pipeline.resources import resource


def test_every_word_has_one_kind() -> None:
    """No word of the resource stands there twice, and each kind is one letter."""
    lines = [line.split("\t") for line in resource("en/speech_words.tsv").splitlines() if not line.startswith("#")]
    assert len(speech_words()) == len(lines)
    assert all(len(kind) == 1 and word == word.lower() for kind, word in lines)


def test_kinds() -> None:
    """Verbs count in small letters only."""
    assert speech_words()["said"] in SMALL_ONLY
    assert speech_words()["spokesman"] == "T"


def test_gendered_words() -> None:
    """Pronouns and titles."""
    assert {gendered()[word] for word in ("he", "mr", "congressman")} == {MALE}
    assert {gendered()[word] for word in ("she", "mrs", "her")} == {FEMALE}


def test_learnt_genders() -> None:
    """Names that the lists leave open; none that they know."""
    assert (learnt_genders()["barack"], learnt_genders()["condoleezza"]) == (MALE, FEMALE)
    assert not any({*word_kinds().get(name, "")} & {"m", "f"} for name in learnt_genders())
