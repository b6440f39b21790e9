"""`aftercare up` and `aftercare down`."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from typing import Annotated, Final

import psutil
import typer

from aftercare_launcher.cli.common import STATE, StateOption, folder, sentences
from aftercare_launcher.errors import LauncherError
from aftercare_launcher.processes.living import lives
from aftercare_launcher.stack.settings import SERVICE_ORDER, Ports, StackSettings
from aftercare_launcher.state import run
from aftercare_launcher.state.folder import StateFolder
from aftercare_launcher.state.run import RunState
from aftercare_launcher.supervision.zygote import AVAILABLE

READY_SECONDS: Final = 180.0
DOWN_SECONDS: Final = 15.0
POLL_SECONDS: Final = 0.05
DETACHED: Final = "AFTERCARE_DETACHED"

PortOption = Annotated[int | None, typer.Option(min=1, max=65535, show_default=False)]


def up(
    *,
    state: StateOption = STATE,
    detach: Annotated[
        bool, typer.Option("--detach", "-d", help="Return once everything is ready.")
    ] = False,
    region: Annotated[str, typer.Option(envvar="AFTERCARE_REGION")] = "cn-south",
    service: Annotated[
        list[str] | None, typer.Option(help="Only these services; may be repeated.")
    ] = None,
    allow_origin: Annotated[
        list[str] | None, typer.Option(help="Let pages of this origin call the edge (CORS).")
    ] = None,
    nats_nodes: Annotated[
        int,
        typer.Option(
            envvar="AFTERCARE_NATS_NODES",
            help="One NATS server, or a cluster of three that keeps every stream three times.",
        ),
    ] = 1,
    postgres_url: Annotated[
        str | None,
        typer.Option(
            envvar="AFTERCARE_POSTGRES_URL", show_default=False,
            help="Use this PostgreSQL (an administrator's address) instead of starting one.",
        ),
    ] = None,
    postgres_through: Annotated[
        int | None, typer.Option(help="Services reach PostgreSQL by this local port (a pooler's).")
    ] = None,
    nats_through: Annotated[
        int | None, typer.Option(help="Services reach NATS by this local port (a tunnel's).")
    ] = None,
    trace_ratio: Annotated[
        float, typer.Option(help="Record this share of the traces.", min=0, max=1)
    ] = 1.0,
    preload: Annotated[
        bool, typer.Option(help="Fork services from one process that holds their libraries.")
    ] = AVAILABLE,
    port_base: Annotated[
        int | None, typer.Option(help="Put all ports from here on.", min=1, max=65500)
    ] = None,
    port: PortOption = None,
    edge_admin_port: PortOption = None,
    first_service_port: PortOption = None,
    postgres_port: PortOption = None,
    nats_port: PortOption = None,
    nats_monitor_port: PortOption = None,
    nats_cluster_port: PortOption = None,
    otlp_port: PortOption = None,
) -> None:  # fmt: skip
    """Start the whole suite; Ctrl-C stops it."""
    defaults = Ports() if port_base is None else Ports.from_base(port_base)
    with sentences():
        settings = StackSettings(
            state=folder(state),
            region=region,
            services=tuple(service or SERVICE_ORDER),
            allowed_origins=tuple(allow_origin or ()),
            preload=preload,
            nats_nodes=nats_nodes,
            postgres_url=postgres_url,
            postgres_through=postgres_through,
            nats_through=nats_through,
            trace_ratio=trace_ratio,
            ports=Ports(
                edge=port or defaults.edge,
                edge_admin=edge_admin_port or defaults.edge_admin,
                first_service=first_service_port or defaults.first_service,
                postgres=postgres_port or defaults.postgres,
                nats=nats_port or defaults.nats,
                nats_monitor=nats_monitor_port or defaults.nats_monitor,
                nats_cluster=nats_cluster_port or defaults.nats_cluster,
                otlp=otlp_port or defaults.otlp,
            ),
        )
        if detach:
            _detach(settings.state)
        else:
            asyncio.run(_foreground(settings))


def down(state: StateOption = STATE) -> None:
    """Stop the suite, wherever it was started."""
    with sentences():
        running = run.read(folder(state))
        if running is None:
            sys.stdout.write("Aftercare does not run here.\n")
            return
        launcher = psutil.Process(running.pid)
        launcher.terminate()
        deadline = time.monotonic() + DOWN_SECONDS
        while run.read(folder(state)) is not None or lives(launcher):
            if time.monotonic() > deadline:
                raise LauncherError(f"Aftercare (process {running.pid}) has not stopped yet.")
            time.sleep(POLL_SECONDS)
        sys.stdout.write("Stopped.\n")


async def _foreground(settings: StackSettings) -> None:
    from aftercare_launcher.cli.view import View
    from aftercare_launcher.stack.stack import Stack

    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, stopped.set)
    with View(quiet=DETACHED in os.environ) as view:
        await Stack(settings, view.show).run(stopped)


def _detach(state: StateFolder) -> None:
    """Start the same command in a session of its own and wait until it is ready."""
    if run.read(state) is not None:
        raise LauncherError(f"Aftercare already runs in {state.root}; see 'aftercare status'.")
    state.ensure()
    arguments = [word for word in sys.argv[1:] if word not in {"--detach", "-d"}]
    log = state.logs / "launcher.log"
    with log.open("wb") as output:
        launcher = subprocess.Popen(
            [sys.executable, "-m", "aftercare_launcher", *arguments],
            env=os.environ | {DETACHED: "1"},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    deadline = time.monotonic() + READY_SECONDS
    while not _ready(current := run.read(state), launcher):
        if launcher.poll() is not None:
            *_, reason = ["Aftercare ended while starting.", *log.read_text().splitlines()]
            raise LauncherError(reason)
        if time.monotonic() > deadline:
            raise LauncherError(f"Aftercare is not ready after {READY_SECONDS:.0f} s; see {log}.")
        time.sleep(POLL_SECONDS)
    if current is not None:
        took = time.time() - psutil.Process(launcher.pid).create_time()
        address = f"http://127.0.0.1:{current.ports['edge']}"
        sys.stdout.write(f"Aftercare is ready at {address} after {took:.1f} s.\n")


def _ready(current: RunState | None, launcher: subprocess.Popen[bytes]) -> bool:
    return current is not None and current.pid == launcher.pid and current.phase == "ready"
