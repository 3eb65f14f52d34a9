"""Noise lines beside their peers: precision, recall, F1 and content words lost on lines labelled by hand.

    NIGHTDESK_EVAL_DATA=FOLDER python benchmarks/noise.py [--peer-python PYTHON]

FOLDER/cleaning holds `handlabel_lines_120.parquet` (external_id, source, title, pos, line, label: 1 noise, 0 content,
-1 unsure) and `handlabel_lines_120_context.parquet` (source, text), the publishers' other articles. The peers are small
re-implementations that see the same lines: C4's rule (a line ends in . ! ? or a quotation mark, has five words and no
"javascript", "lorem ipsum", "{"), the same with typographic quotation marks, CCNet's repetition (a paragraph, digits
folded, seen in two articles of any publisher); and jusText 3.0.2 itself, each line a paragraph of HTML, in
`--peer-python`.

"unseen" is ours as publishers meet it whom nobody has read: folds over publishers; in each fold the lines of the
publishers left out are judged only by rules that take a labelled noise line of some other publisher, without their
other articles. That is the harder side of the truth: a rule that was written from general knowledge, and has a witness
in one publisher alone, is dropped there. "alone" is all rules, without other articles.
"""

from __future__ import annotations

import argparse
import html
import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import pyarrow.parquet as pq

sys.path[:0] = [str(Path(__file__).parent.parent), str(Path(__file__).parent / "train")]

DATA = Path(os.environ.get("NIGHTDESK_EVAL_DATA", ".")) / "cleaning"
FOLDS = 10
BAD = re.compile(r"(?i)javascript|lorem ipsum|[{]")

Flags = list[bool]
Rows = list[dict[str, Any]]


def labelled() -> Rows:
    """The labelled lines, article after article."""
    rows = pq.read_table(DATA / "handlabel_lines_120.parquet").to_pylist()
    return sorted(rows, key=lambda row: (row["external_id"], row["pos"]))


def c4(rows: Rows, ends: str = ".?!\"'") -> Flags:
    """C4: lines that do not end like a sentence, or are too short, go."""
    lines = [str(row["line"]).strip() for row in rows]
    return [not line.endswith(tuple(ends)) or len(line.split()) < 5 or bool(BAD.search(line)) for line in lines]


def c4_curly(rows: Rows) -> Flags:
    """C4 that knows typographic quotation marks."""
    return c4(rows, ".?!\"'\u201d\u2019")


def ccnet(rows: Rows) -> Flags:
    """CCNet: paragraphs that an earlier article has, digits and punctuation folded; here over the context as well."""
    context = pq.read_table(DATA / "handlabel_lines_120_context.parquet").to_pylist()
    texts = [row["text"].split("\n") for row in context]
    by_article: dict[object, list[str]] = {}
    for row in rows:
        by_article.setdefault(row["external_id"], []).append(str(row["line"]))
    seen = Counter(key for lines in [*texts, *by_article.values()] for key in {folded(line) for line in lines})
    return [seen[folded(str(row["line"]))] > 1 for row in rows]


def folded(line: str) -> str:
    """A line as CCNet hashes it."""
    return re.sub(r"\d", "0", re.sub(r"[^\w\s]", "", line.lower())).strip()


def justext(rows: Rows) -> Flags:
    """Run jusText over each article as a page of paragraphs."""
    import justext as peer

    flags: Flags = []
    for one in dict.fromkeys(row["external_id"] for row in rows):
        lines = [str(row["line"]) for row in rows if row["external_id"] == one]
        page = "".join(f"<p>{html.escape(' '.join(line.split()) or '-')}</p>" for line in lines)
        found = peer.justext(f"<html><body>{page}</body></html>".encode(), peer.get_stoplist("English"))
        kept = Counter(" ".join(p.text.split()) for p in found if not p.is_boilerplate)
        flags += [kept[" ".join(line.split())] == 0 for line in lines]
    return flags


