"""The customer signs the field report: it is valid, a cleared fault is resolved (001-5.5.5b)."""

from dataclasses import replace
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from aftercare_contracts.dispatch import ReportSigned, WorkOrderResolved
from aftercare_contracts.values import Amount, FittedPart, ReportedTimes, Signature
from aftercare_kit.errors import ActBeforeItsCause
from aftercare_kit.fields import Body, Code, Hours, Line, Moment, Prose, Quantity
from aftercare_kit.ids import new_id
from dispatch.application.clock import keep
from dispatch.application.ports import Work
from dispatch.application.reach import target_part
from dispatch.application.rights import RIGHTS
from dispatch.application.views import ReportView
from dispatch.application.work_order.drop_plans import drop_plans
from dispatch.domain.errors import VisitOutOfOrder
from dispatch.domain.report import Findings, Fitted, Report, Signed, must_be_signed
from dispatch.domain.scheme import CauseKind
from dispatch.domain.visit import Visit, VisitState
from dispatch.domain.work_order import WorkOrder


class PartFitted(Body):
    """A part put in, and the faulty unit taken out for it."""

    part_no: Code
    quantity: Quantity
    serial_on: Code | None = None
    serial_off: Code | None = None


class CustomerSignature(Body):
    """Signature or company seal, with time, place, device and the SHA-256 of its image."""

    # Without a place it was signed at the site of the work order.
    """"""

    kind: Literal["signature", "seal"]
    signed_at: Moment
    place: Line | None = None
    device: Line
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class SignReport(Body):
    """The field record as filled in on site."""

    findings: Prose
    work_done: Prose
    cause_kind: CauseKind
    parts: Annotated[list[PartFitted], Field(max_length=100)] = []
    work_hours: Hours
    travel_hours: Hours = Decimal(0)
    travel_cost: Annotated[Decimal, Field(ge=0, le=1_000_000, decimal_places=2)] = Decimal(0)
    days: Annotated[int, Field(ge=1, le=60)] = 1
    persons: Annotated[int, Field(ge=1, le=20)] = 1
    signature: CustomerSignature | None = None
    customer_rating: Annotated[int, Field(ge=1, le=5)] | None = None


async def sign_report(command: SignReport, visit_id: UUID, work: Work) -> ReportView:
    """Take in the signed report of a finished visit; other plans fall away with the fault."""
    RIGHTS.require(work.actor, "report.sign")
    visit, order = await target_part(work, work.visits, "visit", visit_id)
    visit.must_be_for(work.actor.engineer_id)
    if visit.state is not VisitState.FINISHED or visit.finished_at is None:
        raise VisitOutOfOrder(state=visit.state, wanted=VisitState.FINISHED)
    signature = must_be_signed(
        _signed(command.signature),
        command.customer_rating,
        rating_asked="rating" in order.parameters.get("report.valid_when", ""),
    )
    at = work.moment(signature.signed_at, "signature.signed_at")
    if at < visit.finished_at:
        raise ActBeforeItsCause("001-5.5.5b", field="signature.signed_at")
    report = Report(
        id=new_id(),
        region=visit.region,
        request_id=visit.request_id,
        work_order_id=visit.work_order_id,
        visit_id=visit.id,
        engineer_id=visit.engineer_id,
        written_by=work.actor.subject,
        findings=_findings(command, fixed=bool(visit.fixed)),
        # A tablet's clock may be a little ahead of ours; what follows is measured on ours.
        signature=replace(signature, signed_at=at, place=signature.place or order.site_code),
    )
    work.reports.add(report)
    work.announce(report, _report_signed(report, visit, order), at)
    if visit.fixed and order.open:
        order.resolve_on_site(at)
        await drop_plans(work, order, "resolved on site")
        work.announce(order, _resolved(report, order, visit), at)
        await keep.stop(work, order.id, {"response", "report_up", "arrival", "fix"}, at)
        await keep.cancel(work, order.id)
    return ReportView.of(report)


def _signed(given: CustomerSignature | None) -> Signed | None:
    return given and Signed(given.kind, given.signed_at, given.device, given.sha256, given.place)


def _findings(command: SignReport, *, fixed: bool) -> Findings:
    return Findings(
        findings=command.findings,
        work_done=command.work_done,
        cause_kind=command.cause_kind,
        fixed=fixed,
        parts=[Fitted(p.part_no, p.quantity, p.serial_on, p.serial_off) for p in command.parts],
        work_hours=command.work_hours,
        travel_hours=command.travel_hours,
        travel_cost=command.travel_cost,
        days=command.days,
        persons=command.persons,
        customer_rating=command.customer_rating,
    )


def _report_signed(report: Report, visit: Visit, order: WorkOrder) -> ReportSigned:
    found, signed = report.findings, report.signature
    return ReportSigned(
        request_id=report.request_id,
        report_id=report.id,
        visit_id=visit.id,
        work_order_id=report.work_order_id,
        scheme_id=visit.scheme_id,
        asset_id=order.asset_id,
        engineer_id=visit.engineer_id,
        fixed=found.fixed,
        cause_kind=found.cause_kind.value,
        findings=found.findings,
        work_done=found.work_done,
        parts=[FittedPart.model_validate(part.__dict__) for part in found.parts],
        times=ReportedTimes(
            work_hours=found.work_hours,
            travel_hours=found.travel_hours,
            travel_cost=Amount(amount=found.travel_cost),
            days=found.days,
            persons=found.persons,
        ),
        signature=Signature.model_validate(signed.__dict__),
        customer_rating=found.customer_rating,
        written_by=report.written_by,
    )


def _resolved(report: Report, order: WorkOrder, visit: Visit) -> WorkOrderResolved:
    return WorkOrderResolved(
        request_id=order.request_id,
        work_order_id=order.id,
        mode="on_site",
        cause=report.findings.findings,
        action=report.findings.work_done,
        resolved_by=visit.engineer_name,
        visit_id=visit.id,
    )
