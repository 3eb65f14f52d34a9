"""datapackage.json."""

from __future__ import annotations

import json

import pyarrow as pa

from pipeline.report.files.datapackage import FileEntry, datapackage
from pipeline.tables import PUBLIC, TABLES
from pipeline.tables.schema import column, table

FILES = [FileEntry("sentiment/b.parquet", 2, 20, "b" * 64), FileEntry("sentiment/a.parquet", 3, 30, "a" * 64)]


def test_every_column_has_its_name_type_and_description() -> None:
    """The descriptor says of each column what the contract says."""
    found = json.loads(
        datapackage(PUBLIC, {t.name: [FileEntry(f"{t.name}/x.parquet", 1, 1, "0" * 64)] for t in PUBLIC})
    )
    assert [r["name"] for r in found["resources"]] == [t.name for t in PUBLIC]
    for resource in found["resources"]:
        fields = resource["schema"]["fields"]
        about = {c.name: c.description for c in TABLES[resource["name"]].columns}
        assert {f["name"]: f["description"] for f in fields} == about
        assert {f["type"] for f in fields} <= {"string", "integer", "number", "boolean", "date", "datetime", "array"}


def test_files_are_listed_in_order_with_rows_and_hash() -> None:
    """The order in which files were written does not show; rows and bytes add up."""
    one = datapackage([TABLES["sentiment"]], {"sentiment": FILES})
    assert one == datapackage([TABLES["sentiment"]], {"sentiment": FILES[::-1]})
    (resource,) = json.loads(one)["resources"]
    assert resource["path"] == ["sentiment/a.parquet", "sentiment/b.parquet"]
    assert (resource["rows"], resource["bytes"]) == (5, 50)
    assert resource["files"][0]["hash"] == "sha256:" + "a" * 64


def test_constraints_are_those_of_the_contract() -> None:
    """Ranges, choices and the null rule stand with the column; one row an article makes article_id the key."""
    (resource,) = json.loads(datapackage([TABLES["sentiment"]], {"sentiment": FILES}))["resources"]
    fields = {f["name"]: f["constraints"] for f in resource["schema"]["fields"]}
    assert fields["compound"] == {"required": False, "minimum": -1, "maximum": 1}
    assert fields["label"]["enum"] == ["negative", "neutral", "positive"]
    assert resource["schema"]["primaryKey"] == ["article_id"]


def test_tables_without_files_are_left_out() -> None:
    """A Data Package has no resource without a path."""
    assert json.loads(datapackage(PUBLIC, {}))["resources"] == []


def test_a_type_that_json_does_not_know_is_an_object() -> None:
    """Structs have no simpler name."""
    odd = table("odd", "an odd row", column("s", pa.struct([pa.field("a", pa.int32())]), "a struct"), sort=("s",))
    (resource,) = json.loads(datapackage([odd], {"odd": FILES}))["resources"]
    assert resource["schema"]["fields"][0]["type"] == "object"
    assert "primaryKey" not in resource["schema"]
