"""Satisfaction surveys and their scores."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.lists import Slice
from aftercare_kit.pages import Page
from feedback.adapters import tables
from feedback.application.queries.cases import Narrow, row_of, rows_of
from feedback.application.rights import RIGHTS
from feedback.application.views import SurveyView

_TABLE = tables.survey


async def list_surveys(
    connection: AsyncConnection, actor: Actor, *, narrow: Narrow, wanted: Slice
) -> Page[SurveyView]:
    """Surveys in the order they were sent."""
    RIGHTS.require(actor, "survey.read")
    order = _TABLE.c.sent_at
    return await rows_of(connection, actor, _TABLE, order, SurveyView.of, narrow, wanted)


async def show_survey(connection: AsyncConnection, actor: Actor, key: UUID) -> SurveyView:
    """One survey."""
    RIGHTS.require(actor, "survey.read")
    return SurveyView.of(await row_of(connection, actor, _TABLE, key))
