"""The list of checks."""

from __future__ import annotations

from dataclasses import fields

import pytest

from pipeline.commands.gates import NightlyConfig
from pipeline.report.stage import ReportConfig
from pipeline.tables.checks import BY_NAME, CHECKS, findings, is_above, with_bounds


@pytest.mark.parametrize(("share", "level"), [(0.05, "ok"), (0.0501, "warn"), (0.2, "warn"), (0.2001, "fail")])
def test_a_share_is_judged_by_its_two_bounds(share: float, level: str) -> None:
    """At a bound it is still within it."""
    assert next(findings({"rejected_share": share})).level == level


def test_a_check_without_a_gate_never_fails() -> None:
    """However large the share of copies, it only asks for a look."""
    levels = {f.check.name: f.level for f in findings({"duplicate_share": 1.0, "rejected_share": 1.0})}
    assert (levels["duplicate_share"], levels["rejected_share"]) == ("warn", "fail")


def test_complements_are_measured() -> None:
    """`dated_share` .9 is an undated share of .1; a figure that is missing counts as nothing to complain about."""
    measured = {f.check.name: round(f.measured, 9) for f in findings({"dated_share": 0.9, "removed_share": 0.3})}
    assert measured == {
        "rejected_share": 0, "removed_share": 0.3, "duplicate_share": 0,
        "undated_share": 0.1, "outlier_share": 0, "unscored_share": 0,
    }  # fmt: skip


def test_settings_move_the_bounds() -> None:
    """A configuration's bounds replace the defaults by name, and leave the others."""
    moved = {c.name: (c.warn_above, c.fail_above) for c in with_bounds({"removed_share": 0.5}, {"rejected_share": 0.1})}
    assert moved["removed_share"] == (0.5, None)
    assert moved["rejected_share"] == (0.05, 0.1)
    assert moved["outlier_share"] == (0.1, None)


def test_the_page_and_the_gates_read_the_same_list() -> None:
    """Every warning bound is a setting of the page with the list's default, every failing bound one of the gates."""
    page = {f.name: f.default for f in fields(ReportConfig) if f.name.startswith("max_")}
    assert page == {f"max_{c.name}": c.warn_above for c in CHECKS}
    gates = {f.name: f.default for f in fields(NightlyConfig)}
    assert {n: gates[f"max_{n}"] for n, c in BY_NAME.items() if c.fail_above is not None} == {"rejected_share": 0.2}


def test_rounding_is_no_fault() -> None:
    """A share that is its bound but for the last bits is within it."""
    assert not is_above(0.1 + 0.2, 0.3)
    assert is_above(0.3001, 0.3)
