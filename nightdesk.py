"""The public names of Nightdesk: `import nightdesk`; the code lives in the package `pipeline`."""

from pipeline import __version__, connect, load

__all__ = ["__version__", "connect", "load"]
