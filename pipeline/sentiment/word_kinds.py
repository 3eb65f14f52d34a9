"""What the model `news` asks of the words of a text first, as bits: most words answer none of it."""

ARTICLE, BOUNDARY, PASSIVE, ONE, TONED, RULING, OPENS, GOES_ON = (1 << bit for bit in range(8))
"""A word that phrases step over; one that begins a clause; a form of be; the article a; one that has a tone or is a
thing; sets off a rule; begins a phrase; is a later word of one."""
SAYS = TONED | RULING | OPENS | GOES_ON
"""What a word says when it is no part of a name."""
