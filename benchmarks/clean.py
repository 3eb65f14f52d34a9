"""Cleaning beside its peers: repair beside `ftfy.fix_text`, and the whole stage in articles a CPU second.

    python benchmarks/clean.py [--peer-python PYTHON] [--n 2000] [--rounds 3] [--raw FOLDER]

Repair reads `news/*.jsonl.gz` below the folder in NIGHTDESK_EVAL_DATA; without it, articles of invented words, one in
five hundred with mojibake. Every run has a process of its own, the tools take turns, figures are medians; imports and
the first articles are not counted. The peer (ftfy 6.3.1, its defaults) runs in `--peer-python`. `same` is the share of
texts that both repair alike, white space and the form of quotation marks aside. `--raw` runs all steps over a raw
folder, as `nightdesk bench` does, and adds up those of `clean`, reading and writing of their tables included.

Noise lines beside their peers: benchmarks/noise.py. Near-duplicates: benchmarks/duplicates.py.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))

from scraped import scraped

Texts = list[str]
DATA = os.environ.get("NIGHTDESK_EVAL_DATA")
EVERY, PART, WARM = 9, 500, 50  # one article of so many is read; articles a part; articles before the clock runs
FORMS = str.maketrans("\u2018\u2019\u201a\u201b\u02bc\u201c\u201d\u201e\u201f", "'''''\"\"\"\"")


def articles(n: int) -> Texts:
    """The same n texts in every run."""
    if not DATA:
        return invented(n)
    return [record["text"] for record in scraped(DATA, EVERY)][:n]


def invented(n: int) -> Texts:
    """Articles of invented words with typographic quotation marks; every five-hundredth is damaged."""
    random = np.random.default_rng(7)
    words = np.array(["".join(random.choice(list("aeioubdfgklmnprst"), 6)) for _ in range(20_000)])
    found = []
    for number in range(n):
        lines = [
            " ".join(random.choice(words, 60)) + ", \u201csaid\u201d the caf\u00e9 owner\u2019s cat." for _ in range(14)
        ]
        text = "\n".join(lines)
        found.append(text.encode().decode("cp1252", "replace") if number % 500 == 3 else text)
    return found


def ours(texts: Texts) -> Texts:
    """The kernel of this product, part by part."""
    from pipeline.arrays.arrow import strings
    from pipeline.cleaning.repair import repair

    return [text for at in range(0, len(texts), PART) for text in repair(strings(texts[at : at + PART])).to_pylist()]


def ftfy(texts: Texts) -> Texts:
    """The peer at its defaults."""
    import ftfy as peer

    return [peer.fix_text(text) for text in texts]


TOOLS: dict[str, Callable[[Texts], Texts]] = {"ours": ours, "ftfy": ftfy}


def run(tool: str, n: int) -> None:
    """One tool, once, in this process; its figures as JSON."""
    texts = articles(n)
    TOOLS[tool]([*texts[:WARM], "caf\u00c3\u00a9"])  # the damaged one loads what only damaged ones need
    start = time.process_time()
    found = TOOLS[tool](texts)
    spent = time.process_time() - start
    figures = {"cpu_s": spent, "mb_per_cpu_s": sum(len(text.encode()) for text in texts) / 1e6 / spent}
    if tool == "ours":
        figures["same"] = float(np.mean([plain(a) == plain(b) for a, b in zip(found, ftfy(texts), strict=True)]))
    print(json.dumps(figures))


def plain(text: str) -> str:
    """A text without its white space, with straight quotation marks."""
    return " ".join(text.translate(FORMS).split())


def compare(peer_python: str, n: int, rounds: int) -> None:
    """Both tools in turn; prints a line each."""
    runs: dict[str, list[dict[str, float]]] = {tool: [] for tool in TOOLS}
    for _ in range(rounds):
        for tool, done in runs.items():
            python = sys.executable if tool == "ours" else peer_python
            call = [python, __file__, "--tool", tool, "--n", str(n)]
            done.append(json.loads(subprocess.run(call, check=True, capture_output=True, text=True).stdout))
    ratios = [b["cpu_s"] / a["cpu_s"] for a, b in zip(runs["ours"], runs["ftfy"], strict=True)]
    print(f"{'repair':8} {'CPU s':>7} {'MB a CPU s':>11} {'times ours':>11} {'same':>7}")
    for tool, done in runs.items():
        middle = {key: median(r[key] for r in done) for key in done[0]}
        times = median(ratios) if tool == "ftfy" else 1.0
        same = f"{middle['same']:7.4f}" if "same" in middle else ""
        print(f"{tool:8} {middle['cpu_s']:7.2f} {middle['mb_per_cpu_s']:11.1f} {times:11.1f} {same}")


def stage(raw: str, rounds: int) -> None:
    """All steps over a raw folder; prints those of `clean` and their sum."""
    call = [sys.executable, "-m", "pipeline", "bench", "--raw", str(Path(raw).absolute()), "--json"]
    root = Path(__file__).parent.parent
    done = [
        json.loads(subprocess.run(call, check=True, capture_output=True, text=True, cwd=root).stdout)
        for _ in range(rounds)
    ]
    steps = [row["step"] for row in done[0] if row["step"].startswith("clean.")]
    cost = {step: median(row["cpu_s"] for rows in done for row in rows if row["step"] == step) for step in steps}
    n = done[0][0]["cpu_s"] * done[0][0]["articles_per_cpu_s"]
    print(f"\n{'stage':20} {'CPU s':>7}   {n:.0f} articles")
    for step, spent in [*cost.items(), ("clean, all steps", sum(cost.values()))]:
        print(f"{step:20} {spent:7.2f}   {n / max(spent, 1e-9):.0f} a CPU second")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer-python", default=sys.executable)
    parser.add_argument("--n", type=int, default=2000, help="articles that repair reads")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--raw", help="a raw folder to run the whole stage over")
    parser.add_argument("--tool", choices=list(TOOLS), help="run one tool here and print JSON")
    given = parser.parse_args()
    if given.tool:
        run(given.tool, given.n)
    else:
        compare(given.peer_python, given.n, given.rounds)
        if given.raw:
            stage(given.raw, given.rounds)
