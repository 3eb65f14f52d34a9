"""Laws of what the spelling of a name tells."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.keywords.name_forms import name_forms

FORMS = st.lists(st.sampled_from(["Ada", "MOSS", "Sen.", "van", "Öl's", "Pope", "NATO"]), min_size=1, max_size=4).map(
    " ".join
)
BARE = {
    "Sen. Tim Kaine": "Tim Kaine", "Democratic Sen. Tim Kaine": "Tim Kaine", "President Obama": "Obama",
    "Arsenal's Sol Campbell": "Sol Campbell", "Pope Francis": "Pope Francis", "Ada Moss": "Ada Moss", "Moss": "Moss",
    "Judge": "Judge", "Zürich\u2019s Ada Moss": "Ada Moss", "SEN. Tim Kaine": "Tim Kaine",
}  # fmt: skip


def without_titles(form: str) -> str:
    """What `name_forms` leaves of one form."""
    return form.encode()[name_forms(strings([form])).titles[0] :].decode()


@pytest.mark.parametrize(("form", "bare"), BARE.items())
def test_titles_and_owners_are_no_part_of_a_name(form: str, bare: str) -> None:
    """What stands before the last title or possessive goes; a lasting title and a name alone stay."""
    found = name_forms(strings([form]))
    assert without_titles(form) == bare
    assert found.bare.to_pylist() == [bare] * (bare != form)


@pytest.mark.parametrize(
    ("form", "n"),
    [
        ("Ada van Moss", 1),
        ("Ada Van der Moss", 2),
        ("Ada Moss", 0),
        ("van Moss's Ada de Oro", 1),
        ("Sen. Van Moss", 1),
    ],
)
def test_particles_behind_the_titles_are_counted(form: str, n: int) -> None:
    """In capitals or not."""
    assert name_forms(strings([form])).particles.tolist() == [n]


def test_a_form_is_judged_with_and_without_titles() -> None:
    """A word may stand twice in the title alone, and shouted letters be all that is left."""
    found = name_forms(strings(["Sen. Ada Sen. Moss", "Sen. ADA MOSS", "Ada Moss Ada", "NATO"]))
    assert found.is_doubtful.tolist() == [True, False, True, False]
    assert found.is_bare_doubtful.tolist() == [False, True, True, False]


@given(st.lists(FORMS, unique=True, max_size=5))
def test_a_form_is_the_same_among_others(forms: list[str]) -> None:
    """A batch of N gives what N batches of one give; a word twice is doubtful."""
    found = name_forms(strings(forms))
    for n, form in enumerate(forms):
        alone = name_forms(strings([form]))
        for column in ("titles", "particles", "is_doubtful", "is_bare_doubtful"):
            assert getattr(found, column)[n] == getattr(alone, column)[0]
        assert found.is_doubtful[n] == (len({*form.split()}) < len(form.split()) or (form.isupper() and len(form) > 5))
    assert len(found.bare) == np.count_nonzero(found.titles)
