"""datapackage.json."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest

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
        assert {f["type"] for f in fields} <= {"string", "integer", "number", "boolean", "date", "datetime", "any"}


def test_files_are_listed_in_order_with_rows_and_hash() -> None:
    """The order in which files were written does not show; rows and bytes add up."""
    one = datapackage([TABLES["sentiment"]], {"sentiment": FILES})
    assert one == datapackage([TABLES["sentiment"]], {"sentiment": FILES[::-1]})
    (resource,) = json.loads(one)["resources"]
    assert resource["path"] == ["sentiment/a.parquet", "sentiment/b.parquet"]
    assert (resource["n_rows"], resource["n_bytes"]) == (5, 50)
    assert resource["files"][0]["hash"] == "sha256:" + "a" * 64


def test_constraints_are_those_of_the_contract() -> None:
    """Choices and the null rule stand with each column, ranges with those that are never null."""
    (resource,) = json.loads(datapackage([TABLES["entity_sentiment"]], {"entity_sentiment": FILES}))["resources"]
    fields = {f["name"]: f["constraints"] for f in resource["schema"]["fields"]}
    assert fields["compound"] == {"required": True, "minimum": -1, "maximum": 1}
    assert fields["quotes_compound"] == {"required": False}
    assert fields["n_sentences"] == {"required": True, "minimum": 1}
    assert fields["label"]["enum"] == ["negative", "neutral", "positive"]


KEYS = {
    "sentiment": ["article_id"],
    "entity_sentiment": ["article_id", "entity_id"],
    "keywords": ["article_id", "rank"],
    "trends": ["topic_id", "day"],
    "deliveries": None,  # its publisher may be null
}


@pytest.mark.parametrize("name", KEYS)
def test_the_key_names_a_row(name: str) -> None:
    """A table's key is told where none of its columns may be null."""
    (resource,) = json.loads(datapackage([TABLES[name]], {name: FILES}))["resources"]
    assert resource["schema"].get("primaryKey") == KEYS[name]


@pytest.mark.parametrize(
    ("kind", "nullable", "said"),
    [
        (pa.int32(), False, "integer"),
        (pa.int32(), True, "number"),
        (pa.float32(), True, "number"),
        (pa.list_(pa.string()), False, "any"),
        (pa.bool_(), True, "boolean"),
        (pa.date32(), True, "date"),
    ],
)
def test_types_are_those_in_which_pandas_reads_them(kind: pa.DataType, nullable: bool, said: str) -> None:
    """Nulls among integers arrive as NaN, lists as arrays: their types say so."""
    one = table("odd", "an odd row", column("c", kind, "a column", nullable=nullable), sort=("c",))
    (resource,) = json.loads(datapackage([one], {"odd": FILES}))["resources"]
    assert resource["schema"]["fields"][0]["type"] == said


@pytest.fixture(scope="module")
def package(sample_out: Path) -> Path:
    """The descriptor of the sample corpus."""
    return sample_out / "datapackage.json"


def test_frictionless_finds_the_package_valid(package: Path) -> None:
    """The library of the Data Package standard checks every resource: types, limits, keys."""
    words = [sys.executable, "-m", "frictionless", "validate", package.name, "--json"]
    done = subprocess.run(words, cwd=package.parent, capture_output=True, text=True, check=False)
    report = json.loads(done.stdout)
    assert report["valid"], [error["message"] for task in report["tasks"] for error in task["errors"]][:10]
    assert len(report["tasks"]) == len(json.loads(package.read_text())["resources"])


READ = """
import json, sys
from fastparquet import ParquetFile
print(json.dumps([len(ParquetFile(path).to_pandas()) for path in json.load(sys.stdin)]))
"""


def test_fastparquet_reads_every_file(package: Path) -> None:
    """The other Parquet library of Python finds the rows that the descriptor names."""
    files = [file for resource in json.loads(package.read_text())["resources"] for file in resource["files"]]
    paths = json.dumps([str(package.parent / file["path"]) for file in files])
    done = subprocess.run([sys.executable, "-c", READ], input=paths, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [file["rows"] for file in files]


def test_tables_without_files_are_left_out() -> None:
    """A Data Package has no resource without a path."""
    assert json.loads(datapackage(PUBLIC, {}))["resources"] == []


def test_a_type_that_json_does_not_know_is_an_object() -> None:
    """Structs have no simpler name."""
    odd = table("odd", "an odd row", column("s", pa.struct([pa.field("a", pa.int32())]), "a struct"), sort=("s",))
    (resource,) = json.loads(datapackage([odd], {"odd": FILES}))["resources"]
    assert resource["schema"]["fields"][0]["type"] == "object"
