"""What the asker has to do next, drawn from the tables as they stand."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from pydantic import BaseModel
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.approvals.queries import waiting_for
from aftercare_kit.approvals.tables import approval
from aftercare_kit.lists import Slice, listed
from aftercare_kit.notices.reading import said
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


class TaskView(BaseModel):
    """One thing to do next: what it is about, since when it waits, until when."""

    kind: str
    text: str
    about: str
    about_id: UUID
    since: datetime
    due_at: datetime | None


async def list_tasks(
    connection: AsyncConnection, actor: Actor, catalogue: Catalogue, wanted: Slice
) -> Page[TaskView]:
    """What waits for the asker, longest first; each thing within the reach of the token."""
    RIGHTS.require(actor, "task.read")
    waiting = sa.union_all(*_waiting(actor)).subquery("task")
    columns = (waiting.c.since, waiting.c.about_id)

    def show(row: Any) -> TaskView:
        return TaskView(
            kind=row.kind,
            text=said(row.kind, row.facts, catalogue, actor.language),
            about=row.about,
            about_id=row.about_id,
            since=row.since,
            due_at=row.due_at,
        )

    return await listed(connection, sa.select(waiting), columns, show, wanted)


def _waiting(actor: Actor) -> "Iterable[sa.Select[Any]]":
    a, r, w = approval.c, _REQUEST.c, _WISH.c
    facts = _facts(title=a.title, step=a.steps[a.at_step]["name"].astext)
    yield _task("approval-waiting", a.kind, a.about_id, a.waiting_since, None, facts).where(
        waiting_for(actor)
    )
    if actor.roles & _DESK:
        about = _facts(number=r.number, subject=r.subject)
        yield _task(
            "request-to-triage", sa.literal("request"), r.id, r.registered_at, r.form_due_at, about
        ).where(r.state == "registered", *reachable(actor))
    yield from _of_handovers(actor)
    if Role.REGIONAL_MANAGER in actor.roles:
        yield _renewals(actor)
    mine = [code for code, roles in ROLES_OF.items() if actor.roles & frozenset(roles)]
    if mine:
        about = _facts(department=w.department)
        yield _task(
            "improvement-wished", sa.literal("improvement"), w.id, w.wished_at, None, about
        ).where(w.reply.is_(None), w.department.in_(mine), *within_reach(actor, w.customer_id))


def _of_handovers(actor: Actor) -> "Iterable[sa.Select[Any]]":
    h = _HANDOVER.c
    about, facts = sa.literal("handover"), _facts(project_no=h.project_no)
    near = sa.true() if actor.centre is None else h.centre == actor.centre
    if Role.REGIONAL_MANAGER in actor.roles:
        yield _task("handover-to-review", about, h.id, h.last_act_at, None, facts).where(
            h.state == "under_review", near
        )
    if Role.SERVICE_SUPERVISOR in actor.roles:
        yield _task("handover-to-confirm", about, h.id, h.last_act_at, None, facts).where(
            h.state == "reviewed", near
        )
    if Role.PROJECT_MANAGER in actor.roles:
        yield _task("handover-returned", about, h.id, h.last_act_at, None, facts).where(
            h.state == "returned", h.project_manager == actor.subject
        )


def _renewals(actor: Actor) -> "sa.Select[Any]":
    n, c = _RENEWAL.c, _CONTRACT.c
    ends = sa.cast(n.ends_on, sa.DateTime(timezone=True))
    facts = _facts(code=c.code, ends_on=sa.cast(n.ends_on, sa.Text))
    near = sa.true() if actor.centre is None else n.centre == actor.centre
    return _task("contract-ending", sa.literal("renewal"), n.id, n.last_act_at, ends, facts).where(
        n.state == "due", c.id == n.contract_id, near
    )


def _task(
    kind: str, about: Any, about_id: Any, since: Any, due_at: Any, facts: "sa.ColumnElement[Any]"
) -> "sa.Select[*tuple[Any, ...]]":
    due = sa.null() if due_at is None else due_at
    return sa.select(
        sa.literal(kind).label("kind"),
        about.label("about"),
        about_id.label("about_id"),
        since.label("since"),
        sa.cast(due, sa.DateTime(timezone=True)).label("due_at"),
        facts.label("facts"),
    )


def _facts(**named: Any) -> "sa.ColumnElement[Any]":
    pairs = [each for name, value in named.items() for each in (sa.literal(name), value)]
    return sa.func.jsonb_build_object(*pairs, type_=JSONB)
