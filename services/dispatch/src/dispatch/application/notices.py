"""Whom each fact of dispatch gives something to do or to know (002-4.3.3a, 002-T2)."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from aftercare_contracts import dispatch as fact
from aftercare_contracts.base import Event
from aftercare_kit.notices.notice import Notice
from aftercare_kit.roles import Role

_FIRST_LINE = (Role.REGIONAL_SUPPORT, Role.SERVICE_CENTER_DISPATCHER)
_LINES = {
    2: (Role.REGIONAL_SUPPORT,),
    3: (Role.TECH_SUPPORT_L2,),
    4: (Role.RD, Role.SERVICE_SUPERVISOR),
}
_DISPATCHER = (Role.SERVICE_CENTER_DISPATCHER,)
_OFFICER = (Role.SERVICE_INFO_OFFICER,)
_KNOWN = frozenset(role.value for role in Role)


def _order(event: Any, kind: str, roles: Sequence[str], **facts: Any) -> Notice:
    return Notice(
        kind,
        "work_order",
        event.work_order_id,
        roles=tuple(roles),
        case_id=event.request_id,
        facts=facts,
    )


def _opened(event: fact.WorkOrderOpened, order: Any) -> list[Notice]:
    facts = {"department": event.department, "level": event.fault_level}
    about: dict[str, Any] = {
        "about": "work_order",
        "about_id": event.work_order_id,
        "case_id": event.request_id,
    }
    told = [Notice("order-opened", roles=_FIRST_LINE, centre=order.centre, facts=facts, **about)]
    if event.major:  # At once, to whoever decides in the end (002-4.3.3a).
        told.append(Notice("major-problem", roles=(Role.GM, Role.QUALITY), facts=facts, **about))
    return told


def _ready(event: fact.WorkOrderReadinessChanged, _work_order: Any) -> list[Notice]:
    return [_order(event, "visit-to-plan", _DISPATCHER)] if event.ready else []


def _escalated(event: fact.WorkOrderEscalated, _work_order: Any) -> list[Notice]:
    roles = _LINES.get(event.line, ())
    return [_order(event, "order-escalated", roles, line=event.line, reason=event.reason)]


def _resolved(event: fact.WorkOrderResolved, _work_order: Any) -> list[Notice]:
    """That a fault was cleared from afar, and why it was one, is told to quality (002-4.4.1b)."""
    if event.mode != "remote":
        return []
    roles = (Role.QUALITY, Role.TECH_SUPPORT_L2)
    return [_order(event, "remote-result", roles, cause=event.cause)]


def _approved(event: fact.SchemeApproved, _scheme: Any) -> list[Notice]:
    """The field found a supplier's product at fault: the desk calls the supplier (002-4.3.4)."""
    if event.cause_kind != "supplier":
        return []
    return [
        Notice(
            "supplier-to-call",
            "work_order",
            event.work_order_id,
            roles=(Role.SERVICE_AGENT,),
            centre=event.centre,
            case_id=event.request_id,
            facts={"cause": event.cause},
        )
    ]


def _consent(event: fact.SchemeConsentAsked, _scheme: Any) -> list[Notice]:
    return [_order(event, "consent-to-ask", (Role.SERVICE_AGENT, *_DISPATCHER))]


def _clock(kind: str) -> Callable[[Any, Any], list[Notice]]:
    def told(event: Any, clock: Any) -> list[Notice]:
        return [
            Notice(
                kind,
                "clock",
                event.clock_id,
                roles=tuple(role for role in event.escalate_to if role in _KNOWN)
                or (Role.SERVICE_SUPERVISOR,),
                case_id=clock.request_id,
                due_at=event.due_at,
                facts={"name": event.name},
            )
        ]

    return told


def _visit(event: Any, visit: Any) -> list[Notice]:
    return [
        Notice(
            "notice-issued",
            "visit",
            visit.id,
            engineer_id=event.engineer_id,
            case_id=visit.request_id,
            due_at=event.planned_from,
            facts={"number": visit.number},
        )
    ]


def _handed_in(event: fact.ReportHandedIn, _report: Any) -> list[Notice]:
    about = Notice("report-to-archive", "report", event.report_id, roles=_OFFICER)
    return [about]


def _brought_in(event: fact.ServiceOrderHandedIn, order: Any) -> list[Notice]:
    """What was brought into service is called back by an agent (004-5.2.2.2)."""
    told = _service("report-to-archive", _OFFICER)(event, order)
    if event.call_back:
        told += _service("commissioning-to-call-back", (Role.SERVICE_AGENT,))(event, order)
    return told


def _tools(event: fact.ToolListCheckDue, listed: Any) -> list[Notice]:
    return [
        Notice(
            "tools-to-check",
            "tool_list",
            event.tool_list_id,
            roles=(Role.SERVICE_CENTER_DISPATCHER, Role.SERVICE_ASSISTANT),
            centre=listed.centre,
            due_at=event.due_at,
            facts={"name": event.name},
        )
    ]


def _service(kind: str, roles: Sequence[str]) -> Callable[[Any, Any], list[Notice]]:
    def told(_event: Any, order: Any) -> list[Notice]:
        return [
            Notice(
                kind,
                "service_order",
                order.id,
                roles=tuple(roles),
                centre=order.centre,
                facts={"number": order.number},
            )
        ]

    return told


def _to_engineer(kind: str) -> Callable[[Any, Any], list[Notice]]:
    def told(_event: Any, order: Any) -> list[Notice]:
        number = order.notice_number or order.number
        return [
            Notice(
                kind,
                "service_order",
                order.id,
                engineer_id=order.engineer_id,
                due_at=order.hand_in_due_at or order.planned_from,
                facts={"number": number},
            )
        ]

    return told


def _owed(kind: str) -> Callable[[Any, Any], list[Notice]]:
    def told(event: Any, owed: Any) -> list[Notice]:
        return [
            Notice(
                kind,
                "obligation",
                owed.id,
                roles=tuple(owed.roles),
                centre=owed.centre,
                due_at=event.due_at,
                facts={"kind": owed.kind, "period": owed.period},
            )
        ]

    return told


NOTICES: Mapping[type[Event], Callable[[Any, Any], Sequence[Notice]]] = {
    fact.WorkOrderOpened: _opened,
    fact.WorkOrderReadinessChanged: _ready,
    fact.WorkOrderEscalated: _escalated,
    fact.WorkOrderResolved: _resolved,
    fact.SchemeApproved: _approved,
    fact.SchemeConsentAsked: _consent,
    fact.ClockWarned: _clock("clock-warned"),
    fact.ClockBreached: _clock("clock-breached"),
    fact.VisitScheduled: _visit,
    fact.VisitRescheduled: _visit,
    fact.ReportHandedIn: _handed_in,
    fact.ServiceOrderPlanned: _service("service-to-staff", _DISPATCHER),
    fact.ServiceOrderIssued: _to_engineer("notice-issued"),
    fact.ServiceOrderArrivalOverdue: _service("arrival-overdue", _DISPATCHER),
    fact.ServiceOrderHandInWarned: _to_engineer("papers-due"),
    fact.ServiceOrderHandInOverdue: _service("papers-overdue", _OFFICER),
    fact.ServiceOrderHandedIn: _brought_in,
    fact.ToolListCheckDue: _tools,
    fact.ObligationOpened: _owed("obligation-due"),
    fact.ObligationOverdue: _owed("obligation-overdue"),
}
"""By the fact; what waits for an approval is told by the approvals themselves."""
