"""The regional manager checks how a quarter's events were handled (000-7.4)."""

from aftercare_kit.errors import UnknownRecord
from aftercare_kit.fields import Body, Prose
from dispatch.application.obligation.calendar import EVENT_HANDLING
from dispatch.application.obligation.keep import meet
from dispatch.application.ports import Work
from dispatch.application.queries.statistics import EventStatistics, event_statistics
from dispatch.application.rights import RIGHTS


class CheckEvents(Body):
    """What the figures call for."""

    remark: Prose | None = None


async def check_events(command: CheckEvents, quarter: str, work: Work) -> EventStatistics:
    """Put the check on record with the figures it saw; the quarter's task is done."""
    RIGHTS.require(work.actor, "statistics.check")
    owed = await work.obligations.find(kind=EVENT_HANDLING, period=quarter)
    if owed is None:
        raise UnknownRecord("obligation", quarter)
    counted = await event_statistics(work.connection, work.actor, quarter)
    work.note(
        "statistics.check",
        "obligation",
        owed.id,
        remark=command.remark,
        figures=counted.model_dump(mode="json"),
    )
    await meet(work, EVENT_HANDLING, quarter, owed.id)
    return counted
