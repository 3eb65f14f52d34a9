"""Laws of noise lines, and the invented articles of tests/cases/noise.json."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.cleaning.classify import noise_lines
from pipeline.cleaning.repeated_lines import Repeats
from pipeline.cleaning.rule_sets import rule_set
from pipeline.cleaning.rules import NONE, Rule, names, rules
from pipeline.cleaning.structure import ArticleMetadata
from pipeline.text.lines import Lines, split_lines

CASES = json.loads((Path(__file__).parent.parent / "cases/noise.json").read_text(encoding="utf-8"))
PROSE = (
    "The council of Port Ellis rejected the lease of the old ferry pier on Monday, after a debate that went on until "
    "midnight."
)

LONG = PROSE + " A second vote is planned for the autumn."
POOL = [
    LONG,
    "ADVERTISEMENT",
    "Read more",
    "A subhead",
    "HARBOUR MAYOR FACES NEW VOTE OVER FERRY DEAL",
    "Ana Ruiz",
    "***",
]


def no_repeats(lines: Lines) -> Repeats:
    """Nothing repeats."""
    none = np.zeros(len(lines), np.int64)
    return Repeats(none, none, 3, 5)


def noise_of(texts: list[str], mode: str = "standard", **about: list[Any]) -> list[list[str]]:
    """Rule of each line of each text, empty for content."""
    lines = split_lines(strings(texts))
    nothing = [None] * len(texts)
    known = ArticleMetadata(
        about.get("titles", nothing), about.get("sources", nothing), about.get("authors", [[]] * len(texts))
    )
    found = noise_lines(lines, known, no_repeats(lines), mode).taken
    return [[names()[code] if code != NONE else "" for code in found[lines.row == row]] for row in range(len(texts))]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_an_invented_article_loses_its_noise_and_nothing_else(case: dict[str, Any]) -> None:
    """Each line goes by the rule that the case names, or stays."""
    text = "\n".join(line for _, line in case["lines"])
    found = noise_of([text], titles=[case["title"]], sources=[case["source"]], authors=[case.get("authors", [])])
    assert found == [[rule for rule, _ in case["lines"]]]


def test_an_article_is_judged_alone() -> None:
    """The same article gets the same rules whatever stands before and behind it."""
    texts = ["\n".join(line for _, line in case["lines"]) for case in CASES]
    about = {
        "titles": [case["title"] for case in CASES],
        "sources": [case["source"] for case in CASES],
        "authors": [case.get("authors", []) for case in CASES],
    }
    together = noise_of(texts, **about)
    alone = [noise_of([text], **{k: [v[at]] for k, v in about.items()})[0] for at, text in enumerate(texts)]
    assert together == alone


@given(st.lists(st.sampled_from(POOL), max_size=7))
def test_an_article_is_never_emptied(lines: list[str]) -> None:
    """Either a paragraph stays or every line does."""
    (found,) = noise_of(["\n".join(lines)])
    kept = [line for line, rule in zip(lines, found, strict=True) if not rule]
    assert LONG in kept or kept == lines


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_safe_mode_takes_less(case: dict[str, Any]) -> None:
    """What `safe` takes, `standard` takes too, and of patterns only safe ones."""
    text = "\n".join(line for _, line in case["lines"])
    about: dict[str, Any] = {
        "titles": [case["title"]],
        "sources": [case["source"]],
        "authors": [case.get("authors", [])],
    }
    safe, standard = noise_of([text], "safe", **about)[0], noise_of([text], **about)[0]
    assert all(other for one, other in zip(safe, standard, strict=True) if one)
    free = {rule.name for rule in rules() if rule.safe} | {"title", "byline", "doubled", "repeated"}
    assert set(safe) <= free | {""}


def test_lines_that_the_publisher_repeats_go() -> None:
    """A line without any rule goes when it repeats."""
    lines = split_lines(strings([f"{LONG}\nBrought to readers by the friends of the harbour\n{LONG}x."]))
    own = np.array([1, 3, 1])
    found = noise_lines(lines, ArticleMetadata([None], [None], [[]]), Repeats(own, own * 0, 3, 5), "standard").taken
    assert [names()[code] if code != NONE else "" for code in found] == ["", "repeated", ""]


@pytest.mark.parametrize("rule", [r for r in rules() if r.example == "* * *"], ids=lambda rule: rule.name)
@pytest.mark.parametrize(("more", "expected"), [(0, "separator"), (1, "")])
def test_a_line_may_be_as_long_as_its_rule_says(rule: Rule, more: int, expected: str) -> None:
    """A line of exactly `longest` bytes is matched; one byte more is too long."""
    line = "*" * (rule.longest + more)
    assert noise_of([f"{LONG}\n{line}\n{LONG}x."]) == [["", expected, ""]]


@pytest.mark.parametrize(
    ("begin", "end", "longest", "rule"), [("(AP Photo/", ")", 900, "credit"), ("[Editor", "]", 420, "legal")]
)
@pytest.mark.parametrize("more", [0, 1])
def test_a_line_is_shown_to_every_rule_that_is_long_enough(
    begin: str, end: str, longest: int, rule: str, more: int
) -> None:
    """The longest line of all that rules match, and the longest that most of them match: one byte more is too long."""
    line = begin + "x" * (longest + more - len(begin) - len(end)) + end
    assert noise_of([f"{LONG}\n{LONG}x.\n{line}"], titles=["Ferry"]) == [["", "", "" if more else rule]]


@pytest.mark.parametrize("zones", [("anywhere", "inner"), ("open",), ("head", "tail", "end", "edge")])
def test_the_longest_line_of_a_set_is_shown_to_its_rules(zones: tuple[str, ...]) -> None:
    """`longest` of a set is that of its most patient rule, and lines above LONG meet only rules that take them."""
    assert rule_set(zones, safe=False, long=True).longest == max(r.longest for r in rules() if r.zone in zones)
    assert all(rule.longest > 420 for rule in rule_set(zones, safe=False, long=True).rules)


def test_first_and_last_paragraphs_need_no_more_copies_than_other_lines() -> None:
    """Of eight paragraphs in three articles each, the two first and the two last are the publisher's."""
    lines = split_lines(strings(["\n".join(f"{LONG} {number}." for number in range(8))]))
    copies = np.full(8, 3)
    found = noise_lines(lines, ArticleMetadata(["Ferry"], [None], [[]]), Repeats(copies, copies * 0, 3, 5), "standard")
    assert (found.taken != NONE).tolist() == [True, True, False, False, False, False, True, True]


