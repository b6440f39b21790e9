"""NATS as this stack runs it: one server, or a cluster, by the names of its units."""

from aftercare_launcher.servers.nats import NatsServer
from aftercare_launcher.servers.nats_cluster import Secrets, cluster
from aftercare_launcher.stack.settings import StackSettings
from aftercare_launcher.state.passwords import Passwords


def servers(settings: StackSettings, passwords: Passwords) -> dict[str, NatsServer]:
    """The servers to run.

    One alone and a cluster keep their streams apart, in `nats/` and in `nats/1` and so on: whoever
    changes the number finds the streams that this number of nodes had, and the relays bring them
    up to date from the event logs.
    """
    ports, name = settings.nats_ports(), f"aftercare-{settings.region}"
    folder = settings.state.nats
    if settings.nats_nodes == 1:
        ((unit, node),) = ports.items()
        alone = NatsServer(folder, node.client, node.monitor, passwords=passwords.nats, name=name)
        return {unit: alone}
    secrets = Secrets(passwords.nats, passwords.routes)
    return dict(zip(ports, cluster(folder, list(ports.values()), secrets, name=name), strict=True))
