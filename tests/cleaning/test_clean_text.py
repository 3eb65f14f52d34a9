"""Laws of cleaning as a whole."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.cleaning.clean_text import Cleaned, Stripped, clean_texts, lines_of
from pipeline.cleaning.repeated_lines import Repeats
from pipeline.cleaning.rules import names
from pipeline.cleaning.structure import ArticleMetadata

PROSE = (
    "The council of Port Ellis rejected the lease of the old ferry pier on Monday, “after a debate” that went on until "
    "midnight (Photo by Ana Ruiz)."
)
POOL = [
    PROSE,
    "ADVERTISEMENT",
    "Read more",
    "<b></b>",
    "A sub\u00adhead",
    "\u00ad",
    "HARBOUR MAYOR FACES NEW VOTE OVER FERRY",
    "*",
    "<b>The Harbour Gazette Weekly Letter</b> To Our Readers",
]


def clean(texts: list[str], mode: str = "standard") -> Cleaned:
    """Clean texts of which nothing is known."""
    stripped = Stripped.of(strings(texts))
    none = np.zeros(len(stripped.lines), np.int64)
    about = ArticleMetadata([None] * len(texts), [None] * len(texts), [[]] * len(texts))
    return clean_texts(stripped, about, Repeats(none, none, 3, 5), mode)


def rules(found: Cleaned) -> list[str]:
    """Names of the rules that took something."""
    return [names()[rule] for rule in found.removed.rules]


MARKUP = {line for line in POOL if not line.strip("<>/b\u00ad")}


@given(
    st.lists(st.lists(st.sampled_from(POOL), min_size=1, max_size=6), max_size=4), st.sampled_from(["safe", "standard"])
)
def test_text_and_removed_spans_make_the_whole(articles: list[list[str]], mode: str) -> None:
    """They interleave to the repaired text, in characters; no text that had anything is left blank."""
    texts = ["\n".join(lines) for lines in articles]
    found = clean(texts, mode)
    rest = found.texts.to_pylist()
    gone, kept = found.removed, found.flagged
    for row, start, end, piece in zip(kept.row, kept.starts, kept.ends, kept.texts.to_pylist(), strict=True):
        assert rest[row][start:end] == piece
    for row, start, end, piece in zip(gone.row, gone.starts, gone.ends, gone.texts.to_pylist(), strict=True):
        assert end - start == len(piece)
        rest[row] = rest[row][:start] + piece + rest[row][start:]
    assert rest == texts
    assert all(
        text.strip() for text, lines in zip(found.texts.to_pylist(), articles, strict=True) if set(lines) - MARKUP
    )
    assert len(found.probability) == len(kept.row)


@given(st.lists(st.lists(st.sampled_from(POOL), min_size=1, max_size=6), min_size=1, max_size=4))
def test_each_text_is_cleaned_alone(articles: list[list[str]]) -> None:
    """Neighbours change nothing."""
    texts = ["\n".join(lines) for lines in articles]
    assert clean(texts).texts.to_pylist() == [clean([text]).texts[0].as_py() for text in texts]


def test_lines_and_spans_go_together() -> None:
    """A whole line by its rule, a span in a line that stays by another."""
    found = clean([f"{PROSE}\nADVERTISEMENT\nThe coun\u00adcil met."])
    assert found.texts[0].as_py() == f"{PROSE.replace(' (Photo by Ana Ruiz)', '')}\nThe council met."
    assert rules(found) == ["credit", "advert", "invisible"]


def test_a_text_that_would_be_blank_stays() -> None:
    """When rules on lines and on spans together take everything, nothing but markup is taken."""
    line = "(Photo by Ana Ruiz/Getty Images)"
    found = clean([f"{line}\n<b></b>{line}", PROSE])
    assert found.texts.to_pylist()[0] == f"{line}\n{line}"
    assert rules(found)[:2] == ["html_tag", "html_tag"]


def test_markup_inside_a_line_that_goes_is_part_of_it() -> None:
    """The removed line reads as it did, tags and all, by one rule."""
    found = clean([f"{PROSE}\n<b>ADVERT</b>ISEMENT\n{PROSE}"])
    assert found.removed.texts.to_pylist()[1:2] == ["\n<b>ADVERT</b>ISEMENT"]
    assert rules(found)[1] == "advert"


LONG = PROSE.replace(" (Photo by Ana Ruiz)", "")
LETTER = "The Harbour Gazette Weekly Letter To Our Readers"


def test_a_suspected_line_is_flagged_where_it_stands() -> None:
    """By its offsets in the clean text, behind what was taken before it, with how likely it is noise."""
    found = clean([f"ADVERTISEMENT\n{LONG}\n{LONG} Again.\n{LETTER}", f"{LONG}\nADVERTISEMENT\n{LONG}"])
    rest = found.texts[0].as_py()
    assert rest == f"{LONG}\n{LONG} Again.\n{LETTER}"
    assert found.flagged.row.tolist() == [0]
    assert found.flagged.texts.to_pylist() == [LETTER]
    assert (found.flagged.starts.tolist(), found.flagged.ends.tolist()) == ([rest.index("The Har")], [len(rest)])
    assert [names()[rule] for rule in found.flagged.rules] == ["line_model"]
    assert found.probability.shape == (1,)
    assert 0.1 <= found.probability[0] <= 1


def test_the_least_probability_decides_what_is_flagged() -> None:
    """A tenth unless another is given; a probability at the bound is flagged, one of 0 never."""
    text = f"{LONG}\n{LONG} Again.\n{LETTER}"
    stripped = Stripped.of(strings([text]))
    none = np.zeros(len(stripped.lines), np.int64)
    about, repeats = ArticleMetadata([None], [None], [[]]), Repeats(none, none, 3, 5)
    (probability,) = clean([text]).probability.tolist()
    for least, n in ((probability, 1), (np.nextafter(probability, 1), 0), (0.0, 2)):
        assert len(clean_texts(stripped, about, repeats, "standard", least).probability) == n


def test_stripped_texts_without_markup_are_those_given() -> None:
    """Nothing is copied or cut where there is no tag; what is nothing but markup is empty."""
    whole = strings(["One.\nTwo.", "<b></b> \n", "<p>Three.</p>", ""])
    found = Stripped.of(whole)
    assert found.rest.to_pylist() == ["One.\nTwo.", " \n", "Three.", ""]
    assert found.is_empty().tolist() == [False, True, False, True]
    plain = strings(["One.", "Two."])
    assert Stripped.of(plain).rest is plain
    some = found.only(np.array([True, False, True, True]))
    assert some.rest.to_pylist() == ["One.\nTwo.", "Three.", ""]
    assert some.lines.row.tolist() == [0, 0, 1]
    assert found.only(np.ones(4, bool)) is found


WRAPPED = (
    "The trust that owns the canal has asked\nthe town for a loan of two million\n"
    "crowns, its head told members on Monday."
)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["One.\nTwo."], ["One.", "Two."]),
        (["<p>One.</p><p>Two.</p>"], ["One.", "Two."]),
        ([WRAPPED], [WRAPPED.replace("\n", " ")]),
        (["One.", "<p>Two.</p>", WRAPPED], ["One.", "Two.", WRAPPED.replace("\n", " ")]),
        (["One  more.\n"], ["One  more."]),
    ],
)
def test_lines_are_counted_as_cleaning_sees_them(texts: list[str], expected: list[str]) -> None:
    """HTML is laid out and wrapped lines are joined; what needs neither is cut at its line ends."""
    lines = lines_of(strings(texts))
    assert [lines.text(at) for at in range(len(lines))] == expected
    assert len(lines.bounds) == len(texts) + 1
