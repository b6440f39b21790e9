"""What feedback says: verification calls, surveys and complaints."""

from datetime import datetime
from decimal import Decimal
from typing import ClassVar, Literal
from uuid import UUID

from aftercare_contracts.base import CaseEvent, Title


class VerificationOpened(CaseEvent):
    """The customer is to be called: is the fault really gone (002-4.4.1c)?"""

    type: ClassVar[str] = "aftercare.feedback.verification.opened.v1"
    title: ClassVar[Title] = Title("Verification due", "待回访确认")

    verification_id: UUID
    due_at: datetime


class VerificationOverdue(CaseEvent):
    """Nobody has called in time."""

    type: ClassVar[str] = "aftercare.feedback.verification.overdue.v1"
    title: ClassVar[Title] = Title("Verification overdue", "回访确认超期")

    verification_id: UUID
    due_at: datetime


class VerificationCancelled(CaseEvent):
    """The call fell away with the case."""

    type: ClassVar[str] = "aftercare.feedback.verification.cancelled.v1"
    title: ClassVar[Title] = Title("Verification cancelled", "回访取消")

    verification_id: UUID


class CaseVerified(CaseEvent):
    """The customer confirmed that the work is done."""

    type: ClassVar[str] = "aftercare.feedback.case.verified.v1"
    title: ClassVar[Title] = Title("Customer confirmed", "客户确认满意")

    verification_id: UUID


class CaseUnsatisfied(CaseEvent):
    """The customer says that it is not done."""

    type: ClassVar[str] = "aftercare.feedback.case.unsatisfied.v1"
    title: ClassVar[Title] = Title("Customer not satisfied", "客户不满意")

    verification_id: UUID
    reason: str


class SurveySent(CaseEvent):
    """The satisfaction survey of a closed case went out (002-4.5.1b)."""

    type: ClassVar[str] = "aftercare.feedback.survey.sent.v1"
    title: ClassVar[Title] = Title("Survey sent", "满意度调查发出")

    survey_id: UUID
    due_at: datetime


class SurveyScored(CaseEvent):
    """The customer's answers were scored; `degree` by the five-step scale 100/80/60/30/0."""

    type: ClassVar[str] = "aftercare.feedback.survey.scored.v1"
    title: ClassVar[Title] = Title("Survey scored", "满意度评分")

    survey_id: UUID
    degree: Decimal
    satisfied: bool


class SurveyExpired(CaseEvent):
    """No answer was recorded in time."""

    type: ClassVar[str] = "aftercare.feedback.survey.expired.v1"
    title: ClassVar[Title] = Title("Survey expired", "满意度调查超期")

    survey_id: UUID


class ComplaintEvent(CaseEvent):
    """A fact about a complaint (投诉)."""

    complaint_id: UUID


class ComplaintOpened(ComplaintEvent):
    """A complaint was accepted; its clocks run (003-2.2.2)."""

    type: ClassVar[str] = "aftercare.feedback.complaint.opened.v1"
    title: ClassVar[Title] = Title("Complaint accepted", "投诉受理")

    level: Literal["grievance", "general", "serious"]
    first_reply_due_at: datetime
    solution_due_at: datetime


class ComplaintReplied(ComplaintEvent):
    """The customer got the first reply (003-2.2.2f)."""

    type: ClassVar[str] = "aftercare.feedback.complaint.replied.v1"
    title: ClassVar[Title] = Title("Complaint answered", "投诉首次答复")

    in_time: bool


class ComplaintOverdue(ComplaintEvent):
    """A promise of the complaint was missed: the first reply or the solution."""

    type: ClassVar[str] = "aftercare.feedback.complaint.overdue.v1"
    title: ClassVar[Title] = Title("Complaint overdue", "投诉超期")

    what: Literal["first_reply", "solution"]


class ComplaintClosed(ComplaintEvent):
    """The customer is satisfied with the result (003-2.2.2e)."""

    type: ClassVar[str] = "aftercare.feedback.complaint.closed.v1"
    title: ClassVar[Title] = Title("Complaint closed", "投诉闭环")

    in_time: bool
