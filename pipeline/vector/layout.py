"""A map of texts in two dimensions."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


def flat_map(points: Floats) -> Floats:
    """Places on a map, alike texts near each other: the two directions of largest variance.

    Args:
        points: shape (n, d).

    Returns:
        float32, shape (n, 2), -1..1; the sign of each direction is set by its largest entry.
    """
    if len(points) < 2 or points.shape[1] == 0:
        return np.zeros((len(points), 2), np.float32)
    centred = points - points.mean(axis=0)
    turn = np.linalg.eigh(centred.T.astype(np.float64) @ centred)[1][:, ::-1][:, :2]
    turn = turn * np.where(np.take_along_axis(turn, np.abs(turn).argmax(axis=0)[None], 0) < 0, -1, 1)
    flat = np.zeros((len(points), 2))
    flat[:, : turn.shape[1]] = centred @ turn
    return np.asarray(flat / max(float(np.abs(flat).max()), 1e-9), np.float32)
