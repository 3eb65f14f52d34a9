"""Arrays that are derived from resources, and lists of words as arrays of their letters; see `derived`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.resources import stored
from pipeline.resources.derived import FOLDER, derived

Arrays = dict[str, npt.NDArray[Any]]
_ALIGNED = 8  # bytes of the largest numbers


def derived_arrays(
    name: str, resources: Iterable[str], code: Iterable[str], make: Callable[[], Arrays], folder: Path = FOLDER
) -> Arrays:
    """The arrays that `make` gives, not to be written to: from the file that an earlier process kept of them, if any.

    Args:
        name: of the file.
        resources: names of the resources that they are made from.
        code: files of the code that makes them.
        make: called where nothing is kept for these.
        folder: see `derived`.
    """
    versions = f"{sys.version} {np.__version__}".encode()
    own = (__file__, *code)
    sources = b"\0".join([versions, *map(stored, resources), *(Path(file).read_bytes() for file in own)])
    return _unpacked(derived(name, sources, lambda: _packed(make()), folder))


def _packed(arrays: Arrays) -> bytes:
    """Arrays as bytes: a line of JSON says what they are, then the values of each begin at multiples of `_ALIGNED`.

    Files of numpy's own are copied three times when they are read, and cost .1 ms for each array.
    """
    head = json.dumps([(name, array.dtype.str, array.shape) for name, array in arrays.items()]).encode() + b"\n"
    parts = [head, *(array.tobytes() for array in arrays.values())]
    return b"".join(part + bytes(-len(part) % _ALIGNED) for part in parts)


def _unpacked(data: bytes) -> Arrays:
    """The arrays of such bytes, which stay where they are."""
    head = data.index(b"\n") + 1
    arrays, place = Arrays(), head + -head % _ALIGNED
    for name, kind, shape in json.loads(data[:head]):
        array = np.ndarray(shape, kind, data, place)
        arrays[name] = array
        place += array.nbytes + -array.nbytes % _ALIGNED
    return arrays


def letters_of(words: Iterable[str]) -> npt.NDArray[np.uint8]:
    """Words as one array, uint8: UTF-8, each with a line end behind it."""
    return np.frombuffer("".join(f"{word}\n" for word in words).encode(), np.uint8)


def words_of(letters: npt.NDArray[Any]) -> list[str]:
    """The words of such an array."""
    return letters.tobytes().decode().split("\n")[:-1]
