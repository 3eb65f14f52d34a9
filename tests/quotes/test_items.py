"""Laws of the letters that the rules on speakers are patterns over."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.arrays.arrow import strings
from pipeline.names.genders import FEMALE, MALE
from pipeline.quotes.items import Names, text_items
from pipeline.quotes.spans import quotations
from pipeline.text.characters import characters
from pipeline.text.sentences import split_sentences
from pipeline.text.tokens import cut_texts


def letters(*texts: str, names: dict[str, str] | None = None) -> str:
    """The letters of the texts; `names` are the forms that are mentions, with their letters."""
    column = strings(list(texts))
    batch, (counts, starts, _) = characters(column), split_sentences(column)
    found = sorted((batch.text.index(form), form, letter) for form, letter in (names or {}).items())
    first = np.array([start for start, *_ in found], np.int64)
    end = first + np.array([len(form) for _, form, _ in found], np.int64)
    known = Names(first, end, np.array([ord(x) for *_, x in found], np.uint8), np.arange(len(found)))
    sentences = starts + np.repeat(batch.bounds[:-1], counts)
    return text_items(batch, cut_texts(column), quotations(batch), known, sentences).letters


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("“Go on,” said Mr. O’Hara-Bell.", {"O’Hara-Bell": "N"}, "\n\nQVTN"),
        ("He came. “Go,” he said.\nNothing here.\n“Go.”", {}, "\n\nHv.QHV\now\nF"),
        ("Ann's plan, “a very bad one”, failed (2 days).", {"Ann": "N"}, "\n\nSw,f,v/dz/"),
        ("Saying “no”: the James' dog - 9 - ran", {"James": "N"}, "\n\ng" + "x:DSw-d-v"),
        ("“Ann Holt went,” he said of 3,500 well-known cats.", {"Ann Holt": "N"}, "\n\nQHVrdowz"),
        ("a fast-growing sum - growing", {}, "\n\nDwww-g"),
        ("Ostrand Bank and Leeds met.", {"Ostrand Bank": "G", "Leeds": "l"}, "\n\nG&lv"),
        ("''Go on,'' she said. The ''late show'' is on.", {}, "\n\nQHV.Dxcr"),
    ],
)
def test_letters(text: str, names: dict[str, str], expected: str) -> None:
    """Words, names, marks, quotations, sentences and lines have the letters that the module promises."""
    assert letters(text, names=names) == expected


def test_genders_stand_with_their_words() -> None:
    """Each item has the gender that its word tells, marks and quotations none."""
    column = strings(["She met Mr. Holt (his boss)."])
    none = np.zeros(0, np.int64)
    batch = characters(column)
    items = text_items(
        batch, cut_texts(column), quotations(batch), Names(none, none, none.astype(np.uint8), none), none
    )
    assert items.letters == "\n\nHvTX/DT/"
    assert items.genders.tolist() == [0, 0, FEMALE, 0, MALE, 0, 0, MALE, 0, 0]


def test_texts_do_not_run_into_each_other() -> None:
    """A mark or word at the edge of a text belongs to it alone."""
    texts = ("“Go on,” said James", "'s plan “fails”", "x “Go on,” y-", "-z “Go on,”")
    assert letters(*texts) == "".join(letters(text) for text in texts)


def test_names_at_the_edge_of_a_quotation() -> None:
    """A name that begins in a quotation is left out; one that a quotation begins in is not; both hide words."""
    assert letters("Ann “Bo” Holt said “yes” Holt.", names={"Ann “Bo": "N", "Bo” Holt": "N"}) == "\n\nNxXVxX"


def test_no_word_outside() -> None:
    """A text may be a quotation alone, a name alone, or nothing."""
    assert letters("“Go on.”", names={"on": "N"}) == "\n\nF"
    assert letters("Holt", names={"Holt": "N"}) == "\n\nN"
    assert letters("") == ""


def test_places_of_items() -> None:
    """First character and one past the last of each item; letters beyond ASCII are one character."""
    column = strings(["Zoë’s “No.” é, x"])
    none = np.zeros(0, np.int64)
    batch = characters(column)
    items = text_items(
        batch, cut_texts(column), quotations(batch), Names(none, none, none.astype(np.uint8), none), none
    )
    places = zip(items.letters, items.starts.tolist(), items.ends.tolist(), items.numbers.tolist(), strict=True)
    assert list(places) == [
        ("\n", 0, 0, -1),
        ("\n", 0, 0, -1),
        ("S", 0, 5, -1),
        ("F", 6, 11, 0),
        ("w", 12, 13, -1),
        (",", 13, 14, -1),
        ("w", 15, 16, -1),
    ]
