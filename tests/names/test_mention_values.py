"""Names as they stand in sentences, with their kinds: clear cases that no model may miss."""

from __future__ import annotations

import pytest

from pipeline.arrays.arrow import strings
from pipeline.names.genders import FEMALE, MALE
from pipeline.names.mentions import find_mentions
from pipeline.names.trimming import KINDS

P, O, L, X = "person", "organisation", "place", "other"  # noqa: E741 -- one letter a kind keeps the table readable


def mentions(*texts: str) -> list[tuple[str, str]]:
    """The mentions of some texts with their kinds."""
    found = find_mentions(strings(list(texts)))
    columns = (found.doc, found.start, found.end, found.kind)
    return [(texts[doc][a:b], KINDS[kind]) for doc, a, b, kind in zip(*(c.tolist() for c in columns), strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Angela Merkel met Boris Johnson in London.", [("Angela Merkel", P), ("Boris Johnson", P), ("London", L)]),
        ("Angela Merkel\u2019s plan is late.", [("Angela Merkel", P)]),
        ("Mr. Merkel met Mrs. Johnson.", [("Merkel", P), ("Johnson", P)]),
        ("President Obama spoke in Chicago.", [("Obama", P), ("Chicago", L)]),
        ("Prime Minister Theresa May resigned.", [("Theresa May", P)]),
        ("Kim Jong Un met Donald Trump in Singapore.", [("Kim Jong Un", P), ("Donald Trump", P), ("Singapore", L)]),
        ("Ursula von der Leyen spoke in Brussels.", [("Ursula von der Leyen", P), ("Brussels", L)]),
        ("Jean-Claude Juncker met Emmanuel Macron.", [("Jean-Claude Juncker", P), ("Emmanuel Macron", P)]),
        ("The United Nations met in New York.", [("United Nations", O), ("New York", L)]),
        ("The European Union agreed with China.", [("European Union", O), ("China", L)]),
        ("The University of Chicago is old.", [("University of Chicago", O)]),
        ("The World Health Organization warned of it.", [("World Health Organization", O)]),
        ("The New York Times reported it.", [("New York Times", O)]),
        ("She flew from Paris to Berlin.", [("Paris", L), ("Berlin", L)]),
        ("He lives in San Francisco, California.", [("San Francisco", L), ("California", L)]),
        ("The U.S. and the U.K. agreed.", [("U.S.", L), ("U.K.", L)]),
        ("Police in Manchester arrested a man.", [("Manchester", L)]),
        (
            "After many months of talks Angela Merkel was given the Nobel Peace Prize.",
            [("Angela Merkel", P), ("Nobel Peace Prize", X)],
        ),
    ],
)
def test_names_and_their_kinds(text: str, expected: list[tuple[str, str]]) -> None:
    """Persons without titles, bodies with `of`, places of one word and of two, prizes."""
    assert mentions(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "the pier is closed",
        "On Monday the council met.",
        "In March the council met.",
        "It was the best of times.",
        "THE PIER IS CLOSED",
        "The French president met the German chancellor.",
        "I am here. We are too.",
        "12 boats left at 9 a.m.",
    ],
)
def test_sentences_without_a_name(text: str) -> None:
    """Days, months, nationalities, shouted lines and first words are none."""
    assert mentions(text) == []


def test_a_text_is_read_alone() -> None:
    """Its names are the same whatever stands before it in the batch, and offsets are its own."""
    texts = ("\u00c9t\u00e9 \u2014 Angela Merkel", "", "He met Angela Merkel in London.")
    assert mentions(*texts)[-2:] == mentions(texts[2]) == [("Angela Merkel", P), ("London", L)]
    found = find_mentions(strings(list(texts)))
    assert found.doc.tolist()[-2:] == [2, 2]
    assert found.start.tolist()[-2:] == [7, 24]
    assert found.end.tolist()[-2:] == [20, 30]


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("They met Mr. Merkel there.", MALE),
        ("They met Mrs. Merkel there.", FEMALE),
        ("They met Ms. Merkel there.", FEMALE),
        ("They met Dr. Merkel there.", 0),
        ("They met Angela Merkel there.", 0),
    ],
)
def test_a_title_tells_a_gender(text: str, gender: int) -> None:
    """That of the person right behind it; a first name's gender is asked elsewhere."""
    assert find_mentions(strings([text])).gender.tolist() == [gender]
