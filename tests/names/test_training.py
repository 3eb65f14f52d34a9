"""What the weights of the tagger are learnt from, and how."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from benchmarks.train.name_articles import KINDS, Sets, built
from benchmarks.train.name_chain import Fitted, fit
from pipeline.names.features import TABLES
from pipeline.names.tagger_weights import LABELS, N_LABELS, allowed_steps

TEXT = "It rained in Ostrand, Kenya, said Ann Holt."


def test_a_name_over_a_comma_begins_anew() -> None:
    """Each run of candidates has a sequence of labels that the marks allow: no run begins within a name."""
    place, person = (TEXT.index("Ostrand"), TEXT.index(", said")), (TEXT.index("Ann"), len(TEXT) - 1)
    marked = {(0, *place, "place"), (0, *person, "person")}
    articles = built(Sets([TEXT], ["paper"], [KINDS], marked, []))
    told = [[LABELS[n] for n in np.flatnonzero(row)] for row in articles.allowed]
    assert told == [["O"], ["B-place"], ["B-place"], ["B-person"], ["I-person"]]
    assert allowed_steps()[-1][articles.allowed[articles.found.first].argmax(1)].all()


def test_short_texts_have_codes_of_their_own() -> None:
    """Below 60 tokens the code of a word lies in the second half of the table."""
    half = TABLES["start"] // 2
    for n, short in ((59, True), (60, False)):
        articles = built(Sets(["rain " * (n - 1) + "Ostrand"], [""], [KINDS], set(), []))
        assert (articles.features.codes["start"] >= half).tolist() == [short]


def test_a_known_chain_keeps_its_steps() -> None:
    """Beside known weights only those of the features are learnt, towards what the marks allow."""
    known = Fitted(np.zeros((2, N_LABELS)), np.ones(N_LABELS), np.ones((N_LABELS, N_LABELS)))
    allowed = np.zeros((2, N_LABELS), bool)
    allowed[0, 0] = allowed[1, 1] = True
    weights, start, step = fit(sparse.csr_matrix(np.eye(2)), allowed, np.ones(2, bool), known=known)
    assert (weights[0].argmax(), weights[1].argmax()) == (0, 1)
    assert not start.any()
    assert not step.any()
