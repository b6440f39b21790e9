"""Atomic batches of JetStream (ADR-50): stored whole behind the expected message, or not at all."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from nats.aio.client import Client
from nats.js.errors import APIError
from uuid_utils.compat import uuid7

TIMEOUT_SECONDS = 4.0
WRONG_LAST_SEQUENCE = frozenset({10071, 10164})
"""JetStream error codes: the expected last sequence did not hold, outside and inside a batch."""


class WrongLastSequence(Exception):
    """Somebody else wrote to the stream: the caller's view of its end is old."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a batch."""

    subject: str
    headers: dict[str, str]
    data: bytes


async def publish_batch(nats: Client, messages: Sequence[Message], *, after: int) -> int:
    """Store messages as one unit, directly behind the stream's message number `after`.

    Args:
        nats: a connection with the right to publish.
        messages: 1 to 1,000 messages for subjects of one stream that allows atomic batches.
        after: the stream's last sequence number, 0 for an empty stream.

    Returns:
        The stream's new last sequence number.

    Raises:
        WrongLastSequence: the stream ends elsewhere; nothing was stored.
        APIError: the stream refused for another reason; nothing was stored.
        TimeoutError: no answer; the batch may or may not be stored.

    """
    batch_id = str(uuid7())
    last = len(messages)
    for number, message in enumerate(messages[:-1], start=1):
        headers = message.headers | _batch_headers(batch_id, number, after, last)
        await nats.publish(message.subject, message.data, headers=headers)
    message = messages[-1]
    answer = await nats.request(
        message.subject,
        message.data,
        timeout=TIMEOUT_SECONDS,
        headers=message.headers | _batch_headers(batch_id, last, after, last),
    )
    body = json.loads(answer.data)
    if "error" in body:
        if body["error"].get("err_code") in WRONG_LAST_SEQUENCE:
            raise WrongLastSequence(body["error"].get("description"))
        APIError.from_error(body["error"])
    return int(body["seq"])


def _batch_headers(batch_id: str, number: int, after: int, last: int) -> dict[str, str]:
    headers: dict[str, str] = {}
    if number == 1:
        headers["Nats-Expected-Last-Sequence"] = str(after)
    if last == 1:
        return headers
    headers["Nats-Batch-Id"] = batch_id
    headers["Nats-Batch-Sequence"] = str(number)
    if number == last:
        headers["Nats-Batch-Commit"] = "1"
    return headers
