"""Whom each fact of intake gives something to do or to know."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from aftercare_contracts import intake as fact
from aftercare_contracts.base import Event
from aftercare_kit.notices.notice import Notice
from aftercare_kit.roles import Role
from intake.domain.departments import HANDLED_BY, QUALITY, FaultKind

ROLES_OF: Mapping[str, Sequence[Role]] = {
    HANDLED_BY[FaultKind.HARDWARE]: (Role.PRODUCTION,),
    HANDLED_BY[FaultKind.SOFTWARE]: (Role.RD, Role.TECH_SUPPORT_L2),
    HANDLED_BY[FaultKind.DATA]: (Role.DATA_ENG,),
    HANDLED_BY[FaultKind.INTEGRATION]: (Role.INTEGRATION,),
    QUALITY: (Role.QUALITY,),
    "HY": (Role.INDUSTRY_APP,),
}
"""Who reads what goes to a department; the second line stands in for one that has no role."""


def roles_of(department: str) -> tuple[Role, ...]:
    """Whom a department's matters are told."""
    return tuple(ROLES_OF.get(department, (Role.TECH_SUPPORT_L2,)))


def _wished(event: fact.ImprovementWished, _improvement: Any) -> list[Notice]:
    """Wishes reach their department (002-4.6b)."""
    return [
        Notice(
            "improvement-wished",
            "improvement",
            event.improvement_id,
            roles=tuple(role.value for role in roles_of(event.department)),
            facts={"department": event.department},
        )
    ]


def _repeated(event: fact.RequestFaultRepeated, _request: Any) -> list[Notice]:
    return [
        Notice(
            "fault-repeated",
            "request",
            event.request_id,
            roles=(Role.QUALITY.value,),
            case_id=event.request_id,
            facts={"serial": event.asset_serial, "months": event.within_months},
        )
    ]


def _untriaged(event: fact.RequestTriageOverdue, request: Any) -> list[Notice]:
    return [
        Notice(
            "triage-overdue",
            "request",
            event.request_id,
            roles=(Role.SERVICE_CENTER_DISPATCHER.value, Role.SERVICE_SUPERVISOR.value),
            centre=request.centre,
            case_id=event.request_id,
            due_at=event.due_at,
            facts={"number": request.number},
        )
    ]


NOTICES: Mapping[type[Event], Callable[[Any, Any], Sequence[Notice]]] = {
    fact.ImprovementWished: _wished,
    fact.RequestFaultRepeated: _repeated,
    fact.RequestTriageOverdue: _untriaged,
}
"""By the fact; ends of contracts and warranties and missed calls are told where they are found."""
