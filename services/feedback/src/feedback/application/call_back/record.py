"""Taking down what the customer says of what was brought into service (004-5.3.1.4)."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from aftercare_contracts.feedback import CallBackRecorded
from aftercare_kit.fields import Body, Moment, Prose
from feedback.application import scope
from feedback.application.call_back.overdue import OVERDUE
from feedback.application.ports import Work
from feedback.application.rights import RIGHTS
from feedback.application.views import CallBackView
from feedback.domain.call_back import Word


class RecordCallBack(Body):
    """The four questions; `expertise` is 1 to 5, 5 the best."""

    punctual: bool
    in_one_go: bool
    expertise: Annotated[int, Field(ge=1, le=5, strict=True)]
    opinion: Prose | None = None
    occurred_at: Moment | None = None


async def record_call_back(command: RecordCallBack, call_back_id: UUID, work: Work) -> CallBackView:
    """Give the call its one outcome."""
    RIGHTS.require(work.actor, "call_back.record")
    at = work.moment(command.occurred_at)
    found = await scope.target(work.call_backs, "call_back", call_back_id, work.actor)
    word = Word(command.punctual, command.in_one_go, command.expertise, command.opinion)
    in_time = found.record(at, work.actor.subject, word)
    recorded = CallBackRecorded(
        call_back_id=found.id,
        service_order_id=found.service_order_id,
        punctual=word.punctual,
        in_one_go=word.in_one_go,
        expertise=word.expertise,
        in_time=in_time,
    )
    work.announce(found, recorded, at)
    await work.timers.cancel(OVERDUE, found.id)
    return CallBackView.of(found)
