"""The customer accepts the project for the first time (初验, 000-6.2.1)."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from aftercare_contracts.intake import HandoverInitiallyAccepted
from aftercare_kit.fields import Body, Code
from aftercare_kit.roles import Role
from intake.application.asset.days import must_have_come
from intake.application.fields import Day
from intake.application.handover.reach import handover_within_reach
from intake.application.ports import Work
from intake.application.rights import RIGHTS
from intake.application.views import HandoverView
from intake.domain.delivery import must_be_counted
from intake.domain.handover import Attendee


class TookPart(Body):
    """Somebody who was there; customers' people are counted by their role alone."""

    role: Role
    subject: Code


Attended = Annotated[list[TookPart], Field(min_length=1, max_length=100)]


class AcceptInitially(Body):
    """The day on the acceptance papers, and who was there."""

    accepted_on: Day
    attended: Attended


async def accept_initially(command: AcceptInitially, handover_id: UUID, work: Work) -> HandoverView:
    """Note the acceptance; the contract period will count from its day (000-3.3)."""
    RIGHTS.require(work.actor, "handover.prepare")
    must_have_come(work, command.accepted_on, field="accepted_on")
    handover = await handover_within_reach(work, handover_id)
    must_be_counted(await work.deliveries.every(project_no=handover.project_no))
    handover.accept_initially(work.now, command.accepted_on, attendees(command.attended))
    said = HandoverInitiallyAccepted(
        handover_id=handover.id, project_no=handover.project_no, accepted_on=command.accepted_on
    )
    work.announce(handover, said)
    return HandoverView.of(handover)


def attendees(attended: Attended) -> list[Attendee]:
    """As the domain has them."""
    return [Attendee(one.role.value, one.subject) for one in attended]
