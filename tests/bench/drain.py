"""Waits until everybody has heard everything, so that one run leaves no work to the next."""

import json
import time
import urllib.request
from typing import Any

from aftercare_contracts.topology import PUBLISHING
from aftercare_launcher import sql
from aftercare_launcher.ports import LOOPBACK
from tests.bench.suite import Suite

PATIENCE_SECONDS = 60.0
POLL_SECONDS = 0.1


def drained(suite: Suite) -> float:
    """Wait; tells how many seconds it took.

    Raises:
        TimeoutError: somebody still had not.

    """
    began = time.monotonic()
    while not (_relayed(suite) and _heard(suite)):
        if time.monotonic() - began > PATIENCE_SECONDS:
            raise TimeoutError("events are still on their way")
        time.sleep(POLL_SECONDS)
    return time.monotonic() - began


def _relayed(suite: Suite) -> bool:
    stored = {stream["name"]: stream["state"]["last_seq"] for stream in _streams(suite)}
    return all(
        sql.values(suite.postgres(service), "select count(*) from event")[0]
        <= stored[service.upper()]
        for service in PUBLISHING
    )


def _heard(suite: Suite) -> bool:
    return all(
        consumer["num_pending"] == 0 and consumer["num_ack_pending"] == 0
        for stream in _streams(suite)
        for consumer in stream.get("consumer_detail", [])
    )


def _streams(suite: Suite) -> list[dict[str, Any]]:
    address = f"http://{LOOPBACK}:{suite.ports.nats_monitor}/jsz?consumers=true"
    with urllib.request.urlopen(address, timeout=5) as answer:
        accounts = json.load(answer)["account_details"]
    return [stream for account in accounts for stream in account.get("stream_detail", [])]
