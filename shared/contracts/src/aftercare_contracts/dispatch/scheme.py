"""Service schemes on their way through review."""

from typing import ClassVar, Literal
from uuid import UUID

from aftercare_contracts.base import CaseEvent, Title
from aftercare_contracts.values import Amount, PartQuantity


class SchemeEvent(CaseEvent):
    """A fact about a service scheme (售后服务方案)."""

    scheme_id: UUID
    work_order_id: UUID


class SchemeSubmitted(SchemeEvent):
    """A scheme went to review (002-4.2.2b)."""

    type: ClassVar[str] = "aftercare.dispatch.scheme.submitted.v1"
    title: ClassVar[Title] = Title("Scheme submitted", "服务方案提交")

    author: str
    cause: str
    action: str


class SchemeReviewed(SchemeEvent):
    """A scheme for a major problem passed its review; the general manager decides (002-4.2.2c)."""

    type: ClassVar[str] = "aftercare.dispatch.scheme.reviewed.v1"
    title: ClassVar[Title] = Title("Scheme reviewed", "服务方案评审通过")

    reviewer: str


class SchemeConsentAsked(SchemeEvent):
    """The review is passed; the customer has yet to agree, as the policy asks (002-4.3.3b)."""

    type: ClassVar[str] = "aftercare.dispatch.scheme.consent_asked.v1"
    title: ClassVar[Title] = Title("Customer's consent asked", "征求客户意见")

    approver: str


class SchemeConsentRecorded(SchemeEvent):
    """The customer said yes or no to a reviewed scheme (002-4.3.3b)."""

    type: ClassVar[str] = "aftercare.dispatch.scheme.consent_recorded.v1"
    title: ClassVar[Title] = Title("Customer's word recorded", "客户意见登记")

    given: bool
    by: Literal["customer", "customer_rep", "military_rep"]
    channel: Literal["signature", "seal", "letter", "email", "phone"]
    sha256: str | None = None


class SchemeApproved(SchemeEvent):
    """The scheme may be carried out: parts can be reserved and liability decided."""

    type: ClassVar[str] = "aftercare.dispatch.scheme.approved.v1"
    title: ClassVar[Title] = Title("Scheme approved", "服务方案批准")

    asset_id: UUID
    cause: str
    cause_kind: Literal["product_quality", "customer_use", "supplier", "unknown"]
    complex: bool
    skills: list[str]
    parts: list[PartQuantity]
    labour_days: int
    persons: int
    travel_estimate: Amount
    centre: str
    approver: str


class SchemeReturned(SchemeEvent):
    """The reviewer sent the scheme back with reasons."""

    type: ClassVar[str] = "aftercare.dispatch.scheme.returned.v1"
    title: ClassVar[Title] = Title("Scheme returned", "服务方案退回")

    reason: str
    reviewer: str


class SchemeWithdrawn(SchemeEvent):
    """An approved scheme will not be carried out; its parts and quote are let go."""

    type: ClassVar[str] = "aftercare.dispatch.scheme.withdrawn.v1"
    title: ClassVar[Title] = Title("Scheme withdrawn", "服务方案撤回")

    reason: str
