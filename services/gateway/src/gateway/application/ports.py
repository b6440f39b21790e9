"""What the gateway's reactions need from outside."""

from typing import Protocol

from aftercare_contracts.base import Event
from aftercare_kit.events import Received
from aftercare_kit.unit_of_work import UnitOfWork


class Projection(Protocol):
    """The read model: the timeline of all events, and the cases they add up to."""

    def take(self, event: Received[Event]) -> None:
        """Have an event written with the batch it came in."""
        ...


class Work(UnitOfWork):
    """One transaction, with the read model."""

    projection: Projection
