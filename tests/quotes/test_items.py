"""Laws of the letters that the rules on speakers are patterns over."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.arrays.arrow import strings
from pipeline.arrays.types import Int64
from pipeline.names.genders import FEMALE, MALE
from pipeline.quotes.item_letters import Names
from pipeline.quotes.items import Items, text_items
from pipeline.quotes.signs import signs_of
from pipeline.quotes.spans import quotations
from pipeline.text.cutting import CutTexts, cut_texts
from pipeline.text.sentences import split_sentences


def items_of(cut: CutTexts, names: list[tuple[int, int, str]], sentences: Int64) -> Items:
    """The items of some texts with these names: first byte, one past the last, letter."""
    first, end = (np.array([name[side] for name in names], np.int64) for side in (0, 1))
    known = Names(first, end, np.array([ord(x) for *_, x in names], np.uint8), np.arange(len(names)))
    signs = signs_of(cut)
    return text_items(cut, signs, quotations(cut, signs), known, sentences)


def letters(*texts: str, names: dict[str, str] | None = None) -> str:
    """The letters of the texts; `names` are the forms that are mentions, with their letters."""
    column = strings(list(texts))
    cut, (counts, starts, _) = cut_texts(column), split_sentences(column)
    forms = [(form.encode(), letter) for form, letter in (names or {}).items()]
    found = sorted((cut.text.index(form), cut.text.index(form) + len(form), letter) for form, letter in forms)
    home = np.repeat(np.arange(len(texts)), counts)
    return items_of(cut, found, cut.byte_of(starts + cut.doc_characters()[home], home)).letters


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
    items = items_of(cut_texts(strings(["She met Mr. Holt (his boss)."])), [], np.zeros(0, np.int64))
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
    """First byte and one past the last of any items, and of those that are no words."""
    items = items_of(cut_texts(strings(["Zoë’s “No.” é, x Holt"])), [(27, 31, "N")], np.zeros(0, np.int64))
    places = list(zip(*(column.tolist() for column in items.spans(np.arange(len(items.letters)))), strict=True))
    assert list(zip(items.letters, places, items.numbers.tolist(), strict=True)) == [
        ("\n", (2, 2), -1),
        ("\n", (2, 2), -1),
        ("S", (2, 10), -1),
        ("F", (11, 20), 0),
        ("w", (21, 23), -1),
        (",", (23, 24), -1),
        ("w", (25, 26), -1),
        ("N", (27, 31), 0),
    ]
    others = np.array([7, 3, 0])
    assert list(zip(*items.places(others), strict=True)) == [places[at] for at in others]


def test_items_that_are_words() -> None:
    """As they stand in the text, neither longer nor shorter nor with a capital."""
    cut = cut_texts(strings(["by the By byte b - by"]))
    items = items_of(cut, [], np.zeros(0, np.int64))
    assert items.letters == "\n\nrDrww-r"
    at = np.arange(2, 9)
    assert items.are_words(cut.raw, at, (b"by",)).tolist() == [True, *[False] * 5, True]
    assert items.are_words(cut.raw, at[:5], (b"b", b"the")).tolist() == [False, True, False, False, True]
