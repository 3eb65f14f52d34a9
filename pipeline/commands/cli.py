"""The command line: a verb a stage, run, nightly, validate, tables, explain, bench. Results to stdout, logs to stderr.

Exit codes: 0 done, 1 failed, 2 usage or configuration, 3 a quality gate failed, 4 another run holds the lock.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from pipeline import __version__
from pipeline.engine.dag import STAGES, STEPS
from pipeline.errors import PipelineError

THREADS = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NUMEXPR_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)
ABOUT_STAGES = {
    "ingest": "read raw files into records",
    "clean": "repair text, take noise away, find duplicates, split sentences",
    "sentiment": "score sentences, articles, quotes and reporter",
    "keywords": "keyphrases with their places",
    "topics": "assign articles to topics; find, match and accept topics",
    "stories": "articles on one event",
    "trends": "topics by day, with bursts",
    "report": "the report page, metrics, plots, data package",
}
ABOUT_ACCEPTANCE = """\
topics          assigns articles by the accepted model; without one or with a refit due finds topics anew
topics fit      finds topics anew, matches them to the accepted ones, accepts them and prints what changed
topics accept   accepts tonight's topics as they are, if they were found anew

fit and accept bring the earlier stages up to date first. A model is a folder of tables, made to be committed:
from then on its topics keep their ids and labels. docs/topics.md says more."""
EPILOG = """exit codes: 0 done, 1 failed, 2 usage or configuration, 3 quality gate failed, 4 another run is at work

examples:
  nightdesk run --raw data/raw --out /tmp/out          all stages over a folder
  nightdesk run --raw data/raw --out /tmp/out --set topics.n_topics=5
  nightdesk nightly                                    what a scheduler calls, in the checkout
  nightdesk topics fit                                 find topics anew, accept them: from now on they stay
  nightdesk validate                                   check data/processed against the contract
  nightdesk explain 0123456789abcdef                   the life of one article
"""


class _Wide(argparse.RawDescriptionHelpFormatter):
    """Text as written; options and their meanings on one line."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=30)
        self._action_max_length = 15  # argparse forgets the indent of verbs and would break the longest


def main(argv: Sequence[str] | None = None) -> int:
    """Run a verb; give its exit code. A user's mistake is told in words, without a traceback."""
    for name in THREADS:  # set before numpy loads: sums differ in the last bits across thread counts
        os.environ[name] = "1"
    try:
        return _run(argv)
    except PipelineError as error:
        print(f"nightdesk: {error}", file=sys.stderr)
        return error.code
    except BrokenPipeError:  # the reader of our output left, as in `nightdesk tables | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("nightdesk: stopped; what is finished will be reused", file=sys.stderr)
        return 1


def _run(argv: Sequence[str] | None) -> int:
    """Run the verb of the words given; what it prints has left when this ends, help too."""
    try:
        args = _parser().parse_args(argv)
        module, name = args.verb_function.split(":")
        verb: Callable[[argparse.Namespace], int] = getattr(import_module(module), name)
        return verb(args)
    finally:
        sys.stdout.flush()  # a reader that left is noticed here, not when the interpreter ends


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="nightdesk",
        description="Text analytics for news: raw articles in, Parquet tables and a report out.",
        epilog=EPILOG,
        formatter_class=_Wide,
    )
    parser.add_argument("--version", action="version", version=f"nightdesk {__version__}")
    verbs = parser.add_subparsers(title="verbs", dest="verb", metavar="VERB", required=True)
    run = _verb(verbs, "run", "run all stages over a folder, without DVC", "pipeline.commands.run:run")
    run.set_defaults(stages=STAGES)
    _add_folders(run, required=True)
    run.add_argument("--model", type=Path, metavar="DIR", help="assign topics by the accepted model there")
    for stage in STAGES:
        function = "pipeline.commands.topics:topics" if stage == "topics" else "pipeline.commands.run:run"
        one = _verb(verbs, stage, ABOUT_STAGES[stage], function)
        one.set_defaults(stages=(stage,))
        _add_folders(one, required=False)
        one.epilog = "writes: " + ", ".join(w for s in STEPS if s.stage == stage for w in (*s.writes, *s.files))
        if stage == "topics":
            _add_acceptance(one)
    _add_reading_verbs(verbs)
    return parser


_Verbs = argparse._SubParsersAction  # noqa: SLF001 -- argparse gives it no public name


def _verb(verbs: _Verbs[argparse.ArgumentParser], name: str, about: str, function: str) -> argparse.ArgumentParser:
    found = verbs.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.", formatter_class=_Wide)
    found.set_defaults(verb_function=function)
    return found


def _add_reading_verbs(verbs: _Verbs[argparse.ArgumentParser]) -> None:
    validate = _verb(verbs, "validate", "check every table against the contract", "pipeline.commands.validate:validate")
    tables = _verb(
        verbs, "tables", "print the contract: tables, columns, types, meanings", "pipeline.commands.describe:tables"
    )
    tables.add_argument("table", nargs="?", help="only this table")
    _verb(verbs, "config", "print the default configuration, every key explained", "pipeline.commands.describe:config")
    explain = _verb(
        verbs, "explain", "the life of one article, from raw record to scores", "pipeline.commands.explain:explain"
    )
    explain.add_argument("article_id", help="16 hex digits, as in every table")
    explain.add_argument("--why", action="store_true", help="every word and rule of every sentence's score")
    _add_settings(explain)
    nightly = _verb(
        verbs, "nightly", "dvc repro, laws, gates, publish: for the scheduler", "pipeline.commands.nightly:nightly"
    )
    bench = _verb(verbs, "bench", "what each step costs on this machine", "pipeline.commands.bench:bench")
    bench.add_argument("--raw", type=Path, default=Path("data/raw"), metavar="DIR", help="default: data/raw")
    for one in (nightly, bench):
        _add_settings(one)
    for one in (validate, explain):
        one.add_argument(
            "--out", type=Path, default=Path("data/processed"), metavar="DIR", help="default: data/processed"
        )
    for one in (validate, tables, explain, nightly, bench):
        one.add_argument("--json", action="store_true", help="for programs: JSON on stdout")


def _add_acceptance(parser: argparse.ArgumentParser) -> None:
    """What the verb `topics` takes beside the folders."""
    parser.add_argument("action", nargs="?", choices=("fit", "accept"), help="see below")
    note = "folder of the accepted model (default: %(default)s)"
    parser.add_argument("--model", type=Path, metavar="DIR", default=Path("data/models/topics"), help=note)
    parser.epilog = f"{ABOUT_ACCEPTANCE}\n\n{parser.epilog}"


def _add_folders(parser: argparse.ArgumentParser, *, required: bool) -> None:
    raw, out = Path("data/raw"), Path("data/processed")
    note = "" if required else " (default: %(default)s)"
    parser.add_argument("--raw", type=Path, metavar="DIR", required=required, default=raw, help=f"raw files{note}")
    parser.add_argument("--out", type=Path, metavar="DIR", required=required, default=out, help=f"tables go here{note}")
    _add_settings(parser)
    parser.add_argument("--json", action="store_true", help="for programs: JSON on stdout")


def _add_settings(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--config", type=Path, metavar="FILE", help="default: configs/params.yaml where it exists")
    parser.add_argument(
        "--set", action="append", default=[], metavar="SECTION.KEY=VALUE", help="override a key of the configuration"
    )
