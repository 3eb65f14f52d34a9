"""From which share on a text is English, and a text is wrapped: exactly there, and a step below."""

from __future__ import annotations

import pytest

from pipeline.cleaning import language
from pipeline.cleaning.wrapped import _is_wrapped

FOREIGN = "a" * 200
"""Letters enough for the classifier to be believed."""


@pytest.mark.parametrize(
    ("english", "code", "probability", "expected"),
    [
        (0.5, "de", 0.99, "en"),
        (0.49, "de", 0.99, "de"),
        (0.49, "de", 0.8, "de"),
        (0.49, "de", 0.79, None),
        (0.2, "en", 0.3, "en"),
        (0.19, "en", 0.3, None),
        (0.0, "de", 0.8, "de"),
    ],
)
def test_what_a_text_without_a_language_is(
    monkeypatch: pytest.MonkeyPatch, english: float, code: str, probability: float, expected: str | None
) -> None:
    """English by half of its words; another language where the classifier is sure; English by a fifth if it says so."""
    monkeypatch.setattr(language, "known_share", lambda _: english)
    monkeypatch.setattr(language, "_classifier", lambda: lambda _: (code, probability))
    assert language.detect(FOREIGN)[0] == expected


@pytest.mark.parametrize(("n_letters", "expected"), [(79, None), (80, "de")])
def test_a_foreign_text_has_80_letters(monkeypatch: pytest.MonkeyPatch, n_letters: int, expected: str | None) -> None:
    """Of a shorter one in Latin letters nothing is said."""
    monkeypatch.setattr(language, "known_share", lambda _: 0.0)
    monkeypatch.setattr(language, "_classifier", lambda: lambda _: ("de", 0.99))
    assert language.detect("a" * n_letters)[0] == expected


@pytest.mark.parametrize(
    ("n_others", "probability", "expected"),
    [(30, 0.4, "ru"), (30, 0.39, None), (29, 0.4, None), (29, 0.8, "ru"), (100, 0.4, "ru")],
)
def test_another_script_needs_less(
    monkeypatch: pytest.MonkeyPatch, n_others: int, probability: float, expected: str | None
) -> None:
    """Three tenths of the letters beyond Latin, and the classifier need be only two fifths sure."""
    monkeypatch.setattr(language, "known_share", lambda _: 0.0)
    monkeypatch.setattr(language, "_classifier", lambda: lambda _: ("ru", probability))
    assert language.detect("\u0436" * n_others + "a" * (100 - n_others))[0] == expected


def lines(n_broken: int, n_full: int, n: int = 100, width: int = 60) -> list[str]:
    """Lines with n ends inside of paragraphs: the first ones broken off in mid-sentence, the first ones full."""
    found = []
    for at in range(n + 1):
        first = "a " if 0 < at <= n_broken else "A "
        size = width if at < n_full else width // 3
        found.append(first + "x" * (size - len(first) - 1) + ("x" if at < n_broken else "."))
    return found


@pytest.mark.parametrize(
    ("n_broken", "n_full", "expected"),
    [(30, 100, True), (29, 100, False), (100, 50, True), (100, 49, False), (30, 50, True), (29, 49, False)],
)
def test_a_text_is_wrapped_from_a_share_of_its_line_ends_on(n_broken: int, n_full: int, expected: bool) -> None:
    """Three tenths in mid-sentence and half behind a full line; neither alone is enough."""
    assert _is_wrapped(lines(n_broken, n_full), list(range(100)), 60) is expected


@pytest.mark.parametrize(("width", "expected"), [(23, False), (24, True), (130, True), (131, False)])
def test_a_wrapped_text_has_lines_of_a_certain_width(width: int, expected: bool) -> None:
    """24 to 130 characters."""
    assert _is_wrapped(lines(100, 100, width=width), list(range(100)), width) is expected


@pytest.mark.parametrize(("n", "expected"), [(1, False), (2, True)])
def test_two_broken_ends_are_needed(n: int, expected: bool) -> None:
    """However large their share."""
    assert _is_wrapped(lines(n, n, n), list(range(n)), 60) is expected
