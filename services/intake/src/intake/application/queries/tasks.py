"""What the asker has to do next, drawn from the tables as they stand."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.approvals.queries import waiting_for
from aftercare_kit.approvals.tables import approval
from aftercare_kit.lists import Slice, listed_together
from aftercare_kit.notices.tasks import TaskView, facts, in_words, task
from aftercare_kit.pages import Page
from aftercare_kit.roles import Role
from aftercare_kit.texts import Catalogue
from intake.adapters import tables, tables_file
from intake.application.notices import ROLES_OF
from intake.application.queries.customers import within_reach
from intake.application.queries.requests import reachable
from intake.application.rights import RIGHTS

_REQUEST, _HANDOVER, _RENEWAL = tables.request, tables.handover, tables.renewal
_CONTRACT, _WISH = tables.contract, tables_file.improvement
_DESK = frozenset({Role.SERVICE_AGENT, Role.SERVICE_CENTER_DISPATCHER})


async def list_tasks(
    connection: AsyncConnection, actor: Actor, catalogue: Catalogue, wanted: Slice
) -> Page[TaskView]:
    """What waits for the asker, longest first; each thing within the reach of the token."""
    RIGHTS.require(actor, "task.read")

    def show(row: Any) -> TaskView:
        return TaskView(**in_words(row, catalogue, actor.language))

    waiting = list(_waiting(actor))
    return await listed_together(connection, waiting, ("since", "about_id"), show, wanted)


def _waiting(actor: Actor) -> "Iterable[sa.Select[Any]]":
    a, r, w = approval.c, _REQUEST.c, _WISH.c
    named = facts(title=a.title, step=a.steps[a.at_step]["name"].astext)
    yield task("approval-waiting", a.kind, a.about_id, a.waiting_since, None, named).where(
        waiting_for(actor)
    )
    if actor.roles & _DESK:
        about = facts(number=r.number, subject=r.subject)
        yield task(
            "request-to-triage", sa.literal("request"), r.id, r.registered_at, r.form_due_at, about
        ).where(r.state == "registered", *reachable(actor))
    if Role.PROJECT_MANAGER in actor.roles:
        yield _sent_back(actor)
    if Role.REGIONAL_MANAGER in actor.roles:
        yield _renewals(actor)
    mine = [code for code, roles in ROLES_OF.items() if actor.roles & frozenset(roles)]
    if mine:
        about = facts(department=w.department)
        yield task(
            "improvement-wished", sa.literal("improvement"), w.id, w.wished_at, None, about
        ).where(w.reply.is_(None), w.department.in_(mine), *within_reach(actor, w.customer_id))


def _sent_back(actor: Actor) -> "sa.Select[Any]":
    h = _HANDOVER.c
    named = facts(project_no=h.project_no)
    return task(
        "handover-returned", sa.literal("handover"), h.id, h.last_act_at, None, named
    ).where(h.state == "returned", h.project_manager == actor.subject)


def _renewals(actor: Actor) -> "sa.Select[Any]":
    n, c = _RENEWAL.c, _CONTRACT.c
    ends = sa.cast(n.ends_on, sa.DateTime(timezone=True))
    named = facts(code=c.code, ends_on=sa.cast(n.ends_on, sa.Text))
    near = sa.true() if actor.centre is None else n.centre == actor.centre
    return task("contract-ending", sa.literal("renewal"), n.id, n.last_act_at, ends, named).where(
        n.state == "due", c.id == n.contract_id, near
    )
