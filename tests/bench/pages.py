"""Reads pages of lists, one after the other, and keeps how long each took."""

import http.client
import time
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import orjson

from aftercare_kit.pages import DEFAULT_LIMIT, LARGEST_LIMIT
from aftercare_launcher.ports import LOOPBACK

WARM = 3


class Reader:
    """Somebody who reads through the edge."""

    def __init__(self, port: int, token: str) -> None:
        self._connection = http.client.HTTPConnection(LOOPBACK, port, timeout=60)
        self._headers: Mapping[str, str] = {"Authorization": f"Bearer {token}"}

    def get(self, path: str) -> Any:
        """What is there.

        Raises:
            RuntimeError: any answer but 200.

        """
        self._connection.request("GET", path, headers=dict(self._headers))
        answer = self._connection.getresponse()
        body = answer.read()
        if answer.status != http.client.OK:
            message = f"{path}: {answer.status} {body.decode()}"
            raise RuntimeError(message)
        return orjson.loads(body)

    def timed(self, path: str, samples: int) -> Sequence[float]:
        """Milliseconds of many readings, on a new connection: the edge ends those at rest."""
        self._connection.close()
        for _ in range(WARM):
            self.get(path)
        taken = list[float]()
        for _ in range(samples):
            began = time.perf_counter()
            self.get(path)
            taken.append(1000 * (time.perf_counter() - began))
        return taken

    def page(self, path: str, number: int) -> str:
        """The address of a list's page, found by turning the pages before it, four at a time.

        A list that ends before gives its last full page.
        """
        start = address = path
        turned = 1
        while turned < number:
            step = min(LARGEST_LIMIT // DEFAULT_LIMIT, number - turned)
            following = self.get(_with(start, limit=DEFAULT_LIMIT * step) if step > 1 else start)
            if following["next"] is None:
                return address
            start = address = _with(path, cursor=following["next"])
            turned += step
        return address


def _with(path: str, **query: object) -> str:
    return f"{path}{'&' if '?' in path else '?'}{urlencode(query)}"
