"""Every phrase that an error, a check for robots or a banner is told by, and what is near it and is none."""

from __future__ import annotations

import pytest
from lxml import html

from pipeline.ingest.page_kinds import MIN_PROSE, MIN_TEASERS, PARAGRAPH, is_consent, is_index, no_article
from pipeline.ingest.record import Reason

EMPTY = html.fromstring("<p>x</p>")


def found(text: str, title: str | None = None, *, is_article: bool = False) -> tuple[Reason, str] | None:
    """Why a page is no article, and the same in words."""
    return no_article(text, title, EMPTY, is_article=is_article)


@pytest.mark.parametrize(
    ("text", "is_error"),
    [
        ("Checking your browser before the page opens.", True),
        ("Please enable JavaScript and cookies to go on.", True),
        ("Please enable JavaScript.", False),
        ("Verify you are human.", True),
        ("Verify that you are a human.", True),
        ("Verify that she is human.", False),
        ("DDoS protection by a firm.", True),
        ("DDoS protection is dear.", False),
        ("The page you requested is gone.", True),
        ("The page you are looking for is gone.", True),
        ("The page you were looking for is gone.", True),
        ("The page you wrote is gone.", False),
        ("This page was not found.", True),
        ("This page could not be found.", True),
        ("The URL can not be found.", True),
        ("This page is not found.", True),
        ("This page cannot be found.", True),
        ("The bridge was not found.", False),
        ("It does not exist on this server.", True),
        ("It does not exist or has moved.", True),
        ("It does not exist in Marlow.", False),
        ("We saw unusual traffic from your network.", True),
        ("We saw unusual activity from your network.", True),
        ("We saw unusual traffic on the bridge.", False),
        ("You don't have permission to see this.", True),
        ("You don’t have permission to see this.", True),
        ("You do not have permission to see this.", False),
        ("RAY ID: 7", True),
    ],
)
def test_phrases_of_errors(text: str, is_error: bool) -> None:
    """In any case, also of a page that calls itself an article; half a phrase is none."""
    told = (Reason.ERROR_PAGE, f"the page of an error or of a check for robots: {text}")
    assert found(text) == found(text, is_article=True) == (told if is_error else None)


@pytest.mark.parametrize(
    ("title", "is_error"),
    [
        ("400", True),
        ("401 Unauthorized", True),
        ("401 Unauthorised", True),
        ("403", True),
        ("404", True),
        ("410 Gone", True),
        ("429", True),
        ("500", True),
        ("502", True),
        ("503 Service", True),
        ("504", True),
        ("402", False),
        ("405", False),
        ("501", False),
        ("505", False),
        ("4040", False),
        ("Forbidden", True),
        ("Access to this page has been denied", True),
        ("Verify you are human", True),
        ("Enable JavaScript", True),
        ("Captcha", True),
        ("DDoS protection", True),
        ("Service unavailable", True),
        ("Bad gateway", True),
        ("Not found", True),
        ("Not found: the lost bell of Marlow", False),
        ("The page you requested", True),
        ("The page you were looking for", True),
        ("Checking your browser", True),
        ("Service to the town", False),
        ("The gateway to Marlow", False),
    ],
)
def test_titles_of_errors(title: str, is_error: bool) -> None:
    """Numbers that servers answer with, and their words; the title is told, else the text."""
    told = (Reason.ERROR_PAGE, f"the page of an error or of a check for robots: {title}")
    assert found("Sorry.", title) == (told if is_error else None)
    assert found("Sorry.", title, is_article=True) is None


def test_what_is_told_has_eighty_characters() -> None:
    """Of the title, of the text where there is none."""
    told = found("Ray ID " + "x" * 200)
    assert told == (Reason.ERROR_PAGE, "the page of an error or of a check for robots: Ray ID " + "x" * 73)
    told = found("Ray ID", "y" * 100)
    assert told == (Reason.ERROR_PAGE, "the page of an error or of a check for robots: " + "y" * 80)


