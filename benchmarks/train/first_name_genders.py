"""Learn from news whether a first name is a man's or a woman's, and write `resources/en/news_first_names.tsv`.

    NIGHTDESK_EVAL_DATA=DATA python -m benchmarks.train.first_name_genders

DATA/news holds articles (`*.jsonl.gz`). Each article votes on each person that it names in full: by titles and by the
pronouns of the sentences that are about that person alone. A name is written down where the lists of
`first_names.tsv.gz` do not say, enough articles vote, and nearly all vote alike. Names alone are kept, no text.
"""

from __future__ import annotations

import gzip
import json
import os
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import lists, numbers, strings
from pipeline.names.article_rows import entity_rows, mention_rows
from pipeline.names.genders import FEMALE, MALE
from pipeline.names.word_lists import class_numbers, place_words, word_kinds
from pipeline.quotes.items import text_items
from pipeline.quotes.pronouns import gender_votes
from pipeline.quotes.signs import signs_of
from pipeline.quotes.spans import quotations
from pipeline.quotes.stage import mention_spans
from pipeline.tables.names import NAME_LINKS
from pipeline.text.cutting import cut_texts
from pipeline.text.sentences import split_sentences

DATA = Path(os.environ.get("NIGHTDESK_EVAL_DATA", ".")) / "news"
TARGET = Path(__file__).parents[2] / "pipeline" / "resources" / "en/news_first_names.tsv"
LEAST = 4  # articles
SHARE = {MALE: 0.85, FEMALE: 0.6}  # of them that agree; stray pronouns are mostly those of men
NAME_KINDS = set("ums")  # what the lists may say of a name
OFTEN_LARGE = 8  # ninths of its uses that have a capital, at least
AT_ONCE = 200  # articles


def votes_of(bodies: list[str], votes: dict[str, Counter[int]]) -> None:
    """Add the votes of some articles, in place."""
    column = strings(bodies)
    counts, starts, _ = split_sentences(column)
    texts = pa.table(
        {
            "article_id": strings([f"{n:06}" for n in range(len(bodies))]),
            "text": column,
            "title": strings([None] * len(bodies)),
            "is_read": numbers(np.ones(len(bodies), bool)),
            "sentence_starts": lists(counts, numbers(starts.astype(np.int32))),
        }
    )
    known = entity_rows(mention_rows(texts), NAME_LINKS.empty()).combine_chunks()
    owner = np.array([int(article) for article in known["article_id"].to_pylist()], np.int64)
    cut, home = cut_texts(column), np.repeat(np.arange(len(bodies)), counts)
    signs, sentences = signs_of(cut), cut.byte_of(starts + cut.doc_characters()[home], home)
    items = text_items(cut, signs, quotations(cut, signs), mention_spans(known, owner, cut), sentences)
    said = gender_votes(items, known.num_rows)
    for name, kind, (_, men, women) in zip(
        known["name"].to_pylist(), known["kind"].to_pylist(), said.tolist(), strict=True
    ):
        if kind == "person" and " " in name and men != women:
            votes[name.split(maxsplit=1)[0].lower()][MALE if men > women else FEMALE] += 1


def learnt(votes: dict[str, Counter[int]]) -> list[tuple[str, str]]:
    """(gender, first name) of those that news is sure of and the lists are not."""
    found = []
    for name, counts in votes.items():
        gender, most = counts.most_common(1)[0]
        sure = counts.total() >= LEAST and most >= SHARE[gender] * counts.total()
        if sure and len(name) > 1 and may_be_learnt(name):
            found.append(("m" if gender == MALE else "f", name))
    return sorted(found)


def may_be_learnt(name: str) -> bool:
    """Whether it may be a first name, and the lists do not say whose."""
    kinds = {*word_kinds().get(name, "")}
    share = class_numbers().get(name.capitalize(), 15) & 15
    small = name in class_numbers() or name in place_words()
    return name.isalpha() and kinds <= NAME_KINDS and "m" not in kinds and share >= OFTEN_LARGE and not small


def main() -> None:
    """Read all articles and write the names."""
    votes: dict[str, Counter[int]] = defaultdict(Counter)
    for path in sorted(DATA.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            bodies = [json.loads(line)["text"] for line in lines]
        for first in range(0, len(bodies), AT_ONCE):
            votes_of(bodies[first : first + AT_ONCE], votes)
    rows = learnt(votes)
    head = "# gender\tfirst name in small letters: what titles and pronouns of news say; see SOURCES.d/quotes.md\n"
    TARGET.write_text(head + "".join(f"{gender}\t{name}\n" for gender, name in rows), encoding="utf-8")
    print(len(votes), "first names,", len(rows), "learnt")


if __name__ == "__main__":
    main()
