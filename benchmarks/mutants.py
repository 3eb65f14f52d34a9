"""How many deliberate faults do the tests notice? Changes one operator or constant at a time and runs the tests.

    python benchmarks/mutants.py pipeline/trends/bursts.py --tests tests/trends tests/golden
    python benchmarks/mutants.py pipeline/quotes/*.py --tests tests/quotes --sample 40 --seed 1

Works in a copy of the checkout. All third-party modules are loaded once and each mutant is tried in a fork of that
process, with few examples per property test: what a law alone catches by luck is not counted. Prints each survivor
with the line that was changed, then `caught N of M`. Some survivors change nothing that can be seen (a bound that is
never met): they are judged by reading.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import copy
import importlib
import json
import os
import random
import resource
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
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
OURS = ("pipeline", "tests", "nightdesk", "test_", "conftest")
SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd, ast.And: ast.Or, ast.Or: ast.And, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.LShift: ast.RShift, ast.RShift: ast.LShift,
}  # fmt: skip
NAMES = {"min": "max", "max": "min", "minimum": "maximum", "maximum": "minimum", "any": "all", "all": "any"}
WORDS = {"left": "right", "right": "left", "ascending": "descending", "descending": "ascending"}


@dataclass(frozen=True)
class Mutant:
    """A changed module: the file, the line of the change, and the whole new source."""

    path: Path
    line: int
    change: str
    source: str


def mutants(path: Path) -> Iterator[Mutant]:
    """Every mutant of a module; what no result can show is left alone."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for number, node in enumerate(_candidates(tree)):
        changed = copy.deepcopy(tree)
        target = list(_candidates(changed))[number]
        change = _mutate(target)
        yield Mutant(path, node.lineno, change, ast.unparse(changed))


def _candidates(tree: ast.Module) -> list[ast.expr]:
    skipped = {id(inner) for outer in ast.walk(tree) for part in _unseen(outer) for inner in ast.walk(part)}
    nodes = (node for node in ast.walk(tree) if isinstance(node, ast.expr) and id(node) not in skipped)
    return [node for node in nodes if _can_change(node)]


def _unseen(node: ast.AST) -> list[ast.AST]:
    """Parts of a node whose change no result can show: annotations, decorators, `strict=True`."""
    names = ("annotation", "returns")
    parts = [part for name in names if isinstance(part := getattr(node, name, None), ast.AST)]
    parts += getattr(node, "decorator_list", [])
    if isinstance(node, ast.keyword) and node.arg in ("strict", "repr", "compare"):
        parts.append(node.value)
    return parts


def _can_change(node: ast.expr) -> bool:
    if isinstance(node, ast.Compare):
        return type(node.ops[-1]) in SWAPS
    if isinstance(node, ast.BinOp | ast.BoolOp):
        return type(node.op) in SWAPS
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, ast.Not | ast.Invert)
    if isinstance(node, ast.Constant):
        return node.value in WORDS if isinstance(node.value, str) else isinstance(node.value, int | float)
    return _name(node) in NAMES


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) else ""


def _mutate(node: ast.expr) -> str:
    """Change a node in place; say how."""
    before = ast.unparse(node)
    if isinstance(node, ast.Compare):
        node.ops[-1] = SWAPS[type(node.ops[-1])]()  # type: ignore[assignment]
    elif isinstance(node, ast.BinOp | ast.BoolOp):
        node.op = SWAPS[type(node.op)]()  # type: ignore[assignment]
    elif isinstance(node, ast.UnaryOp):
        node.operand = ast.UnaryOp(node.op, node.operand)
    elif isinstance(node, ast.Constant):
        node.value = _moved(node.value, node.lineno)  # type: ignore[assignment]
    elif isinstance(node, ast.Attribute):
        node.attr = NAMES[node.attr]
    elif isinstance(node, ast.Name):
        node.id = NAMES[node.id]
    return f"{before} -> {ast.unparse(node)}"


def _moved(value: object, line: int) -> object:
    """Another constant: booleans flip, integers move by one, floats by a quarter; up or down by the line's parity."""
    if isinstance(value, str):
        return WORDS[value]
    if isinstance(value, bool):
        return not value
    up = line % 2 == 0
    if isinstance(value, int):
        return value + 1 if up or not value else value - 1
    return float(str(value)) * (1.25 if up else 0.8) or 1.0


