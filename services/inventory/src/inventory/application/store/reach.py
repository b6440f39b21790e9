"""How far an actor's rights over stores reach."""

from aftercare_kit.errors import UnknownRecord
from inventory.application.ports import Work


async def must_reach(work: Work, store: str) -> None:
    """Let the actor act on a store: any, or for a token bound to a centre that centre's only.

    Raises:
        UnknownRecord: there is no such store, or it is another centre's.

    """
    centre = await work.shelves.centre_of(store)
    if centre is None or work.actor.centre not in (None, centre):
        raise UnknownRecord("store", store)
