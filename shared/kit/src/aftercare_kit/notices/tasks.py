"""What somebody has to do next: rows that a service draws from its own tables, and their words."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from pydantic import BaseModel
from sqlalchemy.dialects.postgresql import JSONB

from aftercare_kit.languages import Language
from aftercare_kit.notices.reading import said
from aftercare_kit.texts import Catalogue


class TaskView(BaseModel):
    """One thing to do next: what it is about, since when it waits, until when."""

    kind: str
    text: str
    about: str
    about_id: UUID
    since: datetime
    due_at: datetime | None


def task(
    kind: str, about: Any, about_id: Any, since: Any, due_at: Any, facts: "sa.ColumnElement[Any]"
) -> "sa.Select[*tuple[Any, ...]]":
    """A row of the list, alike for every kind; the service says of what and for whom."""
    due = sa.null() if due_at is None else due_at
    return sa.select(
        sa.literal(kind).label("kind"),
        about.label("about"),
        about_id.label("about_id"),
        since.label("since"),
        sa.cast(due, sa.DateTime(timezone=True)).label("due_at"),
        facts.label("facts"),
    )


def facts(**named: Any) -> "sa.ColumnElement[Any]":
    """What the sentence of a task names."""
    pairs = [each for name, value in named.items() for each in (sa.literal(name), value)]
    return sa.func.jsonb_build_object(*pairs, type_=JSONB)


def in_words(row: Any, catalogue: Catalogue, language: Language) -> dict[str, Any]:
    """The fields of a view of such a row."""
    return {
        "kind": row.kind,
        "text": said(row.kind, row.facts, catalogue, language),
        "about": row.about,
        "about_id": row.about_id,
        "since": row.since,
        "due_at": row.due_at,
    }
