"""A legal hold is placed on what is kept of a customer, and released."""

from uuid import UUID

from aftercare_contracts.intake import LegalHoldPlaced, LegalHoldReleased
from aftercare_kit.fields import Body, Prose
from aftercare_kit.ids import new_id
from intake.application.customer.reach import customer_within_reach
from intake.application.ports import Work
from intake.application.rights import RIGHTS
from intake.application.views import LegalHoldView
from intake.domain.retention import LegalHold


class PlaceHold(Body):
    """On whose data, and what for."""

    customer_id: UUID
    reason: Prose


class ReleaseHold(Body):
    """It needs no words: who and when are noted."""


async def place_hold(command: PlaceHold, work: Work) -> LegalHoldView:
    """Keep all of it until the hold is released; several holds last side by side."""
    RIGHTS.require(work.actor, "legal_hold.keep")
    customer = await customer_within_reach(work, command.customer_id)
    hold = LegalHold(
        id=new_id(),
        region=customer.region,
        customer_id=customer.id,
        reason=command.reason,
        placed_by=work.actor.subject,
        placed_at=work.now,
    )
    work.announce(hold, LegalHoldPlaced(hold_id=hold.id, customer_id=customer.id))
    work.holds.add(hold)
    return LegalHoldView.of(hold)


async def release_hold(command: ReleaseHold, hold_id: UUID, work: Work) -> LegalHoldView:
    """Let time run on: what is due is forgotten at the next turn."""
    del command
    RIGHTS.require(work.actor, "legal_hold.keep")
    hold = await work.holds.target(hold_id)
    await customer_within_reach(work, hold.customer_id, "legal_hold", hold_id)
    hold.release(work.actor.subject, work.now)
    work.announce(hold, LegalHoldReleased(hold_id=hold.id, customer_id=hold.customer_id))
    return LegalHoldView.of(hold)
