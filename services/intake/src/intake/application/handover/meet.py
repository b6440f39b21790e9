"""Project manager, region and field meet; the file goes into review (000-4.1b, 000-6.2.2)."""

from uuid import UUID

from aftercare_contracts.intake import HandoverMeetingHeld
from aftercare_kit.fields import Body, Moment, Prose
from intake.application.handover.accept_initially import Attended, attendees
from intake.application.handover.approvers import open_review
from intake.application.handover.reach import handover_within_reach
from intake.application.ports import Work
from intake.application.rights import RIGHTS
from intake.application.views import HandoverView


class HoldMeeting(Body):
    """Who met, and what the minutes say."""

    attended: Attended
    minutes: Prose
    occurred_at: Moment | None = None


async def hold_meeting(command: HoldMeeting, handover_id: UUID, work: Work) -> HandoverView:
    """Note the meeting; whoever has to review the file is told."""
    RIGHTS.require(work.actor, "handover.prepare")
    at = work.moment(command.occurred_at)
    handover = await handover_within_reach(work, handover_id)
    handover.hold_meeting(at, attendees(command.attended), command.minutes)
    said = HandoverMeetingHeld(handover_id=handover.id, project_no=handover.project_no)
    work.announce(handover, said, at)
    await open_review(work, handover, at)
    return HandoverView.of(handover)
