"""A department applies for the outing that carries a scheme out (002-4.4.2)."""

from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import Field

from aftercare_contracts.dispatch import OutingAppliedFor
from aftercare_contracts.numbers import series_of
from aftercare_contracts.values import Amount
from aftercare_kit.approvals import Matter, Step, patience_of, roles_of, step
from aftercare_kit.errors import ActBeforeItsCause
from aftercare_kit.fields import Body, Line, Moment, Prose
from aftercare_kit.ids import new_id
from aftercare_kit.roles import Role
from dispatch.application.clock import keep
from dispatch.application.ports import Work
from dispatch.application.reach import target_order
from dispatch.application.rights import REVIEWERS, RIGHTS
from dispatch.application.views_outing import OutingView
from dispatch.domain.errors import SchemeMissing
from dispatch.domain.outing import Journey, Outing, Transport, must_be_alone
from dispatch.domain.work_order import WorkOrder

PAPERS = "travel_papers"
"""The two hours in which application and scheme reach the desk."""


class ApplyForOuting(Body):
    """Whom the department sends, from when until when, how, and what it will cost."""

    staff: Annotated[list[Line], Field(min_length=1, max_length=20)]
    purpose: Prose | None = None
    leaves_at: Moment
    returns_at: Moment
    transport: Transport
    estimate: Annotated[Decimal, Field(ge=0, le=1_000_000, decimal_places=2)] = Decimal(0)
    occurred_at: Moment | None = None


async def apply_for_outing(command: ApplyForOuting, work_order_id: UUID, work: Work) -> OutingView:
    """Bring the papers to the desk: their clock stops, the approvers are told."""
    RIGHTS.require(work.actor, "outing.apply")
    at = work.moment(command.occurred_at)
    order = await target_order(work, work_order_id)
    order.must_be_open()
    if order.scheme_id is None:
        raise SchemeMissing
    scheme = await work.schemes.get(order.scheme_id)
    if at < scheme.last_act_at:
        raise ActBeforeItsCause("002-4.4.2", field="occurred_at", last_act_at=scheme.last_act_at)
    must_be_alone(await work.outings.every(work_order_id=order.id), scheme.id)
    journey = Journey(
        staff=list(command.staff),
        purpose=command.purpose or scheme.proposal.action,
        leaves_at=command.leaves_at,
        returns_at=command.returns_at,
        transport=command.transport,
        estimate=command.estimate,
    )
    outing = Outing(
        id=new_id(),
        region=order.region,
        number=work.numbers.issue("outing", series_of(order.department, order.local_day(at))),
        request_id=order.request_id,
        work_order_id=order.id,
        scheme_id=scheme.id,
        author=work.actor.subject,
        journey=journey,
        applied_at=at,
        last_act_at=at,
    )
    work.outings.add(outing)
    work.announce(outing, _applied_for(outing), at)
    matter = Matter(
        kind="outing",
        id=outing.id,
        title=f"{outing.number} {order.number}",
        author=outing.author,
        rule="002-4.4.2",
        case_id=order.request_id,
        centre=order.centre,
    )
    await work.approvals.open(matter, _steps(order), at, patience_of(order.parameters))
    await keep.stop(work, order.id, {PAPERS}, at)
    return OutingView.of(outing)


def _steps(order: WorkOrder) -> list[Step]:
    """The approvers of the policy; where it names none, any reviewer's word will do."""
    named: list[Role] = roles_of(order.parameters.get("outing.approvers", ""))
    return [step("outing", role) for role in named] or [Step("outing", sorted(REVIEWERS))]


def _applied_for(outing: Outing) -> OutingAppliedFor:
    journey = outing.journey
    return OutingAppliedFor(
        request_id=outing.request_id,
        outing_id=outing.id,
        work_order_id=outing.work_order_id,
        scheme_id=outing.scheme_id,
        number=outing.number,
        author=outing.author,
        staff=journey.staff,
        purpose=journey.purpose,
        leaves_at=journey.leaves_at,
        returns_at=journey.returns_at,
        transport=journey.transport.value,
        estimate=Amount(amount=journey.estimate),
    )
