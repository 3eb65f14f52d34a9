"""The verb `validate`: the laws of the contract over a finished run."""

from __future__ import annotations

import argparse
import json
from itertools import islice

from pipeline.engine.invariants import LAWS
from pipeline.engine.store import Store
from pipeline.errors import UsageError

SHOWN = 5  # faults shown of each law


def validate(args: argparse.Namespace) -> int:
    """Print a line a law, with its first violations; exit code 1 when there are any."""
    if not args.out.is_dir():
        raise UsageError("no such folder", where=str(args.out), hint="run `dvc repro` or `nightdesk run` first")
    store = Store(args.out)
    found: dict[str, list[str]] = {}
    for law in LAWS:
        broken = found.get("files")
        found[law.name] = (
            ["not checked: files are missing or damaged"] if broken else list(islice(law.faults(store), 1000))
        )
    if args.json:
        print(
            json.dumps([{"law": law.name, "proves": law.proves, "faults": found[law.name]} for law in LAWS], indent=1)
        )
    else:
        for law in LAWS:
            print("\n".join(_lines(law.name, law.proves, found[law.name])))
    return 1 if any(found.values()) else 0


def _lines(name: str, proves: str, faults: list[str]) -> list[str]:
    head = f"{'ok  ' if not faults else 'FAIL'}  {name}: {proves}"
    more = [f"        … and {len(faults) - SHOWN} more"] if len(faults) > SHOWN else []
    return [head, *(f"        {fault}" for fault in faults[:SHOWN]), *more]
