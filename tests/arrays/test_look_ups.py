"""Look-ups that a process remembers."""

from __future__ import annotations

import pytest

from pipeline.arrays import look_ups


@pytest.mark.parametrize(("n", "calls"), [(3, 3), (4, 8), (5, 10)])
def test_what_is_full_is_forgotten_between_steps(monkeypatch: pytest.MonkeyPatch, n: int, calls: int) -> None:
    """Few words are looked up once in all steps; where there are as many as fit, each step begins anew."""
    monkeypatch.setattr(look_ups, "MOST", 4)
    monkeypatch.setattr(look_ups, "_KNOWN", [])
    asked: list[int] = []

    @look_ups.once
    def doubled(number: int) -> int:
        asked.append(number)
        return 2 * number

    for _ in range(2):
        assert [doubled(number) for number in range(n)] == [2 * number for number in range(n)]
        look_ups.forget_full()
    assert len(asked) == calls


def test_what_is_loaded_is_dropped_after_the_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once a step, however often it is asked for."""
    monkeypatch.setattr(look_ups, "_LOADED", [])
    calls: list[int] = []

    @look_ups.loaded
    def model() -> int:
        calls.append(1)
        return len(calls)

    assert [model(), model()] == [1, 1]
    look_ups.forget_full()
    assert model() == 2
