"""`aftercare parked`: events a service could not apply, and what a person decides about them."""

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Final
from uuid import UUID

import typer

from aftercare_launcher.cli.common import STATE, JsonOption, StateOption, print_json, sentences
from aftercare_launcher.errors import LauncherError

if TYPE_CHECKING:
    from aftercare_kit.admin.parked import ParkedEvent

parked = typer.Typer(help="Events that could not be applied.", no_args_is_help=True)

WIDE: Final = 240

ConsumerOption = Annotated[
    str | None, typer.Option("--consumer", help="Of this service only.", show_default=False)
]


@parked.command("list")
def listing(
    consumer: ConsumerOption = None, state: StateOption = STATE, json: JsonOption = False
) -> None:
    """Show what waits: tried again (retrying), behind another (waiting), or given up (parked)."""
    with sentences():
        from aftercare_kit.admin.parked import listed
        from aftercare_launcher.operator import operate, suite_of

        suite = suite_of(state)
        _require_known(consumer, suite.consuming)
        events = operate(listed(suite, consumer))
    if json:
        print_json([_told(event) for event in events])
    elif not events:
        sys.stdout.write("Nothing is parked.\n")
    else:
        _print(events)


@parked.command()
def replay(
    event_id: Annotated[UUID | None, typer.Argument(help="Which event.")] = None,
    consumer: ConsumerOption = None,
    everything: Annotated[bool, typer.Option("--all", help="All that failed.")] = False,
    state: StateOption = STATE,
    json: JsonOption = False,
) -> None:
    """Have events tried again now, with all their tries before them."""
    with sentences():
        from aftercare_kit.admin.parked import replay
        from aftercare_launcher.operator import operate, suite_of, who

        if (event_id is None) != everything:
            raise LauncherError("Name one event, or say --all.")
        suite = suite_of(state)
        _require_known(consumer, suite.consuming)
        count = operate(replay(suite, who(), consumer=consumer, event_id=event_id))
        if event_id is not None and not count:
            raise LauncherError(f"No event {event_id} waits to be tried again.")
    if json:
        print_json({"replayed": count})
    else:
        sys.stdout.write(f"{count} will be tried again now.\n")


@parked.command()
def drop(
    event_id: Annotated[UUID, typer.Argument(help="Which event.")],
    consumer: Annotated[str, typer.Option(help="Whose.")],
    reason: Annotated[str, typer.Option(help="Why; it is kept in the audit trail.")],
    state: StateOption = STATE,
    json: JsonOption = False,
) -> None:
    """Give an event up: this service will never apply it."""
    with sentences():
        from aftercare_kit.admin.parked import NotParked, drop
        from aftercare_launcher.operator import operate, suite_of, who

        if not reason.strip():
            raise LauncherError("Say why; the reason is kept in the audit trail.")
        suite = suite_of(state)
        _require_known(consumer, suite.consuming)
        try:
            event = operate(drop(suite, who(), consumer=consumer, event_id=event_id, reason=reason))
        except NotParked as fault:
            raise LauncherError(str(fault)) from fault
    if json:
        print_json({"dropped": _told(event)})
    else:
        sys.stdout.write(f"{consumer} will not apply {event.type} {event.event_id}.\n")


def _require_known(consumer: str | None, known: object) -> None:
    names = list(known) if isinstance(known, (list, tuple)) else []
    if consumer is not None and consumer not in names:
        raise LauncherError(f"'{consumer}' consumes nothing here; {', '.join(names)} do.")


def _told(event: "ParkedEvent") -> dict[str, object]:
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        if isinstance(value, int) else str(value)
        for name, value in asdict(event).items()
    }  # fmt: skip


def _print(events: "list[ParkedEvent]") -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("consumer", "event", "type", "aggregate", "state", "tries", "reason", "since")
    for event in events:
        table.add_row(
            event.consumer, str(event.event_id), event.type.removeprefix("aftercare."),
            str(event.aggregate_id), event.state, str(event.tries), event.reason,
            f"{event.since:%m-%d %H:%M:%S}",
        )  # fmt: skip
    # A pipe has no width; ids must come through whole.
    Console(width=None if sys.stdout.isatty() else WIDE).print(table)
