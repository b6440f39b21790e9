"""Dispatch's domain objects in the state they begin in; tests say what matters to them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from aftercare_clocks import ClockTerms
from aftercare_clocks.testing import office
from dispatch.domain.absence import Absence, AbsenceKind
from dispatch.domain.asked import Allocation
from dispatch.domain.case_log import LogEntry, LogKind
from dispatch.domain.certificate import Certificate
from dispatch.domain.duty import Duty, DutyKind
from dispatch.domain.engineer import Engineer
from dispatch.domain.outing import Journey, Outing, Transport
from dispatch.domain.place import Place
from dispatch.domain.qualification import Qualification, Title
from dispatch.domain.report import Findings, Report, Signed
from dispatch.domain.scheme import CauseKind, Consent, NeededPart, Proposal, Scheme
from dispatch.domain.sla_clock import Mark, SlaClock
from dispatch.domain.staff_training import Audience, StaffTraining
from dispatch.domain.tool_list import Tool, ToolList
from dispatch.domain.visit import Visit
from dispatch.domain.work_order import WorkOrder

NINE = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
"""Monday nine o'clock in Shenzhen: when the tests' working day begins."""

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def key(number: int) -> UUID:
    return UUID(int=number)


def a_work_order(**other: Any) -> WorkOrder:
    """Triaged at nine, nothing done yet."""
    said: dict[str, Any] = {
        "id": key(1),
        "region": "cn-south",
        "request_id": key(2),
        "number": "YX260301",
        "customer_id": key(3),
        "asset_id": key(4),
        "asset_serial": "INV-0001",
        "site_code": "SZ-01",
        "subject": "No output on phase B",
        "department": "SC",
        "centre": "shenzhen",
        "zone": "Asia/Shanghai",
        "fault_level": 2,
        "major": False,
        "fault_kind": "hardware",
        "policy": "electrical-automation",
        "policy_version": 1,
        "promised": [],
        "parameters": {},
        "reported_at": NINE - 5 * MINUTE,
        "opened_at": NINE,
        "last_act_at": NINE,
    }
    return WorkOrder(**said | other)


def an_allocation() -> Allocation:
    """Wuhan's engineer, given at nine."""
    return Allocation(key(7), "wuhan", "shen", NINE, "nobody free")


def a_proposal(cause: str = "Power board burnt out") -> Proposal:
    return Proposal(
        cause=cause,
        cause_kind=CauseKind.PRODUCT_QUALITY,
        action="Replace the power board",
        skills=["inverter"],
        parts=[NeededPart("PB-100", 1)],
        labour_days=1,
        persons=1,
        travel_estimate=Decimal(600),
        complex=False,
    )


def a_scheme(*, author: str = "zhao", major: bool = False, consent_needed: bool = False) -> Scheme:
    """Submitted at nine."""
    return Scheme(
        id=key(5),
        region="cn-south",
        request_id=key(2),
        work_order_id=key(1),
        author=author,
        major=major,
        proposal=a_proposal(),
        submitted_at=NINE,
        last_act_at=NINE,
        consent_needed=consent_needed,
    )


def a_consent(at: datetime = NINE + HOUR, *, given: bool = True) -> Consent:
    return Consent(given, "customer", "seal", at, "wang", "0" * 64)


def a_visit(*, days: float = 1, hours: float = 4) -> Visit:
    """A notice of nine o'clock, for some days ahead."""
    begins = NINE + timedelta(days=days)
    return Visit(
        id=key(6),
        region="cn-south",
        number="SC260301",
        request_id=key(2),
        work_order_id=key(1),
        scheme_id=key(5),
        engineer_id=key(7),
        engineer_name="Li Ming",
        planned_from=begins,
        planned_to=begins + timedelta(hours=hours),
        busy_from=begins,
        busy_to=begins + timedelta(hours=hours),
        last_act_at=NINE,
    )


def a_signature() -> Signed:
    return Signed("signature", NINE, "tablet", "0" * 64)


def a_report(findings: str = "Board burnt") -> Report:
    """Signed at nine."""
    return Report(
        id=key(8),
        region="cn-south",
        request_id=key(2),
        work_order_id=key(1),
        visit_id=key(6),
        engineer_id=key(7),
        findings=Findings(
            findings=findings,
            work_done="Board replaced",
            cause_kind=CauseKind.PRODUCT_QUALITY,
            fixed=True,
            parts=[],
            work_hours=Decimal("3.5"),
            travel_hours=Decimal(1),
            travel_cost=Decimal(80),
            days=1,
            persons=1,
            customer_rating=None,
        ),
        signature=a_signature(),
    )


