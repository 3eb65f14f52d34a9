"""How alike articles on one event are.

Chosen on invented events of 10 to 320 articles and pairs of such, 199 judged pairs and 14 known events of 6,920 US
news, dated, and on 76 judged pairs of bbc and 86 events of ECB+, undated; see docs/decisions/012-stories.md.
"""

from __future__ import annotations

from typing import NamedTuple

MOSTLY = 0.5
"""Share of its places within sentences at which a word has a capital from which on it is a name there. Unit: 0..1."""

LEAD, LEAD_COUNTS = 60, 3
"""Words of a text without a day that say what happened, and how often each of them counts. At the same ECB+ (.950 to
.951 NMI) judged pairs have precision .46, kappa .49 with 60 words three times, .43 and .46 with 80, .41 and .43 with 80
twice; without lead and figures .41 and .41. With a day they do harm: small events of one kind lose .015 precision."""

FALL = 0.75
"""Share of their similarity that two groups lose from one day apart to the window: by then most articles tell another
turn of the affair. At .65 small events of one kind lose .01 precision, at .85 known events .02 of their articles."""

PERIOD = 7
"""Days that are grouped at once; a story goes on into the next week, not further."""

BACK, AHEAD = 10, 7
"""Days before and after a week whose articles tell how frequent a term is. Ahead they matter where an archive begins:
with none two sister events of its first week are merged, with 3 or 5 days known events lose .02 of their articles to
other stories (largest .908 → .890, alone .092 → .128); with 7 nothing differs from 10."""

BEFORE, AFTER = 3 * PERIOD - 1 + BACK, 2 * PERIOD - 1 + AHEAD
"""Days before and after a day that its stories depend on: the rest of its week, two weeks before and one after, and
what these are measured by."""

BATCH = 512
"""Articles of whole weeks that are grouped in one pass, at least: cost only, the stories are the same. 3,000 news over
411 weeks take .37 CPU s (1.04 week by week, .40 all at once), 10,400 take 2.1 (2.6 and 3.0)."""

N_PAIRED = 4096
"""Groups whose products of all pairs are kept while they grow, 4 bytes each, so 67 MB at most: cost only, the stories
are the same. More are joined over their sums: 3,150 articles of 30 days take 1.3 CPU s so, and .6 over products."""

N_LINKS = 32
"""Candidates kept for a group, the most alike; bounds memory where thousands tell one event."""


class Emphasis(NamedTuple):
    """What an article is compared by.

    Attributes:
        names: share of the squared length of its vector that names have, 0..1.
        n_names: names kept, the most telling.
        n_words: other words kept.
    """

    names: float
    n_names: int
    n_words: int


DATED = Emphasis(0.5, 64, 200)
"""At .4 judged pairs lose .04 recall, at .6 small events of one kind are glued (precision .79 → .75)."""
UNDATED = Emphasis(0.7, 24, 96)
"""No day tells two events of one kind apart: names count more. At .39 judged pairs have precision .46, recall .69, ECB+
.950 NMI; with 20 names .43 and .949, with 28 .43 and .951, with 128 words .44 and .951; at .40 .44 and .945."""
