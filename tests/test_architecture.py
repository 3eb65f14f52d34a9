"""The house keeps its own rules."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.engine.dag import ROOMS

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "pipeline").rglob("*.py"))
LONGEST_FILE = 250  # lines
LONGEST_FUNCTION = 50  # lines
LIGHT_STAGES = ("ingest", "clean", "names", "sentiment", "keywords", "topics", "stories", "trends")
HEAVY = ("pandas", "sklearn", "nltk")


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_god_files_no_endless_functions(path: Path) -> None:
    """Files stay within 250 lines and functions within 50."""
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST_FILE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION, node.name


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_module_keeps_mutable_global_state(path: Path) -> None:
    """No `global` statement and no pickle anywhere."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not any(isinstance(node, ast.Global) for node in ast.walk(tree))
    imported = {a.name for node in ast.walk(tree) if isinstance(node, ast.Import) for a in node.names}
    assert not imported & {"pickle", "dill", "joblib"}


@pytest.mark.parametrize("stage", LIGHT_STAGES)
def test_a_stage_starts_without_heavy_libraries(stage: str) -> None:
    """Importing a stage leaves pandas, scikit-learn and nltk out: each costs CPU seconds in every process."""
    code = f"import sys, pipeline.{ROOMS.get(stage, stage)}.stage; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


def test_a_whole_night_needs_no_heavy_library(tmp_path: Path) -> None:
    """Nor does a whole run of two texts, nor the check of its tables.

    Arrow imports pandas behind the scenes where it is asked the wrong way.
    """
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/a.txt").write_text("The ferry to Ostrand is late. “It is a disgrace,” said Mara Holt.\n" * 3)
    (tmp_path / "raw/b.txt").write_text("A comet was seen over Lowmere on Monday by two hundred people.\n" * 3)
    code = (
        "import sys\nfrom pipeline.commands.cli import main\n"
        f"main(['run', '--raw', {str(tmp_path / 'raw')!r}, '--out', {str(tmp_path / 'out')!r}])\n"
        "from pathlib import Path\nfrom pipeline.engine.invariants import LAWS\n"
        "from pipeline.engine.store import Store\n"
        f"assert not [f for law in LAWS for f in law.faults(Store(Path({str(tmp_path / 'out')!r})))]\n"
        f"print([m for m in {HEAVY!r} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.splitlines()[-1] == "[]", done.stdout


def test_the_command_line_starts_light() -> None:
    """`--help` imports neither numpy nor pyarrow."""
    code = (
        "import sys\nfrom pipeline.commands.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print([m for m in ('numpy', 'pyarrow', 'yaml', 'structlog') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip().endswith("[]")


def test_no_file_names_a_package_registry() -> None:
    """No tracked file holds an index URL or a registry's host, so that any mirror will do."""
    hosts = ("pypi" + ".org", "pythonhosted" + ".org", "registry." + "npmjs", "--index" + "-url")
    listed = subprocess.run(["git", "ls-files", "-z"], capture_output=True, check=True, cwd=ROOT).stdout  # noqa: S607
    for name in filter(None, listed.decode().split("\0")):
        path = ROOT / name
        if path.is_file():
            data = path.read_bytes()
            assert not any(host.encode() in data for host in hosts), name
