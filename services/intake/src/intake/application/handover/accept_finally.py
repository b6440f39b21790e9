"""Final acceptance (终验), with its papers and what region and field think (000-4.3d, 000-4.6a)."""

from uuid import UUID

from aftercare_contracts.intake import HandoverFinallyAccepted
from aftercare_kit.fields import Body, Line, Prose
from intake.application.asset.days import must_have_come
from intake.application.fields import Day
from intake.application.handover.reach import handover_within_reach
from intake.application.ports import Work
from intake.application.rights import RIGHTS
from intake.application.views import HandoverView
from intake.domain.handover import FinalAcceptance


class AcceptFinally(Body):
    """Day and papers of the acceptance, and both opinions on the project."""

    accepted_on: Day
    papers: Line
    regions_opinion: Prose
    engineers_opinion: Prose


async def accept_finally(command: AcceptFinally, handover_id: UUID, work: Work) -> HandoverView:
    """Note the final acceptance."""
    RIGHTS.require(work.actor, "handover.finish")
    must_have_come(work, command.accepted_on, field="accepted_on")
    handover = await handover_within_reach(work, handover_id)
    handover.accept_finally(
        work.now,
        FinalAcceptance(
            command.accepted_on,
            command.papers,
            command.regions_opinion,
            command.engineers_opinion,
        ),
    )
    said = HandoverFinallyAccepted(
        handover_id=handover.id, project_no=handover.project_no, accepted_on=command.accepted_on
    )
    work.announce(handover, said)
    return HandoverView.of(handover)
