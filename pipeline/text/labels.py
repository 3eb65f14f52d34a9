"""A label for a topic, made of its terms."""

from __future__ import annotations


def labels_of(terms: list[list[str]], words: int = 3) -> list[str]:
    """A unique label for each topic: its first terms that are no forms of each other.

    Args:
        terms: terms of each topic, best first.
        words: terms in a label.
    """
    found: list[str] = []
    for rank, row in enumerate(terms):
        label = ", ".join(_distinct(row)[:words]) or "other texts"
        found.append(label if label not in found else f"{label} ({rank + 1})")
    return found


def _distinct(row: list[str]) -> list[str]:
    """The terms without those that share five first letters, or all of a shorter one, with an earlier one."""
    kept: list[str] = []
    for term in row:
        if not any(term.startswith(k[:5]) or k.startswith(term[:5]) for k in kept):
            kept.append(term)
    return kept
