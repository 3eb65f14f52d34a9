"""Laws of candidate phrases."""

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.keywords.candidate_spans import Runs, runs
from pipeline.keywords.candidates import Phrases, phrases
from pipeline.text.tokens import Tokens, tokenise
from pipeline.text.word_facts import Lexis, lexis
from tests.keywords.batches import borders

WORDS = st.sampled_from(
    ["harbour", "Harbour", "fees", "fee", "the", "ferry", "council's", "iron-ore", "Ada", ". ", ", "]
)
TEXTS = st.lists(st.lists(WORDS, max_size=14).map(" ".join), max_size=4)


def found(texts: list[str], max_words: int = 4) -> tuple[Tokens, Lexis, Runs, Phrases]:
    """Phrases of some texts, and what they were cut from."""
    tokens = tokenise(strings(texts))
    words = lexis(tokens.word_strings)
    edge = borders(tokens)
    where = runs(tokens, words, edge)
    return tokens, words, where, phrases(tokens.doc, words.stem[tokens.word], where, edge, max_words)


def spelt(tokens: Tokens, first: int, last: int) -> str:
    """The text from token to token."""
    return tokens.text[tokens.start[first] : tokens.end[last]].decode()


def listed(texts: list[str], max_words: int = 4) -> dict[str, int]:
    """Phrase at its first place → frequency."""
    tokens, _, _, p = found(texts, max_words)
    return {spelt(tokens, a, b): n for a, b, n in zip(p.first, p.last, p.tf.tolist(), strict=True)}


def test_every_stretch_of_a_run_is_a_phrase() -> None:
    """Up to the given number of words, no farther than the run."""
    assert listed(["the old harbour fees. the ferry"], 2) == {
        "old": 1, "harbour": 1, "fees": 1, "ferry": 1, "old harbour": 1, "harbour fees": 1,
    }  # fmt: skip


def test_plural_possessive_and_case_are_one_phrase() -> None:
    """Occurrences that agree in stems are one phrase, shown by its first place."""
    assert listed(["Harbour fee, the harbour fees; HARBOUR'S"], 2) == {"Harbour": 3, "fee": 2, "Harbour fee": 2}


def test_a_compound_is_never_cut() -> None:
    """No phrase begins or ends inside a hyphenated compound."""
    assert set(listed(["iron-ore harbour"])) == {"harbour", "iron-ore", "iron-ore harbour"}


def test_delimited_and_cut_occurrences_are_counted() -> None:
    """An occurrence that fills its run is delimited; one behind which a name goes on is cut."""
    tokens, _, _, p = found(["Robert Mueller spoke. Robert, the harbour"])
    rows = {spelt(tokens, a, b): i for i, (a, b) in enumerate(zip(p.first, p.last, strict=True))}
    robert, both = rows["Robert"], rows["Robert Mueller"]
    assert (p.tf[robert], p.n_delimited[robert], p.n_cut[robert]) == (2, 1, 1)
    assert (p.tf[both], p.n_delimited[both], p.n_cut[both]) == (1, 1, 0)


def test_counts_of_words_stand_at_their_tokens() -> None:
    """Each token knows how often its stem stands in runs of its document, and how often with a telling capital."""
    tokens, _, _, p = found(["see Ada, ada and Ada. the", "Ada"])
    spellings = [tokens.forms[f] for f in tokens.form]
    alike = p.alike
    assert alike.n_alike[alike.group].tolist() == [1, 3, 3, 0, 3, 0, 1]
    assert alike.capital_share[alike.group][spellings.index("Ada")] == np.float32(2.5 / 4)
    assert alike.capital_share[alike.group][-1] == np.float32(0.5)


def test_texts_without_content_have_no_phrases() -> None:
    """Empty batches, empty texts and stop words give nothing."""
    for texts in ([], [""], ["it is what it is"], [None]):
        assert len(found(texts)[3].first) == 0


@given(TEXTS, st.integers(1, 4))
def test_phrases_are_all_stretches_counted_one_by_one(texts: list[str], max_words: int) -> None:
    """The same groups as a plain loop over tokens finds."""
    tokens, words, where, p = found(texts, max_words)
    stem = words.stem[tokens.word]
    expected: Counter[tuple[int, ...]] = Counter()
    for first in np.flatnonzero(where.is_content):
        for last in range(first, min(first + max_words, len(stem))):
            if last > first and not where.is_linked[last]:
                break
            allowed = where.is_alone[first] if first == last else where.begins[first] and where.ends[last]
            expected[(int(tokens.doc[first]), *stem[first : last + 1].tolist())] += bool(allowed)
    groups = {
        (int(tokens.doc[a]), *stem[a : b + 1].tolist()): n
        for a, b, n in zip(p.first, p.last, p.tf.tolist(), strict=True)
    }
    assert groups == {k: n for k, n in expected.items() if n}


@given(TEXTS)
def test_occurrences_stand_in_order_group_after_group(texts: list[str]) -> None:
    """`at` holds each group's occurrences in the order of the text, the first one first."""
    _, _, _, p = found(texts)
    assert np.array_equal(p.at[p.begin], p.first)
    assert p.tf.sum() == len(p.at)
    for end, n in zip(p.begin + p.tf, p.tf, strict=True):
        assert (np.diff(p.at[end - n : end]) > 0).all()


@given(TEXTS)
def test_phrases_come_by_number_of_words_and_place_and_names_behind_others(texts: list[str]) -> None:
    """Of as many words, names are the last ones; `some` gives those asked for, in that order."""
    written = [text.replace("Harbour", "Ada Moss") for text in texts]
    tokens = tokenise(strings(written))
    words = lexis(tokens.word_strings)
    edge = borders(tokens, written, [(n, "person", "Ada Moss|Ada") for n in range(len(written))])
    p = phrases(tokens.doc, words.stem[tokens.word], runs(tokens, words, edge), edge, 1)
    order = p.size * 2 + (p.name > 0)
    assert (np.diff(order) >= 0).all()
    assert all((np.diff(p.first[order == one]) > 0).all() for one in set(order.tolist()) if one % 2 == 0)
    assert len(p.first[p.name > 0]) == sum("Ada" in text for text in written)
    for expected in (p.name == 0, p.name > 0):
        part = p.some(np.flatnonzero(expected))
        assert part.first.tolist() == p.first[expected].tolist()
        assert [part.at[b : b + n].tolist() for b, n in zip(part.begin, part.n_at, strict=True)] == [
            p.at[b : b + n].tolist() for b, n in zip(p.begin[expected], p.n_at[expected], strict=True)
        ]
    assert p.some(np.arange(len(order))[::-1]).entity.tolist() == p.entity[::-1].tolist()
