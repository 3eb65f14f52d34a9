"""What the weights of keywords are learnt from, and how: the trainer runs, and stored marks find their phrases."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from benchmarks.train import read_keywords as marks
from benchmarks.train.keyword_examples import FINE, MUST, Gold, Wanted, examples, gold_of, normal
from benchmarks.train.keywords import adjusted, cross_validated, fit
from benchmarks.train.read_keywords import Subject, mark_of, read_keywords
from benchmarks.train.text_keys import key_of
from pipeline.keywords.stage import PRESETS, weights

TEXTS = [
    "Ada Moss opened the new harbour pier on the coast. The harbour pier cost little, said Ada Moss, a keen sailor.",
    "A ferry strike began in Port Ellis. The ferry strike will go on, say the crews of Port Ellis, who want more.",
]
FRAME = pd.DataFrame({"title": ["Harbour pier opens", "Ferry strike"], "source": ["", ""], "text": TEXTS})
SUBJECTS = [
    [
        Subject(is_must=True, forms=(normal("harbour pier"), normal("pier"))),
        Subject(is_must=False, forms=(normal("sailor"),)),
    ],
    [Subject(is_must=True, forms=(normal("ferry strike"),)), Subject(is_must=True, forms=(normal("Port Ellis"),))],
]


def test_the_trainer_finds_out_what_is_wanted() -> None:
    """Weights learnt from two articles put what is wanted of them above what is not."""
    one = examples(FRAME, [gold_of(subjects) for subjects in SUBJECTS], "balanced")
    found = fit([one], [np.ones(2, bool)], ("behind_capital",))
    scores = one.x @ found
    assert one.names == list(weights("balanced"))
    assert found[one.names.index("behind_capital")] == 0
    assert scores[one.worth == MUST].mean() > scores[(one.worth == 0) & ~one.is_out].mean()
    assert adjusted(found, one.names, "balanced")[one.names.index("behind_capital")] < 0


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_is_judged_by_folds(preset: str) -> None:
    """One figure for keyphrases, two for readers, in range."""
    keys = [Gold({normal(k): Wanted(1.0, 0)}, is_exact=True) for k in ("harbour pier", "ferry strike")]
    sets = [examples(FRAME, keys, preset), examples(FRAME, [gold_of(subjects) for subjects in SUBJECTS], preset)]
    (f1,), (wanted, must) = cross_validated(sets, ())
    assert 0 <= f1 <= 100
    assert 0 <= wanted <= 1
    assert 0 <= must <= 1


def test_candidates_of_a_subject_share_its_worth() -> None:
    """A subject with many candidates weighs as much as one with a single one; keyphrases do not share."""
    one = examples(FRAME, [gold_of(subjects) for subjects in SUBJECTS], "phrases")
    total = [one.chosen[(one.doc == doc) & (one.subject == 0)].sum() for doc in (0, 1)]
    assert total == pytest.approx([MUST, MUST])
    exact = examples(FRAME, [Gold({normal("pier"): Wanted(1.0, 0)}, is_exact=True)] * 2, "phrases")
    assert exact.chosen.tolist() == exact.worth.tolist()


def test_what_a_candidate_names() -> None:
    """The key itself, or one of several words with one word more; of two keys the one that is worth more."""
    gold = gold_of(
        [
            Subject(is_must=False, forms=("pier",)),
            Subject(is_must=True, forms=("harbour pier",)),
            Subject(is_must=False, forms=("harbour pier",)),
        ]
    )
    assert gold.wanted("pier") == Wanted(FINE, 0)
    assert gold.wanted("new harbour pier") == Wanted(MUST, 1)
    assert gold.wanted("old pier") is None
    assert gold.wanted("the new harbour pier") is None
    assert Gold(gold.keys, is_exact=True).wanted("new harbour pier") is None


def test_marks_are_found_again_without_the_phrases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the headline or the text of the article that they were made of; a headline may be the first line."""
    whole = f"Ferry strike begins\n\n{TEXTS[1]}"
    (tmp_path / "news").mkdir()
    (tmp_path / "topics").mkdir()
    row = {"title": "Harbour pier opens", "source": "Post", "text": TEXTS[0]}
    (tmp_path / "news" / "a.jsonl.gz").write_bytes(gzip.compress(json.dumps(row).encode()))
    pq.write_table(pa.table({"text": [whole, "Another text\n\nIt rained."]}), tmp_path / "topics" / "bbc.parquet")
    keys = [key_of(TEXTS[0]), key_of(whole), key_of("not there")]
    forms = [["opens", "Ada Moss"], ["strike begins", "crew", "nowhere said"], ["pier"]]
    lines = [
        f"{key}\tm {' '.join(mark_of(key, normal(form)) for form in named)}\tf {mark_of(key, 'pier')}"
        for key, named in zip(keys, forms, strict=True)
    ]
    monkeypatch.setattr(marks, "MARKS", tmp_path / "marks.gz")
    marks.MARKS.write_bytes(gzip.compress("\n".join(lines).encode()))
    found = {article.title: article for article in read_keywords(tmp_path)}
    assert sorted(found) == ["Ferry strike begins", "Harbour pier opens"]
    assert found["Harbour pier opens"].subjects == (
        Subject(is_must=True, forms=(normal("opens"), normal("Ada Moss"))),
        Subject(is_must=False, forms=("pier",)),
    )
    assert found["Ferry strike begins"].text == TEXTS[1]
    assert found["Ferry strike begins"].subjects == (
        Subject(is_must=True, forms=(normal("strike begins"), normal("crew"))),
        Subject(is_must=False, forms=()),
    )


def test_stored_marks_are_well_formed() -> None:
    """Each line: the key of an article, then subjects that must be there or may stay, with marks of six digits."""
    lines = gzip.decompress(marks.MARKS.read_bytes()).decode().splitlines()
    assert len(lines) == len({line.split("\t")[0] for line in lines}) == 319
    for line in lines:
        key, *subjects = line.split("\t")
        assert len(key) == 10
        assert all(int(mark, 16) >= 0 and len(mark) == 6 for s in subjects for mark in s.split(" ")[1:])
        assert {s[:2] for s in subjects} == {"m ", "f "}
