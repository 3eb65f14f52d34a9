"""Who an article is: an id that stays when other files come, go or move."""

from __future__ import annotations

import json
from hashlib import sha256

ID_DIGITS = 16


def article_id(source: str | None, external_id: str | None, url: str | None, file: str, record: int) -> str:
    """16 hex digits: of the record's own id within its source, else of its URL, else of its place.

    Two records may have the same one (they are the same article, told twice); the clean stage chooses.
    """
    if external_id is not None:
        key: list[str | int] = ["id", source or "", external_id]
    elif url is not None:
        key = ["url", url]
    else:
        key = ["place", file, record]
    return sha256(json.dumps(key).encode()).hexdigest()[:ID_DIGITS]  # JSON: no two keys are written alike
