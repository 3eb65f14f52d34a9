"""What a night mends before it works: locks of the dead, a checkout without git, half of a model."""

from __future__ import annotations

import compileall
import contextlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import yaml

from pipeline.commands.topics import about, accept
from pipeline.engine import model_folder
from pipeline.engine.config import read_yaml
from pipeline.engine.dag import METRICS, STAGES
from pipeline.engine.files import explained
from pipeline.engine.freshness import PACKAGE
from pipeline.engine.snapshots import CURRENT
from pipeline.engine.store import Store, rows_of
from pipeline.errors import LockedError, PipelineError
from pipeline.tables import TABLES

RWLOCK = Path(".dvc/tmp/rwlock")
DVC_YAML = Path("dvc.yaml")
LOCAL_CONFIG = Path(".dvc/config.local")
DVC_LOCK = Path("dvc.lock")
RUN_STATE = ("dvc.lock", *(f"data/processed/{name}" for name in METRICS))
MERGE_MARKS = re.compile(rb"^(<{7}|={7}|>{7})", re.MULTILINE)


def clear_dvc_locks() -> Iterator[str]:
    """Drop DVC's locks of processes that are gone: after a power cut their number may belong to another program.

    Yields:
        What was mended, in words.

    Raises:
        LockedError: a DVC process is at work in this checkout.
    """
    if not RWLOCK.exists():
        return
    try:
        held = _holders(json.loads(RWLOCK.read_text(encoding="utf-8")))
    except (ValueError, KeyError, TypeError, AttributeError):
        RWLOCK.unlink()
        yield f"{RWLOCK} was half a file, as after a power cut: deleted"
        return
    alive = sorted(pid for pid in held if _is_dvc(pid))
    if alive:
        hint = "wait until it ends"
        raise LockedError(f"dvc is at work here (process {alive[0]})", where=str(Path.cwd()), hint=hint)
    if held:
        RWLOCK.unlink()
        yield f"{RWLOCK} named processes that are gone: deleted"


def _holders(locks: dict[str, Any]) -> set[int]:
    """The processes that DVC's file of locks names."""
    infos = [*locks.get("write", {}).values(), *(one for many in locks.get("read", {}).values() for one in many)]
    return {int(info["pid"]) for info in infos}


def _is_dvc(pid: int) -> bool:
    """Whether a process is DVC's, and not another one that has got the number since."""
    psutil = import_module("psutil")  # it comes with dvc
    try:
        return any(Path(word).name == "dvc" for word in psutil.Process(pid).cmdline())
    except psutil.Error:
        return False


def compile_program(package: Path = PACKAGE) -> None:
    """Compile the modules of the program that are not, as pip does when it installs.

    Python itself does so, unless PYTHONDONTWRITEBYTECODE is set, as in many container images; without it each of the
    processes of each night compiles some 300 modules, .9 CPU s a night.
    """
    if sys.dont_write_bytecode and os.access(package, os.W_OK):
        compileall.compile_dir(package, quiet=2)


def do_without_git() -> Iterator[str]:
    """Tell DVC that there is no repository, where there is none: a tarball, or a project that is not under git."""
    here = Path.cwd()
    if any((folder / ".git").exists() for folder in (here, *here.parents)) or _says_no_scm():
        return
    with explained(LOCAL_CONFIG), LOCAL_CONFIG.open("a", encoding="utf-8") as file:
        file.write("[core]\n    no_scm = true\n")
    yield f"there is no .git here: {LOCAL_CONFIG} tells dvc so"


def _says_no_scm() -> bool:
    configs = (Path(".dvc/config"), LOCAL_CONFIG)
    return any(re.search(r"no_scm\s*=\s*true", p.read_text(encoding="utf-8")) for p in configs if p.exists())


