"""The words of the command line: every verb with its options. Imports nothing heavy: `--help` is quick."""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline import __version__
from pipeline.engine.dag import STAGES, STEPS

ABOUT_STAGES = {
    "inventory": "list the raw files with their hashes",
    "ingest": "read raw files into records",
    "clean": "repair text, remove noise, find duplicates, split sentences",
    "names": "who and what is named, with one id for each person, organisation and place",
    "quotes": "quotations and reported speech, with their speakers",
    "sentiment": "score sentences, articles, quotations and the reporter's own text",
    "keywords": "keyphrases with their places",
    "topics": "assign articles to topics; find, match and accept topics",
    "stories": "articles on one event",
    "trends": "topics by day, with bursts",
    "report": "the report page, metrics, plots, data package",
}
ABOUT_ACCEPTANCE = """\
topics          assigns articles with the accepted model; without one, or with a refit due, finds topics anew
topics fit      finds topics anew, matches them to the accepted ones, accepts them and prints what changed
topics accept   accepts the topics of the output folder as they are, if they were found anew

fit and accept bring the earlier stages up to date first. A model is a folder of tables, made to be committed:
from then on its topics keep their ids and labels. See docs/topics.md."""
EPILOG = """exit codes:
  0 done, 1 failed, 2 usage or configuration, 3 quality gate failed, 4 another run is at work,
  129, 130 or 143 stopped by a signal

examples:
  nightdesk run --raw data/raw --out /tmp/out          all stages over a folder
  nightdesk run --raw data/raw --out /tmp/out --set topics.n_topics=5
  nightdesk nightly                                    what a scheduler calls, in the checkout
  nightdesk topics fit                                 find topics anew and accept them: from now on they stay
  nightdesk validate                                   check data/processed against the contract
  nightdesk explain 0123456789abcdef                   the life of one article
"""
RAW, OUT, MODEL = Path("data/raw"), Path("data/processed"), Path("data/models/topics")

_Verbs = argparse._SubParsersAction  # noqa: SLF001 -- argparse gives it no public name


