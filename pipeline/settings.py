"""How a stage declares its configuration: a frozen dataclass whose fields say meaning, unit and range.

    @dataclass(frozen=True)
    class KeywordsConfig:
        n_keywords: int = setting(15, "keyphrases kept", unit="keyphrases an article", low=1, high=100)

`config.py` reads `configs/params.yaml` against these declarations; nothing else knows ranges.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Source:
    """Where the settings of a run come from.

    Attributes:
        file: a params file; None: configs/params.yaml where it exists, else the defaults.
        pairs: overrides like `topics.n_topics=5`, later ones win.
    """

    file: Path | None = None
    pairs: tuple[str, ...] = ()

    def also(self, *pairs: str) -> Source:
        """The same with further overrides."""
        return Source(self.file, (*self.pairs, *pairs))


@dataclass(frozen=True)
class Domain:
    """What a value may be.

    Attributes:
        meaning: what the key does, one clause.
        unit: unit of the value, empty for names and flags.
        low: smallest allowed number, inclusive; None for no bound.
        high: largest allowed number, inclusive; None for no bound.
        choices: the allowed values, empty for any.
        formerly: the key's former name, for the hint of the error that refuses it; empty for none.
        also: one further allowed value outside the range, such as "auto"; None for none.
        reader: makes the value from what is written there, or from the text of the file that is named there, and
            from where that stands; it raises ConfigError. None: the value is taken as it is written.
    """

    meaning: str
    unit: str = ""
    low: float | None = None
    high: float | None = None
    choices: tuple[Any, ...] = ()
    also: Any = None
    reader: Callable[[Any, str], Any] | None = None
    formerly: str = ""

    def describe(self) -> str:
        """The allowed values in words, e.g. `1 to 100 keyphrases an article`."""
        if self.choices:
            words = "one of " + ", ".join(map(str, self.choices))
        elif self.low is not None and self.high is not None:
            words = f"{_plain(self.low)} to {_plain(self.high)}"
        elif self.low is not None:
            words = f"at least {_plain(self.low)}"
        elif self.high is not None:
            words = f"at most {_plain(self.high)}"
        else:
            words = "any"
        words += f" {self.unit}" if self.unit and not self.choices else ""
        return f"{words}, or {self.also}" if self.also is not None else words


def _plain(number: float) -> str:
    return f"{number:,.12g}"


def setting(default: Any, meaning: str, **domain: Any) -> Any:
    """A dataclass field with its default and `Domain`; mutable defaults are copied for each instance."""
    metadata = {"domain": Domain(meaning, **domain)}
    if isinstance(default, dict | list):
        return field(default_factory=lambda: type(default)(default), metadata=metadata)
    return field(default=default, metadata=metadata)
