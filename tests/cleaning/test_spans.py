"""Laws of removal: what stays and what goes make the whole again."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings, text_bytes
from pipeline.cleaning.spans import (
    Spans,
    apart,
    in_bytes,
    merged,
    moved,
    put_back,
    span_rows,
    whole_lines,
    without,
)
from pipeline.text.lines import split_lines

LINES = st.lists(st.lists(st.sampled_from(["a", "bé", "“c”", "😀 d"]), min_size=1, max_size=6), max_size=4)


def woven(text: str, pieces: list[tuple[int, int, str]]) -> str:
    """The clean text with the removed pieces put back at their offsets."""
    for start, end, piece in sorted(pieces):
        assert end - start == len(piece)
        text = text[:start] + piece + text[start:]
    return text


@given(LINES, st.randoms(use_true_random=False), st.sampled_from(["\n", "\n\n"]))
def test_lines_taken_out_can_be_put_back(articles, random, gap: str) -> None:  # noqa: ANN001 -- hypothesis gives them
    """Clean text and removed spans interleave to the text before, in characters; kept lines stay whole."""
    texts = strings([gap.join(lines) for lines in articles])
    lines = split_lines(texts)
    rules = np.array([random.randint(-1, 1) for _ in range(len(lines))], np.int64)
    rules[np.unique(lines.row, return_index=True)[1]] = -1  # every text keeps a line, here its first
    if random.random() < 0.5:
        rules = rules[::-1].copy()
        rules[np.searchsorted(lines.row, np.unique(lines.row), side="right") - 1] = -1  # or its last
    gone = whole_lines(lines, rules)
    rest = without(lines.data, lines.bounds, gone).to_pylist()
    found = span_rows(lines.data, lines.bounds, gone)
    places = (found.row.tolist(), found.starts.tolist(), found.ends.tolist())
    taken = list(zip(*places, found.texts.to_pylist(), strict=True))
    for at, whole in enumerate(texts.to_pylist()):
        assert woven(rest[at], [piece[1:] for piece in taken if piece[0] == at]) == whole
        kept = [lines.text(n) for n in range(len(lines)) if lines.row[n] == at and rules[n] < 0]
        assert rest[at].split(gap) == (kept or [""])


def test_spans_inside_lines_that_go_are_dropped() -> None:
    """Of two sets of spans the first wins; the rest is in order."""
    lines = Spans(np.array([0, 20]), np.array([10, 30]), np.array([1, 2]))
    inside = Spans(np.array([3, 12, 25]), np.array([5, 14, 28]), np.array([7, 8, 9]))
    both = merged(lines, inside)
    assert both.starts.tolist() == [0, 12, 20]
    assert both.rules.tolist() == [1, 8, 2]


def test_spans_can_be_thinned_out() -> None:
    """`only` keeps some, `rows` says of which text each is."""
    _, bounds = text_bytes(strings(["abc", "", "defg"]))
    some = Spans(np.array([0, 4]), np.array([1, 5]), np.array([0, 0]))
    assert some.rows(bounds).tolist() == [0, 2]
    assert some.only(np.array([False, True])).starts.tolist() == [4]


@given(LINES, st.randoms(use_true_random=False))
def test_what_stays_is_found_again(articles, random) -> None:  # noqa: ANN001 -- hypothesis gives them
    """Lines that stay, and those of which a part went, stand in the clean texts where `moved` says."""
    texts = strings(["\n".join(lines) for lines in articles])
    lines = split_lines(texts)
    cut = [random.random() < 0.5 for _ in range(len(lines))]  # these lose their first character
    firsts = lines.starts + np.array([len(lines.text(n)[0].encode()) for n in range(len(lines))], np.int64)
    gone = Spans(lines.starts[cut], firsts[cut], np.zeros(sum(cut), np.int64))
    rest = without(lines.data, lines.bounds, gone)
    spans = moved(Spans(lines.starts, lines.ends, np.arange(len(lines))), gone)
    found = span_rows(*text_bytes(rest), spans.only(spans.ends > spans.starts))
    wanted = [lines.text(n)[first:] for n, first in enumerate(cut) if lines.text(n)[first:]]
    assert found.texts.to_pylist() == wanted
    whole = rest.to_pylist()
    for row, start, end, text in zip(found.row, found.starts, found.ends, wanted, strict=True):
        assert whole[row][start:end] == text
    columns = found.columns([f"rule {n}" for n in range(len(lines))])
    assert columns["rule"] == [f"rule {n}" for n in found.rules]


def spans(*triples: tuple[int, int, int]) -> Spans:
    """Spans of (start, end, rule)."""
    starts, ends, rules = np.array(triples, np.int64).reshape(-1, 3).T
    return Spans(starts, ends, rules)


def triples(found: Spans) -> list[tuple[int, int, int]]:
    """Spans as (start, end, rule)."""
    return list(zip(found.starts.tolist(), found.ends.tolist(), found.rules.tolist(), strict=True))


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ([-1, -1, -1], []),
        ([-1, 5, -1], [(2, 6, 5)]),
        ([-1, -1, 6], [(6, 9, 6)]),
        ([4, -1, -1], [(0, 3, 4)]),
        ([4, 5, -1], [(0, 3, 4), (3, 7, 5)]),
        ([-1, 5, 6], [(2, 6, 5), (6, 9, 6)]),
        ([4, -1, 6], [(0, 3, 4), (6, 9, 6)]),
    ],
)
def test_a_line_goes_with_one_line_end(rules: list[int], expected: list[tuple[int, int, int]]) -> None:
    """Of `ab`, `cde`, `fg`: with the end before it, or, above the first that stays, with the one behind it."""
    lines = split_lines(strings(["ab\ncde\nfg"]))
    assert triples(whole_lines(lines, np.array(rules))) == expected


def test_lines_of_other_texts_lend_no_line_end() -> None:
    """The first line of the second text goes with the end behind it, though a line stands before it in the batch."""
    lines = split_lines(strings(["ab", "cd\nef"]))
    assert triples(whole_lines(lines, np.array([-1, 7, -1]))) == [(2, 5, 7)]
    assert triples(whole_lines(split_lines(strings([])), np.zeros(0, np.int64))) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ([], [(1, 2, 9)], [(1, 2, 9)]),
        ([(0, 4, 1)], [], [(0, 4, 1)]),
        ([(0, 4, 1)], [(4, 6, 9)], [(0, 4, 1), (4, 6, 9)]),
        ([(0, 4, 1)], [(3, 6, 9)], [(0, 4, 1)]),
        ([(4, 8, 1)], [(0, 4, 9)], [(0, 4, 9), (4, 8, 1)]),
        ([(4, 8, 1)], [(0, 5, 9)], [(4, 8, 1)]),
        ([(4, 8, 1)], [(5, 6, 9)], [(4, 8, 1)]),
        ([(4, 8, 1)], [(2, 9, 9)], [(4, 8, 1)]),
        ([(0, 2, 1), (8, 9, 2)], [(2, 8, 9)], [(0, 2, 1), (2, 8, 9), (8, 9, 2)]),
    ],
)
def test_of_two_sets_the_first_wins(
    one: list[tuple[int, int, int]], other: list[tuple[int, int, int]], expected: list[tuple[int, int, int]]
) -> None:
    """Spans that only touch are both kept; of any that overlap, the first set's."""
    assert triples(merged(spans(*one), spans(*other))) == expected


