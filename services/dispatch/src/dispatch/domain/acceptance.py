"""Training at factory acceptance: which department plans, teaches and records it (002-4.3.1)."""

from collections.abc import Collection
from enum import StrEnum

from dispatch.domain import service_errors as errors


class Taught(StrEnum):
    """What the customer is taught at factory acceptance."""

    DATA = "data"
    PRODUCT = "product"
    VEHICLE = "vehicle"
    ACCESSORIES = "accessories"


TEACHERS = {
    Taught.DATA: ("data_eng", "project_manager"),
    Taught.PRODUCT: ("production", "project_manager"),
    Taught.VEHICLE: ("production",),
    Taught.ACCESSORIES: ("production",),
}
"""Data technicians or the project manager; driving and accessories are production's."""


def must_be_theirs(taught: Taught, roles: Collection[str]) -> None:
    """Refuse to plan or record a training that is another department's (002-4.3.1)."""
    if not set(TEACHERS[taught]) & set(roles):
        raise errors.NotTheirTraining(field="taught", departments=", ".join(TEACHERS[taught]))


def must_be_prepared(taught: Taught | None, material: str | None) -> None:
    """Refuse a plan that does not say what is taught, and with which material."""
    if taught is None:
        raise errors.TaughtMissing(field="taught")
    if material is None:
        raise errors.TaughtMissing(field="material")
