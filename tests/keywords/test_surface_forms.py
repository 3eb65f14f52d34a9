"""Laws of how keywords are written and where they stand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.keywords.candidate_spans import runs
from pipeline.keywords.candidates import phrases
from pipeline.keywords.surface_forms import Surface, surface
from pipeline.text.tokens import tokenise
from pipeline.text.word_facts import lexis
from tests.keywords.batches import borders

PIECES = st.sampled_from(
    ["harbour", "Harbour", "fees", "the", "harbour's", "harbour’s", "iron-ore", "iron ore", "workers' rights", "é"]
)
SPACES = st.sampled_from([" ", " ", " ", "\u00a0", ", ", "\n", "–"])
TEXTS = st.lists(st.lists(st.tuples(PIECES, SPACES).map("".join), max_size=10).map("".join), max_size=4)
CASES = {
    "troops, the troops, a troop": ("troops", [0, 12]),
    "a printer, printers, the printer": ("printer", [2, 11, 25]),
    "a rocket failure; rocket failures": ("rocket failure", [2, 18]),
    "Russia’s, Russia's, Russia": ("Russia", [0, 10, 20]),
    "TROOPS, the troops": ("troops", [0, 12]),
    "iron-ore, iron ore, the iron-ore": ("iron-ore", [0, 24]),
    "green\u00a0valley; green valley": ("green valley", [0, 14]),
    "workers’ rights. workers' rights": ("workers' rights", [17]),
    "Harbour, Harbour, harbour": ("Harbour", [0, 9, 18]),
    "harbour, HARBOUR, HARBOUR, HARBOUR": ("HARBOUR", [0, 9, 18, 27]),
    "fees, fees, fee": ("fees", [0, 6]),
    "Lloyd's will pay, and Lloyd's insured": ("Lloyd's", [0, 22]),
    "Lloyd's cargo, Lloyd's insured": ("Lloyd", [0, 15]),
    "Lloyd's will pay Lloyd": ("Lloyd", [0, 17]),
}


def written(texts: list[str]) -> tuple[np.ndarray, Surface]:
    """Document of each phrase, and all phrases as written."""
    tokens = tokenise(strings(texts))
    words = lexis(tokens.word_strings)
    edge = borders(tokens)
    found = phrases(tokens.doc, words.stem[tokens.word], runs(tokens, words, edge), edge, 3)
    return tokens.doc[found.first], surface(tokens, words, found, np.arange(len(found.first)))


def flat(text: str) -> str:
    """Lower case, straight apostrophes, plain spaces."""
    return " ".join(text.replace("’", "'").casefold().split())


@pytest.mark.parametrize(("text", "expected"), CASES.items())
def test_the_commonest_reading_is_shown(text: str, expected: tuple[str, list[int]]) -> None:
    """Plural, possessive, capitals and hyphens: what most occurrences have, the plainest spelling of equals."""
    _, found = written([text])
    ends = np.cumsum(found.count)
    rows = {
        k: found.starts[e - n : e].tolist()
        for k, n, e in zip(found.keyword.to_pylist(), found.count, ends, strict=True)
    }
    assert rows[expected[0]] == expected[1]


@given(TEXTS)
def test_the_text_reads_as_the_keyword_at_every_start(texts: list[str]) -> None:
    """Case, curls and the kind of space aside, the keyword stands there; starts ascend; counts add up."""
    doc, found = written(texts)
    assert int(found.count.sum()) == len(found.starts)
    ends = np.cumsum(found.count)
    for text, keyword, n, end in zip(doc, found.keyword.to_pylist(), found.count, ends, strict=True):
        starts = found.starts[end - n : end]
        assert (np.diff(starts) > 0).all()
        assert keyword in texts[text].replace("\u00a0", " ")
        for start in starts:
            here = texts[text][start : start + len(keyword) + 8]
            assert not here[:1].isspace()
            assert flat(here).startswith(flat(keyword))


def test_nothing_chosen_gives_nothing() -> None:
    """An empty choice is lawful."""
    _, found = written([""])
    assert (found.keyword.to_pylist(), len(found.count), len(found.starts)) == ([], 0, 0)


@pytest.mark.parametrize(
    ("text", "keyword", "count"),
    [
        ("fee, fees, fees", "fees", 2),
        ("fees, fee", "fee", 2),
        ("Fee, fee, fees, FEE", "fee", 4),
        ("ferry-men, ferry men", "ferry-men", 1),
        ("caf\u00e9 life; caf\u00e9\u00a0life", "caf\u00e9 life", 2),
    ],
)
def test_readings_are_counted(text: str, keyword: str, count: int) -> None:
    """The commonest reading, of equals the shortest, then the first; longer ones that begin with it count, too."""
    _, found = written([text])
    assert dict(zip(found.keyword.to_pylist(), found.count.tolist(), strict=True))[keyword] == count


def test_spellings_that_read_alike_are_one() -> None:
    """A possessive at the end, or a space that does not break, makes another form of the same text: all count."""
    _, found = written(["Karsk, Karsk's, Karsk’s", "green valley, green\u00a0valley"])
    assert dict(zip(found.keyword.to_pylist(), found.count.tolist(), strict=True))["Karsk"] == 3
    assert dict(zip(found.keyword.to_pylist(), found.count.tolist(), strict=True))["green valley"] == 2
