"""docs/api.md, rendered from the docstrings of the public names; `make generated` writes it, a test compares."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path

import nightdesk

TARGET = Path(__file__).resolve().parents[1] / "docs" / "api.md"
HEAD = """# From Python

`import nightdesk`; every name below. Rendered from the docstrings by `make generated`.
"""


def render() -> str:
    """The page: one section per public name, with its signature and its docstring."""
    return "\n".join([HEAD, *(part for name in sorted(nightdesk.__all__) for part in _section(name))])


def _section(name: str) -> Iterator[str]:
    value = getattr(nightdesk, name)
    if isinstance(value, str):
        yield f"## `{name}`\n\nThe version, such as `{value}`.\n"
        return
    yield f"## `nightdesk.{name}`\n\n```text\n{name}{_signature(value)}\n\n{inspect.getdoc(value)}\n```\n"
    if inspect.isclass(value):
        for method, member in sorted(vars(value).items()):
            if not method.startswith("_") and (callable(member) or isinstance(member, property)):
                yield f"- `.{method}`: {(inspect.getdoc(member) or '').splitlines()[0]}"
        yield ""


def _signature(value: object) -> str:
    signature = str(inspect.signature(value)) if callable(value) else ""  # quotes of postponed annotations go
    return signature.replace("'", "").replace("pathlib.", "").replace("datetime.", "")


if __name__ == "__main__":
    TARGET.write_text(render(), encoding="utf-8")
