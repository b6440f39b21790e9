"""The one place where the parts of inventory meet."""

from aftercare_kit.service import Service
from inventory.adapters.work import PostgresWork
from inventory.application.part_return.expect import OVERDUE, fire_overdue
from inventory.application.ports import Work
from inventory.domain import errors
from inventory.entrypoints.consumers import reactions
from inventory.entrypoints.http import parts, reservations, returns, stock, stores, usages


def service() -> Service[Work]:
    """Inventory, put together."""
    return Service(
        name="inventory",
        work=PostgresWork,
        routers=(
            parts.router,
            stores.router,
            stock.router,
            reservations.router,
            returns.router,
            usages.router,
        ),
        reactions=reactions(),
        timers={OVERDUE: fire_overdue},
        constraints={
            "part_number_key": errors.PartNumberTaken,
            "store_code_key": errors.StoreCodeTaken,
            "store_of_centre": errors.CentreHasStore,
        },
    )
