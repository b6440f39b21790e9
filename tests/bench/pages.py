"""Reads pages of lists, one after the other, on one connection, and keeps how long each took."""

import http.client
import time
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

import orjson

from aftercare_launcher.ports import LOOPBACK

SAMPLES = 100
WARM = 10


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

    def timed(self, path: str) -> Sequence[float]:
        """Milliseconds of many readings."""
        for _ in range(WARM):
            self.get(path)
        taken = list[float]()
        for _ in range(SAMPLES):
            began = time.perf_counter()
            self.get(path)
            taken.append(1000 * (time.perf_counter() - began))
        return taken

    def page(self, path: str, number: int) -> str:
        """The address of a list's page, found by turning the pages before it.

        Raises:
            RuntimeError: the list ends before.

        """
        address = path
        for at in range(1, number):
            following = self.get(address)["next"]
            if following is None:
                message = f"{path} ends with page {at}"
                raise RuntimeError(message)
            address = f"{path}?cursor={quote(following)}"
        return address
