"""Complaints, and one of them with its file."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.pages import Page
from feedback.adapters import tables
from feedback.application.queries.cases import row_of, rows_of
from feedback.application.rights import RIGHTS
from feedback.application.scope import outside
from feedback.application.views import ComplaintFile, ComplaintView

_TABLE = tables.complaint


async def list_complaints(
    connection: AsyncConnection,
    actor: Actor,
    *,
    state: str | None,
    request_id: UUID | None,
    cursor: str | None,
    limit: int,
) -> Page[ComplaintView]:
    """Complaints in the order they were accepted."""
    RIGHTS.require(actor, "complaint.read")
    rows, after = await rows_of(
        connection,
        actor,
        _TABLE,
        _TABLE.c.accepted_at,
        state=state,
        request_id=request_id,
        cursor=cursor,
        limit=limit,
    )
    return Page(items=[ComplaintView.of(row) for row in rows], next=after)


async def show_complaint(connection: AsyncConnection, actor: Actor, key: UUID) -> ComplaintFile:
    """One complaint with its file; its customer sees what concerns the customer."""
    RIGHTS.require(actor, "complaint.read")
    file = ComplaintFile.of(await row_of(connection, actor, _TABLE, key))
    return file.for_the_customer() if outside(actor) else file
