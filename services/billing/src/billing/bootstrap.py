"""The one place where the parts of billing meet."""

from aftercare_kit.errors import VersionConflict
from aftercare_kit.service import Service
from billing.adapters.work import PostgresWork
from billing.application.charge.compute import CHARGE, try_again
from billing.application.cost import record
from billing.application.ports import Work
from billing.application.quote.expire import EXPIRE, expire_quote
from billing.entrypoints.consumers import reactions
from billing.entrypoints.http import charges, costs, liabilities, prices, quotes


def service() -> Service[Work]:
    """Billing, put together."""
    return Service(
        name="billing",
        work=PostgresWork,
        routers=(prices.router, liabilities.router, quotes.router, charges.router, costs.router),
        reactions=reactions(),
        timers={EXPIRE: expire_quote, CHARGE: try_again, record.PRICE: record.try_again},
        # Two people entered the first price of a part at once: the second is to read it first.
        constraints={"price_key": VersionConflict},
    )
