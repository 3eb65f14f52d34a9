"""Keywords beside their peers: CPU seconds over the same articles, and F1 at 10 where annotated sets are at hand.

    python benchmarks/keywords.py [--peer-python PYTHON] [--n 300] [--rounds 3]

Reads `news/*.jsonl.gz` and `keywords/*.parquet` below the folder in NIGHTDESK_EVAL_DATA; without it, articles of
invented words and no F1. Every run has a process of its own, the tools take turns, figures are medians; imports and the
first articles are not counted. The peers (yake 0.7.3, rake-nltk 1.0.6, scikit-learn's TF-IDF over 1 to 3 words) run at
their defaults in `--peer-python`, an interpreter that has them and numpy, pyarrow.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import fmean, median

import numpy as np
import pyarrow as pa

sys.path.insert(0, str(Path(__file__).parent.parent))

from scraped import scraped

from pipeline.text.porter import stem

Texts = list[str]
Ranked = list[list[str]]
DATA = os.environ.get("NIGHTDESK_EVAL_DATA")
SETS = {"duc2001_dev": "phrases", "kpcrowd_dev": "tags"}  # and the preset that fits
CUT, PART, EVERY = 10, 500, 37  # keywords compared; articles a part; one article of so many is read
TOKEN, SENTENCE_END = re.compile(r"[^\W_]+"), re.compile(r"(?<=[.!?])\s+")


def news(n: int) -> Texts:
    """The same n articles in every run."""
    if not DATA:
        return invented(n)
    return [record["text"] for record in scraped(DATA, EVERY)][:n]


def invented(n: int) -> Texts:
    """Articles of invented words, as common as real ones, with stop words and sentences."""
    random = np.random.default_rng(7)
    words = np.array(["".join(random.choice(list("aeioubdfgklmnprst"), 6)) for _ in range(20_000)])
    words[:12] = ["the", "of", "and", "to", "in", "a", "that", "is", "was", "for", "on", "with"]
    share = 1 / np.arange(1, len(words) + 1)
    share /= share.sum()
    sentence = [" ".join(random.choice(words, 20, p=share)).capitalize() + "." for _ in range(40 * n)]
    return [" ".join(sentence[40 * i : 40 * i + 40]) for i in range(n)]


def ours(texts: Texts, preset: str) -> Ranked:
    """The stage of this product, offsets of every occurrence included."""
    from pipeline.keywords.stage import KeywordsConfig, keywords
    from pipeline.names.stage import NamesConfig, entities, mentions
    from pipeline.tables import TABLES

    found: Ranked = [[] for _ in texts]
    for first in range(0, len(texts), PART):
        table = rows_of(texts[first : first + PART], first)
        names = mentions(NamesConfig(), texts=table)["mentions"]
        known = entities(NamesConfig(), mentions=names, name_links=TABLES["name_links"].empty())["entities"]
        rows = keywords(KeywordsConfig(preset=preset), texts=table, mentions=names, entities=known)["keywords"]
        for key, keyword in zip(rows["article_id"].to_pylist(), rows["keyword"].to_pylist(), strict=True):
            found[int(key, 16)].append(keyword)
    return found


def rows_of(texts: Texts, first: int) -> pa.Table:
    """The columns of `texts` that names and keywords read; documents have neither headline nor publisher."""
    from pipeline.arrays.arrow import lists, numbers, strings
    from pipeline.text.sentences import split_sentences

    ids, text, none = (
        strings([f"{first + i:016x}" for i in range(len(texts))]),
        strings(texts),
        strings([None] * len(texts)),
    )
    counts, starts, _ = split_sentences(text)
    sentences = lists(counts, numbers(starts.astype(np.int32)))
    columns = {"article_id": ids, "text": text, "title": none, "source": none, "sentence_starts": sentences}
    return pa.table({**columns, "is_read": numbers(np.ones(len(texts), bool))})


def yake(texts: Texts, preset: str) -> Ranked:
    """YAKE at its defaults."""
    import yake as peer

    del preset
    extractor = peer.KeywordExtractor(top=15)
    return [[phrase for phrase, _ in extractor.extract_keywords(text)] for text in texts]


def rake(texts: Texts, preset: str) -> Ranked:
    """RAKE with scikit-learn's stop words (nltk's are a download) and sentences cut at end marks."""
    from nltk.tokenize import wordpunct_tokenize
    from rake_nltk import Rake
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    del preset
    found = []
    for text in texts:
        one = Rake(
            stopwords=set(ENGLISH_STOP_WORDS),
            max_length=3,
            include_repeated_phrases=False,
            sentence_tokenizer=SENTENCE_END.split,
            word_tokenizer=wordpunct_tokenize,
        )
        one.extract_keywords_from_text(text)
        found.append(one.get_ranked_phrases()[:15])
    return found


def tfidf(texts: Texts, preset: str) -> Ranked:
    """The heaviest of 1 to 3 words, weighed over the articles given."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    del preset
    vectorizer = TfidfVectorizer(ngram_range=(1, 3), stop_words="english")
    weights = vectorizer.fit_transform(texts)
    names = vectorizer.get_feature_names_out()
    rows = (weights[i] for i in range(weights.shape[0]))
    return [[names[j] for j in row.indices[np.argsort(-row.data, kind="stable")[:15]]] for row in rows]