def an_engineer(*certificates: tuple[str, date], active: bool = True) -> Engineer:
    return Engineer(
        id=key(7),
        region="cn-south",
        code="E-1",
        name="Li Ming",
        centre="shenzhen",
        certificates=[Certificate(skill, until) for skill, until in certificates],
        active=active,
    )


def an_outing(**other: Any) -> Outing:
    """Applied for at nine, for two people by rail, over night."""
    journey = Journey(
        staff=["Li Ming", "Wang Jun"],
        purpose="Replace the board",
        leaves_at=NINE + HOUR,
        returns_at=NINE + 25 * HOUR,
        transport=Transport.RAIL,
        estimate=Decimal("600.00"),
    )
    said: dict[str, Any] = {
        "id": key(13),
        "region": "cn-south",
        "number": "SC260301",
        "request_id": key(2),
        "work_order_id": key(1),
        "scheme_id": key(3),
        "author": "zhao",
        "journey": journey,
        "applied_at": NINE,
        "last_act_at": NINE,
    }
    return Outing(**said | other)


def a_tool_list(skill: str | None = "inverter") -> ToolList:
    """Two tools, laid down at nine, checked every thirty days."""
    tools = [Tool("T-1", "Multimeter", 1), Tool("T-2", "Torque wrench", 2)]
    return ToolList(key(14), "cn-south", "shenzhen", "Kit", tools, 30, NINE, skill)


def a_staff_training() -> StaffTraining:
    """What the region taught its engineers at nine."""
    return StaffTraining(
        id=key(15),
        region="cn-south",
        centre="shenzhen",
        audience=Audience.FIELD_ENGINEER,
        topic="Power boards",
        material="Manual",
        trainer="zhao",
        held_at=NINE,
        hours=Decimal("3.5"),
        attendees=["Li Ming"],
    )


def a_log_entry(**other: Any) -> LogEntry:
    """The call of nine o'clock."""
    said: dict[str, Any] = {
        "id": key(16),
        "region": "cn-south",
        "request_id": key(2),
        "work_order_id": key(1),
        "kind": LogKind.CALL,
        "text": "Phase B is dark",
        "written_by": "li",
        "happened_at": NINE,
    }
    return LogEntry(**said | other)


def a_recorded_engineer() -> Engineer:
    """Everything the register can hold of somebody."""
    engineer = an_engineer(("inverter", date(2026, 3, 2)))
    engineer.home = Place(22.54, 114.06)
    engineer.hours = office()
    engineer.unit = "CREW-A"
    engineer.qualification = a_qualification()
    engineer.evaluated_on = date(2026, 1, 5)
    return engineer


def a_qualification(title: Title = Title.JUNIOR, **other: Any) -> Qualification:
    said: dict[str, Any] = {
        "product_knowledge": True,
        "repair_skill": True,
        "code_trained_on": date(2026, 1, 5),
        "product_trained_on": date(2026, 1, 6),
    }
    return Qualification(title, **said | other)


def an_absence(hours: float = 8) -> Absence:
    """On leave from nine."""
    ends = NINE + timedelta(hours=hours)
    return Absence(key(10), "cn-south", key(7), AbsenceKind.LEAVE, NINE, ends)


def a_duty(hours: float = 12) -> Duty:
    """On duty from nine."""
    ends = NINE + timedelta(hours=hours)
    who = (key(7), "Li Ming")
    return Duty(key(11), "cn-south", "shenzhen", DutyKind.DAY, *who, NINE, ends)


def a_clock(
    *,
    limit: timedelta = HOUR,
    hold_allowed: bool = True,
    recorded_at: datetime = NINE,
) -> SlaClock:
    """A promise of one hour from nine o'clock, round the clock."""
    return SlaClock(
        id=key(9),
        region="cn-south",
        request_id=key(2),
        work_order_id=key(1),
        name="response",
        fault_level=2,
        policy="electrical-automation",
        policy_version=1,
        terms=ClockTerms("response", limit, hold_allowed=hold_allowed),
        marks=[Mark("started", NINE)],
        recorded_at=recorded_at,
    )