def ours(rows: Rows, *, context: bool = True) -> Flags:
    """The standard mode of this product."""
    from pipeline.arrays.arrow import strings
    from pipeline.cleaning.classify import noise_lines
    from pipeline.cleaning.rules import NONE
    from pipeline.cleaning.structure import ArticleMetadata
    from pipeline.text.lines import split_lines

    texts: dict[object, list[str]] = {}
    for row in rows:
        texts.setdefault(row["external_id"], []).append(str(row["line"]))
    first = {row["external_id"]: row for row in reversed(rows)}
    lines = split_lines(strings(["\n".join(found) for found in texts.values()]))
    about = ArticleMetadata(
        [first[one]["title"] for one in texts], [first[one]["source"] for one in texts], [[]] * len(texts)
    )
    repeats = repeats_of(lines, [str(first[one]["source"]) for one in texts])
    if not context:
        repeats = replace(repeats, own=repeats.own * 0, anywhere=repeats.anywhere * 0)
    return (noise_lines(lines, about, repeats, "standard").taken != NONE).tolist()


def repeats_of(lines: Any, sources: list[str]) -> Any:
    """How often lines repeat among the labelled articles and their context."""
    import line_model
    import pandas as pd

    return line_model.repeats_of(lines, sources, pd.read_parquet(DATA / "handlabel_lines_120_context.parquet"))


def alone(rows: Rows) -> Flags:
    """Ours without other articles."""
    return ours(rows, context=False)


def unseen(rows: Rows) -> Flags:
    """Ours for each publisher by rules that others bear witness to, without other articles."""
    from pipeline.cleaning import rule_sets, rules

    every = rules.rules()
    noise = [(str(row["line"]), row["source"]) for row in rows if row["label"] == 1]
    witnesses = [
        {source for line, source in noise if len(line.encode()) <= rule.longest and rule.matches(line)}
        for rule in every
    ]
    publishers = sorted({str(row["source"]) for row in rows})
    flags = np.zeros(len(rows), bool)
    for fold in range(FOLDS):
        out = set(publishers[fold::FOLDS])
        kept = tuple(rule for rule, known in zip(every, witnesses, strict=True) if known - out)
        rules.names()  # all of them: a name that no rule bears keeps its number
        rule_sets.rule_set.cache_clear()
        with patch.object(rule_sets, "rules", lambda kept=kept: kept):
            found = np.array(alone(rows))
        rule_sets.rule_set.cache_clear()
        here = np.array([row["source"] in out for row in rows])
        flags[here] = found[here]
    return flags.tolist()


TOOLS: dict[str, Callable[[Rows], Flags]] = {
    "ours": ours, "ours, alone": alone, "ours, unseen": unseen,
    "jusText": justext, "C4": c4, "C4, curly": c4_curly, "CCNet-style": ccnet,
}  # fmt: skip


def scores(rows: Rows, gone: Flags) -> dict[str, float]:
    """Precision, recall and F1 of noise lines, and percent of the content's words taken with them."""
    label, taken = np.array([row["label"] for row in rows]), np.array(gone)
    words = np.array([len(str(row["line"]).split()) for row in rows])
    hit, false = int((taken & (label == 1)).sum()), int((taken & (label == 0)).sum())
    noise = int((label == 1).sum())
    lost = 100 * words[taken & (label == 0)].sum() / words[label == 0].sum()
    return {"P": hit / max(1, hit + false), "R": hit / noise, "F1": 2 * hit / (hit + false + noise), "lost %": lost}


def run(tool: str) -> None:
    """One tool in this process; its figures as JSON."""
    rows = labelled()
    start = time.process_time()
    found = TOOLS[tool](rows)
    print(json.dumps({**scores(rows, found), "CPU s": time.process_time() - start}))


def compare(peer_python: str) -> None:
    """All tools, each in a process of its own; prints a line each."""
    print(f"{'tool':14} {'P':>6} {'R':>6} {'F1':>6} {'lost %':>7} {'CPU s':>7}")
    for tool in TOOLS:
        python = peer_python if tool == "jusText" else sys.executable
        done = subprocess.run([python, __file__, "--tool", tool], check=False, capture_output=True, text=True)
        if done.returncode:
            print(f"{tool:14} not at hand: {done.stderr.strip().splitlines()[-1][:80]}")
            continue
        found = json.loads(done.stdout)
        line = " ".join(f"{found[key]:6.3f}" for key in ("P", "R", "F1"))
        print(f"{tool:14} {line} {found['lost %']:7.3f} {found['CPU s']:7.2f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer-python", default=sys.executable)
    parser.add_argument("--tool", choices=list(TOOLS), help="run one tool here and print JSON")
    given = parser.parse_args()
    if given.tool:
        run(given.tool)
    elif "NIGHTDESK_EVAL_DATA" in os.environ:
        compare(given.peer_python)
    else:
        print("nothing to measure with: set NIGHTDESK_EVAL_DATA")
