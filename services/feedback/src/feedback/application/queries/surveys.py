"""Satisfaction surveys and their scores."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.pages import Page
from feedback.adapters import tables
from feedback.application.queries.cases import row_of, rows_of
from feedback.application.rights import RIGHTS
from feedback.application.views import SurveyView

_TABLE = tables.survey


async def list_surveys(
    connection: AsyncConnection,
    actor: Actor,
    *,
    state: str | None,
    request_id: UUID | None,
    cursor: str | None,
    limit: int,
) -> Page[SurveyView]:
    """Surveys in the order they were sent."""
    RIGHTS.require(actor, "survey.read")
    rows, after = await rows_of(
        connection,
        actor,
        _TABLE,
        _TABLE.c.sent_at,
        state=state,
        request_id=request_id,
        cursor=cursor,
        limit=limit,
    )
    return Page(items=[SurveyView.of(row) for row in rows], next=after)


async def show_survey(connection: AsyncConnection, actor: Actor, key: UUID) -> SurveyView:
    """One survey."""
    RIGHTS.require(actor, "survey.read")
    return SurveyView.of(await row_of(connection, actor, _TABLE, key))
