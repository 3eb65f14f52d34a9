"""Laws of the stage `clean`: what becomes of a record."""

from __future__ import annotations

import subprocess
import sys
from hashlib import sha256

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.cleaning.repair import repair
from tests.cleaning import nights
from tests.cleaning.nights import SEED, Row, column, night

LINES = st.lists(
    st.sampled_from([*SEED, "ADVERTISEMENT", "cafÃ© &amp; bar", "a  b", "", "\ufeff", "<i>x</i>", "12:30"]), max_size=8
)


@given(st.lists(LINES, max_size=5))
def test_every_record_ends_in_one_place_and_every_character_is_kept(articles_: list[list[str]]) -> None:
    """Laws 1 and 2: `texts` and `rejected` share out the records; text and removed make the repaired text."""
    rows = [{"id": str(at), "text": "\n".join(lines)} for at, lines in enumerate(articles_)]
    rows += [{"id": "bad", "reason": "bad_json"}]
    made = night({"p": rows})
    kept, lost = column(made, "texts", "record"), column(made, "rejected", "record")
    assert sorted(kept + lost) == list(range(1, len(rows) + 1))
    raw = {row["id"]: row.get("text") or "" for row in rows}
    removed = made["p"]["removed"].to_pylist()
    for row in made["p"]["texts"].to_pylist():
        text = row["text"]
        for piece in (p for p in removed if p["article_id"] == row["article_id"]):
            text = text[: piece["start"]] + piece["text"] + text[piece["start"] :]
        assert text == repair(strings([raw[row["external_id"]]]))[0].as_py()
        assert row["n_chars"] == len(row["text"])
        assert row["n_chars_raw"] == len(raw[row["external_id"]])
        assert row["content_sha256"] == sha256(row["text"].encode()).hexdigest()


def test_the_seed_loses_two_lines_and_nothing_else() -> None:
    """The headline in capitals and the call to click go, by their rules, to the character."""
    made = night({"p": [{"id": "seed", "text": "\n".join(SEED) + "\n"}]})
    assert column(made, "articles", "text") == ["\n".join(line for line in SEED if line.upper() != line)]
    assert column(made, "removed", "rule") == ["headline", "promo"]
    assert column(made, "removed", "text") == ["\n" + SEED[3], "\n" + SEED[5]]


def test_a_row_depends_on_its_record_alone() -> None:
    """The same record gives the same row in any part and company."""
    rows = [{"id": str(at), "text": "\n".join(SEED[at:] + SEED[:at])} for at in range(7)]
    together = night({"p": rows})
    apart = night({f"p{at}": [row] for at, row in enumerate(rows)})
    for table in ("texts", "removed", "shingles"):
        one, many = together["p"][table], pa.concat_tables([apart[name][table] for name in sorted(apart)])
        some = [name for name in one.schema.names if name not in ("source_file", "record")]
        assert sorted(map(str, one.select(some).to_pylist())) == sorted(map(str, many.select(some).to_pylist()))


def test_titles_are_repaired_and_fields_pass_through() -> None:
    """A title on one line or none; the language as a code; the rest as it was."""
    rows = [
        {"id": "1", "title": "The cafÃ©\nstays", "text": SEED[0], "language": "EN-gb", "source": "Gazette", "url": "u"},
        {"id": "2", "title": " ", "text": SEED[1], "authors": ["Ana Ruiz"]},
        {"id": "3", "title": None, "text": SEED[2]},
    ]
    made = {row["external_id"]: row for row in night({"p": rows})["p"]["articles"].to_pylist()}
    assert [made[key]["title"] for key in "123"] == ["The café stays", None, None]
    assert (made["1"]["language"], made["1"]["language_score"]) == ("en", 1.0)
    assert (made["1"]["source"], made["1"]["url"], made["2"]["authors"]) == ("Gazette", "u", ["Ana Ruiz"])


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("A  title\n of two lines", "A title of two lines"),
        (" \t ", None),
        ("", None),
        (None, None),
        ("caf\u00c3\u00a9", "caf\u00e9"),
    ],
)
def test_titles_are_repaired_onto_one_line(title: str | None, expected: str | None) -> None:
    """White space becomes one blank; a title of nothing else is none."""
    made = night({"p": [{"id": "a", "text": SEED[0], "title": title}]})
    assert made["p"]["texts"]["title"].to_pylist() == [expected]


def test_records_that_give_no_article_say_why() -> None:
    """Unreadable and blank records are rejected with a reason; one that a newer one repeats is superseded."""
    rows: list[Row] = [
        {"id": "1", "reason": "bad_json"},
        {"id": "2", "text": " \ufeff\n"},
        {"id": "3", "article_id": "f" * 16, "text": SEED[0]},
        {"id": "4", "article_id": "f" * 16, "text": SEED[0]},
    ]
    made = night({"p": rows})
    told = list(zip(*(column(made, "rejected", name) for name in ("record", "reason", "detail")), strict=True))
    assert told == [
        (1, "bad_json", ""),
        (2, "empty_text", "nothing but white space and markup"),
    ]
    assert column(made, "texts", "external_id") == ["4"]
    assert made["p"]["superseded"].to_pylist() == [
        {"article_id": "f" * 16, "source_file": "p.jsonl", "record": 3, "relation": "repeated"}
    ]


def test_parts_without_an_article_are_fine() -> None:
    """No record at all, and none that can be read."""
    made = night({"a": [], "b": [{"id": "1", "reason": "bad_json"}]})
    assert column(made, "articles", "text") == []
    assert column(made, "rejected", "reason") == ["bad_json"]
    assert night({"a": []})["a"]["rejected"].num_rows == 0


def test_cleaning_runs_without_heavy_libraries() -> None:
    """Neither pandas nor nltk nor scikit-learn is loaded by a run over real rows: each costs a CPU second a process."""
    code = (
        "import sys, runpy; made = runpy.run_path(sys.argv[1], run_name='made');"
        "texts = [{'id': '1', 'title': 'cafÃ©', 'text': 'Ein Satz auf Deutsch, der lang genug ist. ' * 4},"
        " {'id': '2', 'text': '\\n'.join(made['SEED'])}];"
        "made['night']({'p': texts});"
        "print([m for m in ('pandas', 'nltk', 'sklearn', 'scipy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, nights.__file__], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[]", done.stderr
