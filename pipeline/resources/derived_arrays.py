"""Arrays that are derived from resources, and lists of words as arrays of their letters; see `derived`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.resources import stored
from pipeline.resources.derived import FOLDER, derived

Arrays = dict[str, npt.NDArray[Any]]


def derived_arrays(
    name: str, resources: Iterable[str], code: Iterable[str], make: Callable[[], Arrays], folder: Path = FOLDER
) -> Arrays:
    """The arrays that `make` gives, from the file that an earlier process kept of them where there is one.

    Args:
        name: of the file.
        resources: names of the resources that they are made from.
        code: files of the code that makes them.
        make: called where nothing is kept for these.
        folder: see `derived`.
    """

    def made() -> bytes:
        file = BytesIO()
        np.savez(file, **make())  # type: ignore[arg-type]
        return file.getvalue()

    versions = f"{sys.version} {np.__version__}".encode()
    sources = b"\0".join([versions, *map(stored, resources), *(Path(file).read_bytes() for file in code)])
    with np.load(BytesIO(derived(name, sources, made, folder))) as arrays:
        return dict(arrays)


def letters_of(words: Iterable[str]) -> npt.NDArray[np.uint8]:
    """Words as one array, uint8: UTF-8, each with a line end behind it."""
    return np.frombuffer("".join(f"{word}\n" for word in words).encode(), np.uint8)


def words_of(letters: npt.NDArray[Any]) -> list[str]:
    """The words of such an array."""
    return letters.tobytes().decode().split("\n")[:-1]
