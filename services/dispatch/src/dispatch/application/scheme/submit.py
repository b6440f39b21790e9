"""A technician submits a scheme to review (002-4.2.2b)."""

from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import Field

from aftercare_contracts.dispatch import SchemeSubmitted
from aftercare_kit.errors import ActBeforeItsCause
from aftercare_kit.fields import Body, Code, Line, Moment, Prose, Quantity
from aftercare_kit.ids import new_id
from dispatch.application.clock import keep
from dispatch.application.ports import Work
from dispatch.application.reach import target_order
from dispatch.application.rights import RIGHTS
from dispatch.application.scheme.review import open_review
from dispatch.application.scheme.under_way import must_be_alone
from dispatch.application.views import SchemeView
from dispatch.domain.scheme import CauseKind, NeededPart, Proposal, Scheme


class PartNeeded(Body):
    """So many of a part."""

    part_no: Code
    quantity: Quantity


class SubmitScheme(Body):
    """Cause, action, skills, parts, hours: what the reviewer has to judge."""

    cause: Line
    cause_kind: CauseKind
    action: Prose
    skills: Annotated[list[Code], Field(max_length=20)] = []
    parts: Annotated[list[PartNeeded], Field(max_length=100)] = []
    labour_days: Annotated[int, Field(ge=1, le=60)] = 1
    persons: Annotated[int, Field(ge=1, le=20)] = 1
    travel_estimate: Annotated[Decimal, Field(ge=0, le=1_000_000, decimal_places=2)] = Decimal(0)
    complex: bool = False
    occurred_at: Moment | None = None

    def proposal(self) -> Proposal:
        """The same for the domain."""
        return Proposal(
            cause=self.cause,
            cause_kind=self.cause_kind,
            action=self.action,
            skills=list(self.skills),
            parts=[NeededPart(part.part_no, part.quantity) for part in self.parts],
            labour_days=self.labour_days,
            persons=self.persons,
            travel_estimate=self.travel_estimate,
            complex=self.complex,
        )


async def submit_scheme(command: SubmitScheme, work_order_id: UUID, work: Work) -> SchemeView:
    """Put a scheme for the work order into review; its clock (T04) stops."""
    RIGHTS.require(work.actor, "scheme.submit")
    at = work.moment(command.occurred_at)
    order = await target_order(work, work_order_id)
    order.must_be_open()
    if at < order.opened_at:
        raise ActBeforeItsCause("002-4.2.2b", field="occurred_at", opened_at=order.opened_at)
    await must_be_alone(work, order.id)
    scheme = Scheme(
        id=new_id(),
        region=order.region,
        request_id=order.request_id,
        work_order_id=order.id,
        author=work.actor.subject,
        major=order.major,
        proposal=command.proposal(),
        submitted_at=at,
        last_act_at=at,
        consent_needed=order.asks_customer,
    )
    work.schemes.add(scheme)
    work.announce(scheme, submitted(scheme), at)
    await open_review(work, scheme, order, at)
    await keep.stop(work, order.id, {"scheme"}, at)
    return SchemeView.of(scheme)


def submitted(scheme: Scheme) -> SchemeSubmitted:
    """The fact that a scheme went to review."""
    return SchemeSubmitted(
        request_id=scheme.request_id,
        scheme_id=scheme.id,
        work_order_id=scheme.work_order_id,
        author=scheme.author,
        cause=scheme.proposal.cause,
        action=scheme.proposal.action,
    )
