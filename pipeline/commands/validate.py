"""The verb `validate`: the laws of the contract over a finished run, and nltk's word on a sample of VADER's scores."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.engine.invariants import LAWS
from pipeline.engine.law import Law
from pipeline.engine.store import Store
from pipeline.errors import UsageError
from pipeline.sentiment.reference import differences
from pipeline.tables.checks import Finding, findings

SHOWN = 5  # faults shown of each law
MOST = 1000  # faults counted of each law
SAMPLE = 200  # articles whose scores are computed again by nltk, about 2 CPU s


def validate(*, out: Path, as_json: bool) -> int:
    """Print a line per invariant with its first violations, and a line per check of the corpus.

    Returns:
        Exit code 1 when an invariant is violated; a check only warns here, `nightly` decides what is published.

    Raises:
        UsageError: there is no such folder.
    """
    if not out.is_dir():
        raise UsageError("no such folder", where=str(out), hint="run `dvc repro` or `nightdesk run` first")
    faults, checks = violations(Store(out)), list(findings(_metrics(out)))
    if as_json:
        print(json.dumps([*_law_rows(faults), *map(_check_row, checks)], indent=1))
    else:
        print("\n".join([*(line for law in ALL_LAWS for line in _lines(law, faults[law.name])), *map(_line, checks)]))
    return 1 if any(faults.values()) else 0


def violations(store: Store) -> dict[str, list[str]]:
    """The first violations of each invariant, in words; nothing is built on files that are missing or damaged."""
    found: dict[str, list[str]] = {}
    for law in ALL_LAWS:
        if found.get("files"):
            found[law.name] = ["not checked: files are missing or damaged"]
        else:
            found[law.name] = list(islice(law.faults(store), MOST))
    return found


def _metrics(out: Path) -> dict[str, float]:
    """The figures of the run; none where it has not got so far."""
    try:
        found: dict[str, float] = json.loads((out / "metrics.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def _law_rows(faults: dict[str, list[str]]) -> Iterator[dict[str, object]]:
    for law in ALL_LAWS:
        yield {"law": law.name, "proves": law.proves, "faults": faults[law.name]}


def _check_row(found: Finding) -> dict[str, object]:
    bounds = {"warn_above": found.check.warn_above, "fail_above": found.check.fail_above}
    return {"check": found.check.name, "level": found.level, "measured": round(found.measured, 4), **bounds}


def _lines(law: Law, faults: list[str]) -> list[str]:
    head = f"{'ok  ' if not faults else 'FAIL'}  {law.name}: {law.proves}"
    more = [f"        … and {len(faults) - SHOWN} more"] if len(faults) > SHOWN else []
    return [head, *(f"        {fault}" for fault in faults[:SHOWN]), *more]


def _line(found: Finding) -> str:
    word = "ok  " if found.level == "ok" else "warn"
    return f"{word}  {found.check.title}: {found.measured:.1%}, look above {found.check.warn_above:.0%}"


def _vader_faults(store: Store, _: str) -> Iterator[str]:
    """Scores of the first articles (in the order of their ids, which are hashes) that are not those of nltk."""
    left = SAMPLE
    for part in store.parts("sentiment").names:
        tone = store.parts("sentiment").read(part, ["article_id", "model"])
        ids = tone["article_id"].filter(pc.equal(tone["model"], "vader")).slice(0, left)
        if len(ids):
            texts = store.parts("articles").read(part, ["article_id", "text"])
            yield from differences(texts, _rows(store, part, ids))
        left -= len(ids)


def _rows(store: Store, part: str, ids: pa.ChunkedArray) -> pa.Table:
    """The scored sentences of some articles."""
    data = store.parts("sentences").read(part, ["article_id", "sentence", "start", "end", "compound"])
    return data.filter(pc.and_(pc.is_in(data["article_id"], value_set=ids), pc.is_valid(data["compound"])))


ALL_LAWS = (
    *LAWS,
    Law("vader", "scores of sentiment.model=vader are those of nltk, in a sample", _vader_faults, ("sentiment",)),
)
