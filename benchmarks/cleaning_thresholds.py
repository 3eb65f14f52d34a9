"""What one step down and up does to each threshold of cleaning; the figures stand in `pipeline/cleaning/thresholds.py`.

    NIGHTDESK_EVAL_DATA=FOLDER python benchmarks/cleaning_thresholds.py [NAME...]

Three sets: the labelled lines of `benchmarks/noise.py`, with other articles and without (noise lines left / content
lines taken), and how many lines go from 600 of the other articles; 300 posts of newsgroups, most of them wrapped, and
300 BBC reports, none of them (texts unwrapped); 300 English headlines and snippets without a language (texts that
are not called English).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import noise
import numpy as np
import pyarrow.parquet as pq

sys.path[:0] = [str(Path(__file__).parent.parent)]

DATA = Path(os.environ.get("NIGHTDESK_EVAL_DATA", "."))
N = 300
SETS = {"lines": ("structure", "verdicts", "repetition"), "texts": ("wrapped",), "languages": ("language",)}


def lines() -> str:
    """Noise lines left / content lines taken, with other articles; the same without them."""
    rows = noise.labelled()
    label = np.array([row["label"] for row in rows])
    shown = []
    for context in (True, False):
        gone = np.array(noise.ours(rows, context=context))
        shown.append(f"{int((~gone & (label == 1)).sum())}/{int((gone & (label == 0)).sum())}")
    return " ".join([*shown, str(gone_from_others())])


def gone_from_others() -> int:
    """Lines that go from 600 articles whose lines nobody has labelled."""
    from pipeline.arrays.arrow import strings
    from pipeline.cleaning.classify import noise_lines
    from pipeline.cleaning.rules import NONE
    from pipeline.cleaning.structure import ArticleMetadata
    from pipeline.text.lines import split_lines

    rows = pq.read_table(DATA / "cleaning/handlabel_lines_120_context.parquet").slice(0, 2 * N).to_pylist()
    lines = split_lines(strings([row["text"] for row in rows]))
    about = ArticleMetadata([None] * len(rows), [row["source"] for row in rows], [[]] * len(rows))
    repeats = noise.repeats_of(lines, [row["source"] for row in rows])
    return int((noise_lines(lines, about, repeats, "standard").taken != NONE).sum())


def texts() -> str:
    """Texts unwrapped of posts / of BBC reports."""
    from pipeline.cleaning.wrapped import unwrap

    counts = []
    for name in ("ng20", "bbc"):
        found = pq.read_table(DATA / f"topics/{name}.parquet")["text"].to_pylist()[:N]
        counts.append(sum(unwrap(text) != text for text in found))
    return f"{counts[0]}/{counts[1]}"


def headlines() -> str:
    """Texts that are not called English, of headlines / of snippets."""
    from pipeline.arrays.arrow import strings
    from pipeline.cleaning.language import languages

    counts = []
    for name in ("semeval2007_trial", "nyt_snippets"):
        found = pq.read_table(DATA / f"sentiment/{name}.parquet")["text"].to_pylist()[:N]
        codes, _ = languages(strings(found), [None] * len(found))
        counts.append(sum(code != "en" for code in codes))
    return f"{counts[0]}/{counts[1]}"


MEASURES: dict[str, Callable[[], str]] = {"lines": lines, "texts": texts, "languages": headlines}


def steps(value: float) -> tuple[float, float]:
    """One step down and up: a quarter, at least one where it is a count."""
    if isinstance(value, int):
        step = max(1, round(value / 4))
        return value - step, value + step
    return round(value * 0.75, 4), min(round(value * 1.25, 4), 1.0 if value < 1 else value * 1.25)


def main() -> int:
    """Print a line for each threshold."""
    from pipeline.cleaning import thresholds

    section, wanted = "", set(sys.argv[1:])
    print({name: measure() for name, measure in MEASURES.items()}, flush=True)
    for line in Path(thresholds.__file__).read_text(encoding="utf-8").splitlines():
        section = line.removeprefix("# ").split(":")[0] if line.startswith("# ") else section
        name = line.split(" = ")[0]
        value = getattr(thresholds, name, None) if name.isupper() else None
        measure = next((MEASURES[key] for key, sections in SETS.items() if section in sections), None)
        if not isinstance(value, int | float) or measure is None or (wanted and name not in wanted):
            continue
        shown = []
        for other in steps(value):
            setattr(thresholds, name, other)
            shown.append(f"{other}: {measure()}")
        setattr(thresholds, name, value)
        print(f"{name} = {value}  {'; '.join(shown)}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