@pytest.mark.parametrize(
    ("text", "is_banner"),
    [
        ("This site sets a cookie for every visit.", True),
        ("This site sets cookies for every visit.", True),
        ("This site bakes cookiecakes for every visit.", False),
        ("Give your consent to all of that here.", True),
        ("All of it was consented to by the board.", False),
        ("The law is known as GDPR in the Union.", True),
        ("We show you personalized ads all day.", True),
        ("We show you personalised adverts all day.", True),
        ("We show you personal ads all day.", False),
        ("We and our 17 partners keep your data.", True),
        ("We and our partners keep your data.", True),
        ("Read all of our privacy choices here.", True),
        ("Read all of our privacy rules here.", False),
    ],
)
def test_words_of_banners(text: str, is_banner: bool) -> None:
    """A sentence with one of them is a banner's; a page of nothing else is no article."""
    assert is_consent(text) is is_banner
    told = (Reason.ERROR_PAGE, "nothing but a banner about cookies")
    assert found(text) == found(text, is_article=True) == (told if is_banner else None)


@pytest.mark.parametrize(
    ("n_banner", "n_other", "is_banner"), [(1, 1, True), (1, 2, False), (2, 2, True), (2, 3, False)]
)
def test_half_of_the_sentences(n_banner: int, n_other: int, is_banner: bool) -> None:
    """From half on; whatever ends them."""
    for end in ".!?":
        text = f"We use cookies on all pages{end} " * n_banner + f"The bridge of Marlow is shut{end} " * n_other
        assert is_consent(text) is is_banner


def teasers(n: int, form: str, beside: str = "") -> bool:
    """Whether a page with n teasers of this form is a list of them."""
    return is_index(html.fromstring(f"<div>{''.join(form.format(at) for at in range(n))}{beside}</div>"))


@pytest.mark.parametrize(
    ("form", "is_teaser"),
    [
        ("<a href='/{0}'><h2>Story</h2></a>", True),
        ("<a href='/{0}'><h3>Story</h3></a>", True),
        ("<a href='/{0}'><h4>Story</h4></a>", True),
        ("<h2><a href='/{0}'>Story</a></h2>", True),
        ("<h3><b><a href='/{0}'>Story</a></b></h3>", True),
        ("<h4><a href='/{0}'>Story</a></h4>", True),
        ("<h1><a href='/{0}'>Story</a></h1>", False),
        ("<h5><a href='/{0}'>Story</a></h5>", False),
        ("<a><h2>Story</h2></a>", False),
        ("<a href='/{0}'>Story</a>", False),
        ("<h2>Story {0}</h2>", False),
        ("<h2><a href='/same'>Story</a></h2>", False),
    ],
)
def test_forms_of_teasers(form: str, is_teaser: bool) -> None:
    """A heading of the second to fourth order in a link or around one; five of different pages."""
    assert (MIN_TEASERS, PARAGRAPH, MIN_PROSE) == (5, 120, 400)
    assert teasers(5, form) is is_teaser
    assert not teasers(4, form)


@pytest.mark.parametrize(
    ("beside", "is_list"),
    [
        ("<p>{}</p>", False),
        ("<section><p>{}</p></section>", False),
        ("<a href='/x'><p>{}</p></a>", True),
        ("<aside><p>{}</p></aside>", True),
        ("<footer><p>{}</p></footer>", True),
        ("<form><p>{}</p></form>", True),
        ("<div>{}</div>", True),
    ],
)
def test_what_makes_an_article_of_a_list(beside: str, is_list: bool) -> None:
    """Paragraphs that are no link's, no box's, no form's; with 400 characters."""
    form = "<h2><a href='/{0}'>Story</a></h2>"
    assert teasers(9, form, beside.format("x" * 400)) is is_list
    assert teasers(9, form, beside.format("x" * 399))
