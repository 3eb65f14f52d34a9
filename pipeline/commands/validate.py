"""The verb `validate`: the laws of the contract over a finished run, and nltk's word on a sample of VADER's scores."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from itertools import islice

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.engine.invariants import LAWS, Law
from pipeline.engine.store import Store
from pipeline.errors import UsageError
from pipeline.sentiment.reference import differences

SHOWN = 5  # faults shown of each law
SAMPLE = 200  # articles whose scores are computed again by nltk, about 2 CPU s


def validate(args: argparse.Namespace) -> int:
    """Print a line a law, with its first violations; exit code 1 when there are any."""
    if not args.out.is_dir():
        raise UsageError("no such folder", where=str(args.out), hint="run `dvc repro` or `nightdesk run` first")
    store = Store(args.out)
    found: dict[str, list[str]] = {}
    for law in ALL_LAWS:
        broken = found.get("files")
        found[law.name] = (
            ["not checked: files are missing or damaged"] if broken else list(islice(law.faults(store), 1000))
        )
    if args.json:
        print(
            json.dumps(
                [{"law": law.name, "proves": law.proves, "faults": found[law.name]} for law in ALL_LAWS], indent=1
            )
        )
    else:
        for law in ALL_LAWS:
            print("\n".join(_lines(law.name, law.proves, found[law.name])))
    return 1 if any(found.values()) else 0


def _lines(name: str, proves: str, faults: list[str]) -> list[str]:
    head = f"{'ok  ' if not faults else 'FAIL'}  {name}: {proves}"
    more = [f"        … and {len(faults) - SHOWN} more"] if len(faults) > SHOWN else []
    return [head, *(f"        {fault}" for fault in faults[:SHOWN]), *more]


def _vader_faults(store: Store) -> Iterator[str]:
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


ALL_LAWS = (*LAWS, Law("vader", "scores of sentiment.model=vader are those of nltk, in a sample", _vader_faults))
