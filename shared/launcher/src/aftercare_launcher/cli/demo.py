"""`aftercare demo`: shows the suite at work, on a generated month or on a real incident log."""

import asyncio
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from aftercare_launcher.cli.common import STATE, JsonOption, StateOption, folder, sentences
from aftercare_launcher.errors import LauncherError

if TYPE_CHECKING:
    from aftercare_launcher.demo.place import Place
    from aftercare_launcher.demo.work import Work

MONTH: Final = "2026-06"
WIDTH: Final = 110
"""Of the summary where no terminal says how wide it is."""


def demo(
    *,
    log: Annotated[
        Path | None, typer.Option(help="Replay this incident event log (CSV).", show_default=False)
    ] = None,
    requests: Annotated[int, typer.Option(min=1, max=20_000, help="Of a generated month.")] = 300,
    seed: Annotated[int, typer.Option(help="Another seed, another month.")] = 1,
    month: Annotated[str, typer.Option(help="Which month, as 2026-06.")] = MONTH,
    on_site: Annotated[
        int | None,
        typer.Option(
            min=0, show_default="100, or a third of a small month", help="So many cases go on site."
        ),
    ] = None,
    at_once: Annotated[int, typer.Option(min=1, max=64, help="Cases played side by side.")] = 24,
    keep: Annotated[bool, typer.Option("--keep", help="Leave a suite started for it.")] = False,
    url: Annotated[
        str | None,
        typer.Option(help="Another edge that trusts this folder's key.", show_default=False),
    ] = None,
    region: Annotated[str, typer.Option(help="Of that other edge.")] = "cn-south",
    port_base: Annotated[
        int | None, typer.Option(help="Ports of a suite started for it.", min=1, max=65500)
    ] = None,
    state: StateOption = STATE,
    json: JsonOption = False,
) -> None:
    """Play a month of work through the public API, and prove that nothing of it was lost."""
    from aftercare_launcher.demo.options import Options
    from aftercare_launcher.demo.place import Place, found_or_started

    with sentences():
        options = Options(
            log=log, month=_first_of(month), requests=requests, seed=seed, on_site=on_site
        )  # fmt: skip
        work = options.work()
        if url is not None:
            good = _play(
                work, at_once, Place(url=url, region=region, folder=folder(state)), json=json
            )
        else:
            ports = ("--port-base", str(port_base)) if port_base else ()
            with found_or_started(folder(state), ports, keep=keep) as place:
                good = _play(work, at_once, place, json=json)
    raise typer.Exit(0 if good else 1)


def _play(work: "Work", at_once: int, place: "Place", *, json: bool) -> bool:
    from rich.console import Console

    from aftercare_launcher.demo.progress import Shown
    from aftercare_launcher.demo.run import run
    from aftercare_launcher.demo.summary.figures import figures
    from aftercare_launcher.demo.summary.line import is_good, last_line
    from aftercare_launcher.demo.summary.show import show, show_proof, trouble

    began = time.monotonic()
    with Shown(len(work.cases), quiet=json) as shown:
        outcome = asyncio.run(run(work, place, at_once, shown))
    sums, proof = figures(outcome.cases), outcome.proof
    if not json:
        console = Console(width=None if sys.stdout.isatty() else WIDTH)
        show(console, sums, work.readings)
        show_proof(console, proof)
    complaints = Console(stderr=True, width=WIDTH)
    trouble(complaints, "Cases that broke off", outcome.failures)
    trouble(complaints, "Cases that ended otherwise than they had to", outcome.astray)
    sys.stdout.write(f"{last_line(sums, proof, time.monotonic() - began)}\n")
    return is_good(proof, outcome.failures, outcome.astray)


def _first_of(month: str) -> date:
    from aftercare_launcher.demo.month.shape import month_of

    try:
        first = month_of(month)
    except ValueError:
        raise LauncherError(f"'{month}' is no month; write it as {MONTH}.") from None
    if first >= date.today().replace(day=1):  # noqa: DTZ011
        raise LauncherError(f"{month} is not over yet; choose a month that is, with --month.")
    return first
