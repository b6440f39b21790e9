"""A store opens: a centre's regional store, an engineer's van or the central depot."""

from aftercare_kit.fields import Body, Code, Line
from aftercare_kit.ids import new_id
from inventory.application.ports import Work
from inventory.application.rights import RIGHTS
from inventory.application.views import StoreView
from inventory.domain.store import Store, StoreKind


class OpenStore(Body):
    """Where the store is, by its centre, and what it is for."""

    code: Code
    name: Line
    centre: Code
    kind: StoreKind = StoreKind.REGIONAL


async def open_store(command: OpenStore, work: Work) -> StoreView:
    """Open a store; a centre has one regional store, which its schemes draw from."""
    RIGHTS.require(work.actor, "store.open")
    store = Store(
        id=new_id(),
        region=work.region,
        code=command.code,
        name=command.name,
        centre=command.centre,
        kind=command.kind,
    )
    work.stores.add(store)
    work.note("store.open", "store", store.id)
    await work.flush()
    return StoreView.of(store)
