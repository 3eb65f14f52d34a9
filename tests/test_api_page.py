"""docs/api.md says what the docstrings say."""

from __future__ import annotations

from tests import api_page


def test_the_page_is_the_rendered_one() -> None:
    """It was not edited by hand and not forgotten: `make generated` would change nothing."""
    assert api_page.TARGET.read_text(encoding="utf-8") == api_page.render()