class Copy:
    """A copy of the checkout in which mutants are tried, one fork each."""

    def __init__(self, folder: Path, tests: list[str]) -> None:
        self._folder, self._tests = folder, tests
        for name in (name for name in COPIED if (ROOT / name).exists()):
            copy_one = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            copy_one(ROOT / name, folder / name)
        self._limit = 600.0

    def warm(self) -> float:
        """Run the tests on the true source and load what they loaded; return their CPU seconds."""
        for _ in range(2):  # the second time is what a mutant costs
            begin = resource.getrusage(resource.RUSAGE_CHILDREN)
            if self._fork("import") != 0:
                sys.exit("the tests fail without a mutant: " + (self._folder / "output.txt").read_text()[-2000:])
            end = resource.getrusage(resource.RUSAGE_CHILDREN)
            for name in json.loads((self._folder / "modules.json").read_text()):
                with contextlib.suppress(Exception):
                    importlib.import_module(name)
        seconds = end.ru_utime + end.ru_stime - begin.ru_utime - begin.ru_stime
        self._limit = 5 + 5 * seconds
        return seconds

    def catches(self, mutant: Mutant) -> bool:
        """Whether the tests fail on the mutant; the copy is put right again."""
        target = self._folder / mutant.path.relative_to(ROOT)
        original, stat = target.read_text(encoding="utf-8"), target.stat()
        target.write_text(mutant.source, encoding="utf-8")
        try:
            return self._fork("try") != 0
        finally:
            target.write_text(original, encoding="utf-8")
            os.utime(target, ns=(stat.st_atime_ns, stat.st_mtime_ns))

    def _fork(self, purpose: str) -> int:
        child = os.fork()
        if child == 0:
            code = 1
            try:
                code = self._child(purpose)
            finally:  # nothing of the parent's may be cleaned up here
                traceback.print_exc()
                os._exit(code)
        began = time.monotonic()
        while time.monotonic() - began < 10 * self._limit:
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.02)
        os.killpg(child, 9)
        os.waitpid(child, 0)
        return 1

    def _child(self, purpose: str) -> int:
        import pytest

        os.setpgid(0, 0)
        os.chdir(self._folder)
        sys.path.insert(0, str(self._folder))
        sys.dont_write_bytecode = purpose == "try"
        output = os.open("output.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(output, 1)
        os.dup2(output, 2)
        resource.setrlimit(resource.RLIMIT_CPU, (int(self._limit), int(self._limit)))
        quiet = ["-W", "ignore::pytest.PytestAssertRewriteWarning", "-p", "no:cacheprovider"]
        code = int(pytest.main(["-q", "-x", *quiet, *self._tests]))
        if purpose == "import":
            loaded = [name for name in sys.modules if not name.startswith(OURS)]
            Path("modules.json").write_text(json.dumps(loaded))
        sys.stdout.flush()
        return code


def main() -> int:
    """Print the survivors and the share that was caught."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--tests", nargs="+", required=True)
    parser.add_argument("--sample", type=int, default=40, help="mutants tried, drawn at random")
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    os.environ.setdefault("NIGHTDESK_HYPOTHESIS", "few")
    os.environ.update(_pinned())
    every = [mutant for path in args.files for mutant in mutants(path.resolve())]
    chosen = random.Random(args.seed).sample(every, min(args.sample, len(every)))
    caught: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        copied = Copy(Path(folder), args.tests)
        print(f"{copied.warm():.1f} CPU s for the tests alone", flush=True)
        for mutant in sorted(chosen, key=lambda one: (one.path, one.line)):
            name = str(mutant.path.relative_to(ROOT))
            if copied.catches(mutant):
                caught[name] += 1
            else:
                print(f"survived: {name}:{mutant.line}: {mutant.change}", flush=True)
    tried = Counter(str(mutant.path.relative_to(ROOT)) for mutant in chosen)
    for name in sorted(tried):
        print(f"{name}: caught {caught[name]} of {tried[name]}")
    print(f"caught {caught.total()} of {len(chosen)} (of {len(every)} possible)")
    return 0


def _pinned() -> dict[str, str]:
    """What `pipeline.engine.kernels` sets before numpy is loaded, read without importing the package."""
    names: dict[str, dict[str, str]] = {}
    exec((ROOT / "pipeline/engine/kernels.py").read_text(encoding="utf-8"), names)  # noqa: S102
    return names["PINNED"]


if __name__ == "__main__":
    sys.exit(main())
