"""One box at the desk: what is found of requests, customers and units by the same words."""

from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.lists import Slice
from intake.application.queries.customers import list_assets, list_customers
from intake.application.queries.requests import Filter, list_requests
from intake.application.views import AssetView, CustomerView, RequestView, View

_MOST = 10


class FoundView(View):
    """The first of each kind; the lists themselves go on with the same `text`."""

    requests: list[RequestView]
    customers: list[CustomerView]
    assets: list[AssetView]


async def search(connection: AsyncConnection, actor: Actor, text: str) -> FoundView:
    """Look in requests, customers and units, as far as the actor's rights reach."""
    few = Slice(limit=_MOST)
    requests = await list_requests(connection, actor, narrow=Filter(text=text), wanted=few)
    customers = await list_customers(connection, actor, text=text, wanted=few)
    assets = await list_assets(connection, actor, text=text, wanted=few)
    return FoundView(
        requests=list(requests.items),
        customers=list(customers.items),
        assets=list(assets.items),
    )
