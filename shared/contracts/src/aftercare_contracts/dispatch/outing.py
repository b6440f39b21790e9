"""Applications for outings, which reach the desk before anybody leaves."""

from datetime import datetime
from typing import ClassVar, Literal
from uuid import UUID

from aftercare_contracts.base import CaseEvent, Title
from aftercare_contracts.values import Amount


class OutingEvent(CaseEvent):
    """A fact about the application for an outing (外出服务申请单)."""

    outing_id: UUID
    work_order_id: UUID
    scheme_id: UUID


class OutingAppliedFor(OutingEvent):
    """The papers of an outing reached the desk (002-4.4.2)."""

    type: ClassVar[str] = "aftercare.dispatch.outing.applied_for.v1"
    title: ClassVar[Title] = Title("Outing applied for", "提交外出服务申请")

    number: str
    author: str
    staff: list[str]
    purpose: str
    leaves_at: datetime
    returns_at: datetime
    transport: Literal["rail", "air", "car", "bus"]
    estimate: Amount


class OutingReviewed(OutingEvent):
    """One approver agreed; another one is left."""

    type: ClassVar[str] = "aftercare.dispatch.outing.reviewed.v1"
    title: ClassVar[Title] = Title("Outing reviewed", "外出服务申请审核通过")

    reviewer: str


class OutingApproved(OutingEvent):
    """The engineer may leave (002-4.4.2)."""

    type: ClassVar[str] = "aftercare.dispatch.outing.approved.v1"
    title: ClassVar[Title] = Title("Outing approved", "外出服务申请批准")

    approver: str


class OutingReturned(OutingEvent):
    """The application was refused, with reasons."""

    type: ClassVar[str] = "aftercare.dispatch.outing.returned.v1"
    title: ClassVar[Title] = Title("Outing application returned", "外出服务申请退回")

    reason: str
    reviewer: str


class OutingWithdrawn(OutingEvent):
    """Nobody leaves: the scheme was given up."""

    type: ClassVar[str] = "aftercare.dispatch.outing.withdrawn.v1"
    title: ClassVar[Title] = Title("Outing application withdrawn", "外出服务申请撤回")

    reason: str
