"""The supervisor approves the new scheme, or sends it back (000-4.2g)."""

from uuid import UUID

from aftercare_contracts.intake import RenewalApproved, RenewalSentBack
from aftercare_kit.fields import Body, Moment, Prose
from intake.application.ports import Work
from intake.application.renewal.reach import renewal_within_reach
from intake.application.rights import RIGHTS
from intake.application.views import RenewalView


class ApproveRenewal(Body):
    """When it was approved, and with which words."""

    comment: Prose | None = None
    occurred_at: Moment | None = None


class SendBackRenewal(Body):
    """What is to be mended."""

    reason: Prose
    occurred_at: Moment | None = None


async def approve_renewal(command: ApproveRenewal, renewal_id: UUID, work: Work) -> RenewalView:
    """Take the approval's step."""
    RIGHTS.require(await work.approvals.actor(), "renewal.approve")
    at = work.moment(command.occurred_at)
    renewal = await renewal_within_reach(work, renewal_id)
    approval = await work.approvals.under_way(renewal.id)
    await work.approvals.approve(approval, at, command.comment)
    renewal.approve(at)
    approved = RenewalApproved(renewal_id=renewal.id, contract_id=renewal.contract_id)
    work.announce(renewal, approved, at)
    return RenewalView.of(renewal)


async def send_back_renewal(command: SendBackRenewal, renewal_id: UUID, work: Work) -> RenewalView:
    """End the round; the scheme is drafted anew."""
    RIGHTS.require(await work.approvals.actor(), "renewal.approve")
    at = work.moment(command.occurred_at)
    renewal = await renewal_within_reach(work, renewal_id)
    approval = await work.approvals.under_way(renewal.id)
    await work.approvals.give_back(approval, at, command.reason)
    renewal.send_back(at)
    sent = RenewalSentBack(
        renewal_id=renewal.id, contract_id=renewal.contract_id, reason=command.reason
    )
    work.announce(renewal, sent, at)
    return RenewalView.of(renewal)
