"""Articles that were read for the keywords that they need: marks by key, the texts being found where they are.

`read_keywords.tsv.gz` holds the marks of 319 articles, 250 of DATA/news and 69 of DATA/topics/bbc, drawn by hash; marks
are those of `SOURCES.d/keywords.md`. A line is an article: its key and, between tabs, its subjects, each `m` (must be
there) or `f` (may stay) and the marks of its forms. Neither texts nor phrases are stored: a mark is the start of a hash
of the article's key and the stems of the form, and the form is found again among the words of the article.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from benchmarks.train.text_keys import key_of, news
from pipeline.arrays.arrow import strings
from pipeline.text.porter import stem
from pipeline.text.tokens import tokenise
from pipeline.text.word_facts import bare

MARKS = Path(__file__).with_name("read_keywords.tsv.gz")
_LONGEST = 8  # words of a form
_MARK = 6  # hexadecimal digits


@dataclass(frozen=True)
class Subject:
    """What a reader wants to see, or would let pass.

    Attributes:
        is_must: an index without it would be useless.
        forms: stems of each wording that names it, in full or by a surname.
    """

    is_must: bool
    forms: tuple[str, ...]


@dataclass(frozen=True)
class ReadArticle:
    """An article and its subjects."""

    title: str
    source: str
    text: str
    subjects: tuple[Subject, ...]


def read_keywords(data: Path) -> list[ReadArticle]:
    """What was read, by key; articles that are not there are left out.

    Args:
        data: folder of the development data.
    """
    lines = (line.split("\t") for line in gzip.decompress(MARKS.read_bytes()).decode().splitlines())
    marks = {key: [subject.split(" ") for subject in subjects] for key, *subjects in lines}
    found = {key: about for text, *about in _articles(data) if (key := key_of(text)) in marks}
    return [ReadArticle(*found[key], _subjects(key, marks[key], *found[key][::2])) for key in sorted(found)]


def _articles(data: Path) -> Iterator[tuple[str, str, str, str]]:
    """The text that its key is made of, headline, publisher and text of each article."""
    for row in news(data):
        yield row["text"], row["title"] or "", row["source"] or "", row["text"]
    for whole in pq.read_table(data / "topics" / "bbc.parquet")["text"].to_pylist():
        title, _, text = whole.partition("\n")
        yield whole, title.strip(), "BBC", text.strip()


def _subjects(key: str, marked: list[list[str]], title: str, text: str) -> tuple[Subject, ...]:
    """The forms that the headline or the text has."""
    known = {mark_of(key, form): form for form in {*_spans(title), *_spans(text)}}
    return tuple(Subject(kind == "m", tuple(known[m] for m in marks if m in known)) for kind, *marks in marked)


def mark_of(key: str, form: str) -> str:
    """The mark of a form, given by its stems, in the article with this key."""
    return hashlib.sha256(f"{key} {form}".encode()).hexdigest()[:_MARK]


def stems_of(text: str) -> list[str]:
    """Porter stems of the words of a text, hyphens and slashes as spaces."""
    tokens = tokenise(strings([text]))
    return [stem(bare(tokens.vocabulary[word])) for word in tokens.word]


def _spans(text: str) -> Iterator[str]:
    """All rows of one to eight words, as stems."""
    stems = stems_of(text)
    for first in range(len(stems)):
        for end in range(first + 1, min(first + _LONGEST, len(stems)) + 1):
            yield " ".join(stems[first:end])
