"""Nothing was lost and nothing made up: event logs, streams and inboxes compared with each other.

Asked of the databases and of NATS themselves, as an operator may: no service has a say in it.
"""

from aftercare_kit.admin.jetstream import NatsAccess
from aftercare_kit.admin.reconcile import Reconciliation, reconcile
from aftercare_kit.admin.suite import Suite
from aftercare_kit.streams import Place as StreamPlace
from aftercare_launcher.demo.place import Place
from aftercare_launcher.errors import LauncherError
from aftercare_launcher.ports import LOOPBACK
from aftercare_launcher.servers import databases
from aftercare_launcher.servers import nats as nats_server
from aftercare_launcher.stack.addresses import as_role, nats_addresses
from aftercare_launcher.stack.settings import SERVICE_ORDER
from aftercare_launcher.state.passwords import Passwords

CAUGHT_UP_WITHIN = 60.0


async def prove(place: Place) -> Reconciliation:
    """Compare once relays, consumers and retries have caught up."""
    return await reconcile(suite_of(place), wait_seconds=CAUGHT_UP_WITHIN)


def suite_of(place: Place) -> Suite:
    """The local stack as its operator reaches it."""
    if place.ports is None:
        raise LauncherError("Only a suite on this machine can be looked into.")
    passwords = Passwords(place.folder.secrets, SERVICE_ORDER)
    postgres = place.postgres_url or f"postgresql://{LOOPBACK}:{place.ports['postgres']}"
    nodes = nats_addresses(place.ports)
    return Suite(
        place=StreamPlace(place.region, replicas=len(nodes)),
        nats=NatsAccess(
            ",".join(nodes),
            nats_server.ADMIN,
            passwords.nats[nats_server.ADMIN],
        ),
        databases={
            name: as_role(postgres, name, databases.app(name), passwords) for name in SERVICE_ORDER
        },
    )
