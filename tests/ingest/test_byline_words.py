"""Every word and sign that a byline is taken apart by: what leads to names, what parts them, what is none."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.ingest.bylines import authors, begins_byline, is_agency, is_person


@pytest.mark.parametrize(
    "lead",
    [
        "By",
        "by",
        "BY",
        "By:",
        "Written by",
        "Words by:",
        "Reported by",
        "Reporting by",
        "Report by",
        "Story by",
        "Posted by",
        "From",
        "Von",
        "Par",
        "Por",
        "Di",
        "Door",
        "Av",
        "Autor",
        "Autorin:",
        "Alle Artikel von",
        "All articles by",
        "All posts by",
        "View all posts by",
        "More by",
    ],
)
def test_what_leads_to_names(lead: str) -> None:
    """In any case, with a colon or without; as a whole word: `Byon Holt` is a name."""
    assert authors(f"{lead} Mara Holt") == ["Mara Holt"]
    assert begins_byline(f"{lead} Mara Holt")
    longer = f"{lead.rstrip(':')}on Holt"
    assert authors(longer) == [longer]


@pytest.mark.parametrize(
    ("sign", "parts"),
    [
        (", ", True),
        (" and ", True),
        (" AND ", True),
        (" und ", True),
        (" et ", True),
        (" en ", True),
        (" och ", True),
        (" og ", True),
        ("; ", True),
        (";", True),
        ("|", True),
        (" | ", True),
        (" / ", True),
        (" & ", True),
        (" + ", True),
        (", and ", True),
        ("/", False),
        ("&", False),
        ("+", False),
        (" with ", False),
    ],
)
def test_what_parts_names(sign: str, parts: bool) -> None:
    """Words of seven languages and signs, slashes and the like with blanks around them."""
    whole = f"Mara Holt{sign}Juan Pell"
    assert authors(whole) == (["Mara Holt", "Juan Pell"] if parts else [whole])


@pytest.mark.parametrize(
    ("beside", "name"),
    [
        (" (Merrow)", "Mara Holt"),
        (" [Merrow]", "Mara Holt"),
        (" <Merrow>", "Mara Holt"),
        (" for Merrow Post", "Mara Holt"),
        (" for the Merrow Post", "Mara Holt"),
        (" of Merrow", "Mara Holt"),
        (" in Merrow", "Mara Holt"),
        (" at the quay", "Mara Holt"),
        (" is a writer", "Mara Holt"),
        (" is an editor", "Mara Holt"),
        (" in der Stadt", "Mara Holt"),
        (" für die Post", "Mara Holt"),
        (" - Merrow Post", "Mara Holt"),
        (" on 12 May 2024", "Mara Holt"),
        (" am 12. Mai 2024", "Mara Holt"),
        (" le 12 mai 2024", "Mara Holt"),
        (" el 12 de mayo", "Mara Holt"),
        (" on Monday", "Mara Holt on Monday"),
        ("-Merrow", "Mara Holt-Merrow"),
        (" :", "Mara Holt"),
        (" *", "Mara Holt"),
        (" –", "Mara Holt"),
        (" —", "Mara Holt"),
        (".", "Mara Holt"),
        (" www.post.example/mara", "Mara Holt"),
        (" https://post.example", "Mara Holt"),
        (" m.holt@post.example", "Mara Holt"),
        (" @maraholt", "Mara Holt"),
        (" post.com", "Mara Holt"),
        (" post.co.uk", "Mara Holt"),
    ],
)
def test_what_stands_beside_a_name(beside: str, name: str) -> None:
    """Brackets, places, papers, dates, addresses; a dash within a name is its own."""
    assert authors(f"Mara Holt{beside}") == [name]


@pytest.mark.parametrize("degree", ["MD", "M.D.", "PhD", "Ph.D.", "MBA", "MSc", "M.Sc.", "Esq", "Esq.", "RDN"])
def test_degrees_are_no_part_of_a_name(degree: str) -> None:
    """Behind it with a comma or without; alone they are nobody."""
    assert authors(f"Mara Holt, {degree}") == ["Mara Holt"]
    assert authors(f"Mara Holt {degree}") == ["Mara Holt"]
    assert authors(f"Mara Holt, {degree}, and Juan Pell") == ["Mara Holt", "Juan Pell"]


@pytest.mark.parametrize("suffix", ["Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"])
def test_endings_of_a_name(suffix: str) -> None:
    """They belong to the name before them."""
    assert authors(f"Mara Holt, {suffix}") == [f"Mara Holt, {suffix}"]
    assert authors(f"Mara Holt {suffix}") == [f"Mara Holt {suffix}"]
    assert authors(f"Mara Holt, {suffix}, Juan Pell") == [f"Mara Holt, {suffix}", "Juan Pell"]


@pytest.mark.parametrize("word", ["Reporter", "Senior Editor", "Korrespondentin", "BBC News", "Quay Gazette", "Verlag"])
def test_roles_and_firms_are_nobody(word: str) -> None:
    """Behind a comma; as a name of its own they are no person's."""
    assert authors(f"Mara Holt, {word}") == ["Mara Holt"]
    assert authors(f"Mara Holt, {word}, Juan Pell") == ["Mara Holt", "Juan Pell"]
    assert not is_person(word)
    assert not is_person(f"Mara {word}")


