"""What feedback says: verification calls, surveys and complaints."""

from datetime import datetime
from decimal import Decimal
from typing import ClassVar, Literal
from uuid import UUID

from aftercare_contracts.base import CaseEvent, Event, Title


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
    escalate_to: list[str] = []


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
    """The customer's answers were scored.

    `degree` is the satisfaction degree by the five-step scale 100/80/60/30/0, `method` how it was
    computed; `satisfied` says whether the overall answer was "satisfied" or better.
    """

    type: ClassVar[str] = "aftercare.feedback.survey.scored.v1"
    title: ClassVar[Title] = Title("Survey scored", "满意度评分")

    survey_id: UUID
    degree: Decimal
    satisfied: bool
    method: str = "five-step 100/80/60/30/0, items weighted equally"


class SurveyExpired(CaseEvent):
    """No answer was recorded in time."""

    type: ClassVar[str] = "aftercare.feedback.survey.expired.v1"
    title: ClassVar[Title] = Title("Survey expired", "满意度调查超期")

    survey_id: UUID
    escalate_to: list[str] = []


class ComplaintEvent(CaseEvent):
    """A fact about a complaint (投诉)."""

    complaint_id: UUID


class ComplaintOpened(ComplaintEvent):
    """A complaint was accepted; its clocks run (003-2.2.2).

    `department` got the tracking sheet; `to_roles` mediate besides, when it is serious.
    """

    type: ClassVar[str] = "aftercare.feedback.complaint.opened.v1"
    title: ClassVar[Title] = Title("Complaint accepted", "投诉受理")

    level: Literal["grievance", "general", "serious"]
    first_reply_due_at: datetime
    solution_due_at: datetime
    department: str = ""
    to_roles: list[str] = []


class ComplaintOpinionGiven(ComplaintEvent):
    """The department said how it would handle the complaint (003-2.2.2b)."""

    type: ClassVar[str] = "aftercare.feedback.complaint.opinion_given.v1"
    title: ClassVar[Title] = Title("Handling opinion given", "投诉处理意见")

    in_time: bool


class ComplaintReplied(ComplaintEvent):
    """The customer got the first reply (003-2.2.2f)."""

    type: ClassVar[str] = "aftercare.feedback.complaint.replied.v1"
    title: ClassVar[Title] = Title("Complaint answered", "投诉首次答复")

    in_time: bool
    agreed: bool = False


class ComplaintConsulted(ComplaintEvent):
    """The customer was consulted again, as is done until agreed (003-2.2.2c)."""

    type: ClassVar[str] = "aftercare.feedback.complaint.consulted.v1"
    title: ClassVar[Title] = Title("Customer consulted", "投诉沟通")

    agreed: bool


class ComplaintHandled(ComplaintEvent):
    """What the customer agreed to was done."""

    type: ClassVar[str] = "aftercare.feedback.complaint.handled.v1"
    title: ClassVar[Title] = Title("Complaint handled", "投诉处理完成")


class ComplaintClosureRequested(ComplaintEvent):
    """The department stated result and responsibility, and asks to close (003-2.2.2d)."""

    type: ClassVar[str] = "aftercare.feedback.complaint.closure_requested.v1"
    title: ClassVar[Title] = Title("Closure requested", "投诉闭环申请")


class ComplaintReopened(ComplaintEvent):
    """The customer is not satisfied: the handling sheet went out again (003-2.2.2e)."""

    type: ClassVar[str] = "aftercare.feedback.complaint.reopened.v1"
    title: ClassVar[Title] = Title("Complaint reopened", "投诉重新处理")

    reason: str
    to_roles: list[str] = []


class ComplaintOverdue(ComplaintEvent):
    """A promise of the complaint was missed: the opinion, the first reply or the solution."""

    type: ClassVar[str] = "aftercare.feedback.complaint.overdue.v1"
    title: ClassVar[Title] = Title("Complaint overdue", "投诉超期")

    what: Literal["opinion", "first_reply", "solution"]
    escalate_to: list[str] = []


class ComplaintClosed(ComplaintEvent):
    """The customer is satisfied with the result (003-2.2.2e)."""

    type: ClassVar[str] = "aftercare.feedback.complaint.closed.v1"
    title: ClassVar[Title] = Title("Complaint closed", "投诉闭环")

    in_time: bool


class CallBackEvent(Event):
    """A fact about the call-back (回访) after something was brought into service (004-5.2.2.2)."""

    call_back_id: UUID
    service_order_id: UUID


class CallBackPlanned(CallBackEvent):
    """The customer is to be called: was it punctual, in one go, expert (004-5.3.1.4)?"""

    type: ClassVar[str] = "aftercare.feedback.call_back.planned.v1"
    title: ClassVar[Title] = Title("Call-back planned", "待回访")

    customer_id: UUID | None = None
    centre: str
    due_at: datetime


class CallBackOverdue(CallBackEvent):
    """Nobody has called in time."""

    type: ClassVar[str] = "aftercare.feedback.call_back.overdue.v1"
    title: ClassVar[Title] = Title("Call-back overdue", "回访超期")

    due_at: datetime
    escalate_to: list[str] = []


class CallBackRecorded(CallBackEvent):
    """What the customer said of the service; the words stay with feedback."""

    type: ClassVar[str] = "aftercare.feedback.call_back.recorded.v1"
    title: ClassVar[Title] = Title("Call-back recorded", "回访记录")

    punctual: bool
    in_one_go: bool
    expertise: int
    in_time: bool