@pytest.mark.parametrize(
    ("gone", "expected"),
    [
        ([], (4, 8)),
        ([(0, 3, 0)], (1, 5)),
        ([(0, 5, 0)], (0, 3)),
        ([(5, 6, 0)], (4, 7)),
        ([(6, 10, 0)], (4, 6)),
        ([(8, 10, 0)], (4, 8)),
        ([(4, 8, 0)], (4, 4)),
        ([(2, 9, 0)], (2, 2)),
        ([(0, 2, 0), (5, 6, 0), (9, 10, 0)], (2, 5)),
    ],
)
def test_a_span_moves_by_what_is_gone_before_it(gone: list[tuple[int, int, int]], expected: tuple[int, int]) -> None:
    """Of bytes 4 to 8: what goes before moves them, what goes inside shortens them, what goes behind is nothing."""
    assert triples(moved(spans((4, 8, 3)), spans(*gone))) == [(*expected, 3)]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], []),
        ([(3, 5, 1), (0, 2, 2)], [(0, 2, 2), (3, 5, 1)]),
        ([(0, 4, 1), (3, 6, 2)], [(0, 4, 1)]),
        ([(0, 4, 1), (4, 6, 2)], [(0, 4, 1), (4, 6, 2)]),
        ([(0, 4, 2), (0, 9, 1)], [(0, 4, 2)]),
        ([(0, 4, 1), (2, 3, 2), (3, 8, 3), (5, 6, 4)], [(0, 4, 1), (5, 6, 4)]),
    ],
)
def test_spans_that_meet_give_way_to_the_earlier(
    given: list[tuple[int, int, int]], expected: list[tuple[int, int, int]]
) -> None:
    """In order of start, then of end; a span may begin where another ends."""
    assert apart(given) == expected


