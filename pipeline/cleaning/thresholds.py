"""Thresholds of cleaning: the unit of each, what it decides, and what one step down and up does.

`benchmarks/cleaning_thresholds.py` moves each by a quarter and measures. On 1,835 labelled lines of 120 articles six
noise lines are left with other articles of the publishers at hand and ten without, no content line is taken, and
1,028 lines go from 600 further articles; a comment says how many go at one step down / one step up. No step changes
the first two figures: those lines were read while the rules were written, so the 600 tell more. Of 300 posts of
newsgroups 210 are unwrapped, of 300 BBC reports none (at any step); of 300 headlines three and of 300 snippets two are
not called English. "None" is written where a step changes nothing on these sets: such a threshold guards against texts
that are rare.
"""

from __future__ import annotations

# structure: where prose stands

PROSE_BYTES = 120
"""Bytes of a line that counts as a paragraph. 1,026 / 1,030."""
SENTENCE_BYTES = 60
"""Bytes of a line that may be all there is of an article. None."""
N_END_LINES = 3
"""Last lines of an article that count as its end. None."""
DOUBLED_LETTERS = 20
"""Letters of a line whose second copy goes. None."""
N_BREAKS = 3
"""Sentences broken by line ends that make a text a broken one. 1,027 / 1,028."""
HEADLINE_CHARS = 25
"""Characters of a headline that a longer first line may hold. None."""
DECK_CHARS = 420
"""Characters of such a line; of the deck in it half as many. None."""
N_AUTHOR_LINES = 4
"""Last lines below "About the author" that are about nothing else. None."""
N_LINKS = 10
"""Lines below "Related articles" that may be links. None."""
LINK_BYTES = (25, 200)
"""Bytes of one, fewest and most."""

# verdicts: of rules and of the line model

N_OUTER_LINES = 2
"""First and last lines: paragraphs there need no more copies than other lines to be their publisher's. None."""
RULE_PRECISION = 0.99
"""Share of what the rules of the standard mode take that is noise, the probability of a line that they suspect in the
safe mode: of 200 spans read none was content, at most 1.5 % are with 95 % confidence (docs/decisions/002)."""
MODEL_BYTES = 300
"""Bytes of a line that the model scores, at most: longer ones are prose. It takes none in the standard mode."""

# repetition: lines that publishers repeat

COUNTED_BYTES = 300
"""Bytes of a line that is counted, at most. None."""
COUNTED_LETTERS = 2
"""Letters of a line that is counted, at least. None."""
TELLING_LETTERS = 100
"""Letters of a line that tells one article from another: versions that share it count once. None."""
BRIEF_LETTERS = 12
"""Below it a line may be a name or a subhead, and must repeat `BRIEF_FACTOR` times as often. 1,032 / 1,028."""
SHORT_LETTERS = 20
"""Below it a line must repeat `SHORT_FACTOR` times as often. 1,030 / 1,026."""
SHORT_SENTENCE_LETTERS = 40
"""Below it a sentence may stand in any article, and must repeat as often as a brief line. None."""
BRIEF_FACTOR = 3
"""1,034 / 1,028."""
SHORT_FACTOR = 1.5
"""1,029 / 1,028."""
PROSE_FACTOR = 2
"""How often a paragraph must repeat. None."""
ANYWHERE_LETTERS = 25
"""Letters of a line that may count by its copies at other publishers. None."""

# language: of texts without one

SAMPLE_CHARS = 800
"""Characters at the beginning of a text that are looked at. None."""
CHARS_PER_COMMON_WORD = 250
"""Bytes of this sample that must hold one of four common words, on average, to pass the gate. None."""
GATE_SCORE = 0.99
"""Score of a text that passes the gate, and probability from which on a text overrules its record. None."""
FOREIGN_LETTERS = 80
"""Letters from which on a text in Latin letters may be called foreign. None."""
FOREIGN_PROBABILITY = 0.8
"""Least probability of a foreign language in Latin letters. None."""
SCRIPT_PROBABILITY = 0.4
"""The same in another script. None."""
SCRIPT_SHARE = 0.3
"""Share of letters beyond Latin that makes a text one in another script. None."""
OVERRULING_LETTERS = 120
"""Letters from which on a text that is sure of its language decides against its record. None."""
ENGLISH_SHARE = 0.5
"""Share of English words of a text that is English. Headlines not called English: 3 / 4."""
SOME_ENGLISH_SHARE = 0.2
"""The same of one that py3langid calls English. None."""
N_UNKNOWN_WORDS = 2
"""Words in small letters that are not English, in a text that is not. None."""

# wrapped: lines broken by width; texts unwrapped at one step down / up

WIDEST_CHARS = 130
"""Characters of the longest line of a wrapped text; PDF columns and mails stay below 110. None."""
NARROWEST_CHARS = 24
"""Characters of the longest line, at least. None."""
N_BROKEN_ENDS = 2
"""Line ends in mid-sentence. 246 / 182: one would be enough on these sets, where no text of two lines is a list."""
BROKEN_SHARE = 0.3
"""Share of the line ends inside paragraphs that are in mid-sentence. 215 / 207."""
FULL_SHARE = 0.5
"""Share of the line ends inside paragraphs whose line is full. 210 / 204."""
FULL_WIDTH = 0.85
"""Share of the width that a full line has at least, the next line's first word put to it. 210 / 165."""
N_CUT_WORDS = 2
"""Words cut in two, which make a text wrapped however long its lines are. None."""

# versions: of one article

RESEMBLANCE = 0.25
"""Share of the shorter text's shingles that the other one has. Of 3,200 random pairs of one publisher .16 % reach it,
.63 % reach .15, none .5 (docs/decisions/011-identity.md)."""
