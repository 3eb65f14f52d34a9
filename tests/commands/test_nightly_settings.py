"""What is kept after a night: snapshots, and what lies in DVC's cache."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.commands import nightly as module
from tests.commands.nights import ARTICLE, make_checkout, night


class Cache:
    """Stands for what earlier nights left in `.dvc/cache`."""

    calls: tuple[str, ...] = ()

    def __init__(self, _: Path) -> None:
        pass

    def begin(self) -> None:
        """Before the stages."""
        Cache.calls += ("begin",)

    def drop(self) -> None:
        """After a published night."""
        Cache.calls += ("drop",)


def n_snapshots() -> int:
    """Nights that readers can go back to."""
    return sum(path.name[0] != "." and not path.is_symlink() for path in Path("data/published").iterdir())


def test_keep_snapshots_and_prunes_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As many snapshots as wanted stay, seven by default; the cache is pruned unless that is switched off."""
    checkout = make_checkout(tmp_path, monkeypatch)
    monkeypatch.setattr(Cache, "calls", ())
    monkeypatch.setattr(module.disk, "Leftovers", Cache)
    assert night("--set", "nightly.prunes_cache=false")[1]["outcome"] == "published"
    assert (Cache.calls, n_snapshots()) == (("begin",), 1)
    (checkout / "data/raw/2026-03-01/b.txt").write_text(ARTICLE)
    assert night("--set", "nightly.keep_snapshots=1")[1]["outcome"] == "published"
    assert (Cache.calls, n_snapshots()) == (("begin", "begin", "drop"), 1)
