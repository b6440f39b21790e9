"""Stories for feedback's tests: a triaged case, its verification, survey and complaint."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from aftercare_clocks import ClockTerms, resolve
from aftercare_contracts.dispatch import WorkOrderResolved
from aftercare_contracts.intake import RequestTriaged
from aftercare_contracts.values import Engagement, Entitlement, Promise
from aftercare_kit.ids import new_id
from feedback.domain.case_promise import FIRST_REPLY, OPINION, OURS, SOLUTION, CasePromise
from feedback.domain.complaint import Complaint
from feedback.domain.complaint_steps import Level
from feedback.domain.promised import Promised
from feedback.domain.survey import Survey
from feedback.domain.verification import Verification

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
"""A Monday, 12:00 in Shanghai."""

HOUR = timedelta(hours=1)
CUSTOMER = UUID("00000000-0000-7000-8000-00000000c001")


def clocks(preset: str = "base") -> list[ClockTerms]:
    """What a preset promises of what feedback keeps."""
    policy = resolve(preset, version=1, effective_from=datetime(2026, 1, 1, tzinfo=UTC))
    return [terms for name in sorted(OURS) if (terms := policy.clock(name)) is not None]


def a_case(preset: str = "base", **other: Any) -> CasePromise:
    """A triaged case of a customer in Shenzhen, as feedback keeps it."""
    said: dict[str, Any] = {
        "id": new_id(),
        "region": "cn-south",
        "request_id": new_id(),
        "number": "YX260307",
        "customer_id": CUSTOMER,
        "centre": "shenzhen",
        "department": "SC",
        "reported_at": NOON - 24 * HOUR,
        "clocks": clocks(preset),
        "parameters": {},
    }
    return CasePromise(**said | other)


def _head(case: CasePromise) -> dict[str, Any]:
    names = ("region", "request_id", "number", "customer_id", "centre")
    return {"id": new_id(), **{name: getattr(case, name) for name in names}}


def a_verification(at: datetime = NOON) -> Verification:
    """The question whether a fault is gone, opened when the work was done."""
    case = a_case()
    promise = Promised.begun(case.terms_or_base("remote_verification"), at, at)
    return Verification(
        **_head(case),
        work_order_id=new_id(),
        round=2,
        opened_at=at,
        promise=promise,
        due_at=promise.due_at,
    )


def a_survey(at: datetime = NOON) -> Survey:
    """The survey of a case that closed."""
    case = a_case()
    promise = Promised.begun(case.terms_or_base("survey"), at, at)
    return Survey(**_head(case), closure=5, sent_at=at, promise=promise, due_at=promise.due_at)


def a_complaint(
    at: datetime = NOON, *, level: Level = Level.GENERAL, preset: str = "network-maintenance"
) -> Complaint:
    """A complaint accepted at a moment, its sheet sent to production."""
    case = a_case(preset)
    return Complaint(
        **_head(case),
        department="SC",
        level=level,
        content="The engineer never came back",
        accepted_at=at,
        accepted_by="agent",
        last_act_at=at,
        promises=[
            Promised.begun(case.terms_or_base(name), at, at)
            for name in (OPINION, FIRST_REPLY, SOLUTION)
        ],
    )


def a_handled_complaint(at: datetime = NOON, **other: Any) -> Complaint:
    """A complaint whose department gave its opinion, and did what the customer agreed to."""
    complaint = a_complaint(at, **other)
    complaint.give_opinion(at, "zhao", "Send another engineer")
    complaint.answer(at, "We send another engineer tomorrow", agreed=True)
    complaint.handle(at, "zhao", "Another engineer cleared the fault")
    return complaint


def a_complaint_to_close(at: datetime = NOON, **other: Any) -> Complaint:
    """A handled complaint whose department asked for closure."""
    complaint = a_handled_complaint(at, **other)
    complaint.request_closure(at, "zhao", **a_closure_request())
    return complaint


def a_closure_request(**other: str | None) -> dict[str, Any]:
    """Everything a closure request has to state."""
    return {
        "statement": "Fault cleared on the second visit",
        "improvement": "Engineers confirm their return date in writing",
        "responsible_persons": "The engineer was instructed",
    } | other


def close(complaint: Complaint, by: str = "centre", **other: Any) -> bool:
    """Close it an hour later, on the customer's word."""
    said = {"department": None, "confirmed": True, "call_back": None} | other
    return complaint.close(NOON + HOUR, by, **said)


def reopen(complaint: Complaint, by: str = "centre", department: str | None = None) -> None:
    """Reopen it an hour later: the customer is not satisfied."""
    opinion = Promised.begun(complaint.promise(OPINION).terms, NOON + HOUR, NOON + HOUR)
    complaint.reopen(
        NOON + HOUR, by, department=department, reason="It fails again", opinion=opinion
    )


def a_triaged_request(
    *,
    request_id: UUID | None = None,
    preset: str = "base",
    promised: list[ClockTerms] | None = None,
    customer_id: UUID = CUSTOMER,
    centre: str = "shenzhen",
    reported_at: datetime | None = None,
) -> RequestTriaged:
    """A request from Shenzhen about an inverter, judged and promised under a preset."""
    terms = clocks(preset) if promised is None else promised
    return RequestTriaged(
        request_id=request_id or new_id(),
        number="YX260307",
        customer_id=customer_id,
        asset_id=new_id(),
        asset_serial="INV-0001",
        product_line="inverter",
        site_code="SZ-01",
        subject="No output on phase B",
        service_type="technical_support",
        fault_level=2,
        major=False,
        fault_kind="hardware",
        department="SC",
        engagement=Engagement(centre=centre, zone="Asia/Shanghai"),
        entitlement=Entitlement(cover="warranty"),
        promise=Promise.model_validate(
            {"policy": preset, "version": 1, "clocks": [one.to_json() for one in terms]}
        ),
        reported_at=reported_at or datetime.now(UTC) - timedelta(days=2),
    )


def a_resolution(request_id: UUID, work_order_id: UUID | None = None) -> WorkOrderResolved:
    """The fault of a request was cleared remotely."""
    return WorkOrderResolved(
        request_id=request_id,
        work_order_id=work_order_id or new_id(),
        mode="remote",
        cause="Parameter drift",
        action="Parameters restored",
        resolved_by="li",
    )


def some_answers(**other: object) -> dict[str, Any]:
    """A satisfied customer's answers, as the survey's body."""
    return {
        "answers": {"attitude": 5, "technical": 4, "punctual": 3, "overall": 4} | other,
        "comment": "Came a little late",
    }
