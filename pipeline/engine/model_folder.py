"""The accepted topic model on disk: a folder of Parquet tables under version control, in and out.

DIR/model.json       the list of the files with their hashes, and what a reader of a diff wants to know; written last
DIR/topics.parquet   see `pipeline.tables.topic_model`, as are terms.parquet and facts.parquet

A folder without model.json holds no model. Files that do not fit model.json are an error, never silently no model.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.engine import parquet
from pipeline.engine.files import explained, file_sha256, write_bytes
from pipeline.errors import PipelineError
from pipeline.tables import TABLES
from pipeline.tables.topic_model import FORMAT

CARD = "model.json"
FILES = {name: f"{name}.parquet" for name in ("topics", "terms", "facts")}
REPAIR = "bring the folder back from version control, or accept a model again: nightdesk topics accept"


def is_there(folder: Path | None) -> bool:
    """Whether a folder holds a model.

    Raises:
        PipelineError: it holds tables of a model without the list of them.
    """
    if folder is None:
        return False
    found = (folder / CARD).is_file()
    stray = [name for name in FILES.values() if (folder / name).exists()]
    if stray and not found:
        raise PipelineError(f"{CARD} is missing beside {', '.join(stray)}", where=str(folder), hint=REPAIR)
    return found


def fingerprint(folder: Path | None) -> dict[str, str]:
    """File → SHA-256 of a model; empty where there is none.

    Raises:
        PipelineError: the folder is damaged or of another format.
    """
    if folder is None or not is_there(folder):
        return {}
    card = _card(folder)
    found = {name: file_sha256(folder / name) for name in FILES.values() if (folder / name).is_file()}
    odd = [name for name in FILES.values() if found.get(name) != card.get(name)]
    if odd:
        raise PipelineError(f"{', '.join(odd)}: not the file that {CARD} names", where=str(folder), hint=REPAIR)
    return found


def _card(folder: Path) -> dict[str, str]:
    """The hashes that model.json names."""
    where = str(folder / CARD)
    try:
        card = json.loads((folder / CARD).read_text(encoding="utf-8"))
        version, files = card["format"], dict(card["files"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PipelineError(f"cannot be read: {error}", where=where, hint=REPAIR) from None
    if version != FORMAT:
        hint = "this program reads another format: accept a model again with nightdesk topics fit"
        raise PipelineError(f"format {version}, expected {FORMAT}", where=where, hint=hint)
    return files


def is_of_another_version(folder: Path) -> bool:
    """Whether the files are those that model.json names, though not what this version reads."""
    try:
        files = dict(json.loads((folder / CARD).read_text(encoding="utf-8"))["files"])
        whole = files.keys() == set(FILES.values()) and all(file_sha256(folder / n) == sha for n, sha in files.items())
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return whole and not _is_readable(folder)


def _is_readable(folder: Path) -> bool:
    try:
        return bool(accepted(folder))
    except PipelineError:
        return False


def set_aside(folder: Path) -> Path:
    """Move the files of a model into a folder beside it that was not there; what else lies there stays.

    Returns:
        That folder.
    """
    names = (f"{folder.name}-before-{n}" for n in range(1, 1 << 20))
    target = next(place for place in (folder.with_name(name) for name in names) if not place.exists())
    with explained(target):
        target.mkdir()
        for name in (*FILES.values(), CARD):
            (folder / name).replace(target / name)
    return target


def accepted(folder: Path | None) -> dict[str, pa.Table]:
    """Tables `accepted_*`, without rows where there is no model.

    Raises:
        PipelineError: the folder is damaged, or its tables are not those of a model.
    """
    here = fingerprint(folder)
    found = {}
    for name, file in FILES.items():
        contract = TABLES[f"accepted_{name}"]
        found[contract.name] = contract.empty()
        if folder is not None and here:
            found[contract.name] = _read(folder / file, contract.schema)
    if here:
        _check_fit(*found.values(), where=str(folder))
    return found


def _check_fit(topics: pa.Table, terms: pa.Table, facts: pa.Table, *, where: str) -> None:
    """As many topics and terms as the facts say, one direction a topic and a term, one number a term and topic.

    Raises:
        PipelineError: the tables are not those of one model.
    """
    own = topics.filter(topics["log_share"].is_valid())
    said = facts.select(["n_topics", "n_terms"]).to_pylist()
    lists = [*(facts[name] for name in ("step", "turn_x", "turn_y")), own["centre"], terms["axes"]]
    widths = {width for column in lists for width in pc.unique(pc.list_value_length(column)).to_pylist()}
    heights = set(pc.unique(pc.list_value_length(terms["lift"])).to_pylist())
    counted = [{"n_topics": topics.num_rows, "n_terms": terms.num_rows}]
    if said != counted or len(widths) != 1 or heights != {own.num_rows}:
        raise PipelineError("the tables do not fit each other", where=where, hint=REPAIR)


def _read(path: Path, schema: pa.Schema) -> pa.Table:
    try:
        data = parquet.read(path)
    except (OSError, pa.ArrowInvalid) as error:
        raise PipelineError(f"cannot be read: {error}", where=str(path), hint=REPAIR) from error
    if data.schema.names != schema.names or data.schema.types != schema.types:
        raise PipelineError("not the columns of a topic model", where=str(path), hint=REPAIR)
    return pa.Table.from_arrays(data.columns, schema=schema)


def write(folder: Path, tables: Mapping[str, pa.Table], about: Mapping[str, object]) -> None:
    """Make a model the accepted one of a folder.

    Each file is written whole and renamed, model.json last: a stop in between leaves a folder that reads as damaged,
    not as another model.

    Args:
        folder: made where it is not there; other files in it stay.
        tables: `topics`, `terms` and `facts`.
        about: what model.json says of the model beside its files.
    """
    hashes = {}
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for name, file in FILES.items():
            partial = folder / f".{file}.{os.getpid()}.tmp"
            try:
                parquet.write(tables[name], partial)
                hashes[file] = file_sha256(partial)
                partial.replace(folder / file)
            finally:
                partial.unlink(missing_ok=True)
    card = {"format": FORMAT, **about, "files": hashes}
    write_bytes(folder / CARD, (json.dumps(card, indent=2, ensure_ascii=False) + "\n").encode())
