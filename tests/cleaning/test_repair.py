"""Laws of repair: equal to ftfy, and the gate misses nothing."""
# ruff: noqa: RUF001 -- these tests are about damaged and foreign characters

import os
from itertools import product
from pathlib import Path

import ftfy
import numpy as np
import pyarrow.parquet as pq
import pytest
from ftfy import badness
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.cleaning.repair import fix, needs_repair, repair

STRAIGHT = str.maketrans("\u2018\u2019\u201c\u201d", "''\"\"")
MOJIBAKE = sorted({char for chars in badness.MOJIBAKE_CATEGORIES.values() for char in chars} - set("-"))
NASTY = [
    *(set(MOJIBAKE) - set("\u201e\u201a")),
    *"aZ 1.,&;#<>\n\r\t\x00\x07\x1b[m\x7f\x85\u2028\ufeff\u0301ﬁＡ\u3000가\u1100\u1161ÂÃ€™œŒàÎ",
]
NASTY += ["&amp;", "&eacute;", "&#x2019;", "\x1b[36m", "Ã©", "â€™", "Â ", "à la ", "ЁЖ", "你", "😀", "\u200d", "ن"]
TEXTS = st.lists(st.lists(st.sampled_from(NASTY), max_size=9).map("".join), max_size=5)
DATA = os.environ.get("NIGHTDESK_EVAL_DATA") or None


LOW = str.maketrans("\u201e\u201a", "\u201c\u2018")


def reference(text: str) -> str:
    """The answer of ftfy itself, typographic quotation marks kept, low ones of damaged lines raised."""
    fixed = ftfy.fix_text(text, ftfy.TextFixerConfig(uncurl_quotes=False))
    return fixed.translate(str.maketrans("\u201f\u201b\u02bc", "\u201c\u2018\u2019"))


def unseen(texts: list[str]) -> list[str]:
    """Texts that ftfy changes although the gate lets them pass."""
    broken, _ = needs_repair(strings(texts))
    return [
        text
        for text, bad in zip(texts, broken, strict=True)
        if not bad and reference(text).translate(LOW) != text.translate(LOW)
    ]


def flat(text: str) -> str:
    """Straight quotation marks, single spaces."""
    return " ".join(text.translate(STRAIGHT).split())


@given(TEXTS)
def test_the_gate_misses_no_nasty_mixture(texts: list[str]) -> None:
    """Whatever stands beside what: a text that passes the gate is one that ftfy leaves alone."""
    assert unseen(texts) == []


def test_the_gate_misses_no_character() -> None:
    """Every character of the first two planes, between letters and between spaces; low marks are left alone."""
    codes = [code for code in range(0x20, 0x20000) if not 0xD800 <= code < 0xE000]
    assert unseen([f"a{chr(code)}b {chr(code)} A" for code in codes]) == []


def test_the_gate_misses_no_pair() -> None:
    """Characters that occur in mojibake, by twos, behind a letter and behind a space."""
    some = [*MOJIBAKE[::4], *"’“”—–…•©éÉàñÂÃœŒ™€£°²ß"]
    assert unseen([f"a{one}{two}b {one}{two} " for one, two in product(some, some)]) == []


NARROW = [char for char in NASTY if char != "\u3000"]  # beside CJK letters, wide marks are left as they are


@given(st.lists(st.sampled_from([*NARROW, "\n", "\n", "plain ", "<b>", "&amp;"]), max_size=14).map("".join))
def test_mending_some_lines_is_mending_all(text: str) -> None:
    """Lines that pass the gate need not be given to ftfy; a tag stops the unescaping of entities behind it."""
    assert fix(text) == reference(text)


@example(["Ğ°Ę“"])  # mended by ftfy only where it makes quotation marks straight
@given(TEXTS)
def test_repair_is_what_ftfy_gives(texts: list[str]) -> None:
    """Straight quotation marks on both sides and white space aside, repair and ftfy agree."""
    assert list(map(flat, repair(strings(texts)).to_pylist())) == [flat(reference(text)) for text in texts]


