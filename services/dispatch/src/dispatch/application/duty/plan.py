"""One turn of duty is planned, given to somebody else, or called off."""

from uuid import UUID

from aftercare_contracts.dispatch import DutyCancelled, DutyGiven
from aftercare_kit.fields import Body, Code, Moment
from dispatch.application.duty.facts import must_reach, plan_turn, taker
from dispatch.application.ports import Work
from dispatch.application.rights import RIGHTS
from dispatch.application.staff_views import DutyView
from dispatch.domain.booking import Span
from dispatch.domain.duty import Duty, DutyKind
from dispatch.domain.errors import DutyInvalid


class PlanDuty(Body):
    """Who answers at which centre, from when until when."""

    centre: Code
    kind: DutyKind
    engineer_id: UUID
    begins_at: Moment
    ends_at: Moment


class GiveDuty(Body):
    """Who takes the turn instead."""

    engineer_id: UUID


class CancelDuty(Body):
    """Nothing to fill in."""


async def plan_duty(command: PlanDuty, work: Work) -> DutyView:
    """Put one turn into the rota."""
    RIGHTS.require(work.actor, "duty.plan")
    must_reach(work, command.centre)
    if command.ends_at <= command.begins_at:
        raise DutyInvalid(field="ends_at")
    span = Span(command.begins_at, command.ends_at)
    engineer = await taker(work, command.engineer_id, command.centre, span)
    return DutyView.of(plan_turn(work, command.centre, command.kind, engineer, span))


async def give_duty(command: GiveDuty, duty_id: UUID, work: Work) -> DutyView:
    """Let somebody else take the turn."""
    RIGHTS.require(work.actor, "duty.plan")
    duty = await _target(work, duty_id)
    span = Span(duty.begins_at, duty.ends_at)
    engineer = await taker(work, command.engineer_id, duty.centre, span)
    duty.give(engineer.id, engineer.name, work.now)
    given = DutyGiven(
        duty_id=duty.id,
        centre=duty.centre,
        engineer_id=duty.engineer_id,
        begins_at=duty.begins_at,
        ends_at=duty.ends_at,
    )
    work.announce(duty, given)
    return DutyView.of(duty)


async def cancel_duty(_command: CancelDuty, duty_id: UUID, work: Work) -> DutyView:
    """Call the turn off; the rota's watch tells of the gap."""
    RIGHTS.require(work.actor, "duty.plan")
    duty = await _target(work, duty_id)
    duty.cancel(work.now)
    cancelled = DutyCancelled(
        duty_id=duty.id,
        centre=duty.centre,
        engineer_id=duty.engineer_id,
        begins_at=duty.begins_at,
        ends_at=duty.ends_at,
    )
    work.announce(duty, cancelled)
    return DutyView.of(duty)


async def _target(work: Work, duty_id: UUID) -> Duty:
    duty = await work.duties.get(duty_id)
    must_reach(work, duty.centre)
    return await work.duties.target(duty_id)
