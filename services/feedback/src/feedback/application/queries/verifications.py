"""The call list: whom to ask whether the fault is gone, most urgent first."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.pages import Page
from feedback.adapters import tables
from feedback.application.queries.cases import row_of, rows_of
from feedback.application.rights import RIGHTS
from feedback.application.views import VerificationView

_TABLE = tables.verification


async def list_verifications(
    connection: AsyncConnection,
    actor: Actor,
    *,
    state: str | None,
    request_id: UUID | None,
    cursor: str | None,
    limit: int,
) -> Page[VerificationView]:
    """Verifications in the order they fall due."""
    RIGHTS.require(actor, "verification.read")
    rows, after = await rows_of(
        connection,
        actor,
        _TABLE,
        _TABLE.c.due_at,
        state=state,
        request_id=request_id,
        cursor=cursor,
        limit=limit,
    )
    return Page(items=[VerificationView.of(row) for row in rows], next=after)


async def show_verification(
    connection: AsyncConnection, actor: Actor, key: UUID
) -> VerificationView:
    """One verification."""
    RIGHTS.require(actor, "verification.read")
    return VerificationView.of(await row_of(connection, actor, _TABLE, key))
