"""A scheme passes review; for a major problem the general manager decides last (002-4.2.2c)."""

from uuid import UUID

from aftercare_contracts.dispatch import SchemeApproved, SchemeReviewed
from aftercare_contracts.values import Amount, PartQuantity
from aftercare_kit.fields import Body, Moment
from aftercare_kit.roles import Role
from dispatch.application.clock import keep
from dispatch.application.ports import Work
from dispatch.application.reach import target_part
from dispatch.application.rights import RIGHTS
from dispatch.application.views import SchemeView
from dispatch.application.work_order.readiness import readiness
from dispatch.domain.scheme import Scheme
from dispatch.domain.work_order import WorkOrder


class ApproveScheme(Body):
    """When the reviewer agreed."""

    occurred_at: Moment | None = None


async def approve_scheme(command: ApproveScheme, scheme_id: UUID, work: Work) -> SchemeView:
    """Pass one step of the review; after the last the work goes by this scheme."""
    RIGHTS.require(work.actor, "scheme.review")
    at = work.moment(command.occurred_at)
    scheme, order = await target_part(work, work.schemes, "scheme", scheme_id)
    order.must_be_open()
    released = scheme.approve(work.actor.subject, at, general_manager=work.actor.has(Role.GM))
    if released:
        order.adopt(scheme.id, needs_parts=bool(scheme.proposal.parts))
        work.announce(scheme, _approved(scheme, order, work.actor.subject), at)
        work.announce(order, readiness(order), at)
        await keep.start(work, order, {"outside_work_decided"}, at)
    else:
        reviewed = SchemeReviewed(
            request_id=scheme.request_id,
            scheme_id=scheme.id,
            work_order_id=order.id,
            reviewer=work.actor.subject,
        )
        work.announce(scheme, reviewed, at)
    return SchemeView.of(scheme)


def _approved(scheme: Scheme, order: WorkOrder, approver: str) -> SchemeApproved:
    proposal = scheme.proposal
    return SchemeApproved(
        request_id=scheme.request_id,
        scheme_id=scheme.id,
        work_order_id=order.id,
        asset_id=order.asset_id,
        cause=proposal.cause,
        cause_kind=proposal.cause_kind.value,
        complex=proposal.complex,
        skills=proposal.skills,
        parts=[PartQuantity(part_no=p.part_no, quantity=p.quantity) for p in proposal.parts],
        labour_days=proposal.labour_days,
        persons=proposal.persons,
        travel_estimate=Amount(amount=proposal.travel_estimate),
        centre=order.centre,
        approver=approver,
    )
