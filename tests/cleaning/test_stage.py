"""Laws of the stage `clean`."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import constant, numbers, string_lists, strings
from pipeline.cleaning.repair import repair
from pipeline.cleaning.stage import (
    CleanConfig,
    articles,
    clean,
    count_lines,
    deliveries,
    near_duplicates,
    outcomes,
    repeats,
    versions,
)
from pipeline.tables import TABLES
from pipeline.tables.parts import MemoryParts
from pipeline.tables.records import RECORDS

SEED = """\
The harbour council of Port Ellis rejected the lease of the ferry pier, its speaker announced on Tuesday.
The news is likely to be well received by the old town, where people feared that the company would close the pier.
“No one has said that the pier will be closed,” said Mara Holt, who leads the council. “We talk about repairs.”
HOLT SENDING 3,000 LETTERS TO FORTIFY SUPPORT AMID FERRY-LEASE STANDOFF
Last week, the company offered roughly 3,000 metres of new wall. None of it, engineers say, would hold in a storm.
CLICK HERE TO READ MORE FROM THE HARBOUR GAZETTE
At the heart of the conflict is who pays for the wall. Meanwhile, the state wants to help smaller towns with repairs.
""".splitlines()
Row = Mapping[str, Any]
Tables = dict[str, pa.Table]


def part_of(rows: list[Row], file: str = "a.jsonl") -> pa.Table:
    """A part of `records`, sorted as ingest sorts it."""
    ids = [row.get("article_id", sha256(str(row["id"]).encode()).hexdigest()[:16]) for row in rows]
    order = sorted(range(len(rows)), key=lambda at: (ids[at], at))
    rows, ids, n = [rows[at] for at in order], [ids[at] for at in order], len(rows)
    texts = [row.get("text") for row in rows]
    none = {name: constant(None, n) for name in ("published_at_raw", "section", "detail")}
    return RECORDS.build(
        **none,
        key=numbers(np.array([int(one, 16) for one in ids], np.uint64)),
        url_key=numbers(np.zeros(n, np.uint64)),
        title_key=numbers(np.zeros(n, np.uint64)),
        modified_at=numbers(np.zeros(n, np.int64), pa.timestamp("us", "UTC"), np.zeros(n, bool)),
        delivery_day=numbers(np.zeros(n, np.int32), pa.date32(), np.zeros(n, bool)),
        n_unread=numbers(np.array([row.get("n_unread", 1) for row in rows], np.int32)),
        **{name: strings([row.get(name) for row in rows]) for name in ("url", "title", "source", "language", "reason")},
        article_id=strings(ids),
        external_id=strings([row["id"] for row in rows]),
        source_file=constant(file, n),
        record=numbers(np.array(order, np.int32) + 1),
        authors=string_lists([row.get("authors", []) for row in rows]),
        published_at=numbers(np.zeros(n, np.int64), pa.timestamp("us", "UTC"), np.zeros(n, bool)),
        day=numbers(np.zeros(n, np.int32), pa.date32(), np.zeros(n, bool)),
        text=strings(texts),
        text_sha256=strings([None if t is None else sha256(t.encode()).hexdigest() for t in texts]),
    )


def night(parts: Mapping[str, list[Row]], config: CleanConfig | None = None) -> dict[str, Tables]:
    """All steps of the stage over some parts: part → table name → table, each checked against its contract."""
    config = config or CleanConfig()
    records = MemoryParts({name: part_of(rows, f"{name}.jsonl") for name, rows in parts.items()})
    told = versions(config, records=records)["versions"]
    counts = {name: count_lines(config, records=records.read(name))["line_counts"] for name in records.names}
    lines = repeats(config, line_counts=MemoryParts(counts))["repeats"]
    made = {
        n: clean(config, records=records.read(n), versions=told[n], repeats=lines[n])
        | {"versions": told[n], "line_counts": counts[n], "repeats": lines[n]}
        for n in records.names
    }
    for n in records.names:
        made[n] |= outcomes(config, records=records.read(n), versions=told[n], texts=made[n]["texts"])
    texts, shingles = (MemoryParts({n: made[n][table] for n in made}) for table in ("texts", "shingles"))
    alike = near_duplicates(config, texts=texts, shingles=shingles)["near_duplicates"]
    for name, tables in made.items():
        tables |= {
            "near_duplicates": alike[name],
            **articles(config, texts=tables["texts"], near_duplicates=alike[name]),
        }
        for table, data in tables.items():
            TABLES[table].check(data)
    ends, kept = (MemoryParts({n: made[n][table] for n in made}) for table in ("outcomes", "articles"))
    TABLES["deliveries"].check(deliveries(config, outcomes=ends, articles=kept)["deliveries"])
    return made


def column(made: dict[str, Tables], table: str, name: str) -> list[Any]:
    """A column over all parts."""
    return [value for part in sorted(made) for value in made[part][table][name].to_pylist()]


def test_the_seed_loses_two_lines_and_nothing_else() -> None:
    """The headline in capitals and the call to click go, by their rules, to the character."""
    made = night({"p": [{"id": "seed", "text": "\n".join(SEED) + "\n"}]})
    assert column(made, "articles", "text") == ["\n".join(line for line in SEED if line.upper() != line)]
    assert column(made, "removed", "rule") == ["headline", "promo"]
    assert column(made, "removed", "text") == ["\n" + SEED[3], "\n" + SEED[5]]


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


def test_a_row_depends_on_its_record_alone() -> None:
    """The same record gives the same row in any part and company."""
    rows = [{"id": str(at), "text": "\n".join(SEED[at:] + SEED[:at])} for at in range(7)]
    together = night({"p": rows})
    apart = night({f"p{at}": [row] for at, row in enumerate(rows)})
    for table in ("texts", "removed", "shingles"):
        one, many = together["p"][table], pa.concat_tables([apart[name][table] for name in sorted(apart)])
        some = [name for name in one.schema.names if name not in ("source_file", "record")]
        assert sorted(map(str, one.select(some).to_pylist())) == sorted(map(str, many.select(some).to_pylist()))


def test_what_a_publisher_repeats_goes_wherever_it_stands() -> None:
    """Three articles of one publisher in three parts make a line noise, in these and in no other."""
    line = "Brought to readers by the friends of the harbour"
    rows = [
        {"id": str(at), "source": "Gazette", "text": f"{SEED[at]} {SEED[0]}\n{line}\n{SEED[at]} x."} for at in (1, 2, 6)
    ]
    other = {"id": "other", "source": "Post", "text": f"{SEED[4]} {SEED[0]}\n{line}\n{SEED[4]}"}
    made = night({"a": rows[:1], "b": rows[1:2], "c": [rows[2], other]})
    assert column(made, "removed", "rule") == ["repeated"] * 3
    assert [line in text for text in column(made, "texts", "text")].count(True) == 1
    config = CleanConfig(repeat_articles=4)
    assert column(night({"a": rows[:1], "b": rows[1:2], "c": [rows[2], other]}, config), "removed", "rule") == []


def test_without_a_publisher_five_articles_are_needed() -> None:
    """Articles of unknown origin count only together."""
    line = "Brought to readers by the friends of the harbour"
    rows = [
        {"id": str(at), "text": f"{SEED[at % 7]} Number {at}. {SEED[0]}\n{line}\n{SEED[at % 7]} {at}."}
        for at in range(5)
    ]
    assert column(night({"p": rows[:4]}), "removed", "rule").count("repeated") == 0
    assert column(night({"p": rows}), "removed", "rule").count("repeated") == 5


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


@pytest.mark.parametrize(("wanted", "expected"), [(["en"], [True, False, True]), (["de", "fr"], [False, True, True])])
def test_only_some_languages_are_read(wanted: list[str], expected: list[bool]) -> None:
    """`clean.languages` marks whose articles sentiment and keywords read; one whose language is unsure is read."""
    rows: list[Row] = [{"id": str(i), "text": SEED[0], "language": code} for i, code in enumerate(("en", "de"))]
    rows.append({"id": "2", "text": "7 + 7"})
    made = night({"p": rows}, CleanConfig(languages=wanted))["p"]["articles"].to_pylist()
    assert [row["is_read"] for row in sorted(made, key=lambda row: row["external_id"])] == expected


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


def test_copies_are_marked_and_stay() -> None:
    """The copy of an article names its kept article, across parts; an article of its own names none."""
    text = " ".join(SEED)
    rows = [{"id": "1", "text": text}, {"id": "2", "text": text}]
    made = night({"a": rows[:1], "b": [rows[1], {"id": "3", "text": SEED[0]}]})
    ids = dict(zip(column(made, "articles", "external_id"), column(made, "articles", "article_id"), strict=True))
    kept = min(ids["1"], ids["2"])
    for row in [row for part in made.values() for row in part["articles"].to_pylist()]:
        copy = row["external_id"] != "3" and row["article_id"] != kept
        assert row["duplicate_of"] == (kept if copy else None)
        assert (row["relation"], row["similarity"]) == (("exact", 1.0) if copy else (None, None))


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
    done = subprocess.run([sys.executable, "-c", code, __file__], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[]", done.stderr


def invented_words(n: int, seed: int) -> list[str]:
    """Words of three syllables, no two alike."""
    syllables = ["ba", "de", "fi", "go", "lu", "ma", "ne", "pi", "ro", "su", "ta", "ve"]
    random = np.random.default_rng(seed)
    return list(dict.fromkeys("".join(random.choice(syllables, 3)) for _ in range(2 * n)))[:n]


def test_copies_are_marked_and_parts_are_not() -> None:
    """An exact and a near copy have an original; an article that shares a span with a longer one only names it."""
    words = invented_words(300, 1)
    original = " ".join(words) + "."
    near = " ".join(["changed" if at == 150 else word for at, word in enumerate(words)][:280]) + "."
    part = " ".join([*invented_words(300, 2), *words[100:220]]) + "."
    rows = [
        {"id": "a", "text": original},
        {"id": "b", "text": original},
        {"id": "c", "text": near},
        {"id": "d", "text": part},
    ]
    made = night({"p": rows})
    found = {row["external_id"]: row for row in made["p"]["articles"].to_pylist()}
    ids = {row["external_id"]: row["article_id"] for row in found.values()}
    kept, copy = sorted("ab", key=lambda one: found[one]["duplicate_of"] is not None)
    longest = ids["d"]
    assert [found[one]["relation"] for one in (kept, copy, "c")] == ["part", "exact", "near"]
    assert found["d"]["relation"] is None
    assert [found[one]["duplicate_of"] for one in (kept, copy, "c", "d")] == [None, ids[kept], ids[kept], None]
    assert [found[one]["other_article_id"] for one in (kept, copy, "c", "d")] == [longest, ids[kept], ids[kept], None]
    assert found[copy]["similarity"] == 1.0
    assert 0.95 < found["c"]["similarity"] < 1.0
    assert 0.3 < found[kept]["similarity"] < 0.5


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


def test_lines_that_nobody_repeats_are_in_no_row_of_repeats() -> None:
    """`repeats` has the lines alone that some rule may ask about."""
    line = "Brought to readers by the friends of the harbour"
    rows = [{"id": str(n), "text": f"{SEED[n]} {n}.\n{line}", "source": "Post"} for n in range(3)]
    assert night({"p": rows[:2]})["p"]["repeats"].num_rows == 0
    found = night({"p": rows})["p"]["repeats"]
    assert found["n_articles"].to_pylist() == [3, 3, 3]
    assert found["n_anywhere"].to_pylist() == [0, 0, 0]
