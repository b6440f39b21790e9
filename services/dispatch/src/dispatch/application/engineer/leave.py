"""Somebody leaves, rests or comes back."""

from uuid import UUID

from aftercare_contracts.dispatch import EngineerDeactivated, EngineerReactivated
from aftercare_kit.fields import Body, Line
from dispatch.application.engineer.target import target_engineer
from dispatch.application.engineer.watch import watch
from dispatch.application.ports import Work
from dispatch.application.rights import RIGHTS
from dispatch.application.staff_views import EngineerView
from dispatch.domain.errors import EngineerHasVisits


class Deactivate(Body):
    """Why they are not sent any more."""

    reason: Line


class Reactivate(Body):
    """Nothing to fill in."""


async def deactivate_engineer(command: Deactivate, engineer_id: UUID, work: Work) -> EngineerView:
    """Send them nowhere any more; their open visits are given to others first."""
    RIGHTS.require(work.actor, "engineer.enrol")
    engineer = await target_engineer(work, engineer_id)
    engineer.deactivate(command.reason)
    booked = await work.bookings.open_visits(engineer.id)
    if booked:
        raise EngineerHasVisits(visits=", ".join(visit.number for visit in booked))
    fact = EngineerDeactivated(
        engineer_id=engineer.id,
        code=engineer.code,
        centre=engineer.centre,
        reason=command.reason,
    )
    work.announce(engineer, fact)
    await watch(work, engineer)
    return EngineerView.of(engineer)


async def reactivate_engineer(_command: Reactivate, engineer_id: UUID, work: Work) -> EngineerView:
    """They are back; certificates that ended meanwhile are announced at once."""
    RIGHTS.require(work.actor, "engineer.enrol")
    engineer = await target_engineer(work, engineer_id)
    engineer.reactivate()
    fact = EngineerReactivated(engineer_id=engineer.id, code=engineer.code, centre=engineer.centre)
    work.announce(engineer, fact)
    await watch(work, engineer)
    return EngineerView.of(engineer)
