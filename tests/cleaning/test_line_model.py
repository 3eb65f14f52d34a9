"""Laws of the line model."""

from dataclasses import replace

import numpy as np
import pytest

from pipeline.arrays.arrow import strings
from pipeline.cleaning import line_model
from pipeline.cleaning.classify import noise_lines
from pipeline.cleaning.line_model import LineContext, asked, features, probabilities, removal_probability
from pipeline.cleaning.repeated_lines import Repeats
from pipeline.cleaning.rules import NONE, names
from pipeline.cleaning.structure import ArticleMetadata, is_closed, is_prose, zones
from pipeline.cleaning.thresholds import MODEL_BYTES
from pipeline.resources import resource
from pipeline.text.lines import Lines, split_lines

PROSE = (
    "The council of Port Ellis rejected the lease of the old ferry pier on Monday, after a debate that went on until "
    "midnight."
)
TEXT = f"{PROSE}\n{PROSE} Again.\nThe Harbour Gazette Weekly Letter To Our Readers"


def told(lines: Lines) -> LineContext:
    """What the model is told when no rule took anything and nothing repeats."""
    closed = is_closed(lines)
    prose = is_prose(lines, closed)
    none = np.zeros(len(lines), np.int64)
    return LineContext(
        closed,
        prose,
        np.zeros(len(lines), bool),
        zones(lines, prose, np.ones(len(lines.bounds) - 1, bool)),
        Repeats(none, none, 3, 5),
    )


def test_every_feature_has_a_weight() -> None:
    """The resource names the features, the bias and the threshold, and nothing else."""
    lines = split_lines(strings([TEXT]))
    rows = [line.split("\t")[0] for line in resource("line_model.tsv").splitlines()[1:]]
    assert rows == ["bias", "threshold", *features(lines, told(lines), np.arange(len(lines)))]


def test_features_are_finite_and_of_one_size() -> None:
    """Lines of any kind give numbers between 0 and about 1, one a line that is asked of."""
    lines = split_lines(strings([TEXT, "", "A", "1 2 3", "ALL CAPS HERE", "é", "word " * 300]))
    setting = told(lines)
    at = asked(lines, setting)
    assert (lines.ends - lines.starts)[at].max() <= MODEL_BYTES
    for values in features(lines, setting, at).values():
        assert values.shape == at.shape
        assert np.isfinite(values).all()
        assert (values >= 0).all()
        assert (values <= 1.5).all()


def test_a_line_is_judged_within_its_article() -> None:
    """Neighbours in the batch change nothing."""
    texts = [TEXT, f"A\nB\n{PROSE}", "ADVERTISEMENT", "Sentence Case Of The Title Kind\nx y\nA B C"]
    together = split_lines(strings(texts))
    many = probabilities(together, told(together))
    for row, text in enumerate(texts):
        alone = split_lines(strings([text]))
        assert probabilities(alone, told(alone)).tolist() == many[together.row == row].tolist()


def judged(text: str, mode: str, title: str | None = None) -> tuple[list[str], list[str], list[float]]:
    """What takes each line of a text, what suspects it, and how sure the model is."""
    lines = split_lines(strings([text]))
    none = np.zeros(len(lines), np.int64)
    found = noise_lines(lines, ArticleMetadata([title], [None], [[]]), Repeats(none, none, 3, 5), mode)
    taken, suspected = (
        [names()[code] if code != NONE else "" for code in codes] for codes in (found.taken, found.suspected)
    )
    return taken, suspected, found.probability.tolist()


def test_only_the_full_mode_takes_what_the_model_suspects() -> None:
    """An open line in title case at the end goes in `full` and is flagged in the others; long lines always stay."""
    text = f"{'Word ' * 70}End\n{PROSE}\n{PROSE} Again.\nGazette Picks"
    lines = split_lines(strings([text]))
    assert lines.ends[0] - lines.starts[0] > MODEL_BYTES
    nothing, last = [""] * 4, ["", "", "", "line_model"]
    for mode in ("safe", "standard"):
        taken, suspected, probability = judged(text, mode)
        assert (taken, suspected) == (nothing, last)
        assert probability[3] > removal_probability()
        assert probability[:3] == [0, 0, 0]
    assert judged(text, "full")[:2] == (last, nothing)


def test_what_only_the_standard_mode_takes_is_flagged_in_the_safe_one() -> None:
    """A rule that may err suspects by its own name and is nearly sure."""
    taken, suspected, probability = judged(f"{PROSE}\nHARBOUR MAYOR FACES NEW VOTE OVER FERRY DEAL\n{PROSE}", "safe")
    assert (taken, suspected) == ([""] * 3, ["", "headline", ""])
    assert 0.9 < probability[1] < 1


def test_a_headline_that_only_the_text_gives_stays() -> None:
    """The first line of a record without a headline is none of the model's business."""
    text = f"The Harbour Gazette Weekly Letter\n{TEXT}"
    assert judged(text, "full")[0][0] == judged(text, "standard")[1][0] == ""
    assert judged(text, "full", "Ferry vote")[0][0] == "line_model"


def test_an_article_that_must_stay_whole_is_not_suspected() -> None:
    """A lone line and a text without a sentence are neither cut nor flagged."""
    for text in ("The Harbour Gazette Weekly Letter", "The Harbour Gazette\nWeekly Letter To Readers"):
        assert not any(judged(text, "standard", "Ferry vote")[1])


