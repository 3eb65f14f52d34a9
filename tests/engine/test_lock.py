"""One run at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.engine.lock import exclusive
from pipeline.errors import LockedError


def test_a_second_run_is_refused_until_the_first_ends(tmp_path: Path) -> None:
    """While one holds the lock another gets exit code 4; afterwards it is free, and nothing is left beside the data."""
    with exclusive(tmp_path), pytest.raises(LockedError, match="another run is at work") as caught, exclusive(tmp_path):
        pass
    assert caught.value.code == 4
    with exclusive(tmp_path), exclusive(tmp_path / "other"):
        pass
    assert list(tmp_path.iterdir()) == []
