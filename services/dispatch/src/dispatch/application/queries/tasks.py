"""What the asker has to do next, drawn from the tables as they stand."""

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import array
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.approvals.queries import waiting_for
from aftercare_kit.approvals.tables import approval
from aftercare_kit.lists import Slice, listed_together
from aftercare_kit.notices import tasks
from aftercare_kit.notices.tasks import facts, in_words
from aftercare_kit.pages import Page
from aftercare_kit.roles import Role
from aftercare_kit.texts import Catalogue
from dispatch.adapters import tables, tables_plan, tables_service
from dispatch.application.queries.reach import orders_of, under_orders_of, visits_of
from dispatch.application.queries.service_orders import services_of
from dispatch.application.queries.task_rows import agreed, complaint_agreed, task
from dispatch.application.rights import RIGHTS
from dispatch.domain.precedence import Precedence

_ORDER, _SCHEME, _VISIT, _REPORT = tables.work_order, tables.scheme, tables.visit, tables.report
_SERVICE, _OWED = tables_service.service_order, tables_plan.obligation

_TECHNICAL = frozenset({Role.REGIONAL_SUPPORT, Role.TECH_SUPPORT_L2})
_DISPATCHER = frozenset({Role.SERVICE_CENTER_DISPATCHER})
_DESK = _DISPATCHER | {Role.SERVICE_AGENT, Role.REGIONAL_MANAGER}
_FIELD = frozenset({Role.FIELD_ENGINEER, Role.RELATED_UNIT})
_OFFICER = frozenset({Role.SERVICE_INFO_OFFICER})


class TaskView(tasks.TaskView):
    """One thing to do next: what it is about, since when it waits, until when."""

    goes_first: str
    """`agreed` before `after_sales` before `other`."""


async def list_tasks(
    connection: AsyncConnection,
    actor: Actor,
    catalogue: Catalogue,
    *,
    wanted: Slice,
) -> Page[TaskView]:
    """What waits for the asker: agreed schemes, after-sales, all else; each longest first."""
    RIGHTS.require(actor, "work_order.read")

    def show(row: Any) -> TaskView:
        words = in_words(row, catalogue, actor.language)
        return TaskView(**words, goes_first=Precedence(row.precedence).name.lower())

    order = ("precedence", "since", "about_id")
    return await listed_together(connection, list(_waiting(actor)), order, show, wanted)


def _waiting(actor: Actor) -> "Iterable[sa.Select[Any]]":
    a = approval.c
    told = facts(title=a.title, step=a.steps[a.at_step]["name"].astext)
    yield task(
        "approval-waiting",
        a.kind,
        a.about_id,
        a.waiting_since,
        None,
        told,
        complaint_agreed(a.case_id),
    ).where(waiting_for(actor))
    roles = array(sorted(actor.roles), type_=sa.Text)
    near = (
        sa.true()
        if actor.centre is None
        else sa.or_(_OWED.c.centre.is_(None), _OWED.c.centre == actor.centre)
    )
    o = _OWED.c
    told = facts(kind=o.kind, period=o.period)
    yield task("obligation-due", sa.literal("obligation"), o.id, o.due_at, o.due_at, told).where(
        o.met_by.is_(None), o.roles.bool_op("?|")(roles), near
    )
    yield from (select for who, select in _by_role(actor) if actor.roles & who)


def _by_role(actor: Actor) -> "Sequence[tuple[frozenset[Role], sa.Select[Any]]]":
    of_case = complaint_agreed(_ORDER.c.request_id)
    by_order = agreed(_ORDER.c.scheme_id) | of_case
    by_visit = agreed(_VISIT.c.scheme_id) | complaint_agreed(_VISIT.c.request_id)
    w, s, v, r, p = _ORDER.c, _SCHEME.c, _VISIT.c, _REPORT.c, _SERVICE.c
    mine = orders_of(actor)
    booked = sa.exists().where(v.work_order_id == w.id, v.state.not_in(["finished", "cancelled"]))
    reported = sa.exists().where(r.visit_id == v.id)
    level = facts(department=w.department, level=sa.cast(w.fault_level, sa.Text))
    of_order, of_visit, of_report = (sa.literal(x) for x in ("work_order", "visit", "report"))
    service = sa.literal("service_order")
    visit_facts, service_facts = facts(number=v.number), facts(number=p.number)
    of_scheme = sa.literal("scheme")
    under = sa.select(_ORDER.c.id).where(*mine)
    return (
        (
            _TECHNICAL,
            task("order-opened", of_order, w.id, w.opened_at, None, level, of_case).where(
                w.state == "open", w.responded_at.is_(None), *mine
            ),
        ),
        (
            _DISPATCHER,
            task("visit-to-plan", of_order, w.id, w.last_act_at, None, facts(), by_order).where(
                w.state.in_(["open", "in_progress"]),
                w.scheme_id.is_not(None),
                w.parts.in_(["none_needed", "reserved"]),
                w.commercial.in_(["free", "accepted"]),
                ~booked,
                *mine,
            ),
        ),
        (
            _DISPATCHER,
            task(
                "service-to-staff", service, p.id, p.last_act_at, p.planned_from, service_facts
            ).where(p.state == "planned", p.mode == "on_site", *services_of(actor)),
        ),
        (
            _DESK,
            task(
                "consent-to-ask",
                of_scheme,
                s.id,
                s.last_act_at,
                None,
                facts(),
                complaint_agreed(s.request_id),
            ).where(s.state == "awaiting_customer", s.work_order_id.in_(under)),
        ),
        (
            _FIELD,
            task(
                "visit-to-accept",
                of_visit,
                v.id,
                v.last_act_at,
                v.planned_from,
                visit_facts,
                by_visit,
            ).where(v.state == "planned", *visits_of(actor)),
        ),
        (
            _FIELD,
            task(
                "report-to-sign", of_visit, v.id, v.last_act_at, None, visit_facts, by_visit
            ).where(v.state == "finished", ~reported, *visits_of(actor)),
        ),
        (
            _FIELD,
            task("papers-due", service, p.id, p.last_act_at, p.hand_in_due_at, facts()).where(
                p.state == "done", *services_of(actor)
            ),
        ),
        (
            _FIELD,
            task(
                "visit-to-accept", service, p.id, p.last_act_at, p.planned_from, service_facts
            ).where(p.state == "issued", *services_of(actor)),
        ),
        (
            _OFFICER,
            task(
                "report-to-archive",
                of_report,
                r.id,
                r.handed_in_at,
                None,
                facts(),
                complaint_agreed(r.request_id),
            ).where(
                r.state == "handed_in",
                r.work_order_id.in_(under),
                *under_orders_of(actor, _REPORT),
            ),
        ),
    )
