"""An outing is agreed to, or its application goes back with reasons (002-4.4.2)."""

from uuid import UUID

from aftercare_contracts.dispatch import OutingApproved, OutingReturned, OutingReviewed
from aftercare_kit.fields import Body, Moment, Prose
from dispatch.application.ports import Work
from dispatch.application.reach import target_part
from dispatch.application.rights import RIGHTS
from dispatch.application.views_outing import OutingView
from dispatch.domain.outing import Outing
from dispatch.domain.work_order import WorkOrder


class ApproveOuting(Body):
    """When the approver agreed, and with which words."""

    occurred_at: Moment | None = None
    comment: Prose | None = None


class ReturnOuting(Body):
    """Why nobody leaves like this."""

    reason: Prose


async def _target(outing_id: UUID, work: Work) -> tuple[Outing, WorkOrder]:
    RIGHTS.require(await work.approvals.actor(), "outing.approve")
    return await target_part(work, work.outings, "outing", outing_id)


async def approve_outing(command: ApproveOuting, outing_id: UUID, work: Work) -> OutingView:
    """Take a step; after the last the engineer may leave."""
    at = work.moment(command.occurred_at)
    outing, order = await _target(outing_id, work)
    order.must_be_open()
    outing.must_be_in_review(at)
    approval = await work.approvals.under_way(outing.id)
    decision = await work.approvals.approve(approval, at, command.comment)
    outing.pass_step(decision.by, at, last=not approval.pending)
    if approval.pending:
        work.announce(outing, OutingReviewed(**_about(outing), reviewer=decision.by), at)
    else:
        work.announce(outing, OutingApproved(**_about(outing), approver=decision.by), at)
    return OutingView.of(outing)


async def return_outing(command: ReturnOuting, outing_id: UUID, work: Work) -> OutingView:
    """Refuse it; its author writes another one."""
    outing, _ = await _target(outing_id, work)
    outing.must_be_in_review(work.now)
    approval = await work.approvals.under_way(outing.id)
    await work.approvals.give_back(approval, work.now, command.reason)
    by = work.actor.subject
    outing.give_back(by, work.now, command.reason)
    returned = OutingReturned(**_about(outing), reason=command.reason, reviewer=by)
    work.announce(outing, returned)
    return OutingView.of(outing)


def _about(outing: Outing) -> dict[str, UUID]:
    return {
        "request_id": outing.request_id,
        "outing_id": outing.id,
        "work_order_id": outing.work_order_id,
        "scheme_id": outing.scheme_id,
    }
