"""Complaints, and one of them with its file."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.lists import Slice
from aftercare_kit.pages import Page
from feedback.adapters import tables
from feedback.application.queries.cases import Narrow, row_of, rows_of
from feedback.application.rights import RIGHTS
from feedback.application.scope import outside
from feedback.application.views import ComplaintFile, ComplaintView

_TABLE = tables.complaint


async def list_complaints(
    connection: AsyncConnection, actor: Actor, *, narrow: Narrow, wanted: Slice
) -> Page[ComplaintView]:
    """Complaints in the order they were accepted."""
    RIGHTS.require(actor, "complaint.read")
    return await rows_of(
        connection, actor, _TABLE, _TABLE.c.accepted_at, ComplaintView.of, narrow, wanted
    )


async def show_complaint(connection: AsyncConnection, actor: Actor, key: UUID) -> ComplaintFile:
    """One complaint with its file; its customer sees what concerns the customer."""
    RIGHTS.require(actor, "complaint.read")
    file = ComplaintFile.of(await row_of(connection, actor, _TABLE, key))
    return file.for_the_customer() if outside(actor) else file