def normal(phrase: str) -> str:
    """Porter stems, without possessives; hyphen and slash are spaces."""
    text = re.sub(r"'s\b", "", phrase.lower().replace("\u2019", "'"))
    text = re.sub(r"\b((?:[a-z]\.){2,})", lambda m: m[1].replace(".", ""), text + " ").replace("'", "")
    return " ".join(stem(token) for token in TOKEN.findall(text))


def f1(name: str, tool: Callable[[Texts, str], Ranked], preset: str) -> float:
    """Macro F1 at 10 over one annotated set, percent."""
    import pyarrow.parquet as pq

    table = pq.read_table(Path(str(DATA), "keywords", f"{name}.parquet"))
    scores = []
    found = tool(table["text"].to_pylist(), preset)
    for phrases, keys in zip(found, table["keyphrases"].to_pylist(), strict=True):
        top = list(dict.fromkeys(n for n in map(normal, phrases) if n))[:CUT]
        gold = {normal(k) for k in keys} - {""}
        scores.append(2 * len(gold & set(top)) / (len(top) + len(gold)) if top and gold else 0.0)
    return 100 * fmean(scores)


TOOLS: dict[str, Callable[[Texts, str], Ranked]] = {"ours": ours, "yake": yake, "rake-nltk": rake, "tf-idf": tfidf}


def run(tool: str, n: int, *, is_judged: bool) -> None:
    """One tool, once, in this process; its figures as JSON."""
    texts = news(n)
    TOOLS[tool](texts[:20], "balanced")  # imports and tables
    start = time.process_time()
    TOOLS[tool](texts, "balanced")
    figures = {"cpu_s": time.process_time() - start}
    if DATA and is_judged:
        figures |= {name: f1(name, TOOLS[tool], preset) for name, preset in SETS.items()}
    print(json.dumps(figures))


def compare(peer_python: str, n: int, rounds: int) -> None:
    """All tools in turn; prints one line each."""
    runs: dict[str, list[dict[str, float]]] = {tool: [] for tool in TOOLS}
    for number in range(rounds):
        for tool, done in runs.items():
            python = sys.executable if tool == "ours" else peer_python
            call = [python, __file__, "--tool", tool, "--n", str(n), *(["--judge"] if number == 0 else [])]
            done.append(json.loads(subprocess.run(call, check=True, capture_output=True, text=True).stdout))
    names = list(SETS) if DATA else []
    print(f"{'tool':10} {'CPU s':>8} {'articles/s':>11} {'times ours':>10} ", *names)
    base = median(r["cpu_s"] for r in runs["ours"])
    for tool, done in runs.items():
        cpu = median(r["cpu_s"] for r in done)
        quality = "  ".join(f"{done[0][name]:10.1f}" for name in names)
        print(f"{tool:10} {cpu:8.2f} {n / cpu:11.0f} {cpu / base:10.1f} {quality}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer-python", default=sys.executable)
    parser.add_argument("--n", type=int, default=300, help="articles")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--tool", choices=list(TOOLS), help="run one tool here and print JSON")
    parser.add_argument("--judge", action="store_true", help="with --tool: F1 as well")
    given = parser.parse_args()
    if given.tool:
        run(given.tool, given.n, is_judged=given.judge)
    else:
        compare(given.peer_python, given.n, given.rounds)
