"""Reads the public incident-management event log: one row per change of an incident."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from aftercare_launcher.errors import LauncherError

ZONE: Final = ZoneInfo("Asia/Shanghai")
"""The log's times come without a zone; they are taken as the centres' own."""

TIME_FORMAT: Final = "%d-%m-%Y %H:%M"
COLUMNS: Final = (
    "number", "incident_state", "reopen_count", "opened_at", "sys_updated_at", "category",
    "subcategory", "contact_type", "location", "impact", "urgency", "priority",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One row, as far as it is used."""

    number: str
    state: str
    reopened: int
    opened_at: datetime
    updated_at: datetime
    category: str
    subcategory: str
    contact: str
    location: str
    impact: int
    urgency: int
    priority: int


def read_log(path: Path) -> dict[str, list[Row]]:
    """The rows of each incident, in the order of the file."""
    cases: dict[str, list[Row]] = {}
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            reader = csv.DictReader(file)
            _require(reader.fieldnames or (), path)
            for line, row in enumerate(reader, start=2):
                told = _row(row, path, line)
                cases.setdefault(told.number, []).append(told)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise LauncherError(f"The log {path} cannot be read: {error}.") from error
    if not cases:
        raise LauncherError(f"The log {path} holds no incident.")
    return cases


def _require(found: Sequence[str], path: Path) -> None:
    missing = [name for name in COLUMNS if name not in found]
    if missing:
        raise LauncherError(f"{path} is no incident log: it has no column {', '.join(missing)}.")


def _row(row: Mapping[str, str], path: Path, line: int) -> Row:
    try:
        updated_at = _moment(row["sys_updated_at"])
        return Row(
            number=row["number"],
            state=row["incident_state"],
            reopened=int(row["reopen_count"]),
            opened_at=updated_at if row["opened_at"] == "?" else _moment(row["opened_at"]),
            updated_at=updated_at,
            category=row["category"],
            subcategory=row["subcategory"],
            contact=row["contact_type"],
            location=row["location"],
            impact=_level(row["impact"]),
            urgency=_level(row["urgency"]),
            priority=_level(row["priority"]),
        )
    except (ValueError, TypeError, AttributeError) as error:
        raise LauncherError(f"Line {line} of {path} cannot be read: {error}.") from error


def _moment(text: str) -> datetime:
    return datetime.strptime(text, TIME_FORMAT).replace(tzinfo=ZONE)


def _level(text: str) -> int:
    """The number that `2 - Medium` begins with."""
    return int(text.partition(" ")[0])
