"""Reported words of all clauses at once are those of the clauses one by one."""

from __future__ import annotations

import random
import re

import numpy as np
import pytest

from pipeline.quotes import clause_begins, reported
from pipeline.quotes.cue_columns import NOMINAL, OTHER, Cues, joined
from pipeline.quotes.cues import clause_cues, nested_cues
from pipeline.quotes.excerpts import Excerpts
from pipeline.quotes.items import Items
from pipeline.quotes.reported import Reported, reported_spans

_SPELT = {
    "P": ("that", "who", "which", "they", "it", "what", "whose", "thatched"),
    "w": ("nothing", "little", "all", "too"),
    "&": ("and", "but", "or", "andes"),
    "c": ("While", "Though", "Yet", "is", "if", "when"),
    "r": ("by", "in", "bye", "to", "to", "for", "on"),
    "J": ("saying", "telling", "promising", "calling"),
    "U": ("vowed", "suggested"),
    "D": ("some", "Many", "the"),
    "K": ("called", "calls", "named"),
}
_UP_TO_THAT = re.compile("[^V.;HP]{0,9}P")
_WANTED = {"J": "HPNDG", "V": "HPNDGTowzdlXSgchJ", "U": "H"}

_PIECES = (
    *(
        ".NV",
        ".HV",
        ".HL",
        ".Nv",
        ".wwvw,HV",
        ".rDw,ArN,",
        ".rDw,HV",
        ",ArN",
        ",NV",
        ",HV,",
        ",PV",
        "&V",
        ",J",
        "U",
        ".NU",
        "QHV",
    ),
    *(
        "P",
        "oP",
        "MP",
        "rDwP",
        "rwzHv",
        "DoHv",
        "N",
        "Hvw",
        "DwvrD",
        "wvw",
        "wr",
        "wwww",
        ",P",
        ",gw",
        ",hPv",
        ",cJ",
        ",&Hv",
        ",&DwV",
        "&NV",
        ",&J",
        "Vr",
        ".cHV",
        ".DV",
        ".Dw,Pcw",
        ",PUP",
        ".NVDz,PoV",
        "cwL",
        ".HK",
        ".NJ",
        "rNrw",
        "NrwL",
        "McPw",
        "DwP",
        "/",
        ".cN",
        "Q",
        "\n",
        ";",
    ),
)
Span = tuple[int, int] | None


def spelt(letters: str, seed: int) -> tuple[Items, bytes]:
    """Items of some letters, each a word of a text, and the text."""
    rng, text, edges = random.Random(seed), "\n\n", []
    for letter in letters:
        word = rng.choice(_SPELT.get(letter, (letter,)))
        edges += [len(text), len(text) + len(word)]
        text += word + " "
    n = len(letters)
    words, none = (np.array(edges[0::2]), np.array(edges[1::2])), np.zeros(0, np.int64)
    items = Items(letters, np.full(n, -1), np.zeros(n, np.uint8), np.arange(n), words, (none, none))
    return items, text.encode()


