"""A point on the map: where a site lies, as far as others may know."""

from dataclasses import dataclass

from intake.domain.customer import CustomerKind

_COARSE = 2
"""Digits of a degree: about a kilometre, so that travel can be planned and no home is found."""


@dataclass(frozen=True)
class Place:
    """Degrees north and east."""

    latitude: float
    longitude: float


def told_place(place: Place | None, kind: CustomerKind) -> Place | None:
    """What events may carry of it: a consumer's home is personal data, so only its surroundings.

    A defence customer's sites are told nobody (001-5.11.1).
    """
    if place is None or kind == "defence":
        return None
    if kind == "consumer":
        return Place(round(place.latitude, _COARSE), round(place.longitude, _COARSE))
    return place
