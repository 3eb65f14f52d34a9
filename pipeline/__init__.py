"""Nightdesk: a text analytics batch pipeline for news.

From Python: `from pipeline import load; load("sentiment")` gives a pandas DataFrame.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

__version__ = "0.1.0"
__all__ = ["__version__", "load"]


def load(table: str, root: str | Path = "data/processed") -> pd.DataFrame:
    """A table as a pandas DataFrame.

    Args:
        table: name of a table of the contract, such as "sentiment"; `nightdesk tables` lists them.
        root: the output folder of a run.

    Returns:
        One row a row of the table, in the order of its parts; dtypes as in `pipeline.loading`.

    Raises:
        UsageError: no such table, or nothing has been written there.
    """
    loading = import_module("pipeline.loading")  # by name: whoever imports the package does not import pandas
    frame: pd.DataFrame = loading.load_table(table, Path(root))
    return frame
