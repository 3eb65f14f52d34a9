"""How many articles keep their topic when a night adds one in twenty and topics are found anew.

    NIGHTDESK_EVAL_DATA=DIR python benchmarks/stability.py [SET ...] [--seeds 3] [--plain]

DIR/topics/NAME.parquet has columns external_id, text. Of each set 95 % in a random order are fitted and accepted
(`nightdesk topics fit`), then all of it is; a line a seed tells the share of the first articles whose topic_id is the
same, beside the share under the best one-to-one matching of two fits that know nothing of each other (--plain), and the
size of the accepted model.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment

OLD = 0.95


def main() -> None:
    """Print a line a set and seed, then the means."""
    parser = argparse.ArgumentParser(description="stability of topics under +5 %% articles and a refit")
    parser.add_argument("sets", nargs="*")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--plain", action="store_true", help="also two fits that know nothing of each other")
    args = parser.parse_args()
    data = Path(os.environ["NIGHTDESK_EVAL_DATA"]) / "topics"
    print(f"{'set':18} seed {'articles':>8} {'topics':>6} {'after':>5} {'kept':>7} {'plain':>7} {'model MB':>8}")
    for name in args.sets or sorted(p.stem for p in data.glob("*.parquet")):
        frame = pd.read_parquet(data / f"{name}.parquet", columns=["external_id", "text"])
        for seed in range(args.seeds):
            with tempfile.TemporaryDirectory() as folder:
                print(f"{name:18} {seed:4} {line(frame, seed, Path(folder), plain=args.plain)}", flush=True)


def line(frame: pd.DataFrame, seed: int, folder: Path, *, plain: bool) -> str:
    """Figures of one set and seed."""
    order = np.random.default_rng(seed).permutation(len(frame))
    first = frame.iloc[order[: int(OLD * len(frame))]]
    before = accepted(first, folder / "first", folder / "model")
    size = sum(path.stat().st_size for path in (folder / "model").iterdir()) / 1e6
    apart = accepted(frame, folder / "apart", folder / "other") if plain else before
    after = accepted(frame, folder / "all", folder / "model")
    return (
        f"{len(frame):8} {before.nunique():6} {after.nunique():5} {kept(before, after):7.4f}"
        f" {matched(before, apart) if plain else float('nan'):7.4f} {size:8.2f}"
    )


def accepted(frame: pd.DataFrame, folder: Path, model: Path) -> pd.Series:
    """Topic of each article after `nightdesk topics fit`."""
    raw, out = folder / "raw", folder / "out"
    raw.mkdir(parents=True)
    records = zip(frame["external_id"].astype(str), frame["text"], strict=True)
    lines = [json.dumps({"id": one, "text": text}) for one, text in records]
    (raw / "set.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "pipeline", "topics", "fit"]
    for option, value in (("--raw", raw), ("--out", out), ("--model", model)):
        command += [option, str(value)]
    subprocess.run(command, check=True, capture_output=True)
    found = pd.read_parquet(out / "article_topics")
    return found.set_index("article_id")["topic_id"]


def kept(before: pd.Series, after: pd.Series) -> float:
    """Share of the first articles whose topic_id is the same, -1 included."""
    return float((before == after.reindex(before.index)).mean())


def matched(before: pd.Series, after: pd.Series) -> float:
    """The same under the best one-to-one matching of the ids."""
    table = pd.crosstab(before, after.reindex(before.index)).to_numpy()
    rows, columns = linear_sum_assignment(-table)
    return float(table[rows, columns].sum() / len(before))


if __name__ == "__main__":
    main()
