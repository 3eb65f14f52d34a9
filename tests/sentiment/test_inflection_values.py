"""Forms of verbs and nouns, word by word."""

from __future__ import annotations

import pytest

from pipeline.sentiment.inflections import noun_forms, third_person, verb_forms


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("rise", "rises"),
        ("fall", "falls"),
        ("cry", "cries"),
        ("say", "says"),
        ("buy", "buys"),
        ("obey", "obeys"),
        ("employ", "employs"),
        ("pass", "passes"),
        ("fix", "fixes"),
        ("buzz", "buzzes"),
        ("reach", "reaches"),
        ("push", "pushes"),
        ("go", "goes"),
        ("do", "does"),
        ("veto", "vetoes"),
        ("undergo", "undergoes"),
        ("embargo", "embargoes"),
        ("hero", "heroes"),
        ("echo", "echoes"),
        ("torpedo", "torpedoes"),
        ("photo", "photos"),
        ("radio", "radios"),
        ("have", "has"),
        ("behave", "behaves"),
        ("see", "sees"),
        ("tie", "ties"),
        ("quiz", "quizes"),
    ],
)
def test_with_an_s(word: str, form: str) -> None:
    """As spelling has it: the third person of a verb, the plural of a noun."""
    assert third_person(word) == form
    assert noun_forms(word) == (word, form)


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("jump", "jump jumps jumped jumping"),
        ("close", "close closes closed closing"),
        ("agree", "agree agrees agreed agreeing"),
        ("tiptoe", "tiptoe tiptoes tiptoed tiptoeing"),
        ("dye", "dye dyes dyed dyeing"),
        ("lie", "lie lies lay lain lying"),
        ("cry", "cry cries cried crying"),
        ("employ", "employ employs employed employing"),
        ("stop", "stop stops stopped stopping"),
        ("plan", "plan plans planned planning"),
        ("pass", "pass passes passed passing"),
        ("rise", "rise rises rose risen rising"),
        ("fall", "fall falls fell fallen falling"),
        ("go", "go goes went gone going"),
        ("make", "make makes made making"),
        ("have", "have has had having"),
        ("be", "be am is are was were been being"),
        ("say", "say says said saying"),
        ("cancel", "cancel cancels canceled canceling cancelled cancelling"),
        ("fuel", "fuel fuels fueled fueling fuelled fuelling"),
        ("dispel", "dispel dispels dispeled dispeling dispelled dispelling"),
        ("conceal", "conceal conceals concealed concealing"),
        ("reveal", "reveal reveals revealed revealing"),
        ("quell", "quell quells quelled quelling"),
        ("acquit", "acquit acquits acquitted acquitting"),
        ("kidnap", "kidnap kidnaps kidnapped kidnapping"),
        ("forget", "forget forgets forgot forgotten forgetting"),
        ("bid", "bid bids bidding"),
    ],
)
def test_the_forms_of_a_verb(verb: str, forms: str) -> None:
    """Itself, third person, past, past participle where it is another, and the form in -ing; each once."""
    assert list(verb_forms(verb)) == forms.split()


@pytest.mark.parametrize("verb", ["cut", "hit", "hurt", "set", "put"])
def test_verbs_that_do_not_change(verb: str) -> None:
    """Their past is the verb itself, which stands there once."""
    forms = verb_forms(verb)
    assert forms[:2] == (verb, f"{verb}s")
    assert forms.count(verb) == 1
    assert forms[-1].endswith("ing")
    assert len(forms) == 3
