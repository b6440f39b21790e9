"""OTLP over HTTP, as any collector takes it: protobuf to `/v1/traces`, plain or gzip."""

import sqlite3
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
CHUNK_HEAD_BYTES: Final = 256
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
        if self.path != "/v1/traces":
            return self._answer(HTTPStatus.NOT_FOUND)
        try:
            body = self._body()
            if self.headers.get("content-encoding") == "gzip":
                body = zlib.decompressobj(GZIP).decompress(body, LARGEST_BODY)
            cast("_Server", self.server).writer.add(decode(body))
        except (DecodeError, ValueError, zlib.error):
            return self._answer(HTTPStatus.BAD_REQUEST)
        except sqlite3.Error:  # a full disk, say; the exporter drops these and goes on
            return self._answer(HTTPStatus.SERVICE_UNAVAILABLE)
        return self._answer(HTTPStatus.OK)

    def _body(self) -> bytes:
        """The request's body, sent whole or in chunks; raises ValueError when it is neither."""
        if self.headers.get("transfer-encoding", "").lower() != "chunked":
            return self._read(int(self.headers.get("content-length", "")), LARGEST_BODY)
        body = b""
        while size := int(self.rfile.readline(CHUNK_HEAD_BYTES).split(b";")[0], 16):
            body += self._read(size, LARGEST_BODY - len(body))
            self.rfile.readline(CHUNK_HEAD_BYTES)
        self.rfile.readline(CHUNK_HEAD_BYTES)
        return body

    def _read(self, size: int, at_most: int) -> bytes:
        if not 0 <= size <= at_most:
            raise ValueError(size)
        return self.rfile.read(size)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the inherited name
        """Say nothing: there is a request a second, and none is news."""

    def _answer(self, status: HTTPStatus) -> None:
        # An empty protobuf message is an empty body.
        self.close_connection = self.close_connection or status is not HTTPStatus.OK
        self.send_response(status)
        self.send_header("content-type", PROTOBUF)
        self.send_header("content-length", "0")
        self.end_headers()
