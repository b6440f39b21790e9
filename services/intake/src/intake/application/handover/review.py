"""Region, then supervisor, look whether the file is complete and true (000-4.3b, 000-4.2c)."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from aftercare_contracts.intake import HandoverCompleted, HandoverReturned, HandoverReviewed
from aftercare_kit.fields import Body, Moment, Prose
from intake.application.contract.begin import begin_contract
from intake.application.handover.reach import handover_within_reach
from intake.application.ports import Work
from intake.application.rights import RIGHTS
from intake.application.views import HandoverView
from intake.domain.entitlement import months_later
from intake.domain.handover import Handover

Decision = Annotated[Literal["accept", "return"], Field(description="A return needs its reasons.")]


class ReviewFile(Body):
    """Accept the file, or send it back with what is wrong."""

    decision: Decision
    reasons: Prose | None = None
    occurred_at: Moment | None = None


async def review_file(command: ReviewFile, handover_id: UUID, work: Work) -> HandoverView:
    """The regional manager's review."""
    RIGHTS.require(work.actor, "handover.review")
    at = work.moment(command.occurred_at)
    handover = await handover_within_reach(work, handover_id)
    if command.decision == "return":
        return _returned(command, handover, work)
    handover.review(at, work.actor.subject)
    said = HandoverReviewed(handover_id=handover.id, project_no=handover.project_no)
    work.announce(handover, said, at)
    return HandoverView.of(handover)


async def confirm_file(command: ReviewFile, handover_id: UUID, work: Work) -> HandoverView:
    """The supervisor's: with it the project is in service, and its contract period runs."""
    RIGHTS.require(work.actor, "handover.confirm")
    at = work.moment(command.occurred_at)
    handover = await handover_within_reach(work, handover_id)
    if command.decision == "return":
        return _returned(command, handover, work)
    handover.confirm(at, work.actor.subject)
    await _begin_period(handover, work)
    return HandoverView.of(handover)


def _returned(command: ReviewFile, handover: Handover, work: Work) -> HandoverView:
    at = work.moment(command.occurred_at)
    handover.give_back(at, work.actor.subject, command.reasons)
    said = HandoverReturned(
        handover_id=handover.id, project_no=handover.project_no, reasons=command.reasons or ""
    )
    work.announce(handover, said, at)
    return HandoverView.of(handover)


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
