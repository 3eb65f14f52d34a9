"""The verbs `tables` and `config`: the contract and the default configuration in print."""

from __future__ import annotations

import dataclasses
import difflib
import json
import re
import textwrap

import yaml

from pipeline.engine.config import config_class
from pipeline.engine.dag import CONFIGS
from pipeline.errors import UsageError
from pipeline.settings import Domain
from pipeline.tables import PUBLIC, TABLES, Table


def tables(*, table: str | None, as_json: bool) -> int:
    """Print all tables of the contract, or one (an interim one too).

    Raises:
        UsageError: there is no such table.
    """
    if table is not None and table not in TABLES:
        near = difflib.get_close_matches(table, TABLES, n=1)
        hint = f"did you mean {near[0]}?" if near else "known: " + ", ".join(TABLES)
        raise UsageError("no such table", where=table, hint=hint)
    chosen = list(PUBLIC) if table is None else [TABLES[table]]
    print(json.dumps([_data(t) for t in chosen], indent=1) if as_json else "\n\n".join(map(_text, chosen)))
    return 0


def _data(table: Table) -> dict[str, object]:
    columns = [
        {"name": c.name, "type": str(c.kind), "nullable": c.nullable, "description": c.description}
        for c in table.columns
    ]
    return {"table": table.name, "row": table.description, "sort": list(table.sort), "columns": columns}


def _text(table: Table) -> str:
    wide = max(len(c.name) for c in table.columns)
    kinds = [_short(str(c.kind)) for c in table.columns]
    broad = max(map(len, kinds))
    rows = [f"  {c.name:{wide}}  {kind:{broad}}  {c.description}" for c, kind in zip(table.columns, kinds, strict=True)]
    return "\n".join([f"{table.name}: one row is {table.description}", *rows])


def _short(kind: str) -> str:
    return (
        re.sub(r"\b(item|element): ", "", kind)
        .replace("timestamp[us, tz=UTC]", "timestamp")
        .replace("date32[day]", "date")
    )


def config() -> int:
    """Print the default configuration, every key with meaning, unit and range: the shipped configs/params.yaml."""
    print(default_params(), end="")
    return 0


def default_params() -> str:
    """The text of configs/params.yaml as shipped."""
    head = "# Every key with its meaning, unit and range in a comment; `nightdesk config` prints these defaults.\n"
    return head + "".join(section_text(name) for name in CONFIGS)


def section_text(name: str) -> str:
    """A section of the default configuration, every key explained."""
    fields = dataclasses.fields(config_class(name))
    if not fields:
        return f"\n{name}: {{}}\n"
    return f"\n{name}:\n" + "".join(_key(field) for field in fields)


def _key(field: dataclasses.Field[object]) -> str:
    domain: Domain = field.metadata["domain"]
    made = field.default_factory
    default = made() if made is not dataclasses.MISSING else field.default
    said = f"{domain.meaning} ({domain.describe()})"
    comment = "".join(f"  # {line}\n" for line in textwrap.wrap(said, 116))
    plain = list(default) if isinstance(default, tuple) else default
    flow = None if isinstance(plain, dict | list) else False
    value = yaml.safe_dump({field.name: plain}, sort_keys=False, allow_unicode=True, default_flow_style=flow, width=110)
    return comment + textwrap.indent(value, "  ")
