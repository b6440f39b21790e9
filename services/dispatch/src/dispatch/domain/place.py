"""Where something is, and about how long the way there takes."""

from dataclasses import dataclass
from datetime import timedelta
from math import asin, cos, radians, sin, sqrt

EARTH_KM = 6371.0
DETOUR = 1.3
"""Roads are about this much longer than the crow flies."""
SPEED_KMH = 60.0


@dataclass(frozen=True)
class Place:
    """A point on the map, in degrees."""

    latitude: float
    longitude: float

    def km_to(self, other: "Place") -> float:
        """Great-circle distance."""
        here, there = radians(self.latitude), radians(other.latitude)
        turn = radians(other.longitude - self.longitude)
        arc = sin((there - here) / 2) ** 2 + cos(here) * cos(there) * sin(turn / 2) ** 2
        return 2 * EARTH_KM * asin(min(1.0, sqrt(arc)))

    def travel_to(self, other: "Place") -> timedelta:
        """About how long the way takes by road, in whole minutes."""
        return timedelta(minutes=round(self.km_to(other) * DETOUR / SPEED_KMH * 60))
