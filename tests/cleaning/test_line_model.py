"""Laws of the line model."""

import numpy as np

from pipeline.arrays.arrow import strings
from pipeline.cleaning.classify import noise_lines
from pipeline.cleaning.line_model import LONGEST, LineContext, asked, features, probabilities, removal_probability
from pipeline.cleaning.repeated_lines import Repeats
from pipeline.cleaning.rules import NONE, names
from pipeline.cleaning.structure import ArticleMetadata, is_closed, is_prose, zones
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
    assert (lines.ends - lines.starts)[at].max() <= LONGEST
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
    assert lines.ends[0] - lines.starts[0] > LONGEST
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
