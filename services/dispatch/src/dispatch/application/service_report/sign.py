"""The customer signs or seals a report, and is asked how it was (001-5.5.5)."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from aftercare_contracts.dispatch import ServiceReportSigned
from aftercare_contracts.values import Signature
from aftercare_kit.fields import Body, Line, Moment, Prose
from dispatch.application.ports import Work
from dispatch.application.rights import RIGHTS
from dispatch.application.service_order.reach import target_report
from dispatch.application.views_service import ServiceReportView
from dispatch.domain.service_errors import FeedbackMissing
from dispatch.domain.service_report import Proof


class SignServiceReport(Body):
    """Signature or seal with time, place, device and hash; a rating, or that none was given."""

    kind: Literal["signature", "seal"]
    signed_at: Moment
    place: Line
    device: Line
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    rating: Annotated[int, Field(ge=1, le=5)] | None = None
    rating_declined: bool = False
    suggestion: Prose | None = None


async def sign_service_report(
    command: SignServiceReport, report_id: UUID, work: Work
) -> ServiceReportView:
    """Make the report valid."""
    RIGHTS.require(work.actor, "service_order.carry_out")
    report, order = await target_report(work, report_id)
    order.must_be_for(work.actor.engineer_id)
    at = work.moment(command.signed_at, "signed_at")
    if command.rating is None and not command.rating_declined:
        raise FeedbackMissing(field="rating")
    proof = Proof(command.kind, at, command.place, command.device, command.sha256)
    report.sign(proof, command.rating, command.suggestion)
    signed = ServiceReportSigned(
        service_report_id=report.id,
        service_order_id=order.id,
        form=report.form.value,
        signature=Signature.model_validate(proof.__dict__),
        customer_id=order.customer_id,
        customer_rating=report.customer_rating,
        suggestion=report.suggestion,
    )
    work.announce(report, signed, at)
    return ServiceReportView.of(report)
