"""The array types, named once: numpy arrays of one element type, of any shape."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Bool = npt.NDArray[np.bool_]
UInt8 = npt.NDArray[np.uint8]
Int16 = npt.NDArray[np.int16]
Int32 = npt.NDArray[np.int32]
Int64 = npt.NDArray[np.int64]
UInt16 = npt.NDArray[np.uint16]
UInt32 = npt.NDArray[np.uint32]
UInt64 = npt.NDArray[np.uint64]
Float32 = npt.NDArray[np.float32]
Float64 = npt.NDArray[np.float64]
ByteStrings = npt.NDArray[np.bytes_]
Integer = npt.NDArray[np.integer[Any]]
Unsigned = npt.NDArray[np.unsignedinteger[Any]]
Floating = npt.NDArray[np.floating[Any]]
AnyArray = npt.NDArray[np.generic]
