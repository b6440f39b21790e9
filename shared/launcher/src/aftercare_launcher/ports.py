"""TCP ports on loopback: which are free, and who holds one that is not."""

import socket
from typing import Final

from aftercare_launcher.errors import LauncherError

LOOPBACK: Final = "127.0.0.1"


def free_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        # As servers do: a port in TIME_WAIT can be taken, a listening one cannot.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def accepts(port: int) -> bool:
    """Whether something answers on this port now."""
    with socket.socket() as probe:
        probe.settimeout(1.0)
        return probe.connect_ex((LOOPBACK, port)) == 0


def require_free(port: int, purpose: str, option: str) -> None:
    """Refuse with one sentence that names the holder where this user may know it."""
    if is_free(port):
        return
    raise LauncherError(
        f"Port {port} ({purpose}) is in use by {_holder(port)}; "
        f"stop it, or choose other ports with {option} or --port-base."
    )


def _holder(port: int) -> str:
    import psutil

    try:
        for connection in psutil.net_connections("tcp"):
            if connection.status != psutil.CONN_LISTEN or not connection.laddr:
                continue
            if connection.laddr.port == port and connection.pid:
                return f"{psutil.Process(connection.pid).name()} (process {connection.pid})"
    except psutil.Error:
        pass  # macOS shows other users' connections to root only
    return "another program"