def test_the_last_three_lines_are_the_end() -> None:
    """A rule for the end matches the third line from the end and not the fourth."""
    story = [f"{LONG} {number}." for number in range(6)]
    note = "The author thanks Leo Park of the Harbour Institute for his comments."
    found = [noise_of(["\n".join([*story[:at], note, *story[at:]])])[0][at] for at in range(3, 7)]
    assert found == ["", "contributors", "contributors", "contributors"]


LETTER = "The Harbour Gazette Weekly Letter To Our Readers"


def judged(text: str, mode: str, title: str | None = "Ferry", least: float = 0.1) -> list[tuple[str, str, bool]]:
    """What took each line, what suspects it, and whether it has a probability."""
    lines = split_lines(strings([text]))
    found = noise_lines(lines, ArticleMetadata([title], [None], [[]]), no_repeats(lines), mode, least)
    said = [[names()[code] if code != NONE else "" for code in codes] for codes in (found.taken, found.suspected)]
    return list(zip(*said, (found.probability > 0).tolist(), strict=True))


@pytest.mark.parametrize(
    ("mode", "expected"),
    [("safe", ("", "line_model", True)), ("standard", ("", "line_model", True)), ("full", ("line_model", "", False))],
)
def test_the_model_suspects_and_in_full_mode_takes(mode: str, expected: tuple[str, str, bool]) -> None:
    """Only lines that are suspected have a probability."""
    assert judged(f"{LONG}\n{LONG} Again.\n{LETTER}", mode) == [("", "", False), ("", "", False), expected]


@pytest.mark.parametrize(
    ("mode", "expected"),
    [("safe", ("", "headline", True)), ("standard", ("headline", "", False)), ("full", ("headline", "", False))],
)
def test_rules_that_may_err_suspect_in_safe_mode(mode: str, expected: tuple[str, str, bool]) -> None:
    """By their own name."""
    line = "HARBOUR MAYOR FACES NEW VOTE OVER FERRY DEAL"
    assert judged(f"{LONG}\n{line}\n{LONG}", mode)[1] == expected


@pytest.mark.parametrize(("title", "expected"), [(None, ("", "", False)), ("Ferry", ("", "line_model", True))])
def test_the_first_line_of_a_record_without_headline_is_not_suspected(
    title: str | None, expected: tuple[str, str, bool]
) -> None:
    """It may be the headline; a later line is suspected all the same."""
    found = judged(f"{LETTER}\n{LONG}\n{LONG} Again.\n{LETTER}", "standard", title)
    assert found[0] == expected
    assert found[3] == ("", "line_model", True)


def test_nothing_is_suspected_in_a_text_that_stays_whole() -> None:
    """One line, or no sentence that would be left."""
    assert judged(LETTER, "standard") == [("", "", False)]
    assert judged(f"ADVERTISEMENT\n{LETTER}\nRead more", "full") == [("", "", False)] * 3


def test_each_record_without_headline_keeps_its_first_line_from_suspicion() -> None:
    """Also where other records of the batch have one."""
    text = f"{LETTER}\n{LONG}\n{LONG} Again."
    lines = split_lines(strings([text, text]))
    about = ArticleMetadata(["Ferry", None], [None, None], [[], []])
    found = noise_lines(lines, about, no_repeats(lines), "standard")
    assert (found.suspected != NONE).tolist() == [True, False, False, False, False, False]


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("Follow the harbour on Twitter \u2014 Ana Ruiz (@anaruiz) March 3, 2020", True),
        ("Follow the harbour on Twitter pic.twitter.com/abc", True),
        ("Follow the harbour on Twitter", False),
    ],
)
def test_a_quoted_post_stays(line: str, stays: bool) -> None:
    """Whatever it says: its author and date, or its picture, show that the story quotes it."""
    assert (noise_of([f"{LONG}\n{line}\n{LONG}"])[0][1] == "") is stays


def test_links_stand_below_a_head_of_links() -> None:
    """Headlines below "Related articles" go by the name of the head's rule, in a text of ordinary lines alone."""
    link = "Ferry crews vote on the new offer"
    found = noise_of([f"{LONG}\nRelated articles\n{link}\n{link} again\n{LONG}", f"{LONG}\n{link}\n{LONG}"])
    assert found == [["", "related", "related", "related", ""], ["", "", ""]]
