"""Names that stand side by side in one run of labels, taken apart: `Lee and Osei`, `Ann Holt of Leeds`."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from pipeline.arrays.arrow import numbers, strings
from pipeline.arrays.ranges import ranges
from pipeline.arrays.sorting import distinct, numbered_in_order
from pipeline.arrays.types import Bool, Int16, Int64, UInt8
from pipeline.names.batch import Batch
from pipeline.names.candidates import Candidates
from pipeline.names.features import Features
from pipeline.names.kept_lists import FACT_BITS, holds, listed_numbers
from pipeline.names.spelling_kinds import MIXED_CASE
from pipeline.names.spellings import base_of
from pipeline.names.tagger_weights import LABELS, N_LABELS
from pipeline.names.word_lists import NINTHS, WORD_HEADLINE, WORD_JOINER, name_words

_PERSON, _BODY, _PLACE = (LABELS.index(f"I-{kind}") for kind in ("person", "organisation", "place"))
_GOES_ON = 2  # of the feature `pair`: a place of the lists goes on with this word
_SMALL, _EITHER = 1, 2  # of `shares`: how a spelling is written in general
_LONGEST = 4  # words of a person's full name before `of`, at most


class _Joints(NamedTuple):
    """The n joining words within names, in the order of the text.

    Attributes:
        at: int64, shape (n,): the joining word, an index of candidates.
        word: shape (n,): the word in small letters.
        first: int64, shape (n,): where its name begins.
        last: int64, shape (n,): the last word of its name.
    """

    at: Int64
    word: np.ndarray
    first: Int64
    last: Int64

    def words_before(self) -> tuple[Int64, Int64]:
        """The words of the name before each joining word: number of the joining word and index of the candidate."""
        return ranges(self.first, self.at)


def part_names(spelt: Batch, found: Candidates, labels: UInt8, score: Int16, codes: dict[str, Int64]) -> None:
    """Take names apart at the small words between them, in place.

    Args:
        spelt: the spellings of the batch.
        found: n candidates.
        labels: uint8, shape (n,): index into `LABELS`.
        score: int16, shape (n, 8): the scores of the labels.
        codes: see `Features`.
    """
    joints = _joints(spelt, found, labels)
    if not len(joints.at):
        return
    share = codes["start"] & 3
    alike = (joints.word == "and") & (labels[joints.at] != _BODY) & ((codes["after"][joints.at] & 3) < _GOES_ON)
    persons = _behind_persons(joints, share, spelt, found)
    body = (labels[joints.at] == _BODY) & ~_firms(joints, spelt, found)
    named = body & _two_names(joints, share)
    bodies = named | body & (_two_bodies(joints, share, spelt, found) | _circumstances(joints, share, spelt, found))
    begin = 0
    for n in np.flatnonzero(alike | persons | bodies).tolist():
        first, at, last = max(begin, int(joints.first[n])), int(joints.at[n]), int(joints.last[n])
        same = int(labels[at]) if alike[n] else _best(score[first] + score[last]) if named[n] else 0
        _relabel(labels, score, (first, at), _PERSON if persons[n] else same)
        _relabel(labels, score, (at + 1, last + 1), same)
        labels[at] = 0
        begin = at + 1


def part_repeats(spelt: Batch, found: Candidates, labels: UInt8) -> None:
    """End a person's name before its first word comes again, in place.

    Pages that glue links together write `Ann Holt Ann Mary HoltCourt hears ...`: what follows is no name.
    """
    begins, last = names_of(found, labels)
    long = (labels[begins] == _PERSON - 1) & (last - begins > 1)
    begins, last = begins[long], last[long]
    word = spelt.tokens.form_word[found.form]
    for step in range(2, _LONGEST):
        again = (begins + step <= last) & (word[np.minimum(begins + step, last)] == word[begins])
        _end(labels, begins[again] + step, last[again])
        last = np.where(again, begins + step - 1, last)
    glued = np.flatnonzero(_glued(spelt, found, begins, last))
    _end(labels, begins[glued] + 1, last[glued])


def _end(labels: UInt8, at: Int64, last: Int64) -> None:
    """Label the words from `at` to `last` as no names, in place."""
    for begin, end in zip(at.tolist(), last.tolist(), strict=True):
        labels[begin : end + 1] = 0


def _glued(spelt: Batch, found: Candidates, first: Int64, last: Int64) -> Bool:
    """Whether a word goes on behind another one with a capital letter: Holt and HoltCourt."""
    tokens, forms = spelt.tokens, (found.form[first], found.form[last])
    glued = spelt.length[forms[1]] > spelt.length[forms[0]]
    glued &= tokens.raw[tokens.start[found.token[first]]] == tokens.raw[tokens.start[found.token[last]]]
    sides = (map(base_of, tokens.form_strings.take(numbers(form[glued])).to_pylist()) for form in forms)
    glued[glued] = [other.startswith(own) and other[len(own)].isupper() for own, other in zip(*sides, strict=True)]
    return np.asarray(glued)


def names_of(found: Candidates, labels: UInt8) -> tuple[Int64, Int64]:
    """First and last word of each name."""
    begin = labels & 1 > 0
    stops = (labels == 0) | begin | found.first
    ends = np.append(np.flatnonzero(stops), len(labels))
    at = np.flatnonzero(begin.take(ends[:-1]))  # each beginning stops what was before it
    return ends.take(at), ends.take(at + 1) - 1


def part_headlines(spelt: Batch, found: Candidates, labels: UInt8, score: Int16, seen: Features) -> None:
    """Label words of headlines that are small elsewhere as no part of a name, in place: Paul Ryan Asks That ...

    Only in names that hold a verb or a small word that no name has.

    Args:
        spelt: the spellings of the batch.
        found: n candidates.
        labels: uint8, shape (n,): index into `LABELS`.
        score: int16, shape (n, 8): the scores of the labels.
        seen: the features of the candidates.
    """
    form = found.form
    ends = np.flatnonzero((spelt.facts & WORD_HEADLINE > 0)[form] & (labels > 0))
    ends = ends[seen.in_title_line[ends]]
    if not len(ends):
        return
    begins, last = names_of(found, labels)
    name = distinct(np.searchsorted(begins, ends, side="right")) - 1
    _, at = ranges(begins[name], last[name] + 1)
    small = _small_elsewhere(spelt, form[at])
    facts, kinds = spelt.facts[form[at]], spelt.kinds[form[at]]
    body = holds("OP")[kinds]
    joins = (facts & WORD_JOINER > 0) & np.append(False, body[:-1])
    own = np.where(
        np.isin(labels[at], (_PERSON - 1, _PERSON)), holds("mfus")[kinds], body | joins | np.append(False, joins[:-1])
    )
    labels[at[small & (~own | (facts & WORD_HEADLINE > 0))]] = 0
    cut = at[labels[at] == 0]
    begins = cut[cut + 1 < len(labels)] + 1
    begins = begins[(labels[begins] > 0) & (labels[begins] % 2 == 0) & ~found.first[begins]]
    labels[begins] -= 1
    for begin, end in _names_beside(cut, found, labels):
        _relabel(labels, score, (begin, end), 0)


def _small_elsewhere(spelt: Batch, forms: Int64) -> Bool:
    """Whether each spelling, or the same in small letters but for the first, mostly stands in small letters."""
    used, place = numbered_in_order(forms)
    bases = [*map(base_of, spelt.tokens.form_strings.take(numbers(used)).to_pylist())]
    own, large, low = (
        listed_numbers(strings([*map(written, bases)])) >> FACT_BITS for written in (str, str.capitalize, str.lower)
    )
    number = np.where(own > 0, own, large)
    return np.asarray(np.where(number > 0, number & NINTHS < MIXED_CASE[0], low > 0)[place])


def _names_beside(cut: Int64, found: Candidates, labels: UInt8) -> list[tuple[int, int]]:
    """First word and end of each name that ends or begins right beside a cut."""
    begins, last = names_of(found, labels)
    beside = np.isin(begins - 1, cut) | np.isin(last + 1, cut)
    return list(zip(begins[beside].tolist(), (last[beside] + 1).tolist(), strict=True))


def _joints(spelt: Batch, found: Candidates, labels: UInt8) -> _Joints:
    """The joining words within names; behind and before each stands another word of the name."""
    inner = np.append((labels > 0) & (labels & 1 == 0) & ~found.first, False)
    at = np.flatnonzero(inner)
    at = at[inner[at + 1]]
    at = at[spelt.facts[found.form[at]] & WORD_JOINER > 0]
    begins, last = names_of(found, labels)
    word = np.array(spelt.words(found.token[at]), dtype="U3")
    own = np.searchsorted(begins, at, side="right") - 1
    return _Joints(at, word, begins[own], last[own])


def _relabel(labels: UInt8, score: Int16, part: tuple[int, int], kind: int) -> None:
    """Label a part as one name, in place; of no given kind (0) as what its words have the highest scores for."""
    begin, end = part
    inner = score[begin].astype(np.int64)
    inner[1:N_LABELS:2] += score[begin + 1 : end, 2:N_LABELS:2].sum(axis=0)
    labels[begin:end] = kind or _best(inner)
    labels[begin] -= 1


def _best(score: Int16) -> int:
    """The inner label of the kind whose first label has the highest score."""
    return 2 * int(score[1:N_LABELS:2].argmax()) + 2


def _behind_persons(joints: _Joints, share: Int64, spelt: Batch, found: Candidates) -> Bool:
    """Where a person's full name stands before `of`, `in` or `on`: Ann Holt of Leeds, Tom Vane on Channel News."""
    n_words = joints.at - joints.first
    full = (n_words > 1) & (n_words <= _LONGEST) & np.isin(joints.word, ("of", "in", "on"))
    joint, at = joints.words_before()
    kinds = spelt.kinds[found.form[at]]
    given = holds("mfu")[kinds] & (share[at] != _SMALL) & (spelt.length[found.form[at]] > len("us"))
    full[joint[(share[at] == _SMALL) | (holds("OPAHtod")[kinds] & ~given)]] = False
    full[joint[(at == joints.first[joint]) & ~given]] = False
    return np.asarray(full)


