"""Turns of duty at a centre's phone, and whether the rota leaves a gap."""

from datetime import datetime
from typing import ClassVar, Literal
from uuid import UUID

from aftercare_contracts.base import Event, Title


class DutyEvent(Event):
    """A fact about one turn of duty."""

    duty_id: UUID
    centre: str
    engineer_id: UUID
    begins_at: datetime
    ends_at: datetime


class DutyPlanned(DutyEvent):
    """Somebody takes a turn."""

    type: ClassVar[str] = "aftercare.dispatch.duty.planned.v1"
    title: ClassVar[Title] = Title("Duty planned", "值班安排")

    kind: Literal["day", "night", "holiday"]


class DutyGiven(DutyEvent):
    """Somebody else takes the turn."""

    type: ClassVar[str] = "aftercare.dispatch.duty.given.v1"
    title: ClassVar[Title] = Title("Duty given to somebody else", "值班调换")


class DutyCancelled(DutyEvent):
    """Nobody takes the turn."""

    type: ClassVar[str] = "aftercare.dispatch.duty.cancelled.v1"
    title: ClassVar[Title] = Title("Duty cancelled", "值班取消")


class RotaLaidOut(Event):
    """A centre's phone is looked after until then (001-5.5.2, 003-1a)."""

    type: ClassVar[str] = "aftercare.dispatch.rota.laid_out.v1"
    title: ClassVar[Title] = Title("Duty rota laid out", "值班表编制")

    centre: str
    begins_at: datetime
    ends_at: datetime
    turns: int


class RotaGapFound(Event):
    """Within the next days nobody is on duty for a while."""

    type: ClassVar[str] = "aftercare.dispatch.rota.gap_found.v1"
    title: ClassVar[Title] = Title("Nobody on duty", "值班空缺")

    centre: str
    begins_at: datetime
    ends_at: datetime
    to_roles: list[str] = []
