"""What the gateway listens to: everything, with one reaction for all of it."""

from aftercare_contracts.catalogue import EVENTS
from aftercare_kit.consumers import Reactions
from gateway.application.ports import Work
from gateway.application.reactions.on_event import on_event


def reactions() -> Reactions[Work]:
    """The table of the gateway's reactions; equal to its subscriptions in the topology."""
    table = Reactions[Work]()
    for event in EVENTS.values():
        table.on(event, on_event)
    return table
