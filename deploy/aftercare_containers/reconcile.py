"""Compares event logs, streams and inboxes of the containers; status 1 unless they agree."""

import asyncio
import os
import sys
from typing import Final

from aftercare_containers.vault import app_url, nats_access
from aftercare_contracts.topology import SERVICES
from aftercare_kit.admin.reconcile import reconcile
from aftercare_kit.admin.suite import Suite
from aftercare_kit.streams import Place
from aftercare_launcher.cli.common import print_json
from aftercare_launcher.cli.reconcile import as_json

WAIT_SECONDS: Final = 10.0  # what relays, consumers and retries may take


def main() -> int:
    suite = Suite(
        place=Place(os.environ["AFTERCARE_REGION"]),
        nats=nats_access(),
        databases={service: app_url(service) for service in SERVICES},
    )
    found = asyncio.run(reconcile(suite, wait_seconds=WAIT_SECONDS))
    print_json(as_json(found))
    return 0 if found.reconciled else 1


if __name__ == "__main__":
    sys.exit(main())
