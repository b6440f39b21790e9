"""Planned service of every kind: commissioning, training, event cover, patrols and the like."""

from datetime import datetime
from decimal import Decimal
from typing import ClassVar, Literal
from uuid import UUID

from aftercare_contracts.base import Event, Title, Value


class UnitResult(Value):
    """How one unit was left: working normally, or not."""

    serial: str
    type: str
    normal: bool


class ServiceOrderEvent(Event):
    """A fact about a service order that no fault led to (001-T1)."""

    service_order_id: UUID


class ServiceOrderPlanned(ServiceOrderEvent):
    """A service of the service table was planned, by hand or from a service plan."""

    type: ClassVar[str] = "aftercare.dispatch.service_order.planned.v1"
    title: ClassVar[Title] = Title("Service planned", "服务任务计划")

    number: str
    kind: str
    occasion: str
    mode: str
    customer_id: UUID | None
    centre: str
    planned_from: datetime
    planned_to: datetime
    plan_id: UUID | None = None
    request_id: UUID | None = None


class ServiceOrderIssued(ServiceOrderEvent):
    """A service notice was issued to a qualified engineer (001-5.5.4)."""

    type: ClassVar[str] = "aftercare.dispatch.service_order.issued.v1"
    title: ClassVar[Title] = Title("Service notice issued", "开具服务通知单")

    notice_number: str
    engineer_id: UUID
    engineer_name: str
    planned_from: datetime
    planned_to: datetime


class ServiceOrderProgressed(ServiceOrderEvent):
    """The engineer took the notice, left, or began to work."""

    type: ClassVar[str] = "aftercare.dispatch.service_order.progressed.v1"
    title: ClassVar[Title] = Title("Service under way", "服务进行中")

    state: Literal["accepted", "departed", "working"]


class ServiceOrderArrivalOverdue(ServiceOrderEvent):
    """The date agreed with the customer passed, and nobody is on site (001-T1.3)."""

    type: ClassVar[str] = "aftercare.dispatch.service_order.arrival_overdue.v1"
    title: ClassVar[Title] = Title("Arrival overdue", "到场超期")

    due_at: datetime


class ServiceOrderDone(ServiceOrderEvent):
    """The work is done; `reports` are the forms that the service table demands for it."""

    type: ClassVar[str] = "aftercare.dispatch.service_order.done.v1"
    title: ClassVar[Title] = Title("Service done", "服务完成")

    kind: str
    mode: str
    customer_id: UUID | None
    centre: str
    units: list[UnitResult]
    training_hours: Decimal | None = None
    reports: list[str]


class ServiceOrderReturned(ServiceOrderEvent):
    """The engineer is back; the papers are due (001-5.5.6a, 001-5.5.6c)."""

    type: ClassVar[str] = "aftercare.dispatch.service_order.returned.v1"
    title: ClassVar[Title] = Title("Engineer back", "返回单位")

    hand_in_due_at: datetime


class ServiceOrderHandInWarned(ServiceOrderEvent):
    """The papers are still out, and soon due."""

    type: ClassVar[str] = "aftercare.dispatch.service_order.hand_in_warned.v1"
    title: ClassVar[Title] = Title("Papers due soon", "交单预警")

    due_at: datetime


class ServiceOrderHandInOverdue(ServiceOrderEvent):
    """The papers are overdue."""

    type: ClassVar[str] = "aftercare.dispatch.service_order.hand_in_overdue.v1"
    title: ClassVar[Title] = Title("Papers overdue", "交单超期")

    due_at: datetime


class ServiceOrderHandedIn(ServiceOrderEvent):
    """Notice and every demanded report are at the desk.

    `call_back`: something was brought into service, so the customer is called back (004-5.2.2.2).
    """

    type: ClassVar[str] = "aftercare.dispatch.service_order.handed_in.v1"
    title: ClassVar[Title] = Title("Papers handed in", "资料交回")

    customer_id: UUID | None = None
    call_back: bool = False
    number: str = ""
    kind: str = ""
    centre: str = ""


class ServiceOrderCancelled(ServiceOrderEvent):
    """It will not take place, or was broken off."""

    type: ClassVar[str] = "aftercare.dispatch.service_order.cancelled.v1"
    title: ClassVar[Title] = Title("Service cancelled", "服务任务取消")

    reason: str