@pytest.mark.parametrize("text", ["null", "None", "NaN", "undefined", "N/A", "unknown", "Anonymous", "", "  "])
def test_values_for_nobody(text: str) -> None:
    """As programs write them, alone or among names."""
    assert authors(text) == []
    assert authors([text, "Mara Holt"]) == ["Mara Holt"]


@pytest.mark.parametrize(
    ("text", "is_name"),
    [
        ("mara-holt", False),
        ("mara_holt", False),
        ("mara.holt", False),
        ("mara-holt-2", False),
        ("4711", False),
        ("Mara-Holt", True),
        ("mara", True),
        ("Mara4711", True),
    ],
)
def test_names_of_addresses(text: str, is_name: bool) -> None:
    """Small letters with dashes, underlines or points between, and numbers."""
    assert authors(text) == ([text] if is_name else [])


KEYS = ("name", "display_name", "displayName", "full_name", "fullName", "original", "title", "text", "value")


@pytest.mark.parametrize("best", range(9))
def test_the_best_key_of_an_object(best: int) -> None:
    """In this order, whatever the order of the object; empty strings and other types are passed over."""
    value: dict[str, Any] = {
        key: f"Mara {key.title()}" if at >= best else ("", " ", 7)[at % 3] for at, key in enumerate(KEYS)
    }
    expected = [f"Mara {KEYS[best].title()}"]
    assert authors(value) == expected
    assert authors(dict(reversed(value.items()))) == expected


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ({"first_name": "Mara", "last_name": "Holt"}, ["Mara Holt"]),
        ({"firstName": "Mara", "lastName": "Holt"}, ["Mara Holt"]),
        ({"firstname": "Mara", "lastname": "Holt"}, ["Mara Holt"]),
        ({"given": "Mara", "family": "Holt"}, ["Mara Holt"]),
        ({"family": "Holt"}, ["Holt"]),
        ({"given": "Mara", "first_name": "Juan"}, ["Juan"]),
        ({"given": "Mara", "family": 7}, ["Mara"]),
        ({"name": "Mara Holt", "first_name": "Juan"}, ["Mara Holt"]),
        ({"first": "Mara", "last": "Holt"}, []),
        ([["Mara Holt"], ("Juan Pell",)], ["Mara Holt", "Juan Pell"]),
        ('[{"name": "Mara Holt"}, {"name": "Juan Pell"}]', ["Mara Holt", "Juan Pell"]),
        (" ['Mara Holt'] ", ["Mara Holt"]),
        ("[Mara Holt", ["[Mara Holt"]),
    ],
)
def test_objects_and_lists(value: Any, names: list[str]) -> None:
    """Both parts of a name, or the one there is; lists in lists; lists as JSON or Python write them."""
    assert authors(value) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Holt, Mara", ["Mara Holt"]),
        ("Holt, Mara Beth", ["Mara Beth Holt"]),
        ("Holt, Mara Beth Ann", ["Holt", "Mara Beth Ann"]),
        ("Holt, mara", ["Holt"]),
        ("holt, Mara", ["holt"]),
        ("Holt, Jr.", ["Holt, Jr."]),
        ("Holt, Editor", ["Holt"]),
        ("van Holt, Mara", ["Mara van Holt"]),
        ("van der Holt, Mara Beth", ["Mara Beth van der Holt"]),
        ("van Holt, Mara; Quay, Tom", ["Mara van Holt", "Tom Quay"]),
        ("van Holt, Editor", ["van Holt"]),
        ("van Holt, Mara Beth Ann", ["van Holt", "Mara Beth Ann"]),
        ("van Holt Quay, Mara", ["van Holt Quay"]),
        ("van, Mara", ["van"]),
        ("Holt van, Mara", ["Holt van"]),
    ],
)
def test_family_names_in_front(text: str, names: list[str]) -> None:
    """One word behind particles, a comma, one or two given names, with capitals; no role and no ending of a name."""
    assert authors(text) == names


@pytest.mark.parametrize("word", ["AFP", "ansa", "APA", "Belgacom", "Bloomberg", "dpa", "EFE", "epd", "KNA", "Quay"])
def test_agencies_by_name(word: str) -> None:
    """In any case, as a word of its own."""
    assert is_agency(word) == (word not in ("Belgacom", "Quay"))
    assert is_agency(f"Mara {word}") == (word not in ("Belgacom", "Quay"))


@pytest.mark.parametrize("word", ["de", "van", "von", "der", "den", "la", "al", "bin", "di", "da", "dos"])
def test_particles_are_small_words_of_names(word: str) -> None:
    """A byline may have them, and so may a person behind a comma; other small words make it a sentence."""
    assert begins_byline(f"By Mara {word} Holt")
    assert authors(f"Juan Pell, Mara {word} Holt") == ["Juan Pell", f"Mara {word} Holt"]
    assert not begins_byline(f"By Mara {word}x Holt")


@pytest.mark.parametrize(
    ("text", "names"),
    [("mara and Juan Pell", ["mara", "Juan Pell"]), ("Mara Holt and all others", ["Mara Holt and all others"])],
)
def test_small_words_among_names(text: str, names: list[str]) -> None:
    """One may be a user name; several are a sentence, which is left whole."""
    assert authors(text) == names