def _two_names(joints: _Joints, share: Int64) -> Bool:
    """Where `and` joins two single words that are hardly ever in small letters: Lee and Osei."""
    alone = (joints.word == "and") & (joints.at == joints.first + 1) & (joints.at == joints.last - 1)
    first, last = share[joints.first], share[joints.last]
    return np.asarray(alone & ~np.isin(first, (_SMALL, _EITHER)) & ~np.isin(last, (_SMALL, _EITHER)))


def _two_bodies(joints: _Joints, share: Int64, spelt: Batch, found: Candidates) -> Bool:
    """Where `and` joins two names that end as bodies do, or are bodies known by one word."""
    last = joints.at - 1
    before, after = (spelt.kinds[found.form[at]] for at in (last, joints.last))
    ends, known = holds("O"), holds("A")
    left = np.where(joints.first < last, ends[before] & (share[last] != _SMALL), known[before])
    right = np.where(joints.last > joints.at + 1, ends[after], known[after])
    return np.asarray((joints.word == "and") & left & right)


def _circumstances(joints: _Joints, share: Int64, spelt: Batch, found: Candidates) -> Bool:
    """Where `in` or `on` stands behind a name and not behind a committee or a study: Vane on Foreign Policy."""
    last = joints.at - 1
    plain = ~holds("OPH")[spelt.kinds[found.form[last]]] & (share[last] != _SMALL)
    return np.asarray(np.isin(joints.word, ("in", "on")) & plain)


def _firms(joints: _Joints, spelt: Batch, found: Candidates) -> Bool:
    """Which names of two words and `and` are those of known firms: Barnes and Noble."""
    sides = (spelt.words(found.token[side]) for side in (joints.at - 1, joints.last))
    pairs = [f"{first} and {last}" in name_words("F") for first, last in zip(*sides, strict=True)]
    return np.asarray(np.array(pairs, bool) & (joints.word == "and"))
