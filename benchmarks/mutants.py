"""How many deliberate faults do the tests notice? Changes one operator or constant at a time and runs the tests.

    python benchmarks/mutants.py pipeline/trends/bursts.py --tests tests/trends tests/golden
    python benchmarks/mutants.py pipeline/quotes/*.py --tests tests/quotes --sample 40 --seed 1
    python benchmarks/mutants.py pipeline/cleaning/thresholds.py --tests tests/cleaning --kind constants --sample 200

`--kind constants` moves every number that a module or a class assigns a quarter down and a quarter up; `settings` puts
the default where a setting is read, which is what a setting is that nobody heeds.
Works in a copy of the checkout. All third-party modules are loaded once and each mutant is tried in a fork of that
process, with few examples per property test: what a law alone catches by luck is not counted. Prints each survivor
with the line that was changed, then `caught N of M`. Some survivors change nothing that can be seen (a bound that is
never met): they are judged by reading.
"""

from __future__ import annotations

import argparse
import contextlib
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
from pathlib import Path

from mutations import KINDS, Mutant

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
    parser.add_argument("--kind", choices=KINDS, default="operators", help="what is changed")
    args = parser.parse_args()
    os.environ.setdefault("NIGHTDESK_HYPOTHESIS", "few")
    os.environ.update(_pinned())
    every = [mutant for path in args.files for mutant in KINDS[args.kind](path.resolve())]
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
