"""Laws of removal: what stays and what goes make the whole again."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings, text_bytes
from pipeline.cleaning.spans import Spans, merged, moved, span_rows, whole_lines, without
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
