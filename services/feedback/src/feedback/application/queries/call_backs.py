"""The list of call-backs after planned service, most urgent first."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.lists import Slice
from aftercare_kit.pages import Page
from feedback.adapters import tables
from feedback.application.queries.cases import Narrow, row_of, rows_of
from feedback.application.rights import RIGHTS
from feedback.application.views import CallBackView

_TABLE = tables.call_back


async def list_call_backs(
    connection: AsyncConnection, actor: Actor, *, state: str | None, wanted: Slice
) -> Page[CallBackView]:
    """Call-backs in the order they fall due."""
    RIGHTS.require(actor, "call_back.read")
    narrow = Narrow(state, None)
    return await rows_of(
        connection, actor, _TABLE, _TABLE.c.due_at, CallBackView.of, narrow, wanted
    )


async def show_call_back(connection: AsyncConnection, actor: Actor, key: UUID) -> CallBackView:
    """One call-back."""
    RIGHTS.require(actor, "call_back.read")
    return CallBackView.of(await row_of(connection, actor, _TABLE, key))
