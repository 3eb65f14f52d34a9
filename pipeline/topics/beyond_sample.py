"""The texts that no topic was fitted on: assigned part by part, so that memory grows with the sample alone."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from pipeline.arrays.arrow import flat, index_of, numbers, offsets, to_numpy, values
from pipeline.tables.corpus import Corpus, terms_of
from pipeline.tables.parts import Parts
from pipeline.topics.assign import Head, Memberships, assign, nowhere, written
from pipeline.topics.compact_model import Packed, unpack


class Beyond(NamedTuple):
    """A corpus whose first texts are in memory, and the tables that hold all of them.

    Attributes:
        corpus: the articles, and the terms of the sample.
        terms: table `terms`.
        vocabulary: table `vocabulary`, of the same parts.
    """

    corpus: Corpus
    terms: Parts
    vocabulary: Parts

    @property
    def n_sample(self) -> int:
        """Texts of the sample."""
        return len(self.corpus.bounds) - 1

    def of_sample(self, counts: csr_matrix, packed: Packed, head: Head) -> Memberships:
        """Where a model puts the texts of the sample; the others have no topic.

        Args:
            counts: shape (n_sample, n_terms), terms of the sample.
            packed: the model; its columns are those of `counts`.
            head: how the sample looks to it.
        """
        found = nowhere(len(self.corpus.first))
        written(found, np.arange(self.n_sample), assign(counts, unpack(packed, packed.columns), head))
        return found

    def assigned(self, counts: csr_matrix, packed: Packed, head: Head) -> Memberships:
        """Where a model puts all texts; arguments as for `of_sample`."""
        found = self.of_sample(counts, packed, head)
        words = self.corpus.vocabulary.take(numbers(packed.columns))
        rest = np.arange(self.n_sample, len(self.corpus.first))
        for number, own, held in terms_of(self.corpus, rest, self.terms):
            known = flat(self.vocabulary.read(self.corpus.parts[number], ("term",))["term"])
            ids, times = flat(held["ids"]), to_numpy(values(flat(held["counts"])))
            here = csr_matrix((times, to_numpy(values(ids)), offsets(ids)), shape=(len(own), len(known)))
            written(found, rest[own], assign(here, unpack(packed, index_of(words, known))))
        return found
