"""The bounds of the kernels of keywords, by words whose facts are set to lie just below, at or above them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pipeline.arrays.arrow import strings
from pipeline.keywords.candidate_spans import Runs, runs
from pipeline.keywords.candidates import Phrases, phrases
from pipeline.keywords.features import features
from pipeline.keywords.headlines import in_heading, publisher_names
from pipeline.keywords.name_forms import name_forms
from pipeline.keywords.ranking import _FEW, _SPARE, best, score
from pipeline.keywords.reader_rules import is_weak_word
from pipeline.text.tokens import Tokens, tokenise
from pipeline.text.word_facts import COMMON, Lexis, lexis
from tests.keywords.batches import borders, names_in, none_out


def known(tokens: Tokens, word: str, *, common: float | None = None, **shares: float) -> Lexis:
    """Facts about the words of a text; those of one word as given, its other shares 0."""
    facts = lexis(tokens.word_strings)
    at = tokens.vocabulary.index(word)
    pos, often = facts.pos.copy(), facts.common.copy()
    if shares:
        pos[:, at] = [shares.get(name, 0.0) for name in ("noun", "adjective", "verb")]
    if common is not None:
        often[at] = common
    return replace(facts, pos=pos, common=often)


def cut(text: str, word: str, **facts: float) -> tuple[Tokens, Runs]:
    """The runs of a text, with facts about one word."""
    tokens = tokenise(strings([text]))
    return tokens, runs(tokens, known(tokens, word, **facts), borders(tokens))


@pytest.mark.parametrize(("share", "is_linked"), [(0.84, True), (0.86, False), (1.0, False)])
def test_a_word_is_a_verb_from_a_share_on(share: float, is_linked: bool) -> None:
    """From .85 on it parts the words around it, unless a determiner stands before it."""
    _, found = cut("harbour quorz fees", "quorz", verb=share)
    assert found.is_linked.tolist()[1:] == [is_linked, is_linked]
    assert cut("the quorz fees", "quorz", verb=share)[1].is_linked.tolist()[2]


@pytest.mark.parametrize(("share", "is_linked"), [(0.19, True), (0.21, False)])
def test_a_word_is_a_verb_behind_what_calls_for_one(share: float, is_linked: bool) -> None:
    """From .2 on behind `to` and its like; elsewhere it takes more."""
    assert cut("to quorz fees", "quorz", verb=share)[1].is_linked.tolist()[2] == is_linked
    assert cut("of quorz fees", "quorz", verb=share)[1].is_linked.tolist()[2]


@pytest.mark.parametrize(("share", "ends"), [(0.19, False), (0.21, True)])
def test_a_keyword_of_several_words_ends_in_what_may_be_a_noun(share: float, ends: bool) -> None:
    """From a noun share of .2 on; a capital or a digit makes up for it."""
    assert cut("harbour quorz", "quorz", noun=share)[1].ends.tolist()[1] == ends
    assert cut("harbour Quorz", "quorz", noun=share)[1].ends.tolist()[1]


@pytest.mark.parametrize(
    ("share", "common", "begins"), [(0.51, 0.0, True), (0.49, 0.0, False), (1.0, COMMON, False), (1.0, 0.03, True)]
)
def test_not_belongs_to_a_rare_adjective(share: float, common: float, begins: bool) -> None:
    """`not guilty`: at least half an adjective, in fewer than four of a hundred articles."""
    assert COMMON == 0.04
    assert cut("were not quorz", "quorz", adjective=share, common=common)[1].begins.tolist()[1] == begins


def found(text: str, word: str, **facts: float) -> tuple[Tokens, Lexis, Runs, Phrases]:
    """The phrases of a text, with facts about one word."""
    tokens, where = cut(text, word, **facts)
    words = known(tokens, word, **facts)
    return tokens, words, where, phrases(tokens.doc, words.stem[tokens.word], where, borders(tokens), 4)


def is_out(text: str, word: str, *, titled: bool = False, **facts: float) -> bool:
    """Whether no reader would choose a word alone."""
    tokens, _, where, chosen = found(text, word, **facts)
    (at,) = np.flatnonzero((chosen.first == chosen.last) & (tokens.word[chosen.first] == tokens.vocabulary.index(word)))
    headline = np.full(len(tokens.start), titled)
    return bool(is_weak_word(where, headline, chosen.first[[at]], chosen.tf[[at]])[0])


@pytest.mark.parametrize(("common", "expected"), [(0.0, False), (0.039, False), (0.041, True), (0.3, True)])
def test_a_word_of_many_articles_is_generic(common: float, expected: bool) -> None:
    """In four of a hundred, unless the headline has it."""
    assert is_out("a quorz came", "quorz", noun=1.0, common=common) is expected
    assert not is_out("a quorz came", "quorz", titled=True, noun=1.0, common=common)


@pytest.mark.parametrize(("n", "expected"), [(1, True), (2, True), (3, False)])
def test_a_generic_word_that_is_said_often_is_a_subject(n: int, expected: bool) -> None:
    """Three times."""
    assert is_out("a quorz came and " * n, "quorz", noun=1.0, common=0.1) is expected


@pytest.mark.parametrize(("share", "expected"), [(0.49, True), (0.51, False)])
def test_a_small_word_alone_is_a_noun(share: float, expected: bool) -> None:
    """At least half the time; a capital makes up for it."""
    assert is_out("a quorz came", "quorz", noun=share) is expected
    assert not is_out("a Quorz came", "quorz", noun=share)


def values(text: str, word: str, **facts: float) -> dict[str, float]:
    """The features of a word alone."""
    tokens, words, where, chosen = found(text, word, **facts)
    named = features(tokens, words, where, chosen, np.zeros(len(tokens.start), bool))
    at = np.flatnonzero((chosen.first == chosen.last) & (tokens.word[chosen.first] == tokens.vocabulary.index(word)))[0]
    return {name: float(column[at]) for name, column in named}


def phrase_values(text: str, size: int, word: str, **facts: float) -> dict[str, float]:
    """The features of the phrase of so many words that begins with a word."""
    tokens, words, where, chosen = found(text, word, **facts)
    named = features(tokens, words, where, chosen, np.zeros(len(tokens.start), bool))
    at = np.flatnonzero((chosen.size == size) & (tokens.word[chosen.first] == tokens.vocabulary.index(word)))[0]
    return {name: float(column[at]) for name, column in named}


@pytest.mark.parametrize(("common", "value"), [(0.1, 0.1), (0.29, 0.29), (0.3, 0.3), (0.4, 0.3), (1.0, 0.3)])
def test_more_than_three_tenths_of_the_articles_say_no_more(common: float, value: float) -> None:
    """The feature stops there."""
    assert values("a quorz came", "quorz", common=common)["common"] == pytest.approx(value)


@pytest.mark.parametrize(("share", "is_plural"), [(0.49, 0), (0.51, 1)])
def test_a_plural_within_a_phrase_is_a_noun(share: float, is_plural: float) -> None:
    """More than half the time."""
    assert phrase_values("the quorzes deserve harbour", 3, "quorzes", noun=share)["inner_plural"] == is_plural


@pytest.mark.parametrize(
    ("word", "is_acronym"),
    [
        ("NA", False),
        ("NAT", True),
        ("NATOXX", True),
        ("NATOXXX", False),
        ("NaTO", False),
        ("NATo", False),
        ("NAtO", True),
    ],
)
def test_an_acronym_has_three_to_six_letters(word: str, is_acronym: bool) -> None:
    """The first two and the last of them capitals."""
    text = f"the harbour board near the old {word} pier and the sea"
    assert (values(text, word.lower())["acronym"] > 0) is is_acronym


@pytest.mark.parametrize(("n_others", "is_acronym"), [(4, False), (5, True), (9, True)])
def test_capitals_tell_nothing_in_a_text_that_is_full_of_them(n_others: int, is_acronym: bool) -> None:
    """Every fifth word is too much, fewer are not."""
    assert (values("NATO " + "sea " * n_others, "nato")["acronym"] > 0) is is_acronym


@pytest.mark.parametrize(
    ("form", "expected"),
    [("ABCDE", False), ("ABCDEF", True), ("Abcdef", False), ("Ada Moss", False), ("Ada Moss Ada", True)],
)
def test_a_form_is_doubtful(form: str, expected: bool) -> None:
    """In capitals and longer than five letters, or with a word twice."""
    assert name_forms(strings([form])).is_doubtful.tolist() == [expected]


@pytest.mark.parametrize(
    ("source", "initials"), [("Port Ellis Post", "pep"), ("Ellis Post", None), ("Port Ellis Evening Post", "peep")]
)
def test_initials_name_a_publisher_of_three_words(source: str, initials: str | None) -> None:
    """Two letters could be anything."""
    single = {name[0] for name in publisher_names(source) if len(name) == 1}
    assert single == {"".join(source.lower().split()), *([initials] if initials else [])}


def test_twice_as_many_phrases_are_looked_at_first() -> None:
    """Where better ones rule out more than that, the next are looked at, too."""
    assert _FEW == 2
    tokens = tokenise(strings(["alpha beta gamma delta. harbour. ferry"]))
    words = lexis(tokens.word_strings)
    edge = borders(tokens)
    chosen = phrases(tokens.doc, words.stem[tokens.word], runs(tokens, words, edge), edge, 4)
    scores = (chosen.last - chosen.first).astype(np.float32)
    scores[(chosen.first == chosen.last) & (chosen.first < 4)] = -1
    picked = best(tokens, chosen, scores, none_out, 2, "any")
    assert chosen.first[picked].tolist() == [0, 4]


def test_four_times_as_many_phrases_are_looked_at_as_are_kept() -> None:
    """Where better ones rule out more than that, a document has to do with fewer."""
    assert _SPARE == 4
    tokens = tokenise(strings(["alpha beta gamma delta epsilon zeta"]))
    words = lexis(tokens.word_strings)
    edge = borders(tokens)
    chosen = phrases(tokens.doc, words.stem[tokens.word], runs(tokens, words, edge), edge, 6)
    scores = (chosen.last - chosen.first).astype(np.float32)
    assert len(best(tokens, chosen, scores, none_out, 2, "any")) == 1
    assert len(best(tokens, chosen, scores, none_out, 2, "none")) == 2


@pytest.mark.parametrize(
    ("line", "is_heading"), [("Quorz Zaffer Plimt Wexen drolk", True), ("Quorz Zaffer Plimt drolk", False)]
)
def test_exactly_four_fifths_of_a_heading_have_capitals(line: str, is_heading: bool) -> None:
    """Of words that are no stop words."""
    tokens = tokenise(strings([f"{line}\n" + "word " * 20]))
    assert in_heading(tokens, lexis(tokens.word_strings))[: len(line.split())].all() == is_heading


@pytest.mark.parametrize(("n_words", "n_shown"), [(2, 1), (6, 1), (7, 2)])
def test_a_name_of_up_to_six_words_is_shown_in_full(n_words: int, n_shown: int) -> None:
    """A longer one in its most frequent shorter form."""
    name = " ".join(["Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta"][:n_words])
    text = f"{name}, Alpha, Alpha"
    spans = names_in(tokenise(strings([text])), [text], [(0, "organisation", f"{name}|Alpha")])
    assert int(spans.is_shown.sum()) == n_shown


def test_scores_have_four_decimals() -> None:
    """Sums of weighted features, rounded once."""
    values = np.array([0.123456, -1.0], np.float32)
    found = score([("a", values), ("b", values)], {"a": 2.0, "b": -0.5}, 2)
    assert found.tolist() == pytest.approx([0.1852, -1.5], abs=1e-7)
