"""Somebody will not be there: leave, illness, training."""

from uuid import UUID

from aftercare_contracts.dispatch import AbsenceRegistered
from aftercare_kit.fields import Body, Moment
from aftercare_kit.ids import new_id
from dispatch.application.engineer.target import target_engineer
from dispatch.application.ports import Work
from dispatch.application.rights import RIGHTS
from dispatch.application.staff_views import AbsenceView
from dispatch.domain.absence import Absence, AbsenceKind
from dispatch.domain.errors import EngineerHasVisits


class RegisterAbsence(Body):
    """From when until when, and why."""

    kind: AbsenceKind
    begins_at: Moment
    ends_at: Moment


async def register_absence(command: RegisterAbsence, engineer_id: UUID, work: Work) -> AbsenceView:
    """Note the absence; leave waits for open visits, illness tells which need somebody else.

    The engineer stays locked, so no visit is planned into the absence meanwhile.
    """
    RIGHTS.require(work.actor, "engineer.roster")
    engineer = await target_engineer(work, engineer_id)
    absence = Absence(
        id=new_id(),
        region=work.region,
        engineer_id=engineer.id,
        kind=command.kind,
        begins_at=command.begins_at,
        ends_at=command.ends_at,
    )
    met = await work.bookings.visits_between(engineer.id, absence.begins_at, absence.ends_at)
    numbers = [visit.number for visit in met]
    if numbers and command.kind.can_wait:
        raise EngineerHasVisits(visits=", ".join(numbers))
    registered = AbsenceRegistered(
        absence_id=absence.id,
        engineer_id=engineer.id,
        begins_at=absence.begins_at,
        ends_at=absence.ends_at,
        visits=numbers,
    )
    work.announce(absence, registered)
    work.absences.add(absence)
    await work.flush()
    return AbsenceView.of(absence)
