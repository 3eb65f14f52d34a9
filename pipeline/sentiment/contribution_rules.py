"""Which rules changed the valence of a sentiment word, in words: `not, very` before it, `capitals`, `but`."""

from __future__ import annotations

from pipeline.sentiment import vader_words as vw
from pipeline.sentiment.vader import Sums
from pipeline.sentiment.vader_words import VaderWords
from pipeline.sentiment.valence import BEHIND


def cues(found: Sums, words: VaderWords, hit: int) -> str:
    """What the rules went by.

    Args:
        found: one passage with its hits.
        words: the words that the rules know.
        hit: number of the hit.

    Returns:
        The negations and boosters before it as they stand there, `capitals`, `but`; `rules` where it was another.
    """
    tokens, at = found.tokens, int(found.hits.firsts[hit])
    before = range(max(at - BEHIND, 0), at)
    said = [tokens.text(token).lower() for token in before if _counts(found, words, token)]
    if tokens.shouts[at] and tokens.mixed[0]:
        said.append("capitals")
    if tokens.flags(words, vw.BUT).any() and not words.flags[tokens.ids[at]] & vw.BUT:
        said.append("but")
    return ", ".join(said) or "rules"


def _counts(found: Sums, words: VaderWords, token: int) -> bool:
    """Whether a token negates, strengthens or weakens the words behind it."""
    row = int(found.tokens.ids[token])
    named = words.flags[row] & (vw.LEAST | vw.NEVER | vw.SORT)
    return bool(not words.known[row] and (found.tokens.negates[token] or words.boost[row] or named))
