"""What feedback agreed with a customer who complained puts the case's work first (004-5.3.2.2c)."""

from typing import TypeVar

from aftercare_contracts.dispatch import WorkOrderPrecedenceChanged
from aftercare_contracts.feedback import (
    ComplaintConsulted,
    ComplaintEvent,
    ComplaintHandled,
    ComplaintReopened,
    ComplaintReplied,
)
from aftercare_kit.errors import NotReady
from aftercare_kit.events import Received
from dispatch.application.ports import Work

E = TypeVar("E", bound=ComplaintEvent)


async def on_complaint_replied(event: Received[ComplaintReplied], work: Work) -> None:
    """The first reply: agreed at once, or to be talked over."""
    await _note(event, work, agreed=event.data.agreed)


async def on_complaint_consulted(event: Received[ComplaintConsulted], work: Work) -> None:
    """They were consulted again."""
    await _note(event, work, agreed=event.data.agreed)


async def on_complaint_handled(event: Received[ComplaintHandled], work: Work) -> None:
    """It was done: nothing goes first for it any more."""
    await _note(event, work, agreed=False)


async def on_complaint_reopened(event: Received[ComplaintReopened], work: Work) -> None:
    """The customer is not satisfied: something else is to be agreed to."""
    await _note(event, work, agreed=False)


async def _note(event: Received[E], work: Work, *, agreed: bool) -> None:
    fact = event.data
    order = await work.work_orders.find(request_id=fact.request_id)
    if order is None:
        raise NotReady  # Intake's triage travels on another stream and is still on its way.
    if not order.agree(fact.complaint_id, agreed=agreed):
        return  # Told again, or never agreed to.
    changed = WorkOrderPrecedenceChanged(
        request_id=order.request_id,
        work_order_id=order.id,
        complaint_id=fact.complaint_id,
        agreed=agreed,
    )
    work.announce(order, changed, max(event.time, order.last_act_at))
