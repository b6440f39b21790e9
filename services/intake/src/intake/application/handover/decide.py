"""Level by level the file is found complete and true, or goes back (000-4.3b, 000-4.2c)."""

from uuid import UUID

from aftercare_contracts.intake import HandoverCompleted, HandoverReturned, HandoverReviewed
from aftercare_kit.approvals import Approval
from aftercare_kit.fields import Body, Moment, Prose
from intake.application.contract.begin import begin_contract
from intake.application.handover.reach import handover_within_reach
from intake.application.ports import Work
from intake.application.rights import RIGHTS
from intake.application.views import HandoverView
from intake.domain.entitlement import months_later
from intake.domain.handover import Handover


class ApproveFile(Body):
    """When the file was found complete and true, and with which words."""

    comment: Prose | None = None
    occurred_at: Moment | None = None


class ReturnFile(Body):
    """What is wrong with it (000-6.2.2c)."""

    reason: Prose
    occurred_at: Moment | None = None


async def approve_file(command: ApproveFile, handover_id: UUID, work: Work) -> HandoverView:
    """Take a level; with the last the project is in service, and its contract period runs."""
    handover, approval = await _under_review(handover_id, work)
    at = work.moment(command.occurred_at)
    await work.approvals.approve(approval, at, command.comment)
    if approval.pending:
        handover.review(at)
        said = HandoverReviewed(handover_id=handover.id, project_no=handover.project_no)
        work.announce(handover, said, at)
    else:
        handover.confirm(at)
        await _begin_period(handover, work)
    return HandoverView.of(handover)


async def return_file(command: ReturnFile, handover_id: UUID, work: Work) -> HandoverView:
    """Send the file back to its author, who is told why."""
    handover, approval = await _under_review(handover_id, work)
    at = work.moment(command.occurred_at)
    await work.approvals.give_back(approval, at, command.reason)
    handover.give_back(at)
    said = HandoverReturned(
        handover_id=handover.id, project_no=handover.project_no, reasons=command.reason
    )
    work.announce(handover, said, at)
    return HandoverView.of(handover)


async def _under_review(handover_id: UUID, work: Work) -> tuple[Handover, Approval]:
    """The file that the actor may review, with its round of approval."""
    RIGHTS.require(await work.approvals.actor(), "handover.review")
    handover = await handover_within_reach(work, handover_id)
    handover.must_be_reviewed()
    return handover, await work.approvals.under_way(handover.id)


async def _begin_period(handover: Handover, work: Work) -> None:
    """The contract period counts from the acceptance, not from the review (000-3.3)."""
    starts_on = handover.accepted_on
    assert starts_on is not None, "nothing is confirmed before its acceptance"
    agreed = handover.agreed
    contract = await begin_contract(
        work,
        customer_id=handover.customer_id,
        code=agreed.code,
        kind="contract_period",
        starts_on=starts_on,
        ends_on=months_later(starts_on, agreed.months),
        product_lines=agreed.product_lines,
        serials=agreed.serials,
        policy=agreed.policy,
    )
    handover.contract_id = contract.id
    said = HandoverCompleted(
        handover_id=handover.id,
        project_no=handover.project_no,
        customer_id=handover.customer_id,
        centre=handover.centre,
        name=handover.name,
        size=handover.size,
        contract_id=contract.id,
        starts_on=contract.starts_on,
        ends_on=contract.ends_on,
    )
    work.announce(handover, said, handover.last_act_at)