class OneByOne:
    """The reported words of one clause after the other, by letters and words."""

    def __init__(self, items: Items, cues: Cues, text: bytes) -> None:
        self.items, self.cues, self.letters = items, cues, items.letters
        self.words = [text[a:b].decode() for a, b in zip(*items.words, strict=True)]

    def found(self, nested: int) -> Reported:
        """All of them; the last clauses only where no other reports anything."""
        rows: list[tuple[int, int, int]] = []
        bounds, count = [*self.items.bounds.tolist(), len(self.letters)], len(self.cues.verbs)
        options = []
        for n, verb in enumerate(self.cues.verbs.tolist()):
            home = max(k for k, bound in enumerate(bounds) if bound <= verb)
            span = self.trimmed(self.content(n, bounds[home] + 1, bounds[home + 1]))
            lone = self.cues.speaker_ends[n] - self.cues.speakers[n] == 1 and self.letters[self.cues.speakers[n]] == "D"
            if span and not (lone and self.words[self.cues.speakers[n]] not in ("some", "Many")):
                place = n if n >= count - nested else span[self.letters[verb] == "A"]
                options.append((n >= count - nested, place, n, span))
        for _, _, n, span in sorted(options):
            if not any(span[0] < end and start < span[1] for start, end, _ in rows):
                rows.append((*span, n))
        return Reported(*np.array(sorted(rows), np.int64).reshape(-1, 3).T)

    def content(self, n: int, first: int, end: int) -> Span:
        """First item and one past the last in the sentence of items first to end."""
        _, _, _, source, behind, verb = (int(column[n]) for column in self.cues)
        letters, head = self.letters, min(source, verb)
        that = self.behind_that(verb, behind, end)
        if that is not None:
            return that, self.clause_end(n, that, (first, end))
        if letters[verb] == "A":
            opens = verb - first < 4 or re.fullmatch("r(?:D[wzTSGl]{1,3}|[MdGlX]{1,2}),", letters[first:verb])
            return (behind + 1, end) if opens and letters[behind:end][:1] == "," else (first, verb)
        if letters[head - 1] in "QFfx":
            return None
        if letters[head - 1] == "," and letters[head] not in "&J":
            inner = self.in_front(verb, head, behind, (first, end))
            if inner:
                return inner
        start = self.begin(n, verb, behind, end)
        return None if start is None else (start, self.clause_end(n, start, (first, end)))

    def behind_that(self, verb: int, behind: int, end: int) -> int | None:
        """The item behind `that`."""
        if not self.tells(verb) and (behind == len(self.letters) or self.letters[behind] not in "PMrhd"):
            return None
        found = _UP_TO_THAT.match(self.letters, behind, end)
        that = found and self.words[found.end() - 1] == "that" and self.letters[found.end() - 2] != "r"
        return found.end() if found and that else None

    def in_front(self, verb: int, head: int, behind: int, sentence: tuple[int, int]) -> Span:
        """The words in front of a clause behind a comma."""
        first, end = sentence
        first += self.letters[first] == "/"
        rest, whole = self.letters[behind:end], reported._CLAUSE.fullmatch(self.letters[first : head - 1])
        if rest[:1] == "," and self.letters[verb] == "V":
            return (first, head - 1) if re.match(",[hc]?[gJPA]", rest) and whole else (first, end)
        return (first, head - 1) if (len(rest) <= 9 or re.match("[rDMdwh]{1,4},", rest)) and whole else None

    def tells(self, verb: int) -> bool:
        """`told`, `telling`."""
        return self.letters[verb] == "L" or self.words[verb] == "telling"

    def begin(self, n: int, verb: int, behind: int, end: int) -> int | None:
        """The first of the words behind a verb without `that`."""
        start = self.told(behind, end) if self.tells(verb) else self.said(n, verb, behind, end)
        after = behind + (self.letters[behind : behind + 1] == "M")
        if start is None and self.spelt(after) == "to" and self.words[verb] in ("vowed", "promising"):
            return after
        noun = self.words[verb] == "calls" and self.cues.kinds[n] == NOMINAL
        if start is None and self.words[verb] in ("called", "calls", "calling") and not noun:
            asked = re.compile(r"r[^.,;:\n]{1,8}?r").match(self.letters, behind, end)
            called = self.spelt(behind) == "on" and asked and self.words[asked.end() - 1] == "to"
            return behind + 1 if called or self.spelt(behind) == "for" else None
        return start

    def spelt(self, at: int) -> str:
        """A word; empty behind the last one."""
        return self.words[at] if at < len(self.words) else ""

    def told(self, behind: int, end: int) -> int | None:
        """Behind a listener: a clause, a question, or `to`."""
        if self.spelt(behind) in ("if", "what", "who", "which", "when"):
            return behind
        told, asked, urged = (
            pattern.match(self.letters, behind, end)
            for pattern in (clause_begins._TOLD, clause_begins._ASKED, clause_begins._URGED)
        )
        if told and not self.says_nothing(told.end()):
            return told.end()
        if asked and self.spelt(asked.end()) in ("if", "what"):
            return asked.end()
        return urged.end() if urged and self.spelt(urged.end()) == "to" else None

    def said(self, n: int, verb: int, behind: int, end: int) -> int | None:
        """Behind the time: what the verb goes with, or behind `suggested` a subject with its verb."""
        time = clause_begins._TIME.match(self.letters, behind)
        start = time.end() if time else behind
        nameless = self.cues.kinds[n] == OTHER and self.letters[verb] == "V"
        wanted = _WANTED["J"] if nameless else _WANTED.get(self.letters[verb], "")
        goes_on = start < end and (
            self.letters[start] in wanted or (self.letters[verb] == "U" and self.clause(start, end))
        )
        return start if goes_on and not self.says_nothing(start) else None

    def clause(self, start: int, end: int) -> bool:
        """`it could`, `the board was`, `Brown said`."""
        pronoun = self.words[start] in ("it", "they") and self.letters[start + 1 : start + 2] not in [*"r.,;:\nM&", ""]
        subject = re.compile("[DSNGTowzlXd]{1,8}").match(self.letters, start, end)
        verb = subject.end() if subject else end
        return pronoun or (verb < end and (self.letters[verb] in "VULK" or self.words[verb] == "is"))

    def says_nothing(self, start: int) -> bool:
        """Whether a question word or `nothing about` begins them."""
        asked = self.letters[start] == "P" and self.words[start].startswith(("who", "which"))
        return asked or (self.letters[start + 1 : start + 2] == "r" and self.words[start] in ("nothing", "little"))

    def clause_end(self, n: int, start: int, sentence: tuple[int, int]) -> int:
        """Before `, arguing`, `, which`, `;`, `, but they`, `and said`, main clauses of `While` and `who said`."""
        (first, end), verb = sentence, int(self.cues.verbs[n])
        head = min(int(self.cues.firsts[n]), verb)
        inner = re.search("Ph?$", self.letters[:verb]) or self.letters[:head].endswith("P")
        mains = "[HPNDGToSXlhwz]" if head - 1 == first and self.words[first] in ("While", "Though") else "$"
        places = [m.start() for m in re.finditer(rf";|,(?={mains})|,(?=[hc]?[JA])", self.letters) if m.start() >= start]
        places += [m.start() for m in re.finditer(",(?=[cvVULKh])", self.letters) if inner and m.start() >= start]
        relative = re.compile("(?=,([hc]?)P)").finditer(self.letters, start, end)
        places += [m.start() for m in relative if self.words[m.end(1)] in ("which", "who")]
        other = re.compile("(?=,&([HP]|[DTSNGwzol]{1,6}[hcvVULK]))").finditer(self.letters, start)
        places += [m.start() for m in other if self.words[m.start() + 1] == "but"]
        return min([end, *places, *(place for place in self.further() if place >= start)])

    def further(self) -> list[int]:
        """The `and` of other clauses."""
        found = []
        for _, _, _, source, _, verb in zip(*(column.tolist() for column in self.cues), strict=True):
            head = min(source, verb)
            joined = head if self.letters[head] == "&" else head - 1
            saying = self.letters[verb] == "J" and self.letters[joined - 1] != ","
            passive = self.words[verb + 1 : verb + 2] == ["by"]
            if self.letters[joined] == "&" and self.words[joined] in ("and", "but") and not saying and not passive:
                found.append(joined)
        return found

    def trimmed(self, span: Span) -> Span:
        """Bytes of at least four items without marks at either end and without a quotation."""
        first, end = span or (0, 0)
        while first < end and self.letters[first] in ",;:-.\n":
            first += 1
        while end > first and self.letters[end - 1] in ",;:-.\n":
            end -= 1
        end -= end > first and self.letters[end - 1] == "/" and self.letters[first:end].count("/") % 2
        if end - first < 4 or {*self.letters[first:end]} & {*"QFfx"}:
            return None
        return int(self.items.words[0][first]), int(self.items.words[1][end - 1])


@pytest.mark.parametrize("seed", range(12))
def test_all_at_once_is_one_by_one(seed: int) -> None:
    """Of random items, each a word of a text."""
    letters = "\n" + "".join(random.Random(seed).choices(_PIECES, k=2_000)) + ".NVPww"
    items, text = spelt(letters, seed)
    excerpts = Excerpts(items)
    clauses = clause_cues(excerpts)
    nested = nested_cues(excerpts, clauses)
    cues, n = joined([clauses, nested]), len(nested.verbs)
    expected = OneByOne(items, cues, text).found(n)
    assert len(expected.clauses) > 100
    assert n > 10
    assert [column.tolist() for column in reported_spans(items, cues, text, n)] == [c.tolist() for c in expected]


@pytest.mark.parametrize("letters", ["", "\n", "\nwv.", "\nNV", "\nNVww."])
def test_none(letters: str) -> None:
    """Texts without a clause, and clauses with too few words behind."""
    items, text = spelt(letters, 0)
    found = reported_spans(items, clause_cues(Excerpts(items)), text)
    assert [column.tolist() for column in found] == [[], [], []]
