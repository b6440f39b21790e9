"""Is it ready? Asked over loopback HTTP, without a client library's start-up time."""

import http.client
from http import HTTPStatus

from aftercare_launcher.ports import LOOPBACK


def http_ok(port: int, path: str, timeout: float = 1.0) -> bool:
    """Whether a GET answers 200."""
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=timeout)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
