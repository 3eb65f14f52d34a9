"""Bodies that go on over of, on or for where the tagger ends them: Center on Budget and Policy Priorities."""

from __future__ import annotations

import numpy as np

from pipeline.arrays.types import Bool, UInt8
from pipeline.names.batch import Batch
from pipeline.names.candidates import Candidates
from pipeline.names.kept_lists import holds
from pipeline.names.spellings import ALL_UPPER, CAPITAL
from pipeline.names.tagger_weights import LABELS
from pipeline.names.word_lists import name_words
from pipeline.text.tokens import Tokens

_BEGIN, _INNER, _PERSON, _PLACE = (
    LABELS.index(label) for label in ("B-organisation", "I-organisation", "B-person", "B-place")
)
_OVER = ("of", "on", "for")
_LONGEST = 8  # words behind the head, at most


def go_on_behind_heads(batch: Batch, found: Candidates, labels: UInt8, titled: Bool) -> None:
    """Let a body whose name begins like a committee go on over `of`, `on` and `for`, in place.

    Not where a person, a place, a title or a day stands behind these, and not in headlines.

    Args:
        batch: the spellings of the batch.
        found: n candidates.
        labels: uint8, shape (n,): index into `LABELS`.
        titled: bool, shape (n,): which candidates stand in a line of capitals.
    """
    open_ended = np.append(~found.first[1:], False)
    large = found.flag & CAPITAL > 0
    at = np.flatnonzero(large & open_ended & ~titled)
    at = at[holds("O")[batch.kinds[found.form[at]]] & open_ended[at + 1] & ~large[at + 1]]
    at = at[large[at + 2] & ~np.isin(labels[at + 2], (_PERSON, _PLACE))]
    words = zip(batch.words(found.token[at]), batch.words(found.token[at + 1]), strict=True)
    heads = name_words("D")
    for head in at[[word in heads and joiner in _OVER for word, joiner in words]].tolist():
        if _is_plain(batch, found, labels, head + 2):
            _label(labels, found.first, head, _end(batch, found, labels, head + 2))


def _end(batch: Batch, found: Candidates, labels: UInt8, at: int) -> int:
    """The last word of a body of which this one follows `of`."""
    last, n = at, len(labels)
    for _ in range(_LONGEST):
        after = last + 1
        if after < n and not found.first[after] and _is_and(batch.tokens, int(found.token[after])):
            after += 1
        if after >= n or found.first[last + 1 : after + 1].any() or not _is_plain(batch, found, labels, after):
            break
        if labels[after] not in (0, _BEGIN, _INNER) or (after - last > 1 and labels[after] == _BEGIN > labels[last]):
            break
        last = after
    return last


def _is_and(tokens: Tokens, token: int) -> bool:
    """Whether a token is `and`."""
    return tokens.text[tokens.start[token] : tokens.end[token]] == b"and"


def _label(labels: UInt8, first: Bool, head: int, last: int) -> None:
    """Label the words from a head to the last one as a body, with what is labelled before the head, in place."""
    begin = head
    while labels[begin] > 0 and labels[begin] % 2 == 0 and not first[begin]:
        begin -= 1
    while last + 1 < len(labels) and labels[last + 1] > 0 and labels[last + 1] % 2 == 0:
        last += 1
    labels[begin : last + 1] = _INNER
    labels[begin] = _BEGIN


def _is_plain(batch: Batch, found: Candidates, labels: UInt8, at: int) -> bool:
    """Whether a candidate has a capital letter and is no day, no acronym and no title of the person behind it."""
    kind, form = batch.kinds[found.form[at]], found.form[at]
    calls = at + 1 < len(labels) and not found.first[at + 1] and labels[at + 1] == _PERSON and holds("H")[kind]
    shouts = batch.letters[form] & ALL_UPPER > 0
    return bool(found.flag[at] & CAPITAL > 0 and not holds("d")[kind] and not calls and not shouts)
