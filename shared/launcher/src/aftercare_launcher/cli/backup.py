"""`aftercare backup` and `aftercare restore`: the data, taken while all runs, put back when not."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from aftercare_launcher.cli.common import (
    STATE,
    JsonOption,
    StateOption,
    YesOption,
    print_json,
    sentences,
)


def backup(
    target: Annotated[Path, typer.Argument(help="A folder to make.")],
    state: StateOption = STATE,
    json: JsonOption = False,
) -> None:
    """Copy the running suite's data: all databases at one moment, and the keys to them."""
    with sentences():
        from aftercare_launcher.backup.take import take

        taken = take(state, target)
    if json:
        print_json(asdict(taken))
    else:
        events = sum(taken.events.values())
        sys.stdout.write(f"Backed up to {target}: {events} events and whatever belongs to them.\n")


def restore(
    source: Annotated[Path, typer.Argument(help="What 'aftercare backup' made.")],
    yes: YesOption = False,
    state: StateOption = STATE,
    json: JsonOption = False,
) -> None:
    """Put a backup's data in the place of a stopped suite's; say what that has cost."""
    with sentences():
        from aftercare_launcher.backup.put_back import put_back
        from aftercare_launcher.operator import who

        if not yes:
            typer.confirm(f"Go back to the backup in {source}?", abort=True)
        done = put_back(state, source, who())
    if json:
        print_json(asdict(done))
        return
    for service, lost in done.lost.items():
        for one in lost:
            sys.stdout.write(f"lost: {service}'s {one.type} of {one.aggregate_id}\n")
    for series, running in done.numbers.items():
        sys.stdout.write(f"{series} goes on behind {running:02d}\n")
    if not done.compared:
        sys.stdout.write("No streams were here: what was said after the backup cannot be known.\n")
    if done.aside:
        sys.stdout.write(f"What was here before is in {done.aside}.\n")
    sys.stdout.write(f"Restored to {done.backup.ended}; start it with 'aftercare up'.\n")
