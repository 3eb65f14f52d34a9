"""Laws of telling repairs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.cleaning.repair import repair
from pipeline.cleaning.repair_report import WHITE_SPACE, Change, changes, visible

KINDS = {
    "The cafÃ© opened": ("mojibake", "cafÃ©", "café"),
    "Ruiz &amp; Park": ("HTML entity", "&amp;", "&"),
    "They ﬁnished it": ("ligature", "ﬁnished", "finished"),
    "A \uff26\uff55\uff4c\uff4c word": ("full-width letter", "\uff26\uff55\uff4c\uff4c", "Full"),
    "She said ‟no” twice": ("turned quotation mark", "‟no”", "“no”"),
    "The end.\x07 It was": ("control character", "end.\x07", "end."),
    "A cafe\u0301 here": ("accent apart from its letter", "cafe\u0301", "café"),
}
WORDS = st.sampled_from(
    ["council", "cafÃ©", "&lt;", "ﬂounder", "a\x07b", "“met”", "„low“", "\u00a0", "  ", "\n", "\n\n\n"]
)


def repaired(text: str) -> str:
    """The text repaired."""
    return str(repair(strings([text]))[0].as_py())


@pytest.mark.parametrize("text", KINDS, ids=[kind for kind, _, _ in KINDS.values()])
def test_each_kind_has_its_name(text: str) -> None:
    """The changed word is shown before and after, with the reason."""
    assert changes(text, repaired(text)) == [Change(*KINDS[text])]


def test_white_space_is_counted() -> None:
    """Blanks at either end, doubled ones and piled-up empty lines count one each."""
    text = "  The council  met.\n\n\n\nIt rained. "
    assert changes(text, repaired(text)) == [Change(WHITE_SPACE, "", "")] * 4


def test_a_change_without_a_name_is_told_too() -> None:
    """Whatever differs is there, named or not."""
    assert changes("The council met", "The board met") == [Change("other character", "council", "board")]


@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_nothing_changed_means_nothing_told(text: str) -> None:
    """There are changes exactly where the texts differ, and none between a text and itself."""
    after = repaired(text)
    assert bool(changes(text, after)) == (text != after)
    assert changes(after, after) == []


def test_what_no_eye_sees_is_shown() -> None:
    """Control characters, soft hyphens and zero-width spaces become escapes; letters stay."""
    assert visible("é\x07a\u00ad\u200bb") == "é\\x07a\\xad\\u200bb"
