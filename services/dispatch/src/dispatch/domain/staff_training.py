"""Training among ourselves: who teaches whom, and what is kept of it (000-4.4e)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from dispatch.domain import errors


class Audience(StrEnum):
    """Who is taught."""

    REGIONAL_SUPPORT = "regional_support"
    FIELD_ENGINEER = "field_engineer"


TAUGHT_BY = {
    Audience.REGIONAL_SUPPORT: "tech_support_l2",
    Audience.FIELD_ENGINEER: "regional_support",
}
"""The second line trains the regions, the regions train the engineers (000-4.4e)."""


@dataclass
class StaffTraining:
    """The record of one training: it took place, and stays as it was."""

    id: UUID
    region: str
    centre: str
    audience: Audience
    topic: str
    material: str
    trainer: str
    held_at: datetime
    hours: Decimal
    attendees: list[str]
    version: int = 0


def must_teach(roles: Collection[str], audience: Audience) -> None:
    """Refuse a training of somebody whom another line trains (000-4.4e)."""
    if TAUGHT_BY[audience] not in roles:
        raise errors.NotTheirTrainer(field="audience", trainer=TAUGHT_BY[audience])
