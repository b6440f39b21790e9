"""The one place where the parts of the gateway meet."""

from aftercare_kit.service import Service
from gateway.adapters.work import PostgresWork
from gateway.application.ports import Work
from gateway.entrypoints.consumers import reactions
from gateway.entrypoints.http import cases, documents, events


def service() -> Service[Work]:
    """The gateway, put together."""
    return Service(
        name="gateway",
        work=PostgresWork,
        routers=(cases.router, events.router, documents.router),
        reactions=reactions(),
        documents=False,
    )
