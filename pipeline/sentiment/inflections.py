"""The forms of English verbs and nouns, so that word lists need to name each only once."""

from __future__ import annotations

import re
from functools import cache

from pipeline.resources import resource

_VOWELS = "aeiou"
_SINGLE_L = re.compile("([^aeiou][aeiou]|ue)l$")
_OES = ("do", "echo", "embargo", "go", "hero", "torpedo", "undergo", "veto")


@cache
def _doubled() -> frozenset[str]:
    """Verbs that double their last letter: stop, stopped, stopping."""
    return frozenset(line for line in resource("en/doubled_verbs.txt").splitlines() if not line.startswith("#"))


@cache
def _irregular() -> dict[str, tuple[str, str]]:
    """Verb -> its past and past participle."""
    lines = (line.split("\t") for line in resource("en/irregular_verbs.tsv").splitlines() if not line.startswith("#"))
    return {verb: (past, participle) for verb, past, participle in lines}


def verb_forms(verb: str) -> tuple[str, ...]:
    """The verb, its third person, past, past participle and present participle."""
    if verb == "be":
        return ("be", "am", "is", "are", "was", "were", "been", "being")
    irregular = _irregular().get(verb, ())
    spelled = [form for stem in _stems(verb) for form in _past_and_progressive(stem, irregular)]
    return tuple(dict.fromkeys((verb, third_person(verb), *spelled)))


def _stems(verb: str) -> tuple[str, ...]:
    """What endings are put behind; `cancel` has one spelling in America and one in Britain."""
    if verb in _doubled():
        return (verb + verb[-1],)
    return (verb, verb + "l") if _SINGLE_L.search(verb) else (verb,)


def _past_and_progressive(stem: str, irregular: tuple[str, ...]) -> tuple[str, ...]:
    """Past, past participle and present participle."""
    past = stem + "d" if stem.endswith("e") else stem[:-1] + "ied" if _ends_in_y(stem) else stem + "ed"
    dropped = stem[:-1] if stem.endswith("e") and not stem.endswith(("ee", "ie", "oe", "ye")) else stem
    progressive = stem[:-2] + "ying" if stem.endswith("ie") and len(stem) > 2 else dropped + "ing"
    return (*(irregular or (past,)), progressive)


def noun_forms(noun: str) -> tuple[str, ...]:
    """The noun and its plural."""
    return (noun, third_person(noun))


def third_person(word: str) -> str:
    """With an s, as spelling has it: the plural of a noun, the third person of a verb."""
    if word == "have":
        return "has"
    if _ends_in_y(word):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) or word in _OES else "s")


def _ends_in_y(word: str) -> bool:
    """Whether a y follows a consonant at the end."""
    return word.endswith("y") and word[-2:-1] not in _VOWELS
