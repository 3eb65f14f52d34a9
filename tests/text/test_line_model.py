"""Laws of the line model."""

import numpy as np

from pipeline.resources import resource
from pipeline.tables.columns import strings
from pipeline.text.line_model import LONGEST, Setting, features, is_noise
from pipeline.text.lines import Lines, split_lines
from pipeline.text.noise import noise_lines
from pipeline.text.noise_rules import NONE, names
from pipeline.text.noise_structure import About, is_closed, is_prose, zones
from pipeline.text.repeats import Repeats

PROSE = (
    "The council of Port Ellis rejected the lease of the old ferry pier on Monday, after a debate that went on until "
    "midnight."
)
TEXT = f"{PROSE}\n{PROSE} Again.\nThe Harbour Gazette Weekly Letter To Our Readers"


def told(lines: Lines) -> Setting:
    """What the model is told when no rule took anything and nothing repeats."""
    closed = is_closed(lines)
    prose = is_prose(lines, closed)
    none = np.zeros(len(lines), np.int64)
    return Setting(
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
    assert rows == ["bias", "threshold", *features(lines, told(lines))]


def test_features_are_finite_and_of_one_size() -> None:
    """Lines of any kind give numbers between 0 and about 1, one a line."""
    lines = split_lines(strings([TEXT, "", "A", "1 2 3", "ALL CAPS HERE", "é", "word " * 300]))
    for values in features(lines, told(lines)).values():
        assert values.shape == (len(lines),)
        assert np.isfinite(values).all()
        assert (values >= 0).all()
        assert (values <= 1.5).all()


def test_a_line_is_judged_within_its_article() -> None:
    """Neighbours in the batch change nothing."""
    texts = [TEXT, f"A\nB\n{PROSE}", "ADVERTISEMENT"]
    together = split_lines(strings(texts))
    many = is_noise(together, told(together))
    for row, text in enumerate(texts):
        alone = split_lines(strings([text]))
        assert is_noise(alone, told(alone)).tolist() == many[together.row == row].tolist()


def test_only_the_full_mode_asks_the_model() -> None:
    """An open line in title case at the end goes in `full` and stays in `standard`; long lines always stay."""
    lines = split_lines(strings([f"{TEXT}\n{'Word ' * 70}End"]))
    about, none = About([None], [None], [[]]), np.zeros(len(lines), np.int64)
    standard, full = (noise_lines(lines, about, Repeats(none, none, 3, 5), mode) for mode in ("standard", "full"))
    assert (standard == NONE).all()
    assert [names()[code] if code != NONE else "" for code in full] == ["", "", "model", ""]
    assert lines.ends[-1] - lines.starts[-1] > LONGEST


def test_a_headline_that_only_the_text_gives_stays() -> None:
    """The first line of a record without a headline is none of the model's business."""
    lines = split_lines(strings([f"The Harbour Gazette Weekly Letter\n{TEXT}"]))
    none = np.zeros(len(lines), np.int64)
    for title, expected in ((None, False), ("Ferry vote", True)):
        found = noise_lines(lines, About([title], [None], [[]]), Repeats(none, none, 3, 5), "full")
        assert bool(found[0] != NONE) is expected
