"""Replicas of dispatch's relay, each a process of its own; one that dies is replaced.

SIGUSR1 has one freeze where that hurts most: its next batch read, and not yet sent.
"""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Sequence
from typing import Any

from nats.aio.client import Client

from aftercare_kit import atomic_batch, relay
from aftercare_kit.atomic_batch import Message
from aftercare_kit.database import Database, create_engine
from aftercare_kit.links import link
from aftercare_kit.streams import Place
from aftercare_kit.unit_of_work import UnitOfWork


def freeze_before_sending() -> None:
    """SIGUSR1 stops this process between reading a batch and sending it."""
    send, asked = relay.publish_batch, list[bool]()
    signal.signal(signal.SIGUSR1, lambda *_: asked.append(True))

    async def publish(nats: Client, messages: Sequence[Message], *, after: int) -> int:
        if asked:
            asked.clear()
            os.kill(os.getpid(), signal.SIGSTOP)
        return await send(nats, messages, after=after)

    relay.publish_batch = publish


def take_the_fence_away() -> None:
    """The control: batches no longer say which message they follow."""
    real = atomic_batch._batch_headers

    def unfenced(*arguments: Any) -> dict[str, str]:
        headers = real(*arguments)
        headers.pop("Nats-Expected-Last-Sequence", None)
        return headers

    atomic_batch._batch_headers = unfenced


async def main(told: dict[str, Any]) -> None:
    """Be one replica, known to the database by its process id."""
    name = f"replica {os.getpid()}"
    relay.FROZEN_SECONDS = told["frozen_seconds"]
    freeze_before_sending()
    if not told["fenced"]:
        take_the_fence_away()
    place = Place(**told["place"])
    engine = create_engine(told["database"], application=name, region=place.region)
    log = Database(engine, UnitOfWork, service="dispatch", region=place.region)
    client = await link([told["nats"]], user="", password="", name=name, inbox="_INBOX")
    await relay.Relay(log, client, place).run()


def start(told: dict[str, Any]) -> None:
    """Fork: what all of them need has been imported once."""
    if os.fork() == 0:
        asyncio.run(main(told))


if __name__ == "__main__":
    orders = json.loads(sys.argv[1])
    for _ in range(orders["count"]):
        start(orders)
    while True:
        os.wait()
        start(orders)
