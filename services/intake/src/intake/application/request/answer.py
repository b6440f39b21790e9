"""An expert speaks with the caller: answers, or agrees on an appointment (003-1b, 004-5.1.7.2)."""

from uuid import UUID

from aftercare_contracts.intake import RequestAnswered
from aftercare_kit.fields import Body, Moment
from intake.application.ports import Work
from intake.application.request import call_clocks
from intake.application.rights import RIGHTS, must_reach
from intake.application.views import RequestView


class AnswerCaller(Body):
    """When they spoke, and what they agreed on."""

    appointment_at: Moment | None = None
    occurred_at: Moment | None = None


async def answer_caller(command: AnswerCaller, request_id: UUID, work: Work) -> RequestView:
    """Stop the clocks of the call that this answers."""
    RIGHTS.require(work.actor, "request.answer")
    at = work.moment(command.occurred_at)
    request = await work.requests.target(request_id)
    customer_id, centre = request.customer_id, request.centre
    must_reach(work.actor, "request", request_id, customer_id=customer_id, centre=centre)
    request.answer(at, command.appointment_at)
    await call_clocks.stop(work, request)
    answered = RequestAnswered(request_id=request.id, appointment_at=command.appointment_at)
    work.announce(request, answered, at)
    return RequestView.of(request)
