"""Every resource file says where it comes from, under which licence, and what its bytes are."""

from __future__ import annotations

import gzip

import pytest

from pipeline import resources
from pipeline.resources import resource, words
from tests.resource_hashes import FOLDER, documented, resource_files


def test_every_resource_is_documented_with_its_hash() -> None:
    """A file without an entry, an entry without a file, or an edited file: `make hashes`, and say what changed."""
    assert documented() == resource_files()


def test_every_text_on_sources_names_source_and_licence() -> None:
    """Each text has as many SOURCE as LICENCE paragraphs, at least one."""
    for path in sorted((FOLDER / "SOURCES.d").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        assert 0 < text.count("SOURCE:") == text.count("LICENCE:"), path.name


def test_words_are_the_lines_without_comments(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blanks around a word and what stands behind # do not count; empty lines are no words."""
    monkeypatch.setattr(
        resources, "resource", lambda _name: "# head\n pier \nferry # a boat\n\n  # nothing\nfish and chips"
    )
    assert words.__wrapped__("x.txt") == {"pier", "ferry", "fish and chips"}


def test_packed_resources_are_unpacked() -> None:
    """A `.gz` file is read like any other."""
    raw = (FOLDER / "en/pos_prior.tsv.gz").read_bytes()
    assert resource("en/pos_prior.tsv.gz") == gzip.decompress(raw).decode()
    assert resource("en/after_times.txt") == (FOLDER / "en/after_times.txt").read_text(encoding="utf-8")
    with pytest.raises(FileNotFoundError):
        resource("en/no_such_list.txt")
