"""Laws of the forms of verbs and nouns."""

from __future__ import annotations

import pytest

from pipeline.sentiment.inflections import noun_forms, verb_forms


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("end", ("end", "ends", "ended", "ending")),
        ("ease", ("ease", "eases", "eased", "easing")),
        ("free", ("free", "frees", "freed", "freeing")),
        ("deny", ("deny", "denies", "denied", "denying")),
        ("destroy", ("destroy", "destroys", "destroyed", "destroying")),
        ("drop", ("drop", "drops", "dropped", "dropping")),
        ("deter", ("deter", "deters", "deterred", "deterring")),
        ("visit", ("visit", "visits", "visited", "visiting")),
        ("quash", ("quash", "quashes", "quashed", "quashing")),
        ("veto", ("veto", "vetoes", "vetoed", "vetoing")),
        ("fall", ("fall", "falls", "fell", "fallen", "falling")),
        ("cut", ("cut", "cuts", "cutting")),
        ("lie", ("lie", "lies", "lay", "lain", "lying")),
        ("die", ("die", "dies", "died", "dying")),
        ("have", ("have", "has", "had", "having")),
        ("withdraw", ("withdraw", "withdraws", "withdrew", "withdrawn", "withdrawing")),
    ],
)
def test_verbs_have_all_their_forms(verb: str, forms: tuple[str, ...]) -> None:
    """Regular, doubling, silent e, y, sibilants, and irregular verbs."""
    assert verb_forms(verb) == forms


@pytest.mark.parametrize(
    ("noun", "plural"),
    [
        ("loss", "losses"),
        ("injury", "injuries"),
        ("delay", "delays"),
        ("crash", "crashes"),
        ("hero", "heroes"),
        ("war", "wars"),
    ],
)
def test_nouns_have_their_plural(noun: str, plural: str) -> None:
    """Sibilants, y after a consonant and after a vowel, o, and the plain case."""
    assert noun_forms(noun) == (noun, plural)