@given(TEXTS)
def test_repair_leaves_its_own_work_alone(texts: list[str]) -> None:
    """Repairing twice is repairing once, wherever that is so for ftfy, which mends some texts in two goes."""
    steady = [text for text in texts if ftfy.fix_text(ftfy.fix_text(text)) == ftfy.fix_text(text)]
    once = repair(strings(steady))
    assert repair(once).equals(once)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The cafÃ© wonâ€™t close.", "The café won’t close."),
        ("Fish &amp; chips&nbsp;now", "Fish & chips now"),
        ("if x < 1 &amp; y", "if x < 1 &amp; y"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("e\u0301clair", "éclair"),
        ("„low“ ‚marks‘", "„low“ ‚marks‘"),
        ("â€žlowâ€œ marks", "“low“ marks"),
        ("会议（第三次）于五月举行！你同意吗？２０年", "会议（第三次）于五月举行！你同意吗？20年"),
        ("ＬＯＵＤ！", "LOUD!"),
        ("He wrote â€œnot todayâ€ on it.", "He wrote “not today” on it."),
        ("a bad yearâ€, he said", "a bad year”, he said"),
        ("dont\ufffd don\ufffdt we\ufffdve I\ufffdm O\ufffdBrien", "dont\ufffd don’t we’ve I’m O’Brien"),
        ("the council\ufffds vote, Marlow\ufffds", "the council’s vote, Marlow’s"),
        ("it\ufffdll a caf\ufffds r\ufffdsum\ufffd", "it’ll a caf\ufffds r\ufffdsum\ufffd"),
        ("a\u00a0b\u2003c", "a b c"),
        ("bell\x07 and \x1b[31mred\x1b[0m", "bell and red"),
        ("“It’s fine,” she said — twice…", "“It’s fine,” she said — twice…"),
    ],
)
def test_damage_and_what_is_made_of_it(text: str, expected: str) -> None:
    """Mojibake, entities, line ends, composed letters, blanks and control characters; typographic marks stay."""
    assert repair(strings([text])).to_pylist() == [expected]


def test_repair_keeps_an_empty_column() -> None:
    """No texts, and empty texts, are nothing to repair."""
    assert repair(strings([])).to_pylist() == []
    assert repair(strings(["", ""])).to_pylist() == ["", ""]


@pytest.mark.shared
@pytest.mark.skipif(DATA is None, reason="NIGHTDESK_EVAL_DATA is not set")
def test_the_gate_misses_no_real_article() -> None:
    """Scraped articles that pass the gate are left alone by ftfy; few are stopped."""
    texts = pq.read_table(Path(DATA or "") / "cleaning/handlabel_lines_120_context.parquet")["text"].to_pylist()[:300]
    assert unseen(texts) == []
    assert np.mean(needs_repair(strings(texts))[0]) < 0.05


@pytest.mark.shared
@pytest.mark.skipif(DATA is None, reason="NIGHTDESK_EVAL_DATA is not set")
def test_repair_solves_the_cases_of_ftfy() -> None:
    """The cases that ftfy itself passes, but for one in a hundred: text misread more often than we read it back."""
    cases = pq.read_table(Path(DATA or "") / "cleaning/ftfy_cases.parquet").to_pylist()
    passing = [case for case in cases if case["expect"] == "pass"]
    got = repair(strings([case["original"] for case in passing])).to_pylist()
    wrong = [c["original"] for c, text in zip(passing, got, strict=True) if flat(text) != flat(c["fixed"])]
    assert len(wrong) <= len(passing) / 100


def test_french_passes_the_gate() -> None:
    """A typographic apostrophe beside an accented letter is no sign of damage; the same letters misread are."""
    calm, damaged = "L\u2019\u00e9cole de l\u2019\u00c9tat", "L\u2019\u00e9cole \u00c3\u00a9tat"
    assert needs_repair(strings([calm, damaged]))[0].tolist() == [False, True]
