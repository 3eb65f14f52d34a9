"""Texts of the development data, and the keys by which marks of them are stored without the texts."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_KEY = 10  # hexadecimal digits
_NO_LETTERS = re.compile(r"[\W_]+")


def key_of(text: str) -> str:
    """What a text is known by: the start of the SHA-256 of its letters and digits, in small letters."""
    return hashlib.sha256(_NO_LETTERS.sub("", text).lower().encode()).hexdigest()[:_KEY]


def news(data: Path) -> Iterator[dict[str, Any]]:
    """The articles of DATA/news: text, title, source and more."""
    for path in sorted((data / "news").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)
