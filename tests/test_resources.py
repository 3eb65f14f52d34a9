"""Every resource file says where it comes from, under which licence, and what its bytes are."""

from __future__ import annotations

from tests.resource_hashes import FOLDER, documented, resource_files


def test_every_resource_is_documented_with_its_hash() -> None:
    """A file without an entry, an entry without a file, or an edited file: `make hashes`, and say what changed."""
    assert documented() == resource_files()


def test_every_text_on_sources_names_source_and_licence() -> None:
    """Each text has as many SOURCE as LICENCE paragraphs, at least one."""
    for path in sorted((FOLDER / "SOURCES.d").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        assert 0 < text.count("SOURCE:") == text.count("LICENCE:"), path.name
