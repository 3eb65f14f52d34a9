"""Laws of ranking."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.keywords.candidate_spans import runs
from pipeline.keywords.candidates import Phrases, phrases
from pipeline.keywords.ranking import Overlap, best, score
from pipeline.text.porter import stem
from pipeline.text.tokens import Tokens, tokenise
from pipeline.text.word_facts import bare, lexis
from tests.keywords.batches import borders, none_out

WORDS = st.sampled_from(["harbour", "fees", "the", "ferry", "deploy", "deployment", "Ada", ", "])
TEXTS = st.lists(st.lists(WORDS, max_size=12).map(" ".join), max_size=4)
OVERLAPS = ("none", "tail", "any")


def candidates(texts: list[str]) -> tuple[Tokens, Phrases]:
    """Phrases of some texts."""
    tokens = tokenise(strings(texts))
    words = lexis(tokens.word_strings)
    edge = borders(tokens)
    return tokens, phrases(tokens.doc, words.stem[tokens.word], runs(tokens, words, edge), edge, 4)


def stems(tokens: Tokens, found: Phrases, phrase: int) -> str:
    """Porter stems of a phrase, with a space on either side."""
    words = tokens.word[found.first[phrase] : found.last[phrase] + 1]
    return f" {' '.join(stem(bare(tokens.vocabulary[w])) for w in words)} "


def ends_with(own: str, other: str) -> bool:
    """Whether a longer phrase ends with another."""
    return own.endswith(other)


def says_little(own: str, others: list[str]) -> bool:
    """Whether three in five of its words stand in the others."""
    known = {word for other in others for word in other.split()}
    words = own.split()
    return sum(word in known for word in words) >= 0.6 * len(words)


def plainly_best(tokens: Tokens, found: Phrases, scores: np.ndarray, n: int, overlap: Overlap) -> list[int]:
    """The same choice, one phrase after the other."""
    doc = tokens.doc[found.first]
    order = np.lexsort((found.last, found.first, -scores, doc))
    kept: dict[int, list[int]] = {}
    for phrase in order.tolist():
        mine = kept.setdefault(int(doc[phrase]), [])
        own, others = stems(tokens, found, phrase), [stems(tokens, found, k) for k in mine]
        out = {
            "none": own in others,
            "tail": any(own in other or ends_with(own, other) for other in others) or says_little(own, others),
            "any": any(own in other or other in own for other in others),
        }
        if len(mine) < n and not out[overlap]:
            mine.append(phrase)
    return [phrase for mine in kept.values() for phrase in mine]


def test_a_score_is_the_weighted_sum_in_four_decimals() -> None:
    """Feature times weight, summed, rounded."""
    named = [("a", np.float32([1, 2])), ("b", np.float32([0.00004, 1]))]
    assert score(named, {"a": 0.5, "b": 1.0}, 2).tolist() == [np.float32(0.5), np.float32(2)]
    assert score([], {}, 0).tolist() == []


@pytest.mark.parametrize("overlap", OVERLAPS)
@given(texts=TEXTS, n=st.integers(12, 15), seed=st.integers(0, 99))
def test_the_choice_is_that_of_a_plain_loop(texts: list[str], n: int, seed: int, overlap: Overlap) -> None:
    """Side by side or one after the other, the same phrases are kept, where all are within the four times n seen."""
    tokens, found = candidates(texts)
    scores = np.random.default_rng(seed).integers(-3, 3, len(found.first)).astype(np.float32)
    assert best(tokens, found, scores, none_out, n, overlap).tolist() == plainly_best(tokens, found, scores, n, overlap)


@pytest.mark.parametrize("overlap", OVERLAPS)
def test_the_choice_is_exact_where_stems_share_their_marks(overlap: Overlap) -> None:
    """More stems than there are bits: words that share a bit are not taken for one another."""
    words = [f"{a}{b}{c}orn" for a in "bdfgk" for b in "aeiou" for c in "lmrt"]
    rng = np.random.default_rng(5)
    text = ", ".join(" ".join(rng.choice(words, 3)) for _ in range(60))
    tokens, found = candidates([text, " ".join(words[:3]), text[: len(text) // 2]])
    scores = rng.integers(0, 9, len(found.first)).astype(np.float32)
    assert best(tokens, found, scores, none_out, 90, overlap).tolist() == plainly_best(
        tokens, found, scores, 90, overlap
    )


def test_words_of_one_stem_are_one_keyword() -> None:
    """Of `deploy` and `deployment` only the better one is kept."""
    tokens, found = candidates(["the deployment, the deploy"])
    scores = np.arange(len(found.first)).astype(np.float32)
    assert len(best(tokens, found, scores, none_out, 5, "none")) == 1


def test_scores_beyond_all_bins_are_still_in_order() -> None:
    """The rough first look does not limit scores: those far out are told apart by the exact one."""
    tokens, found = candidates(["harbour, ferry, valley"])
    picked = best(tokens, found, np.float32([500, 300, 400]), none_out, 3, "none")
    assert np.argsort(-np.float32([500, 300, 400])).tolist() == picked.tolist()


def written(tokens: Tokens, found: Phrases, phrase: int) -> str:
    """A phrase as its first occurrence has it."""
    return tokens.text[tokens.start[found.first[phrase]] : tokens.end[found.last[phrase]]].decode()


def picked(text: str, scores: dict[str, float], overlap: Overlap, n: int = 5) -> list[str]:
    """What is kept of the phrases named; all others are left out."""
    tokens, found = candidates([text])
    names = [written(tokens, found, g) for g in range(len(found.first))]
    values = np.float32([scores.get(name, 0.0) for name in names])
    is_out = np.array([name not in scores for name in names])
    return [names[g] for g in best(tokens, found, values, is_out.__getitem__, n, overlap).tolist()]


TWO = ["ferry fees", "island valley fees"]
TEXT = "harbour ferry fees, harbour ferry, ferry fees, fees, ferry, island valley fees"


@pytest.mark.parametrize(
    ("overlap", "scores", "kept"),
    [
        ("none", {"ferry": 3, "harbour ferry": 2, "ferry fees": 1}, ["ferry", "harbour ferry", "ferry fees"]),
        ("any", {"harbour ferry fees": 3, "harbour ferry": 2, "ferry": 1}, ["harbour ferry fees"]),
        ("any", {"ferry": 3, "harbour ferry fees": 2, "fees": 1}, ["ferry", "fees"]),
        ("any", {"ferry fees": 3, "harbour ferry": 2, "fees": 1}, ["ferry fees", "harbour ferry"]),
        ("tail", {"ferry": 3, "harbour ferry": 2, "fees": 1}, ["ferry", "fees"]),
        ("tail", {"ferry": 3, "harbour ferry fees": 2, "fees": 1}, ["ferry", "harbour ferry fees"]),
        ("tail", {"ferry": 3, "fees": 2, "harbour ferry fees": 1}, ["ferry", "fees"]),
        (
            "tail",
            {"ferry fees": 3, "harbour ferry fees": 2, "island valley fees": 1},
            ["ferry fees", "island valley fees"],
        ),
    ],
)
def test_what_a_better_phrase_rules_out(overlap: Overlap, scores: dict[str, float], kept: list[str]) -> None:
    """`any`: what is inside or around; `tail`: what is inside, longer with its end, or of words mostly said."""
    assert picked(TEXT, scores, overlap) == kept


def test_no_more_are_kept_than_wanted() -> None:
    """The best n, in order of score; equal scores by place, then the shorter first."""
    scores = {"harbour ferry": 1.0, "ferry fees": 1.0, "fees": 2.0, "ferry": 1.0}
    assert picked(TEXT, scores, "none", 2) == ["fees", "harbour ferry"]
    assert picked(TEXT, scores, "none", 4) == ["fees", "harbour ferry", "ferry", "ferry fees"]


def test_documents_do_not_rule_each_other_out() -> None:
    """What one article says is no repeat in another."""
    tokens, found = candidates(["the ferry", "the ferry", "", "the harbour"])
    chosen = best(tokens, found, np.zeros(len(found.first), np.float32), none_out, 3, "any")
    assert [written(tokens, found, g) for g in chosen.tolist()] == ["ferry", "ferry", "harbour"]


def test_the_best_phrases_alone_are_asked_whether_they_are_out() -> None:
    """Twice as many as are wanted, best first; what is out makes room for the next, of four times as many at most."""
    tokens, found = candidates(["alpha, beta, gamma, delta, epsilon, zeta", "harbour"])
    names = [written(tokens, found, g) for g in range(len(found.first))]
    asked: list[int] = []

    def is_out(rows: np.ndarray) -> np.ndarray:
        asked.extend(rows.tolist())
        return np.isin(rows, [names.index("alpha"), names.index("gamma")])

    chosen = best(tokens, found, -found.first.astype(np.float32), is_out, 1, "none")
    assert [names[g] for g in asked] == ["alpha", "beta", "harbour"]
    assert [names[g] for g in chosen.tolist()] == ["beta", "harbour"]
    asked.clear()
    chosen = best(tokens, found, -found.first.astype(np.float32), is_out, 2, "none")
    assert [names[g] for g in asked] == ["alpha", "beta", "gamma", "delta", "harbour"]
    assert [names[g] for g in chosen.tolist()] == ["beta", "delta", "harbour"]


def test_a_document_with_too_few_is_asked_for_more() -> None:
    """For four times as many as are wanted, where of the first twice as many too few are left."""
    tokens, found = candidates(["alpha, beta, gamma, delta, epsilon, zeta", "harbour"])
    names = [written(tokens, found, g) for g in range(len(found.first))]
    asked: list[int] = []

    def is_out(rows: np.ndarray) -> np.ndarray:
        asked.extend(rows.tolist())
        return np.isin(rows, [names.index(name) for name in ("alpha", "beta", "gamma")])

    chosen = best(tokens, found, -found.first.astype(np.float32), is_out, 1, "none")
    assert [names[g] for g in asked] == ["alpha", "beta", "harbour", "alpha", "beta", "gamma", "delta"]
    assert [names[g] for g in chosen.tolist()] == ["delta", "harbour"]
