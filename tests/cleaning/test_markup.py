"""Markup in texts: HTML gets line ends, and what is no text goes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings, text_bytes
from pipeline.cleaning.clean_text import Stripped
from pipeline.cleaning.markup import lay_out, markup_spans
from pipeline.cleaning.repair import repair
from pipeline.cleaning.rules import MarkupRule, markup_rules, names
from pipeline.cleaning.spans import span_rows, without

TAGS = [
    "<p>",
    "</p>",
    "<br/>",
    "<BR>",
    '<p class="a>b">',
    "<b>",
    "</b>",
    "<td>",
    "</td>",
    "<!-- x -->",
    "<script>a<b;</script>",
]
PIECES = st.sampled_from(
    [*TAGS, "pier", "Ferry ", "\u00e9", " ", "\n", "&nbsp;", "a < b", "1 <3", "\u00ad", "-\n", "<John Smith>"]
)
TEXTS = st.lists(st.lists(PIECES, max_size=9).map("".join), max_size=4)


def stripped(text: str) -> list[str]:
    """The lines of a text as it comes in, repaired, without its markup."""
    lines = Stripped.of(repair(strings([text]))).lines
    return [lines.text(number) for number in range(len(lines))]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("<h2>Ferry prices</h2><ul><li>Two</li><li>Three</li></ul><p>Up.</p>", ["Ferry prices", "Two", "Three", "Up."]),
        ("<P>One.</P>\n\n  <P>Two.<BR />Three.</P>", ["One.", "Two.", "Three."]),
        ("<table><tr><td>Ostrand</td><td>4</td></tr></table>", ["Ostrand", "4"]),
        ("<p>The <em>fer</em>ry and a <b>pier</b> <i>here</i>.</p>", ["The ferry and a pier here."]),
        ('<p data-x="a>b">One.</p><!-- wp:p --><p>Two.</p>', ["One.", "Two."]),
        ("<p>One.</p>&nbsp;<p>Fish &amp; chips&nbsp;now</p>", ["One.", "Fish & chips now"]),
        ("&amp;lt;p&amp;gt;One.&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;Two.", ["One.", "Two."]),
        ("One.<script>var a = '<p>';\nb();</script>\n<style>.a{b:c}</style>Two.", ["One.", "Two."]),
        ("If x < 5 and a<b and c>d, I <3 it, <John Smith> wrote &nbsp;.", None),
        ('Before <tweet id="5"> behind', ["Before behind"]),
        ("the light\u00ad\nhouse dis\u00adcuss", ["the lighthouse discuss"]),
    ],
)
def test_markup_goes_and_blocks_part_lines(text: str, lines: list[str] | None) -> None:
    """Tags of blocks end lines, others nothing; attributes, comments and scripts are no text; signs are no markup."""
    found = [" ".join(line.split()) for line in stripped(text)]
    assert found == ([text] if lines is None else lines)


@given(TEXTS)
def test_the_rest_and_the_spans_make_the_whole(texts: list[str]) -> None:
    """What is taken out and what stays interleave to the repaired text; each span reads as it is written down."""
    whole = repair(strings(texts))
    found = markup_spans(whole)
    rest = without(*text_bytes(whole), found).to_pylist()
    rows = span_rows(*text_bytes(whole), found)
    for row, start, end, piece in zip(rows.row, rows.starts, rows.ends, rows.texts.to_pylist(), strict=True):
        assert end - start == len(piece) > 0
        rest[row] = rest[row][:start] + piece + rest[row][start:]
    assert rest == whole.to_pylist()


@given(TEXTS)
def test_laying_out_adds_and_drops_white_space_only(texts: list[str]) -> None:
    """Entities apart, no character of a text is lost or changed."""
    for text in texts:
        plain = text.replace("&nbsp;", " ")
        assert "".join(lay_out(plain).split()) == "".join(plain.split())


@pytest.mark.parametrize("rule", markup_rules(), ids=lambda rule: rule.name)
def test_a_markup_rule_finds_its_example_and_not_its_counter_example(rule: MarkupRule) -> None:
    """Something of the example goes, something stays; nothing of the counter-example goes, by any of the rules."""
    assert 0 < sum(end - start for start, end in rule.spans(rule.example)) < len(rule.example)
    assert rule.spans(rule.counter) == []
    found = [names()[code] for code in markup_spans(strings([rule.example])).rules]
    assert set(found) == {rule.name}
    assert len(markup_spans(strings([rule.counter])).rules) == 0


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("The town sold the pi\u2026 [+2219 chars]", "The town sold the pi"),
        ("It sank.[+4994 chars]", "It sank."),
        ("Trees will be moved. \u2026 Read more", "Trees will be moved."),
        (
            "WEBVTT\n\n1\n00:01.000 --> 00:04.000\nThe union met\n\n00:00:04,500 --> 00:00:08,000\nto vote.",
            "The union met\n\nto vote.",
        ),
        ("To: a@b.example\nSubject: Quay\n\nThe port lets it.\n--\nPress office\nTel. 5", "The port lets it."),
        (
            "## Cost\n\nThe **board** put a price on the _old_ weir: see [it](https://w.example/r.pdf), in `ink`.",
            "Cost\n\nThe board put a price on the old weir: see it, in ink.",
        ),
        ("5 * 3 ** 2 and a_b_c and [this] (https://w.example)", "5 * 3 ** 2 and a_b_c and [this] (https://w.example)"),
    ],
)
def test_other_marks_go(text: str, rest: str) -> None:
    """Marks of texts that were cut, subtitles, heads and signatures of mails, Markdown."""
    whole = strings([text])
    assert without(*text_bytes(whole), markup_spans(whole)).to_pylist() == [rest]


def test_a_text_of_nothing_but_markup_is_empty() -> None:
    """Such a record gives no article; the others keep their lines."""
    found = Stripped.of(strings(["<p></p>", "<p>One.</p>", " "]))
    assert found.is_empty().tolist() == [True, False, True]
    assert [found.only(~found.is_empty()).lines.text(0)] == ["One."]


def test_a_long_text_below_two_hyphens_is_no_signature() -> None:
    """Lines of a signature end: one long line cannot be cut into pieces of 80 in more ways than there are atoms."""
    (rule,) = (one for one in markup_rules() if one.name == "signature")
    assert rule.spans("The council met.\n--\n" + 20 * "harbour " + "\n" + 30 * "x\n") == []
    assert rule.spans("Met.\n--\n" + 6 * "Tel.\n") == [(4, 38)]
    assert rule.spans("Met.\n--\n" + 7 * "Tel.\n") == []
    assert rule.spans("Met.\n--\nPress\n" + 80 * "o") == [(4, 94)]
    assert rule.spans("Met.\n--\nPress\n" + 81 * "o") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>One</p><p>Two</p>", "<p>One\n</p><p>Two</p>"),
        ("One <br> Two", "One\n<br>Two"),
        ("One<b>Two</b><br>", "One<b>Two</b><br>"),
        ("<br>One<i> </i>Two", "<br>One<i> </i>Two"),
        ("<p>One\n<b>Two</b>", "<p>One\n<b>Two</b>"),
        ("<b>One</b>\n<i>Two</i>", "<b>One</b>\n<i>Two</i>"),
        ("One &amp; two", "One &amp; two"),
        ("<p>One &amp; two", "<p>One & two"),
        ("<p>&amp;amp;amp;", "<p>&"),
        ("<p>&amp;amp;amp;amp;", "<p>&amp;"),
        ("<John Smith> One", "<John Smith> One"),
    ],
)
def test_blocks_begin_behind_a_line_end(text: str, expected: str) -> None:
    """Between blocks one line end, none at either end of the text; entities are decoded up to three times, in HTML."""
    assert lay_out(text) == expected


@pytest.mark.parametrize("rule", markup_rules(), ids=lambda rule: rule.name)
def test_a_markup_rule_looks_only_into_texts_of_its_kind(rule: MarkupRule) -> None:
    """A rule for texts of one kind finds nothing elsewhere; empty spans do not count."""
    assert rule.spans("") == []
    assert all(end > start for start, end in rule.spans(rule.example))
    if rule.only_in:
        alone = MarkupRule(rule.name, rule.pattern, rule.example, rule.counter)
        assert alone.spans(rule.example)
        assert MarkupRule(rule.name, rule.pattern, rule.example, rule.counter, "no such text").spans(rule.example) == []
