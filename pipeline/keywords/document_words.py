"""Which documents have which words: a table of bools with a column for each word that any of them has."""

from __future__ import annotations

import numpy as np

from pipeline.arrays.types import Bool, Int32, Int64, Integer


class DocumentWords:
    """The words of some documents.

    Attributes:
        column: int32, shape (n_words,): the column of each word, 0 for those that no document has.
    """

    def __init__(self, doc: Integer, word: Integer, n_docs: int, n_words: int) -> None:
        """Take down the words.

        Args:
            doc: integers, shape (k,): a document for each of its words, once or several times.
            word: integers, shape (k,): the words.
            n_docs: number of documents.
            n_words: number of words.
        """
        self.column: Int32 = np.zeros(n_words, np.int32)
        self.column[word] = 1
        self.column *= np.cumsum(self.column, dtype=np.int32)
        self._n_columns = int(self.column.max(initial=0)) + 1
        self._table = np.zeros(n_docs * self._n_columns, bool)
        self._table[self._place(doc, self.column[word])] = True

    def have(self, doc: Integer, column: Int32) -> Bool:
        """Whether documents have words.

        Args:
            doc: integers, shape (n,).
            column: int32, shape (n,): the columns of the words.

        Returns:
            bool, shape (n,).
        """
        return np.asarray(self._table[self._place(doc, column)])

    def _place(self, doc: Integer, column: Int32) -> Int64:
        return np.asarray(doc * np.int64(self._n_columns) + column, np.int64)
