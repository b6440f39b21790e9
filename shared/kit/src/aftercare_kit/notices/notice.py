"""Something that somebody has to know or to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

from uuid_utils.compat import uuid7

NoticeFact: TypeAlias = str | int | bool | None


@dataclass(frozen=True)
class Notice:
    """For whom, of what kind, about what.

    It goes to one `person`, to one engineer, or to everybody with one of the `roles`: of one
    centre, or of all where no centre is named. `kind` is the code of its text; `facts` fill that
    text, and carry no personal data.
    """

    kind: str
    about: str
    about_id: UUID
    roles: tuple[str, ...] = ()
    person: str | None = None
    engineer_id: UUID | None = None
    centre: str | None = None
    case_id: UUID | None = None
    due_at: datetime | None = None
    facts: Mapping[str, NoticeFact] = field(default_factory=dict[str, NoticeFact])


def row_of(notice: Notice, region: str, now: datetime) -> dict[str, Any]:
    """The notice as its row; a trigger puts it on its way to the addresses it is for."""
    return {
        "notice_id": uuid7(),
        "region": region,
        "kind": notice.kind,
        "about": notice.about,
        "about_id": notice.about_id,
        "roles": list(notice.roles),
        "person": notice.person,
        "engineer_id": notice.engineer_id,
        "centre": notice.centre,
        "case_id": notice.case_id,
        "due_at": notice.due_at,
        "facts": dict(notice.facts),
        "at": now,
    }
