"""What a use case hands to the press."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Paper:
    """A form to be printed: which template, what it says, and whose case its code leads to.

    `name` becomes the file's name; `version` is that of the record the form shows.
    """

    form: str
    name: str
    version: int
    case: UUID
    said: Mapping[str, Any]


def local(moment: datetime | None, zone: str) -> str | None:
    """A moment as a form shows it: to the minute, by the clock of the place."""
    return None if moment is None else f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"