LINE = "Ferry News 12:"
FEATURES = {
    "length": np.log2(14) / 10,
    "open": 1,
    "colon": 1,
    "capitals": 2 / 12,
    "digits": 2 / 14,
    "title_case": 2 / 3,
    "words": 3 / 40,
    "first": 0,
    "near_top": 1,
    "last": 1,
    "near_end": 1,
    "head": 0,
    "tail": 1,
    "between_prose": 0,
    "beside_noise": 0,
    "repeats": 0,
}


@pytest.mark.parametrize("name", FEATURES)
def test_each_feature_of_a_line_is_what_it_says(name: str) -> None:
    """Of a line of 14 bytes behind one paragraph: 2 capitals, 2 digits, 2 blanks, 3 words."""
    lines = split_lines(strings([f"{PROSE}\n{LINE}"]))
    assert features(lines, told(lines), np.array([1]))[name].tolist() == pytest.approx([FEATURES[name]])


def test_the_features_are_these() -> None:
    """None is left out above."""
    lines = split_lines(strings([TEXT]))
    assert set(features(lines, told(lines), np.arange(3))) == set(FEATURES)


@pytest.mark.parametrize(
    ("line", "capitals", "title_case"),
    [
        ("ABC", 1.0, 1.0),
        ("AB CD", 1.0, 1.0),
        ("Ab Cd", 0.5, 1.0),
        ("ab Cd", 0.25, 0.5),
        ("a-B", 1 / 3, 0.0),
        ("AZ", 1.0, 1.0),
        ("@[", 0.0, 0.0),
        ("   ", 0.0, 0.0),
    ],
)
def test_capitals_are_a_share_of_what_is_not_blank(line: str, capitals: float, title_case: float) -> None:
    """All capitals, and the words that begin with one as a share of the words."""
    lines = split_lines(strings([f"x\n{line}"]))
    found = features(lines, told(lines), np.array([1]))
    assert [found["capitals"][0], found["title_case"][0]] == pytest.approx([capitals, title_case])


def test_places_are_counted_from_both_ends() -> None:
    """Of six lines the first three are near the top, the last three near the end."""
    lines = split_lines(strings(["\n".join("abcdef")]))
    found = features(lines, told(lines), np.arange(6))
    assert found["first"].tolist() == [1, 0, 0, 0, 0, 0]
    assert found["near_top"].tolist() == [1, 1, 1, 0, 0, 0]
    assert found["last"].tolist() == [0, 0, 0, 0, 0, 1]
    assert found["near_end"].tolist() == [0, 0, 0, 1, 1, 1]


def test_neighbours_tell_of_a_line() -> None:
    """Between two paragraphs; beside noise on either side; not across the end of an article."""
    lines = split_lines(strings([f"{PROSE}\nx\n{PROSE}\ny", f"z\n{PROSE}"]))
    setting = told(lines)
    setting.taken[3] = True
    found = features(lines, setting, np.arange(6))
    assert found["between_prose"].tolist() == [0, 1, 0, 0, 0, 0]
    assert found["beside_noise"].tolist() == [0, 0, 1, 0, 0, 0]


@pytest.mark.parametrize(("own", "value"), [(0, 0), (1, 0), (2, 0.25), (4, 0.5), (8, 0.75), (16, 1), (1000, 1)])
def test_repeats_count_up_to_sixteen(own: int, value: float) -> None:
    """The logarithm of the copies, as a share of that of sixteen."""
    lines = split_lines(strings(["x\ny"]))
    setting = replace(told(lines), repeats=Repeats(np.array([0, own]), np.zeros(2, np.int64), 3, 5))
    assert features(lines, setting, np.array([1]))["repeats"].tolist() == [value]


def test_words_count_up_to_forty() -> None:
    """A line of more than forty words is as long as one of forty."""
    lines = split_lines(strings([" ".join("a" * n) for n in (1, 20, 40, 60)]))
    assert features(lines, told(lines), np.arange(4))["words"].tolist() == pytest.approx([0.025, 0.5, 1.0, 1.0])


@pytest.mark.parametrize(("size", "is_asked"), [(299, True), (300, True), (301, False)])
def test_the_model_is_asked_of_lines_up_to_300_bytes(size: int, is_asked: bool) -> None:
    """The bound itself counts; lines that a rule took are not asked of."""
    lines = split_lines(strings(["x" * size + "\ny\nz"]))
    setting = told(lines)
    setting.taken[1] = True
    assert asked(lines, setting).tolist() == ([0, 2] if is_asked else [2])


def test_the_probability_is_that_of_the_weighted_sum(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bias and weights add up to a score whose logistic is the probability; the threshold is a score as well."""
    weights = dict.fromkeys(FEATURES, 0.0) | {"bias": -1.0, "colon": 3.0, "words": 2.0, "threshold": 1.0}
    monkeypatch.setattr(line_model, "_weights", lambda: weights)
    lines = split_lines(strings(["two words:\nword\n" + "x" * 301]))
    expected = [1 / (1 + np.exp(-2.1)), 1 / (1 + np.exp(0.95)), 0]
    assert probabilities(lines, told(lines)).tolist() == pytest.approx(expected)
    assert removal_probability() == pytest.approx(1 / (1 + np.exp(-1)))
