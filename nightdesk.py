"""The public names of Nightdesk: `import nightdesk`; the code lives in the package `pipeline`."""

from pipeline import Run, __version__, connect, load, run

__all__ = ["Run", "__version__", "connect", "load", "run"]
