"""Somebody is there after all."""

from uuid import UUID

from aftercare_contracts.dispatch import AbsenceCancelled
from aftercare_kit.fields import Body
from dispatch.application.engineer.target import reach_engineer
from dispatch.application.ports import Work
from dispatch.application.rights import RIGHTS
from dispatch.application.staff_views import AbsenceView


class CancelAbsence(Body):
    """Nothing to fill in."""


async def cancel_absence(_command: CancelAbsence, absence_id: UUID, work: Work) -> AbsenceView:
    """Call the absence off, as long as it is not over."""
    RIGHTS.require(work.actor, "engineer.roster")
    await reach_engineer(work, await work.absences.glance(absence_id, "engineer_id"))
    absence = await work.absences.target(absence_id)
    absence.cancel(work.now)
    cancelled = AbsenceCancelled(
        absence_id=absence.id,
        engineer_id=absence.engineer_id,
        begins_at=absence.begins_at,
        ends_at=absence.ends_at,
    )
    work.announce(absence, cancelled)
    return AbsenceView.of(absence)
