"""What headlines, headings, datelines and publishers say of words, line by line."""

from __future__ import annotations

import pytest

from pipeline.arrays.arrow import strings
from pipeline.keywords.headlines import in_dateline, in_heading, publisher_names
from pipeline.text.tokens import tokenise
from pipeline.text.word_facts import lexis
from tests.keywords.batches import headline_marks

BODY = "the boats of the town were late again and nobody at the pier could say when the next one would come in"


def words_of(text: str, marks: list[bool]) -> list[str]:
    """The forms that are marked."""
    tokens = tokenise(strings([text]))
    return [tokens.forms[form] for form, is_marked in zip(tokens.form.tolist(), marks, strict=True) if is_marked]


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("NPR Online News", ["npr online news", "npr", "npronlinenews", "non"]),
        ("BBC News", ["bbc news", "bbc", "bbcnews"]),
        ("The Ostrand Post", ["ostrand post", "ostrandpost"]),
        ("Ostrand", ["ostrand"]),
        ("ostrand.com", ["ostrand"]),
        ("www.ostrand.com", ["ostrand"]),
        ("https://www.ostrand.com/news", ["ostrand"]),
        ("ostrand.co.uk", ["ostrand"]),
        ("ostrand.org", ["ostrand"]),
        ("ostrand.net", ["ostrand"]),
        ("ostrand.info", ["ostrand info", "ostrandinfo"]),
        ("Ostrand Post (weekly)", ["ostrand post", "ostrandpost"]),
        ("Ostrand Post - Home", ["ostrand post", "ostrandpost"]),
        ("Ostrand-Post", ["ostrand post", "ostrandpost"]),
        ("  Ostrand Post ", ["ostrand post", "ostrandpost"]),
        ("Ostrand Evening Post", ["ostrand evening post", "ostrandeveningpost", "oep"]),
        ("Ostrand Post Online", ["ostrand post online", "ostrand post", "ostrandpostonline", "opo"]),
        ("News", ["news"]),
    ],
)
def test_how_a_text_may_call_its_publisher(source: str, names: list[str]) -> None:
    """In full, without `News` and `Online`, in one word, by the initials of three words; no address, no article."""
    assert [" ".join(name) for name in publisher_names(source)] == names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LONDON (Reuters) - The pier is closed.", ["LONDON", "Reuters"]),
        ("LONDON - The pier is closed.", ["LONDON"]),
        ("LONDON -- The pier is closed.", ["LONDON"]),
        ("LONDON \u2014 The pier is closed.", ["LONDON"]),
        ("LONDON \u2013 The pier is closed.", ["LONDON"]),
        ("  LONDON \u2014 The pier is closed.", ["LONDON"]),
        ("NEW YORK \u2014 The pier is closed.", ["NEW", "YORK"]),
        ("ST. IVES, England \u2014 The pier is closed.", ["ST", "IVES", "England"]),
        ("WASHINGTON/LONDON \u2014 The pier is closed.", ["WASHINGTON", "LONDON"]),
        ("PORT-AU-PRINCE \u2014 The pier is closed.", []),
        ("London \u2014 The pier is closed.", []),
        ("LONDON The pier is closed.", []),
        ("LONDON, The pier - it is closed.", []),
        ("The LONDON \u2014 pier is closed.", []),
        ("A \u2014 The pier is closed.", []),
        ("LONDON Pier Of The Old Town Hall \u2014 closed.", []),
        ("LONDON\u2014The pier is closed.", []),
        ("", []),
    ],
)
def test_a_dateline_opens_an_article(text: str, expected: list[str]) -> None:
    """A place in capitals, up to four further words, an agency in brackets, and a dash with a blank behind it."""
    found = in_dateline(tokenise(strings([text])), strings([text])).tolist()
    assert words_of(text, found) == expected


@pytest.mark.parametrize(
    ("line", "is_heading"),
    [
        ("Old Harbour Pier Closed", True),
        ("Old Harbour Pier", True),
        ("Old Harbour", False),  # two words
        ("Old Harbour of the Town", True),  # stop words aside
        ("Old Harbour and Pier closed", False),  # three of four
        ("Old Harbour Pier Town closed", True),  # four of five
        ("old harbour pier closed", False),
        ("OLD HARBOUR PIER", True),
        ("The and of", False),
    ],
)
def test_a_heading_has_capitals_in_four_words_of_five(line: str, *, is_heading: bool) -> None:
    """Of three words at least, in an article with twenty other words."""
    text = f"{line}\n{BODY}"
    tokens = tokenise(strings([text]))
    found = in_heading(tokens, lexis(tokens.word_strings)).tolist()
    n = len(tokenise(strings([line])).form)
    assert found[:n] == [is_heading] * n
    assert not any(found[n:])


@pytest.mark.parametrize(("n_others", "is_heading"), [(19, False), (20, True), (21, True)])
def test_an_article_with_a_heading_has_twenty_other_words(n_others: int, *, is_heading: bool) -> None:
    """Else capitals throughout are its style."""
    text = "Old Harbour Pier\n" + "boat " * n_others
    tokens = tokenise(strings([text]))
    assert in_heading(tokens, lexis(tokens.word_strings)).tolist()[:3] == [is_heading] * 3


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Ferry prices rise", ["ferries", "price"]),
        ("FERRY", ["ferries"]),
        ("The boat\u2019s late", ["the", "boat"]),
        ("Nothing of it", []),
        ("", []),
        (None, []),
    ],
)
def test_words_of_the_headline_are_known_in_any_form(headline: str | None, expected: list[str]) -> None:
    """Plural, capitals and possessive aside."""
    text = "the ferries had a price and a boat"
    tokens = tokenise(strings([text]))
    found = headline_marks(tokens, [headline]).tolist()
    assert words_of(text, found) == expected


def test_each_article_has_its_own_headline() -> None:
    """A word of another article's headline counts nothing."""
    tokens = tokenise(strings(["ferry pier", "ferry pier", "ferry pier"]))
    found = headline_marks(tokens, ["Ferry", "Pier", None])
    assert found.tolist() == [True, False, False, True, False, False]
