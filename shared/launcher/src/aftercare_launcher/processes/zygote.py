"""A process that has imported what every service needs and forks one at a word.

Six services that import the same two seconds of libraries would spend twelve; forked, they spend
two and share the memory. It speaks over one socket, a JSON object a message: in comes an
order with the descriptor for output, out go ``{"started": pid}`` and ``{"ended": pid, "code": n}``.
It keeps no thread, so that a fork copies nothing half-done.
"""

import ctypes
import gc
import importlib
import json
import os
import runpy
import selectors
import signal
import socket
import sys
import warnings
from contextlib import suppress
from typing import Final, NoReturn, TypedDict

MESSAGE_BYTES: Final = 65536
PR_SET_PDEATHSIG: Final = 1
PR_SET_NAME: Final = 15
PRELOADED: Final = (
    "aftercare_kit.service",
    "aftercare_kit.migrate",
    "opentelemetry.exporter.otlp.proto.http.trace_exporter",
    "uvloop",
)


class Order(TypedDict):
    """Which module to run, with what arguments, and its whole environment."""

    module: str
    args: list[str]
    env: dict[str, str]


def preload() -> None:
    """Import what services share; what cannot be imported is left to the service to report."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name in PRELOADED:
            with suppress(ImportError):
                importlib.import_module(name)
    gc.collect()
    gc.freeze()  # out of the collector's reach, so that its marks do not unshare the pages


def serve(channel: socket.socket) -> None:
    """Fork on request and report ends, until the launcher closes its side."""
    wakeup, alarm = socket.socketpair()
    alarm.setblocking(False)
    signal.set_wakeup_fd(alarm.fileno(), warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
    children: set[int] = set()
    with selectors.DefaultSelector() as selector:
        selector.register(channel, selectors.EVENT_READ)
        selector.register(wakeup, selectors.EVENT_READ)
        while True:
            for key, _ in selector.select():
                if key.fileobj is wakeup:
                    wakeup.recv(MESSAGE_BYTES)
                    _report_ends(channel, children)
                    continue
                message, outputs, _, _ = socket.recv_fds(channel, MESSAGE_BYTES, 1)
                if not message:
                    _end(children)
                    return
                children.add(_fork(json.loads(message), outputs[0], channel, (wakeup, alarm)))


def _fork(
    order: Order, output: int, channel: socket.socket, others: tuple[socket.socket, ...]
) -> int:
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        for end in (channel, *others):
            end.close()
        _become(order, output, parent)
    os.close(output)
    channel.send(json.dumps({"started": pid}).encode())
    return pid


def _become(order: Order, output: int, parent: int) -> NoReturn:
    """Be the service, as ``python -m module`` would be, down to the interpreter's clean end."""
    os.setsid()
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        libc.prctl(PR_SET_NAME, order["module"].encode(), 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.close(output)
    os.environ.clear()
    os.environ.update(order["env"])
    sys.argv = [order["module"], *order["args"]]
    runpy.run_module(order["module"], run_name="__main__", alter_sys=True)
    sys.exit(0)


def _report_ends(channel: socket.socket, children: set[int]) -> None:
    while children:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid == 0:
            return
        children.discard(pid)
        ended = {"ended": pid, "code": os.waitstatus_to_exitcode(status)}
        with suppress(OSError):
            channel.send(json.dumps(ended).encode())


def _end(children: set[int]) -> None:
    for pid in children:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def main() -> int:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    channel = socket.socket(fileno=int(sys.argv[1]))
    preload()
    serve(channel)
    return 0


if __name__ == "__main__":
    sys.exit(main())
