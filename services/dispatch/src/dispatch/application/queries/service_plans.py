"""Service plans by number of their year, one of them with its jobs, and what is owed."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.errors import UnknownRecord
from aftercare_kit.lists import Slice, listed
from aftercare_kit.pages import Page
from dispatch.adapters import tables_plan as tables
from dispatch.application.rights import RIGHTS
from dispatch.application.views_plan import (
    ObligationView,
    PlanJobView,
    ServicePlanDetail,
    ServicePlanView,
)

_PLAN, _JOB, _OWED = tables.service_plan, tables.plan_job, tables.obligation


def _near(actor: Actor, table: sa.Table) -> "list[sa.ColumnElement[bool]]":
    if actor.centre is None:
        return []
    return [table.c.centre.is_(None) | (table.c.centre == actor.centre)]


async def list_plans(
    connection: AsyncConnection,
    actor: Actor,
    *,
    kind: str | None,
    state: str | None,
    wanted: Slice,
) -> Page[ServicePlanView]:
    """Plans in the order they were submitted first."""
    RIGHTS.require(actor, "plan.read")
    chosen = sa.select(_PLAN).where(*_near(actor, _PLAN))
    for column, value in ((_PLAN.c.kind, kind), (_PLAN.c.state, state)):
        chosen = chosen if value is None else chosen.where(column == value)
    return await listed(connection, chosen, (_PLAN.c.id,), ServicePlanView.of, wanted)


async def show_plan(connection: AsyncConnection, actor: Actor, plan_id: UUID) -> ServicePlanDetail:
    """One plan with its jobs."""
    RIGHTS.require(actor, "plan.read")
    within_reach = sa.select(_PLAN).where(_PLAN.c.id == plan_id, *_near(actor, _PLAN))
    row = (await connection.execute(within_reach)).one_or_none()
    if row is None:
        raise UnknownRecord("service_plan", plan_id)
    under = sa.select(_JOB).where(_JOB.c.plan_id == plan_id).order_by(_JOB.c.due_on, _JOB.c.id)
    jobs = [PlanJobView.of(each) for each in await connection.execute(under)]
    return ServicePlanDetail(**ServicePlanView.of(row).model_dump(), jobs=jobs)


async def list_obligations(
    connection: AsyncConnection, actor: Actor, *, wanted: Slice
) -> Page[ObligationView]:
    """What is still owed, soonest first."""
    RIGHTS.require(actor, "plan.read")
    chosen = sa.select(_OWED).where(_OWED.c.met_by.is_(None), *_near(actor, _OWED))
    return await listed(connection, chosen, (_OWED.c.due_at, _OWED.c.id), ObligationView.of, wanted)
