"""A map of texts in two dimensions: each topic a disc, each text within or between discs."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from pipeline.arrays.types import Float32, Float64, Int64

_ROUNDS = 60
_FILLED = 0.35  # share of the map that the discs cover
_WIDTH = 2.5  # standard deviations of a topic's texts that its disc spans


class Layout(NamedTuple):
    """Where topics lie, and how their texts are spread around them.

    Attributes:
        anchors: shape (k, 2), -1..1.
        radii: shape (k,), of the discs.
        centres: float32, shape (k, d), of the topics among the points.
        turn: shape (d, 2): from a point's distance to its centre to a place within a disc of radius 1.
    """

    anchors: Float64
    radii: Float64
    centres: Float32
    turn: Float64


def lay_out(points: Float32, labels: Int64, centres: Float32) -> Layout:
    """Lay out a map.

    Args:
        points: shape (n, d).
        labels: topic of each point, below k.
        centres: shape (k, d).
    """
    radii = np.sqrt(_FILLED * np.bincount(labels, minlength=len(centres)) / max(len(labels), 1))
    anchors = _apart(_main_directions(centres.astype(np.float64)), radii)
    scale = max(float((np.abs(anchors) + radii[:, None]).max()), 1e-9)
    spread = points - centres[labels]
    turn = _principal(spread.astype(np.float64))
    width = np.sqrt(np.mean((spread @ turn) ** 2, axis=0))
    return Layout(anchors / scale, radii / scale, centres, turn / np.maximum(_WIDTH * width, 1e-9))


def places(layout: Layout, points: Float32, first: Int64, second: Int64, lean: Float32) -> Float32:
    """Places of points on the map.

    Args:
        layout: of `lay_out`.
        points: shape (n, d).
        first: topic of each point.
        second: the next best, -1 for none.
        lean: how far towards the second, 0..0.5.

    Returns:
        float32, shape (n, 2), -1..1, four decimals.
    """
    away = points - layout.centres[first]
    inside = np.stack([(away * axis).sum(axis=1) for axis in layout.turn.T], axis=1)  # a product would round by shape
    inside /= np.maximum(np.linalg.norm(inside, axis=1), 1)[:, None]
    towards = np.where(second[:, None] >= 0, layout.anchors[second] - layout.anchors[first], 0)
    at = layout.anchors[first] + lean[:, None] * towards + layout.radii[first][:, None] * inside
    return np.asarray(np.round(np.clip(at, -1, 1), 4), np.float32)


def _principal(rows: Float64) -> Float64:
    """The two directions in which rows vary most, shape (d, 2); the largest entry of each is positive."""
    turn = np.zeros((rows.shape[1], 2))
    found = np.linalg.eigh(rows.T @ rows)[1][:, ::-1][:, :2]
    turn[:, : found.shape[1]] = found
    largest = np.take_along_axis(turn, np.abs(turn).argmax(axis=0)[None], axis=0)
    return np.asarray(turn * np.where(largest < 0, -1, 1))


def _main_directions(centres: Float64) -> Float64:
    """Centres in the plane in which they vary most, scaled to -1..1, a spiral's step apart where they coincide."""
    moved = centres - centres.mean(axis=0)
    flat = moved @ _principal(moved)
    angle = np.arange(len(flat)) * np.pi * (3 - np.sqrt(5))
    spiral = np.sqrt(np.arange(len(flat)) / len(flat))[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    placed: Float64 = flat / max(float(np.abs(flat).max()), 1e-9) + 0.01 * spiral
    return placed


def _apart(anchors: Float64, radii: Float64) -> Float64:
    """Push discs that overlap away from each other, a little a round."""
    for _ in range(_ROUNDS):
        gap = anchors[:, None] - anchors[None]
        distance = np.linalg.norm(gap, axis=2) + np.eye(len(anchors))
        overlap = np.maximum(radii[:, None] + radii[None] - distance, 0) * (1 - np.eye(len(anchors)))
        anchors = anchors + 0.5 * (gap / np.maximum(distance, 1e-9)[:, :, None] * overlap[:, :, None]).sum(axis=1)
    return anchors