@pytest.mark.parametrize(
    ("spans", "origin", "expected"),
    [
        ([(0, 1, 7)], 0, [(0, 2, 7)]),
        ([(1, 2, 7)], 0, [(2, 3, 7)]),
        ([(2, 3, 7)], 10, [(13, 17, 7)]),
        ([(1, 1, 7)], 5, [(7, 7, 7)]),
        ([(0, 1, 3), (1, 2, 4), (3, 4, 5)], 1, [(1, 3, 3), (3, 4, 4), (8, 9, 5)]),
        ([], 4, []),
    ],
)
def test_characters_become_bytes(
    spans: list[tuple[int, int, int]], origin: int, expected: list[tuple[int, int, int]]
) -> None:
    """Of a text with characters of two, one and four bytes, counted from one span to the next."""
    assert list(in_bytes("\u00e9b\U0001f600c", spans, origin)) == expected


def test_rows_count_characters_of_their_text() -> None:
    """Offsets begin anew in each text, whatever the width of the characters before."""
    data, bounds = text_bytes(strings(["\u00e9b", "", "c\u201cd"]))
    found = span_rows(data, bounds, spans((2, 3, 5), (4, 7, 6), (7, 8, 7)))
    assert found.row.tolist() == [0, 2, 2]
    assert found.starts.tolist() == [1, 1, 2]
    assert found.ends.tolist() == [2, 2, 3]
    assert found.texts.to_pylist() == ["b", "\u201c", "d"]
    assert found.rules.tolist() == [5, 6, 7]


@pytest.mark.parametrize(
    ("inner", "outer", "expected"),
    [
        ([(1, 3, 1)], [], [(1, 3, 1)]),
        ([(1, 3, 1)], [(0, 2, 9)], [(0, 2, 9), (3, 5, 1)]),
        ([(1, 3, 1)], [(2, 4, 9)], [(1, 5, 1)]),
        ([(1, 3, 1)], [(3, 4, 9)], [(1, 3, 1), (3, 4, 9)]),
        ([(1, 3, 1)], [(1, 2, 9)], [(1, 2, 9), (2, 4, 1)]),
        ([(1, 3, 1)], [(5, 6, 9)], [(1, 3, 1), (5, 6, 9)]),
        ([], [(5, 6, 9)], [(5, 6, 9)]),
    ],
)
def test_spans_of_the_rest_are_put_back_into_the_whole(
    inner: list[tuple[int, int, int]], outer: list[tuple[int, int, int]], expected: list[tuple[int, int, int]]
) -> None:
    """What was gone before moves them back; what was gone inside becomes a part of them; what touches stays apart."""
    assert triples(put_back(spans(*inner), spans(*outer))) == expected
