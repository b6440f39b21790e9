"""`aftercare streams`: what carries the events, as declared."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aftercare_launcher.cli.common import (
    STATE,
    JsonOption,
    StateOption,
    YesOption,
    print_json,
    sentences,
)
from aftercare_launcher.errors import LauncherError

if TYPE_CHECKING:
    from aftercare_kit.admin.suite import Suite

streams = typer.Typer(help="The streams that carry events between services.", no_args_is_help=True)


def _publishing(state: Path, service: str, question: str, *, yes: bool) -> "Suite":
    """The suite, if this service has a stream in it and the operator means it."""
    from aftercare_launcher.operator import suite_of

    suite = suite_of(state)
    if service not in suite.publishing:
        raise LauncherError(f"'{service}' has no stream; {', '.join(suite.publishing)} have.")
    if not yes:
        typer.confirm(question, abort=True)
    return suite


@streams.command()
def apply(state: StateOption = STATE, json: JsonOption = False) -> None:
    """Make streams and consumers as declared; what is already so stays untouched."""
    with sentences():
        from aftercare_kit.admin.apply_streams import apply
        from aftercare_launcher.operator import operate, suite_of

        suite = suite_of(state)
        done = operate(apply(suite.nats, suite.place))
    if json:
        print_json({"changed": done})
    else:
        sys.stdout.write("\n".join(done or ["Streams and consumers are as declared."]) + "\n")


@streams.command()
def check(state: StateOption = STATE, json: JsonOption = False) -> None:
    """Name every difference from the declaration; status 1 when there is one."""
    with sentences():
        from aftercare_kit.admin.check_streams import check
        from aftercare_launcher.operator import operate, suite_of

        suite = suite_of(state)
        found = operate(check(suite.nats, suite.place))
    if json:
        print_json({"drift": found})
    else:
        sys.stdout.write("\n".join(found or ["Streams and consumers are as declared."]) + "\n")
    raise typer.Exit(1 if found else 0)


@streams.command()
def rebuild(
    service: Annotated[str, typer.Argument(help="Whose stream.")],
    yes: YesOption = False,
    state: StateOption = STATE,
    json: JsonOption = False,
) -> None:
    """Delete a stream and have it refilled from the event log; inboxes count nothing twice."""
    with sentences():
        from aftercare_kit.admin.rebuild import rebuild
        from aftercare_launcher.operator import operate

        question = f"Delete the stream of {service} and refill it from the log?"
        suite = _publishing(state, service, question, yes=yes)
        rebuilt = operate(rebuild(suite, service))
        if json:
            print_json({"events": rebuilt.events, "in_stream": rebuilt.in_stream})
        if rebuilt.in_stream < rebuilt.events:
            raise LauncherError(
                f"The stream has {rebuilt.in_stream} of {rebuilt.events} events so far; "
                f"does the relay of {service} run? It goes on by itself."
            )
    if not json:
        sys.stdout.write(f"Rebuilt: {rebuilt.in_stream} events.\n")


@streams.command()
def settle(
    service: Annotated[str, typer.Argument(help="Whose database was restored.")],
    yes: YesOption = False,
    state: StateOption = STATE,
    json: JsonOption = False,
) -> None:
    """After a restore: list what the log lacks, keep its numbers, make the stream anew."""
    with sentences():
        from aftercare_kit.admin.rebuild import rebuild
        from aftercare_kit.admin.settle import OtherCluster, settle
        from aftercare_launcher.operator import operate, who

        question = f"Give up whatever {service}'s stream has and its log lacks?"
        suite = _publishing(state, service, question, yes=yes)
        try:
            settled = operate(settle(suite, service, who()))
        except OtherCluster as fault:
            raise LauncherError(str(fault)) from fault
        operate(rebuild(suite, service))
    if json:
        print_json(asdict(settled))
        return
    for one in settled.lost:
        sys.stdout.write(f"lost: {one.type} of {one.aggregate_id}, event {one.event_id}\n")
    for series, running in settled.numbers.items():
        sys.stdout.write(f"{series} goes on behind {running:02d}\n")
    sys.stdout.write(f"Settled: {len(settled.lost)} events lost.\n")
