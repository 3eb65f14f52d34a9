"""The command line: from words to a verb's function. Results go to stdout, progress and logs to stderr."""

from __future__ import annotations

import argparse
import atexit
import difflib
import os
import sys
import threading
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, NoReturn

from pipeline.commands.parser import build
from pipeline.engine import kernels
from pipeline.engine.files import OF_THE_DISK
from pipeline.errors import PipelineError
from pipeline.settings import Source

INTERRUPTED = 130  # as a shell reports a command that SIGINT ended


def command() -> NoReturn:
    """Run the verb of the command line and end the process with its exit code.

    At once: an interpreter that ends by itself takes apart every module, word list and table that it holds, .25 CPU s
    behind a run of 60 articles, .6 behind one of 600. What others want done at the end is done; where a thread is
    still at work, the usual way waits for it.
    """
    code = main()
    if threading.active_count() > 1:
        sys.exit(code)
    vars(atexit)["_run_exitfuncs"]()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a verb and return its exit code. A user's mistake gives a message, never a traceback."""
    kernels.pin()
    try:
        return _run(list(sys.argv[1:] if argv is None else argv))
    except PipelineError as error:
        print(f"nightdesk: {error}", file=sys.stderr)
        return error.code
    except BrokenPipeError:  # the reader of our output left, as in `nightdesk tables | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        if error.errno not in OF_THE_DISK:
            raise
        what = ": ".join(str(word) for word in (error.filename, str(error.strerror).lower()) if word)
        print(f"nightdesk: {what}: free space or fix the permissions, then run it again", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("nightdesk: stopped; what is finished will be reused", file=sys.stderr)
        return INTERRUPTED


def _run(words: Sequence[str]) -> int:
    """Run the verb; whatever it prints has been written when this returns, help too."""
    parser, verbs = build()
    try:
        if not words:
            parser.exit(2, parser.format_help())
        if words[0] not in verbs and not words[0].startswith("-"):
            near = difflib.get_close_matches(words[0], verbs, n=1)
            parser.error(f"no such verb: {words[0]}" + (f"; did you mean {near[0]}?" if near else ""))
        return _call(parser.parse_args(words))
    finally:
        sys.stdout.flush()  # a reader that left is noticed here, not when the interpreter ends


def _call(args: argparse.Namespace) -> int:
    """Call the verb's function: its parameters are the options, with --config and --set as one `settings`."""
    given: dict[str, Any] = vars(args)
    module, name = given.pop("function").split(":")
    del given["verb"]
    if "set" in given:
        given["settings"] = Source(given.pop("config"), tuple(given.pop("set")))
    function: Callable[..., int] = getattr(import_module(module), name)
    return function(**given)
