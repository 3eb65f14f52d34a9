"""Names that stand side by side in a run of capitals are taken apart, and headlines end where their verbs begin."""

from __future__ import annotations

import pytest

from pipeline.arrays.arrow import strings
from pipeline.names.mentions import find_mentions
from pipeline.names.trimming import KINDS

P, O, L = "person", "organisation", "place"  # noqa: E741 -- one letter a kind keeps the table readable


def mentions(text: str) -> list[tuple[str, str]]:
    """The mentions of a text with their kinds."""
    found = find_mentions(strings([text]))
    spans = zip(found.start.tolist(), found.end.tolist(), found.kind.tolist(), strict=True)
    return [(text[start:end], KINDS[kind]) for start, end, kind in spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He spoke to Ann Holt of Leeds about it.", [("Ann Holt", P), ("Leeds", L)]),
        ("He spoke to Ann Mary Jane Holt of Leeds about it.", [("Ann Mary Jane Holt", P), ("Leeds", L)]),
        ("They talked of Rand Paul in Congress.", [("Rand Paul", P), ("Congress", O)]),
        ("He works for the Jesse Unruh Institute of Politics.", [("Jesse Unruh Institute of Politics", O)]),
        ("The University of Chicago is old.", [("University of Chicago", O)]),
    ],
)
def test_persons_end_before_of(text: str, expected: list[tuple[str, str]]) -> None:
    """A full name goes on neither over `of` nor over `in`; the name of a body does."""
    assert mentions(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The meeting of Schumer and Mnuchin took place.", [("Schumer", P), ("Mnuchin", P)]),
        ("It was shared on Facebook and Instagram last night.", [("Facebook", O), ("Instagram", O)]),
        ("He sued the State Department and Defense Department.", [("State Department", O), ("Defense Department", O)]),
        ("It went to eBay Inc and Etsy Inc last year.", [("eBay Inc", O), ("Etsy Inc", O)]),
        ("The deal of Cigna and United Healthcare was made.", [("Cigna and United Healthcare", O)]),
        ("It was sold by Duke Energy and Power Company last year.", [("Duke Energy and Power Company", O)]),
        ("The NATO and European Union agreed.", [("NATO", O), ("European Union", O)]),
        ("They visited Trinidad and Tobago.", [("Trinidad and Tobago", L)]),
        ("The Senate and White House agreed.", [("Senate", O), ("White House", O)]),
        ("It was heard by the Securities and Exchange Commission.", [("Securities and Exchange Commission", O)]),
        ("She joined the Ways and Means Committee.", [("Ways and Means Committee", O)]),
        ("It was shared by WhatsApp and Signal.", [("WhatsApp and Signal", O)]),
    ],
)
def test_two_bodies_at_and(text: str, expected: list[tuple[str, str]]) -> None:
    """`And` parts two words that are nothing but names, and two names that end as bodies do; both get one kind."""
    assert mentions(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They talked about NATO in Congress.", [("NATO", O), ("Congress", O)]),
        ("He read Kaine on Iran in the news.", [("Kaine", P), ("Iran", L)]),
        ("The Council on Foreign Relations met.", [("Council on Foreign Relations", O)]),
        ("The GOP in Congress was blamed.", [("GOP", O), ("Congress", O)]),
        ("She leads the House Committee on Homeland Security.", [("House Committee on Homeland Security", O)]),
    ],
)
def test_bodies_end_before_in(text: str, expected: list[tuple[str, str]]) -> None:
    """`In` and `on` stand within a name only behind a body or a common word."""
    assert mentions(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Paul Ryan Asks That Ann Holt Not Receive Secret Papers", [("Paul Ryan", P), ("Ann Holt", P)]),
        ("Trump Denies Vulgar Comment That Triggers Widespread Anger", [("Trump", P)]),
        ("Why Charles Holt Thinks Obama Is Wrong About Fees", [("Charles Holt", P), ("Obama", P)]),
        ("Mexico Beefs Up Trade To Meet Trump", [("Mexico", L), ("Trump", P)]),
        ("Rose Holt Warns Obama Of Fees", [("Rose Holt", P), ("Obama", P)]),
        ("PAUL RYAN SAYS NOBODY PAYS FOR IT IN LEEDS", [("PAUL RYAN", P), ("LEEDS", L)]),
        ("It Is Not Clear Why Obama Has Changed Course", [("Obama", P)]),
        ("Louisiana Department Of Health Refuses To Pay For Trips", [("Louisiana Department Of Health", O)]),
        ("They read that Paul Ryan asks about it.", [("Paul Ryan", P)]),
    ],
)
def test_headlines_end_at_verbs(text: str, expected: list[tuple[str, str]]) -> None:
    """Verbs, small words and words that are small elsewhere are no part of the names of a headline."""
    assert mentions(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sen. Ann Holt Ann Mary HoltCourt hears a case on fees failed on Monday.", [("Ann Holt", P)]),
        ("He met Kevin Smith Kevin Smith in the harbour.", [("Kevin Smith", P)]),
        ("He met Kevin Smith Kevin in the harbour.", [("Kevin Smith", P)]),
        ("He met Kevin Smith Smithson in the harbour.", [("Kevin Smith Smithson", P)]),
    ],
)
def test_names_do_not_begin_twice(text: str, expected: list[tuple[str, str]]) -> None:
    """A person's name ends before its first word, or its first word with another one glued to it."""
    assert mentions(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He landed at Moscow's Domodedovo Airport last night.", [("Moscow", L), ("Domodedovo Airport", L)]),
        ("They met at New York's Kennedy Airport.", [("New York", L), ("Kennedy Airport", L)]),
        ("It was banned by India’s Supreme Court in 2013.", [("India", L), ("Supreme Court", O)]),
        ("He plays at Lord's Cricket Ground in London.", [("Lord's Cricket Ground", O), ("London", L)]),
    ],
)
def test_names_begin_behind_the_place_that_owns_them(text: str, expected: list[tuple[str, str]]) -> None:
    """The possessive of a place that the lists know ends its name; other possessives may be within one."""
    assert mentions(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He lives in Hartford, Conn., with his dog.", [("Hartford", L), ("Conn.", L)]),
        ("It happened on Cedar Flat Rd. in Leeds.", [("Cedar Flat Rd.", L), ("Leeds", L)]),
        ("They met in Leeds. It rained.", [("Leeds", L)]),
    ],
)
def test_the_stop_of_an_abbreviation_belongs_to_the_name(text: str, expected: list[tuple[str, str]]) -> None:
    """That of a state or a street; the one that ends a sentence does not."""
    assert mentions(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He met the senator. There he said it.", []),
        ("He met the senator Holt in Leeds.", [("Holt", P), ("Leeds", L)]),
        ("The senator met Sen. Holt in Leeds.", [("Holt", P), ("Leeds", L)]),
        ("It was said by the sir.\n\nOver to her.", []),
    ],
)
def test_titles_call_nobody_over_a_sentence_end(text: str, expected: list[tuple[str, str]]) -> None:
    """A full stop between title and name belongs to a shortened title, and lines do not run on."""
    assert mentions(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met in Newtown, Conn., last year.", [("Newtown", L), ("Conn.", L)]),
        ("It went to Jerry Falwell Jr., Texas senator.", [("Jerry Falwell Jr", P), ("Texas", L)]),
        (
            "He bought Yunnan Automobile Manufacturing Co., Ltd. in Leeds.",
            [("Yunnan Automobile Manufacturing Co., Ltd", O), ("Leeds", L)],
        ),
    ],
)
def test_commas_behind_full_stops(text: str, expected: list[tuple[str, str]]) -> None:
    """A name ends at `Jr.,` and goes on at `Co.,`; a shortened state is a place."""
    assert mentions(text) == expected
