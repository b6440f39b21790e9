"""OTLP over HTTP, as any collector takes it: protobuf to `/v1/traces`, plain or gzip."""

import threading
import zlib
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final, cast

from google.protobuf.message import DecodeError

from aftercare_launcher.ports import LOOPBACK
from aftercare_launcher.traces.spans import decode
from aftercare_launcher.traces.store import TraceWriter

LARGEST_BODY: Final = 16 * 1024 * 1024
GZIP: Final = 16 + zlib.MAX_WBITS
PROTOBUF: Final = "application/x-protobuf"


class TraceReceiver:
    """Listens on loopback in threads of its own, out of the supervisor's way."""

    def __init__(self, port: int, writer: TraceWriter) -> None:
        self._writer = writer
        self._server = _Server((LOOPBACK, port), _Handler)
        self._server.writer = writer
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.2}, daemon=True
        )

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._writer.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    writer: TraceWriter


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 120

    def do_POST(self) -> None:
        length = self.headers.get("content-length", "")
        if self.path != "/v1/traces":
            return self._answer(HTTPStatus.NOT_FOUND)
        if not length.isdigit():
            return self._answer(HTTPStatus.LENGTH_REQUIRED)
        if int(length) > LARGEST_BODY:
            return self._answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        body = self.rfile.read(int(length))
        try:
            if self.headers.get("content-encoding") == "gzip":
                body = zlib.decompressobj(GZIP).decompress(body, LARGEST_BODY)
            cast("_Server", self.server).writer.add(decode(body))
        except (DecodeError, zlib.error):
            return self._answer(HTTPStatus.BAD_REQUEST)
        return self._answer(HTTPStatus.OK)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the inherited name
        """Say nothing: there is a request a second, and none is news."""

    def _answer(self, status: HTTPStatus) -> None:
        # An empty protobuf message is an empty body.
        self.close_connection = self.close_connection or status is not HTTPStatus.OK
        self.send_response(status)
        self.send_header("content-type", PROTOBUF)
        self.send_header("content-length", "0")
        self.end_headers()
