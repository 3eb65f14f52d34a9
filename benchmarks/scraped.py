"""The scraped articles that benchmarks are measured on."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path


def scraped(folder: str | Path, every: int = 1) -> Iterator[dict[str, str]]:
    """Records of `news/*.jsonl.gz` below a folder, of each file the first line and every n-th after it (`every`)."""
    for path in sorted(Path(folder).glob("news/*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from (json.loads(line) for number, line in enumerate(lines) if number % every == 0)
