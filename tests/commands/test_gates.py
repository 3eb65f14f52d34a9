"""When a night may be published."""

import pytest

from pipeline.commands.gates import NightlyConfig, failures

GOOD = {"n_articles": 100, "rejected_share": 0.05}


@pytest.mark.parametrize(
    ("tonight", "before", "said"),
    [
        (GOOD, None, None),
        (GOOD, {"n_articles": 125}, None),
        (GOOD, {"n_articles": 126}, "126 in the last published night"),
        (GOOD | {"n_articles": 0}, None, "at least 1 asked for"),
        (GOOD | {"rejected_share": 0.21}, None, "21.0% of the records rejected"),
        (GOOD | {"rejected_share": 0.2}, None, None),
    ],
)
def test_each_gate_says_what_is_wrong(
    tonight: dict[str, float], before: dict[str, float] | None, said: str | None
) -> None:
    """A figure at its bound passes; one beyond it is told with both numbers."""
    found = list(failures(tonight, before, NightlyConfig()))
    assert [said in words for words in found if said] == ([True] if said else [])
    assert len(found) == (said is not None)
