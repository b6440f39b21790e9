"""A centre's hours, departments or policy change; promises made already keep theirs."""

from uuid import UUID

from aftercare_kit.errors import UnknownRecord
from intake.application.centre.open import CentreHours
from intake.application.ports import Work
from intake.application.rights import RIGHTS
from intake.application.views import CentreView
from intake.domain import policy


async def change_centre(command: CentreHours, centre_id: UUID, work: Work) -> CentreView:
    """Replace everything but the code."""
    RIGHTS.require(work.actor, "centre.keep")
    policy.must_be_known(command.policy, field="policy")
    centre = await work.centres.target(centre_id)
    if work.actor.centre not in {None, centre.code}:
        raise UnknownRecord("service_centre", centre_id)
    centre.change(
        name=command.name,
        zone=command.zone,
        week={day: list(shifts) for day, shifts in command.week.items()},
        holidays=command.holidays,
        closed=list(command.closed),
        departments=list(command.departments),
        policy=command.policy,
    )
    work.note("centre.change", "service_centre", centre.id)
    await work.flush()
    return CentreView.of(centre)