def hide_run_state() -> None:
    """Have git take what a night wrote into tracked files for what it has itself, so that a pull is never in the way.

    A filter of this clone gives git the indexed version when it looks at these files; what a pull brings replaces them,
    and the next night writes them again. `git -c filter.nightdesk.clean=cat add dvc.lock` commits one on purpose.
    """
    tracked = _git("ls-files", "--", *RUN_STATE).split() if Path(".git").is_dir() else []
    if not tracked:
        return
    attributes = Path(".git/info/attributes")
    with contextlib.suppress(OSError):  # a clone of somebody else's: its pulls are theirs
        lines = attributes.read_text(encoding="utf-8").splitlines() if attributes.exists() else []
        missing = [line for line in (f"{name} filter=nightdesk" for name in tracked) if line not in lines]
        attributes.parent.mkdir(exist_ok=True)
        attributes.write_text("\n".join([*lines, *missing]) + "\n", encoding="utf-8")
        _git("config", "filter.nightdesk.clean", "cat > /dev/null; git show :%f")
        _git("update-index", "--", *tracked)  # or git would take a file of another size for another one


def _git(*words: str) -> str:
    """What a git command prints; empty where it fails."""
    try:
        done = subprocess.run(["git", *words], capture_output=True, text=True, check=False)  # noqa: S603, S607 -- ours
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""


def drop_cut_dvc_lock() -> Iterator[str]:
    """Delete a dvc.lock that was cut while it was written; one with merge marks is somebody's work and stays.

    Raises:
        PipelineError: it holds the marks of a merge.
    """
    data = DVC_LOCK.read_bytes() if DVC_LOCK.exists() else b""
    if MERGE_MARKS.search(data):
        hint = "bring back a version of it: `git checkout HEAD -- dvc.lock`; what is computed will be reused"
        raise PipelineError("holds the marks of a merge", where=str(DVC_LOCK), hint=hint)
    try:
        is_whole = isinstance(read_yaml(data), dict)
    except (yaml.YAMLError, UnicodeDecodeError):
        is_whole = False
    if data and not is_whole:
        DVC_LOCK.unlink()
        yield "dvc.lock was half a file, as after a power cut: deleted; dvc writes it anew"


def has_no_other_stages() -> bool:
    """Whether dvc.yaml has the stages of the pipeline and none of somebody's own."""
    found = read_yaml(DVC_YAML.read_bytes())
    stages = found.get("stages") if isinstance(found, dict) else None
    return isinstance(stages, dict) and stages.keys() == set(STAGES)


# the accepted model ------------------------------------------------------------------------------------------------


def mend_model(model: Path, published: Path, processed: Path) -> Iterator[str]:
    """Write a damaged model again, from the tables of the last published night or of the working folder.

    One of another version of the program cannot be read at all: it is moved aside, and the night finds topics anew.

    Raises:
        PipelineError: it is damaged, and nothing of it is left elsewhere.
    """
    try:
        model_folder.accepted(model)
    except PipelineError as damage:
        if model_folder.is_of_another_version(model):
            aside = model_folder.set_aside(model)
            yield f"the accepted topic model is of another version: moved to {aside}; topics are found anew"
            return
        source = next((s for s in (Store(published / CURRENT), Store(processed)) if _restore(s, model)), None)
        if source is None:
            raise PipelineError("the accepted topic model is damaged", where=str(model), hint=_way(model)) from damage
        yield f"the accepted topic model was damaged ({str(damage).splitlines()[0]}): written again from {source.root}"


def _way(model: Path) -> str:
    """What an operator can do about a damaged model."""
    if _git("ls-files", "--", str(model / model_folder.CARD)):
        return f"`git checkout HEAD -- {model}` brings back the committed one"
    return f"`rm -r {model}` drops it, and the next night finds topics anew"


def _restore(store: Store, model: Path) -> bool:
    """Write the model that the tables of an output folder were made with; whether that was possible."""
    try:
        if not rows_of(store, "topics"):
            return False
        tables = {name: store.parts(f"accepted_{name}").all()[0] for name in model_folder.FILES}
        if all(table.num_rows for table in tables.values()):
            rows = {"topics": tables["topics"].to_pylist(), "model_facts": tables["facts"].to_pylist()}
            model_folder.write(model, tables, about(rows))
        else:
            accept(store, model)
        return model_folder.is_there(model)
    except PipelineError:
        return False


def drop_damaged(store: Store) -> Iterator[str]:
    """Delete the files of the tables that have other bytes than were written, so that they are computed again."""
    for table in TABLES:
        for part, entry in store.remembered(table).items():
            if not store.is_sound(table, part, entry):
                store.path(table, part).unlink(missing_ok=True)
                yield f"{table}/{part} was damaged or missing: computed again"
