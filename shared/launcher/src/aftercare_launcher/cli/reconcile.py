"""`aftercare reconcile`: was everything that was said heard by everybody?"""

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from aftercare_launcher.cli.common import STATE, JsonOption, StateOption, print_json, sentences

if TYPE_CHECKING:
    from aftercare_kit.admin.reconcile import Reconciliation
    from aftercare_kit.admin.suite import Suite


def reconcile(
    repair: Annotated[
        bool, typer.Option("--repair", help="Deliver again what an inbox misses.")
    ] = False,
    wait: Annotated[
        float, typer.Option(min=0, help="Seconds that relays, consumers and retries may take.")
    ] = 10.0,
    state: StateOption = STATE,
    json: JsonOption = False,
) -> None:
    """Compare event logs, streams and inboxes; status 1 unless they agree."""
    with sentences():
        from aftercare_launcher.operator import operate, suite_of

        found, repaired = operate(_compare(suite_of(state), repair=repair, wait=wait))
    advice = _advice(found)
    if json:
        print_json(as_json(found) | {"repaired": repaired, "advice": advice})
    else:
        _print(found)
        sys.stdout.writelines(f"{sentence}\n" for sentence in [*repaired, *advice])
    raise typer.Exit(0 if found.reconciled else 1)


async def _compare(
    suite: "Suite", *, repair: bool, wait: float
) -> tuple["Reconciliation", list[str]]:
    from aftercare_kit.admin.reconcile import reconcile
    from aftercare_kit.admin.redeliver import redeliver

    found = await reconcile(suite, wait_seconds=wait)
    repaired: list[str] = []
    if not repair:
        return found, repaired
    for inbox in found.inboxes:
        for source, count in inbox.missing_from.items():
            await redeliver(suite, inbox.consumer, source)
            repaired.append(f"{inbox.consumer} hears {source} again ({count} were missing).")
    return (await reconcile(suite, wait_seconds=wait) if repaired else found), repaired


def as_json(found: "Reconciliation") -> dict[str, Any]:
    """The comparison as a program reads it."""
    return {
        "reconciled": found.reconciled,
        "lost": found.lost,
        "events": found.events,
        "parked": found.parked,
        "seconds": found.seconds,
        "streams": [asdict(stream) for stream in found.streams],
        "inboxes": [asdict(inbox) for inbox in found.inboxes],
    }


def _advice(found: "Reconciliation") -> list[str]:
    """What a person does about what cannot repair itself."""
    told = [
        f"{stream.service}: {stream.missing} events are not in the stream and {stream.unknown} are "
        f"not in the log; run 'aftercare streams rebuild {stream.service}'."
        for stream in found.streams
        if stream.missing or stream.unknown
    ]
    told += [
        f"{stream.service}: the relay is {stream.behind} events behind; is the service ready?"
        for stream in found.streams
        if stream.behind
    ]
    if found.parked:
        told.append(f"{found.parked} events wait; see 'aftercare parked list'.")
    return told


def _print(found: "Reconciliation") -> None:
    from rich.console import Console
    from rich.table import Table

    said = Table("said by", "events", "in stream", "aged out", "behind", "missing", "unknown")
    for one in found.streams:
        said.add_row(
            one.service,
            *_figures(one.events, one.in_stream, one.aged_out),
            *_figures(one.behind, one.missing, one.unknown, bad=True),
        )
    heard = Table("heard by", "expected", "seen", "parked", "missing", "unexpected")
    for one in found.inboxes:
        heard.add_row(
            one.consumer,
            *_figures(one.expected, one.seen),
            *_figures(one.parked, one.missing, one.unexpected, bad=True),
        )
    verdict = (
        f"[green]Reconciled[/]: {found.events} events, none lost"
        if found.reconciled
        else f"[red]Not reconciled[/]: {found.lost} lost of {found.events} events"
    )
    Console().print(said, heard, f"{verdict} ({found.seconds:.1f} s).")


def _figures(*numbers: int, bad: bool = False) -> list[str]:
    return [f"[red]{number}[/]" if bad and number else str(number) for number in numbers]
