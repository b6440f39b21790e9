"""What dispatch answers about training, tools and the log of a case."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from dispatch.application.views import View


class TrainingView(View):
    """The record of a training among ourselves."""

    id: UUID
    centre: str
    audience: str
    topic: str
    material: str
    trainer: str
    held_at: datetime
    hours: Decimal
    attendees: list[str]


class ToolView(View):
    code: str
    name: str
    quantity: int


class ToolListView(View):
    """A list of tools, who checked it last, and when it is to be checked again."""

    id: UUID
    version: int
    centre: str
    name: str
    skill: str | None
    tools: list[ToolView]
    every_days: int
    checked_by: str | None
    checked_at: datetime | None
    missing: list[str]


class LogView(View):
    """One line of the log of a case."""

    id: UUID
    kind: str
    text: str
    written_by: str
    happened_at: datetime
    part_no: str | None
    fate: str | None
    quantity: int | None
    amount: Decimal | None
