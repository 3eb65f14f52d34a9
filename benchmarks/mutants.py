"""How many deliberate faults do the tests notice? Changes one operator or constant at a time and runs the tests.

    python benchmarks/mutants.py pipeline/trends/bursts.py --tests tests/trends tests/golden
    python benchmarks/mutants.py pipeline/quotes/*.py --tests tests/quotes --sample 40 --seed 1

Works in a copy of the checkout. Prints each survivor with the line that was changed, then `caught N of M`. Some
survivors change nothing that can be seen (a bound that is never met): they are judged by reading.
"""

from __future__ import annotations

import argparse
import ast
import copy
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COPIED = (
    "pipeline",
    "tests",
    "configs",
    "docs",
    "benchmarks",
    "data/raw",
    "pyproject.toml",
    "dvc.yaml",
    "nightdesk.py",
)
TIMEOUT = 300  # seconds for the tests of one mutant: an endless loop counts as caught
SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd, ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """A changed module: the file, the line of the change, and the whole new source."""

    path: Path
    line: int
    change: str
    source: str


def mutants(path: Path) -> Iterator[Mutant]:
    """Every mutant of a module; docstrings and annotations are left alone."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for number, node in enumerate(_candidates(tree)):
        changed = copy.deepcopy(tree)
        target = list(_candidates(changed))[number]
        change = _mutate(target)
        yield Mutant(path, node.lineno, change, ast.unparse(changed))


def _candidates(tree: ast.Module) -> Iterator[ast.expr]:
    skipped = {id(inner) for outer in ast.walk(tree) for part in _annotations(outer) for inner in ast.walk(part)}
    for node in ast.walk(tree):
        if isinstance(node, ast.expr) and id(node) not in skipped and _can_change(node):
            yield node


def _annotations(node: ast.AST) -> list[ast.AST]:
    names = ("annotation", "returns")
    return [part for name in names if isinstance(part := getattr(node, name, None), ast.AST)]


def _can_change(node: ast.expr) -> bool:
    if isinstance(node, ast.Compare):
        return type(node.ops[0]) in SWAPS
    if isinstance(node, ast.BinOp | ast.BoolOp):
        return type(node.op) in SWAPS
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, ast.Not | ast.Invert)
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float)


def _mutate(node: ast.expr) -> str:
    """Change a node in place; say how."""
    before = ast.unparse(node)
    if isinstance(node, ast.Compare):
        node.ops[0] = SWAPS[type(node.ops[0])]()  # type: ignore[assignment]
    elif isinstance(node, ast.BinOp | ast.BoolOp):
        node.op = SWAPS[type(node.op)]()  # type: ignore[assignment]
    elif isinstance(node, ast.UnaryOp):
        node.operand = ast.UnaryOp(node.op, node.operand)
    elif isinstance(node, ast.Constant):
        node.value = _moved(node.value)  # type: ignore[assignment]
    return f"{before} -> {ast.unparse(node)}"


def _moved(value: object) -> object:
    """Another constant: booleans flip, integers grow by one, floats by a quarter."""
    if isinstance(value, bool):
        return not value
    return value + 1 if isinstance(value, int) else float(str(value)) * 1.25 or 1.0


def is_caught(mutant: Mutant, copied: Path, tests: list[str]) -> bool:
    """Whether the tests fail on the mutant; the copy is put right again."""
    target = copied / mutant.path.relative_to(ROOT)
    original = target.read_text(encoding="utf-8")
    target.write_text(mutant.source, encoding="utf-8")
    command = [sys.executable, "-B", "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    try:
        return subprocess.run(command, cwd=copied, capture_output=True, timeout=TIMEOUT, check=False).returncode != 0
    except subprocess.TimeoutExpired:
        return True
    finally:
        target.write_text(original, encoding="utf-8")


def main() -> int:
    """Print the survivors and the share that was caught."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--tests", nargs="+", required=True)
    parser.add_argument("--sample", type=int, default=40, help="mutants tried, drawn at random")
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    every = [mutant for path in args.files for mutant in mutants(path.resolve())]
    chosen = random.Random(args.seed).sample(every, min(args.sample, len(every)))
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(folder)
        for name in (name for name in COPIED if (ROOT / name).exists()):
            copy_one = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            (copied / name).parent.mkdir(parents=True, exist_ok=True)
            copy_one(ROOT / name, copied / name)
        survivors = [mutant for mutant in chosen if not is_caught(mutant, copied, args.tests)]
    for mutant in survivors:
        print(f"survived: {mutant.path.relative_to(ROOT)}:{mutant.line}: {mutant.change}")
    print(f"caught {len(chosen) - len(survivors)} of {len(chosen)} (of {len(every)} possible)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
