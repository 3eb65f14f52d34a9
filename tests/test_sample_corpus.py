"""The sample corpus in data/raw, checked by plain reading: no code of the product takes part."""

import csv
import gzip
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

RAW = Path(__file__).resolve().parents[1] / "data" / "raw"
DAYS = ("2026-03-02", "2026-03-03", "2026-03-04")
EMPTY = RAW / "2026-03-04" / "brennick-coast-herald-04.txt"
BINARY = RAW / "2026-03-03" / "harbour-gazette-04.txt"
CP1252 = RAW / "2026-03-03" / "lowmere-evening-post-01.txt"
SUBJECTS = {
    "harbour": "Pier 9",
    "football": r"Tidewater League|Mill Field",
    "banks": "National Bank",
    "storm": "Odalys",
    "vaccine": "marsh fever",
    "budget": "fuel duty",
}


def files(*suffixes: str) -> list[Path]:
    """Files of the corpus in name order; all of them without a suffix."""
    return sorted(p for p in RAW.rglob("*") if p.is_file() and (not suffixes or p.name.endswith(suffixes)))


def lines(path: Path) -> list[str]:
    """Lines of a .jsonl or .jsonl.gz file."""
    raw = path.read_bytes()
    return (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode().splitlines()


def records() -> tuple[list[dict[str, Any]], list[str]]:
    """Records of all .jsonl and .csv files under the names of the contract, and the lines that do not parse."""
    good: list[dict[str, Any]] = []
    broken: list[str] = []
    for path in files(".jsonl", ".jsonl.gz"):
        for line in lines(path):
            try:
                good.append(json.loads(line))
            except json.JSONDecodeError:
                broken.append(line)
    for path in files(".csv"):
        with path.open(encoding="utf-8", newline="") as handle:
            good.extend(csv.DictReader(handle))
    alias = {"headline": "title", "body": "text", "date": "published_at", "publisher": "source"}
    return [{alias.get(key, key): value for key, value in record.items()} for record in good], broken


def texts_of_txt() -> dict[Path, str]:
    """Texts of the .txt files that hold one, newlines as they are."""
    usable = [path for path in files(".txt") if path not in (EMPTY, BINARY)]
    return {path: path.read_bytes().decode("cp1252" if path == CP1252 else "utf-8-sig") for path in usable}


def texts() -> list[str]:
    """Texts of all articles, the page as its source."""
    of_records = [record["text"] for record in records()[0] if isinstance(record["text"], str)]
    return [*texts_of_txt().values(), *of_records, *(path.read_text(encoding="utf-8") for path in files(".html"))]


def test_enough_articles_half_of_them_text_files() -> None:
    """The corpus has at least 66 articles, and between a third and two thirds of them are .txt files."""
    total = len(texts())
    assert total >= 66
    assert total / 3 < len(texts_of_txt()) < total * 2 / 3


def test_three_days() -> None:
    """Every file lies in one of three date folders, and none of the folders is thin."""
    folders = Counter(path.relative_to(RAW).parts[0] for path in files())
    assert tuple(sorted(folders)) == DAYS
    assert min(folders.values()) >= 10


def test_at_least_ten_publishers() -> None:
    """Records name at least ten publishers together with the file names of the texts."""
    named = {record["source"].lower().removeprefix("the ").replace(" ", "-") for record in records()[0]}
    assert len(named | {re.sub(r"-\d+\.txt$", "", path.name) for path in files(".txt")}) >= 10


def test_six_subjects() -> None:
    """Each of the six subjects has at least seven articles that name its key word."""
    everything = texts()
    assert {
        name for name, word in SUBJECTS.items() if sum(bool(re.search(word, text)) for text in everything) < 7
    } == set()


def test_storm_bursts_on_the_third_day() -> None:
    """More text files speak of the storm on the third day than on the first two together."""
    days = Counter(path.parent.name for path, text in texts_of_txt().items() if "Storm Odalys" in text)
    assert days[DAYS[2]] > days[DAYS[0]] + days[DAYS[1]]


def test_articles_are_articles() -> None:
    """Every usable text has between 100 and 520 words, noise and all; the page alone may carry more."""
    counts = [len(text.split()) for text in texts() if not text.startswith("<!DOCTYPE")]
    assert min(counts) >= 100
    assert max(counts) <= 520


def test_noise_repeats_within_a_publisher() -> None:
    """Each kind of scraping noise that cleaning must learn stands in at least three articles."""
    everything = "\n".join(texts())
    phrases = ["CLICK HERE TO READ MORE FROM", "Sign up for our newsletter", "Advertisement\n", "Photo: ", "Related: "]
    phrases += ["Read more: ", "contributed to this report.", ", Staff Writer", "All rights reserved.", "&amp;", "<p>"]
    phrases += ["Share  Tweet", "(Vellmark Wire) —", "Video: ", "Follow us on"]
    assert {phrase for phrase in phrases if everything.count(phrase) < 3} == set()
    assert len(re.findall(r"^[A-Z][A-Z ,:\u2019-]{30,}$", everything, re.MULTILINE)) >= 8


def test_odd_characters() -> None:
    """Two articles are mojibake; non-breaking and zero-width spaces, a byte order mark and CRLF occur."""
    everything = texts()
    assert sum("nâ€™t" in text for text in everything) == 2
    assert sum("\u00a0" in text for text in everything) >= 3
    assert sum("\u200b" in text for text in everything) >= 3
    assert any(path.read_bytes().startswith(b"\xef\xbb\xbf") for path in files(".txt"))
    assert any("\r\n" in text for text in everything)


def test_one_text_is_not_utf8() -> None:
    """Of the usable .txt files exactly one is no UTF-8, and it reads as cp1252."""
    other = [path for path, text in texts_of_txt().items() if text.encode("utf-8") not in path.read_bytes()]
    assert other == [CP1252]
    assert "Zoé Lachapelle usually has crème fraîche" in texts_of_txt()[CP1252]


def test_copies() -> None:
    """One text is there twice; the wire's storm article has an edited and a cut copy."""
    counts = Counter(texts())
    assert sorted(counts.values())[-2:] == [1, 2]
    sentence = "In Quillhaven, a port of 48,000 people, a 40-metre section of wall collapsed at 7:08 a.m."
    assert sum(sentence in text for text in counts) == 3


def test_odd_records() -> None:
    """One null title, one null text, one number as text, one duplicate id and one date that is none."""
    found, _ = records()
    assert [record["id"] for record in found if record["title"] is None] == ["vw-20260303-02"]
    assert [record["id"] for record in found if record["text"] is None] == ["cm-20260304-90"]
    assert [record["id"] for record in found if isinstance(record["text"], float)] == ["ld-20260303-90"]
    twice = [name for name, count in Counter(record.get("id") for record in found).items() if name and count > 1]
    assert twice == ["mpa-20260303-01"]
    assert [record["id"] for record in found if not re.search("2026", record["published_at"])] == ["bs-20260303-02"]


def test_broken_files() -> None:
    """One JSON line is cut off, one .txt is empty and one is binary."""
    _, broken = records()
    assert len(broken) == 1
    assert "vw-20260303-90" in broken[0]
    assert EMPTY.stat().st_size == 0
    assert b"\x00" in BINARY.read_bytes()
    assert BINARY.stat().st_size < 2048


def test_one_article_in_another_language() -> None:
    """One article is in Spanish."""
    assert sum(len(re.findall(r"\b(?:la|el|los|que|según)\b", text)) > 10 for text in texts()) == 1


def test_size_names_and_lines() -> None:
    """Names are ASCII, no line is longer than 8,000 characters, all files together stay below 500 kB."""
    assert all(path.relative_to(RAW).as_posix().isascii() for path in files())
    assert sum(path.stat().st_size for path in files()) < 500_000
    in_lines = [len(line) for path in files(".jsonl", ".jsonl.gz") for line in lines(path)]
    assert max(in_lines + [len(line) for text in texts() for line in text.splitlines()]) <= 8000


def test_compressed_file_carries_no_clock() -> None:
    """The header of the .gz file has neither time nor name, so that the same articles are the same bytes."""
    for path in files(".gz"):
        assert path.read_bytes()[3:8] == b"\x00\x00\x00\x00\x00"
