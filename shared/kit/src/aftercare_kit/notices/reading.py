"""Which notices are for somebody, as a condition and as a question, and in whose words."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from pydantic import BaseModel
from sqlalchemy.dialects.postgresql import array
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.languages import Language
from aftercare_kit.lists import Slice, listed
from aftercare_kit.notices.rights import RIGHTS
from aftercare_kit.notices.tables import notice
from aftercare_kit.pages import Page
from aftercare_kit.texts import Catalogue

_N = notice.c


class NoticeView(BaseModel):
    """What somebody has to know or to do, said in the asker's language."""

    id: UUID
    kind: str
    text: str
    about: str
    about_id: UUID
    case_id: UUID | None
    due_at: datetime | None
    at: datetime


def view_of(row: Any, catalogue: Catalogue, language: Language) -> NoticeView:
    """One notice in words."""
    return NoticeView(
        id=row.notice_id,
        kind=row.kind,
        text=said(row.kind, row.facts, catalogue, language),
        about=row.about,
        about_id=row.about_id,
        case_id=row.case_id,
        due_at=row.due_at,
        at=row.at,
    )


def said(kind: str, facts: Mapping[str, object], catalogue: Catalogue, language: Language) -> str:
    """The sentence of a notice; a kind from a newer release names itself."""
    return catalogue.text(kind, language, facts) if kind in catalogue else kind


def for_whom(actor: Actor) -> sa.ColumnElement[bool]:
    """Notices to the actor in person, to the engineer they are, or to one of their roles."""
    near = sa.true() if actor.centre is None else _N.centre.is_(None) | (_N.centre == actor.centre)
    by_role = sa.and_(_N.roles.overlap(array(sorted(actor.roles), type_=sa.Text)), near)
    ways: list[sa.ColumnElement[bool]] = [_N.person == actor.subject, by_role]
    if actor.engineer_id is not None:
        ways.append(_N.engineer_id == actor.engineer_id)
    return sa.or_(*ways)


def admits(actor: Actor, row: Any) -> bool:
    """The same, for a row that is there already."""
    if row.person == actor.subject:
        return True
    if row.engineer_id is not None and row.engineer_id == actor.engineer_id:
        return True
    near = actor.centre is None or row.centre in {None, actor.centre}
    return near and not actor.roles.isdisjoint(row.roles)


async def list_notices(
    connection: AsyncConnection,
    actor: Actor,
    catalogue: Catalogue,
    *,
    wanted: Slice,
) -> Page[NoticeView]:
    """What the asker was told, newest first."""
    RIGHTS.require(actor, "notice.read")
    chosen = sa.select(notice).where(for_whom(actor))
    return await listed(
        connection,
        chosen,
        (_N.at, _N.id),
        lambda row: view_of(row, catalogue, actor.language),
        wanted,
        newest_first=True,
    )
