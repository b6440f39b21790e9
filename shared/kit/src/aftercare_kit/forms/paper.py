"""What a use case hands to the press."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Paper:
    """A form to be printed: which template, what it says, and where its code leads.

    `name` becomes the file's name; `version` is that of the record the form shows; `leads_to` is a
    path of the suite.
    """

    form: str
    name: str
    version: int
    leads_to: str
    said: Mapping[str, Any]


def case(request_id: UUID) -> str:
    """Where the code of a case's form leads."""
    return f"/api/cases/{request_id}"


def local(moment: datetime | None, zone: str) -> str | None:
    """A moment as a form shows it: to the minute, by the clock of the place."""
    return None if moment is None else f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"
