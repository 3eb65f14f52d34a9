"""The time of a page that marks none, and pages of accounts and of scripts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from lxml import html as lxml_html

from pipeline.ingest.page_times import LONGEST, SHOWN, is_of_copyright, shown
from tests.ingest.pages import BODY, html

pytest.importorskip("trafilatura")


def tree(body: str) -> Any:
    """A page of lxml."""
    return lxml_html.fromstring(html("", body, "Quay let"))


@pytest.mark.parametrize(
    ("body", "day", "expected"),
    [
        ("<p>Posted: 03 Mar 2021</p>", None, "Posted: 03 Mar 2021"),
        ("<p>Posted: 03 Mar 2021</p>", "2024-01-01", "Posted: 03 Mar 2021"),
        ("<b>Veröffentlicht am 3. März 2021</b>", None, "Veröffentlicht am 3. März 2021"),
        ("<p>3 March 2021 14:05</p>", "2021-03-03", "3 March 2021 14:05"),
        ("<p>3 March 2021 14:05</p>", "2021-03-02", None),
        ("<p>3 March 2021 14:05</p>", "2021-03-04", None),
        ("<p>3 March 2021 00:00</p>", "2021-03-03", "3 March 2021 00:00"),
        ("<p>3 March 2021 14:05</p>", None, None),
        ("<p>3 March 2021</p>", "2021-03-03", None),
        ("<p>3 March 2021 14:05</p><p>3 March 2021 15:05</p>", "2021-03-03", "3 March 2021 14:05"),
        ("<p>3 March 2021 14:05</p><p>Published 4 March 2021</p>", "2021-03-03", "Published 4 March 2021"),
        ("<aside><p>Posted: 03 Mar 2021</p></aside>", None, None),
        ("<ul><li>Posted: 03 Mar 2021</li></ul>", None, None),
        ("<a href='/x'>Posted: 03 Mar 2021</a>", None, None),
        ("<script>// Posted: 03 Mar 2021</script>", None, None),
        ("<p>The paper posted a loss of 12 million.</p>", None, None),
        (f"<p>{'x' * (LONGEST - 17)} Posted 3 Mar 2021</p>", None, None),
        ("<p>In 2020 it rained.</p>" * (SHOWN - 1) + "<p>Posted: 03 Mar 2021</p>", None, "Posted: 03 Mar 2021"),
        ("<p>In 2020 it rained.</p>" * SHOWN + "<p>Posted: 03 Mar 2021</p>", None, None),
    ],
)
def test_a_time_that_a_reader_sees(body: str, day: str | None, expected: str | None) -> None:
    """Behind a word of publication, or with a clock on the day that is known; near the top, outside of teasers."""
    assert shown(tree(body), day) == expected


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("© 2024 Tarn Mail", "2024-01-01", True),
        ("Copyright 2019-2024", "2024-01-01", True),
        ("(c) Tarn Mail Ltd", "2024-01-01", False),
        ("© 2024 Tarn Mail", "2024-01-02", False),
        ("© 2023 Tarn Mail", "2024-01-01", False),
        ("On 1 January 2024 the quay was let.", "2024-01-01", False),
        ("© 2024", None, False),
    ],
)
def test_the_year_of_a_copyright_is_no_day(text: str, day: str | None, expected: bool) -> None:
    """Finders of dates make the first of January of it."""
    assert is_of_copyright(day, tree(f"<footer><p>{text}</p></footer>")) is expected


def test_a_page_without_marks_has_the_time_that_it_shows(only: Callable[..., Any]) -> None:
    """And not the year of its footer."""
    footer = "<footer><p>© 2024 Tarn Mail. All rights reserved.</p></footer>"
    page = html("", f"<p>Posted: 3 March 2021, 14:05 GMT</p>{BODY}{footer}", "Quay let")
    assert only("a.html", page.encode())["a.html", 1]["published_at"].isoformat() == "2021-03-03T14:05:00+00:00"
    bare = html("", BODY + footer, "Quay let")
    assert only("b.html", bare.encode())["b.html", 1]["published_at"] is None


@pytest.mark.parametrize(
    ("title", "body", "reason"),
    [
        ("Log in", "<p>Do not have an account? Register now to read unlimited articles on the quay.</p>", "error_page"),
        ("Create an account", "<p>Tell us who you are, and we shall send you a letter.</p>", "error_page"),
        ("Quay let", "<noscript>You need to enable JavaScript to run this app.</noscript>", "error_page"),
        ("Log in the river stops the ferry", "<p>A log in the river stopped the ferry for two hours.</p>", None),
    ],
)
def test_pages_of_accounts_and_scripts(only: Callable[..., Any], title: str, body: str, reason: str | None) -> None:
    """Nothing on them is news."""
    page = html("", f"<h1>{title}</h1>{body}", title)
    assert only("a.html", page.encode())["a.html", 1]["reason"] == reason
