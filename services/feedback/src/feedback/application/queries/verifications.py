"""The call list: whom to ask whether the fault is gone, most urgent first."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.lists import Slice
from aftercare_kit.pages import Page
from feedback.adapters import tables
from feedback.application.queries.cases import Narrow, row_of, rows_of
from feedback.application.rights import RIGHTS
from feedback.application.views import VerificationView

_TABLE = tables.verification


async def list_verifications(
    connection: AsyncConnection, actor: Actor, *, narrow: Narrow, wanted: Slice
) -> Page[VerificationView]:
    """Verifications in the order they fall due."""
    RIGHTS.require(actor, "verification.read")
    return await rows_of(
        connection, actor, _TABLE, _TABLE.c.due_at, VerificationView.of, narrow, wanted
    )


async def show_verification(
    connection: AsyncConnection, actor: Actor, key: UUID
) -> VerificationView:
    """One verification."""
    RIGHTS.require(actor, "verification.read")
    return VerificationView.of(await row_of(connection, actor, _TABLE, key))
