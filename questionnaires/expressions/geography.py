"""Lengths and areas from geopoints on a sphere, as the ODK specification asks."""

from __future__ import annotations

import math
from itertools import pairwise

from questionnaires.expressions.values import Value, as_text

_RADIUS = 6378100.0  # metres, the equatorial radius JavaRosa uses


def points_of(values: tuple[Value, ...]) -> list[tuple[float, float]]:
    """Latitude and longitude of every point in traces, shapes or single points."""
    points: list[tuple[float, float]] = []
    for piece in ";".join(map(as_text, values)).split(";"):
        numbers = piece.split()
        if len(numbers) >= 2:
            try:
                points.append((float(numbers[0]), float(numbers[1])))
            except ValueError:
                continue
    return points


def distance(*values: Value) -> float:
    """The length of the way through the points, in metres."""
    points = points_of(values)
    return sum(_between(one, two) for one, two in pairwise(points))


def _between(one: tuple[float, float], two: tuple[float, float]) -> float:
    (lat1, lon1), (lat2, lon2) = (tuple(map(math.radians, point)) for point in (one, two))
    cosine = math.sin(lat1) * math.sin(lat2) + math.cos(lat1) * math.cos(lat2) * math.cos(
        lon1 - lon2
    )
    return 0.0 if one == two else _RADIUS * math.acos(max(-1.0, min(1.0, cosine)))


def area(*values: Value) -> float:
    """The area inside the points, in square metres."""
    points = points_of(values)
    if len(points) < 3:
        return 0.0
    if points[0] != points[-1]:
        points.append(points[0])
    doubled = 0.0
    for (lat1, lon1), (lat2, lon2) in pairwise(points):
        doubled += math.radians(lon2 - lon1) * (
            2 + math.sin(math.radians(lat1)) + math.sin(math.radians(lat2))
        )
    return abs(doubled * _RADIUS * _RADIUS / 2)
