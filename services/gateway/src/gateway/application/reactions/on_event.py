"""Every event of the suite enters the timeline and changes the case it is about."""

from aftercare_contracts.base import Event
from aftercare_kit.events import Received
from gateway.application.ports import Work


async def on_event(event: Received[Event], work: Work) -> None:
    """Hand the event to the read model, which writes a whole batch together."""
    work.projection.take(event)
