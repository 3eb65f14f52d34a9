"""Topics that readers have seen stay, from night to night."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from pipeline import load
from pipeline.commands import nightly as module
from pipeline.commands.cli import main
from pipeline.commands.nightly import MODEL
from pipeline.engine import model_folder
from pipeline.engine.store import Store
from tests.commands.nights import make_checkout, night, subjects


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with four articles."""
    return make_checkout(tmp_path, monkeypatch)


def made() -> str:
    """How the topics of the working folder were made."""
    state: list[dict[str, str]] = Store(module.PROCESSED).parts("topic_state").all()[0].to_pylist()
    return state[0]["made"]


def test_topics_that_readers_have_seen_stay(checkout: Path) -> None:
    """Found and published one night, accepted when the next begins: articles are then assigned, ids stay."""
    subjects(checkout, 1, 30)
    first = night()[1]
    assert (made(), first["has_accepted"]) == ("fitted", False)
    before = Path(first["snapshot"]).resolve()
    subjects(checkout, 2, 4)
    assert night()[1]["has_accepted"]
    assert made() == "assigned"
    old, new = (load("article_topics", root).set_index("article_id") for root in (before, module.PROCESSED))
    assert (new.loc[old.index, "topic_id"] == old["topic_id"]).all()
    assert not night()[1]["has_accepted"]


def test_another_model_is_not_overwritten(checkout: Path) -> None:
    """Topics that somebody accepted in the meantime stay, and a night that is told so accepts nothing."""
    subjects(checkout, 1, 30)
    assert night()[0] == 0
    assert not night("--set", "nightly.accepts_topics=false")[1]["has_accepted"]
    assert main(["topics", "fit", "--set", "topics.n_topics=2"]) == 0
    card = (checkout / MODEL / "model.json").read_bytes()
    assert not night()[1]["has_accepted"]
    assert (checkout / MODEL / "model.json").read_bytes() == card


def test_a_model_of_another_version_stops_no_night(checkout: Path) -> None:
    """After an upgrade that reads other models: the old one is kept beside, told once, and topics are found anew."""
    subjects(checkout, 1, 30)
    night()
    assert night()[1]["has_accepted"]
    tables = {name: pa.table({"n": [1]}) for name in model_folder.FILES}
    model_folder.write(MODEL, tables, {})
    code, line = night()
    assert (code, made(), line["outcome"]) == (0, "fitted", "published")
    assert line["mended"] == [
        "the accepted topic model is of another version: moved to data/models/topics-before-1; topics are found anew"
    ]
    assert (checkout / "data/models/topics-before-1/model.json").is_file()
    assert night()[1]["mended"] == []
    assert made() == "assigned"