class _Wide(argparse.RawDescriptionHelpFormatter):
    """Text as written; options and their meanings on one line."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=30)
        self._action_max_length = 15  # argparse forgets the indent of verbs and would break the longest


def build() -> tuple[argparse.ArgumentParser, dict[str, argparse.ArgumentParser]]:
    """The parser of the command line, and that of each verb."""
    parser = argparse.ArgumentParser(
        prog="nightdesk",
        description="Text analytics for news: raw articles in, Parquet tables and a report out.",
        epilog=EPILOG,
        formatter_class=_Wide,
    )
    parser.add_argument("--version", action="version", version=f"nightdesk {__version__}")
    verbs = parser.add_subparsers(title="verbs", dest="verb", metavar="VERB", required=True)
    _add_run(verbs)
    for name in STAGES:
        _add_stage(verbs, name)
    for add in (
        _add_stages,
        _add_nightly,
        _add_init,
        _add_validate,
        _add_tables,
        _add_config,
        _add_explain,
        _add_bench,
        _add_worker,
        _add_completion,
    ):
        add(verbs)
    return parser, dict(verbs.choices)


def _verb(verbs: _Verbs[argparse.ArgumentParser], name: str, about: str, function: str) -> argparse.ArgumentParser:
    found = verbs.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.", formatter_class=_Wide)
    found.set_defaults(function=f"pipeline.commands.{function}")
    return found


def _add_run(verbs: _Verbs[argparse.ArgumentParser]) -> None:
    one = _verb(verbs, "run", "run all stages over a folder, without DVC", "run:run")
    one.add_argument("--raw", type=Path, metavar="DIR", required=True, help="raw files")
    one.add_argument("--out", type=Path, metavar="DIR", required=True, help="folder for the tables")
    one.add_argument("--model", type=Path, metavar="DIR", help="assign topics with the accepted model there")
    _add_settings(one)
    _add_json(one)


def _add_stage(verbs: _Verbs[argparse.ArgumentParser], name: str) -> None:
    one = _verb(verbs, name, ABOUT_STAGES[name], "stages:topics" if name == "topics" else "stages:stage")
    one.epilog = "writes: " + ", ".join(w for s in STEPS if s.stage == name for w in (*s.writes, *s.files))
    one.add_argument("--raw", type=Path, metavar="DIR", default=RAW, help="raw files (default: %(default)s)")
    one.add_argument("--out", type=Path, metavar="DIR", default=OUT, help="folder of tables (default: %(default)s)")
    if name == "topics":
        one.add_argument("action", nargs="?", choices=("fit", "accept"), help="see below")
        note = "folder of the accepted model (default: %(default)s)"
        one.add_argument("--model", type=Path, metavar="DIR", default=MODEL, help=note)
        one.epilog = f"{ABOUT_ACCEPTANCE}\n\n{one.epilog}"
    else:
        one.set_defaults(name=name)
    _add_settings(one)
    _add_json(one)


def _add_stages(verbs: _Verbs[argparse.ArgumentParser]) -> None:
    about = "run all stages in one process, before `dvc repro` or `dvc commit`"
    one = _verb(verbs, "stages", about, "stages:stages")
    for option, folder in (("--raw", RAW), ("--out", OUT), ("--model", MODEL)):
        one.add_argument(option, type=Path, metavar="DIR", default=folder, help="default: %(default)s")
    _add_settings(one)


def _add_nightly(verbs: _Verbs[argparse.ArgumentParser]) -> None:
    about = "what a scheduler calls: run the stages, check invariants and quality gates, publish"
    one = _verb(verbs, "nightly", about, "nightly:nightly")
    one.add_argument("--dry-run", action="store_true", help="print what is new and what would run; change nothing")
    _add_settings(one)
    _add_json(one)


def _add_init(verbs: _Verbs[argparse.ArgumentParser]) -> None:
    one = _verb(verbs, "init", "make a project of your own in a new folder", "init:init")
    one.add_argument("folder", type=Path, metavar="DIR", help="created if it does not exist")


def _add_validate(verbs: _Verbs[argparse.ArgumentParser]) -> None:
    one = _verb(verbs, "validate", "check every table against the contract", "validate:validate")
    _add_out(one)
    _add_json(one)


def _add_tables(verbs: _Verbs[argparse.ArgumentParser]) -> None:
    one = _verb(verbs, "tables", "print the contract: tables, columns, types, meanings", "describe:tables")
    one.add_argument("table", nargs="?", help="only this table")
    _add_json(one)


def _add_config(verbs: _Verbs[argparse.ArgumentParser]) -> None:
    _verb(verbs, "config", "print the default configuration, every key explained", "describe:config")


def _add_explain(verbs: _Verbs[argparse.ArgumentParser]) -> None:
    one = _verb(verbs, "explain", "the life of one article, from raw record to scores", "explain:explain")
    one.add_argument("article_id", help="16 hex digits as in every table, or the first few of them")
    one.add_argument("--why", action="store_true", help="every word and rule of every sentence's score")
    _add_out(one)
    _add_settings(one)
    _add_json(one)


def _add_bench(verbs: _Verbs[argparse.ArgumentParser]) -> None:
    one = _verb(verbs, "bench", "what each step costs on this machine", "bench:bench")
    one.add_argument("--raw", type=Path, default=RAW, metavar="DIR", help="raw files (default: %(default)s)")
    _add_settings(one)
    _add_json(one)


def _add_worker(verbs: _Verbs[argparse.ArgumentParser]) -> None:
    one = _verb(verbs, "worker", "start workers of a Dask cluster on this machine", "worker:worker")
    one.add_argument("scheduler", metavar="ADDRESS", help="of the scheduler, such as tcp://10.0.0.5:8786")
    one.add_argument("--processes", type=int, default=1, metavar="N", help="worker processes (default: %(default)s)")
    one.add_argument("--memory", default="auto", metavar="SIZE", help="limit of each, such as 2GB (default: its share)")


def _add_completion(verbs: _Verbs[argparse.ArgumentParser]) -> None:
    one = _verb(verbs, "completion", "print a script that completes words in a shell", "completion:completion")
    one.add_argument("shell", choices=("bash", "zsh", "fish"), help="the script says in its first line where to put it")


def _add_out(parser: argparse.ArgumentParser) -> None:
    note = "folder of tables (default: %(default)s)"
    parser.add_argument("--out", type=Path, default=OUT, metavar="DIR", help=note)


def _add_settings(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--config", type=Path, metavar="FILE", help="default: configs/params.yaml where it exists")
    note = "override a key of the configuration"
    parser.add_argument("--set", action="append", default=[], metavar="SECTION.KEY=VALUE", help=note)


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", dest="as_json", help="for programs: JSON on stdout")
