"""What every command shares: where the state is, how it prints, how it fails."""

import contextlib
import json
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Annotated

import typer

from aftercare_launcher.errors import LauncherError
from aftercare_launcher.state.folder import DEFAULT, StateFolder

StateOption = Annotated[
    Path, typer.Option("--state", envvar="AFTERCARE_STATE", help="The folder of the local stack.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
YesOption = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]
STATE = DEFAULT


def folder(path: Path) -> StateFolder:
    return StateFolder.at(path)


@contextlib.contextmanager
def sentences() -> Generator[None]:
    """Show what went wrong as its sentence, and end with status 1."""
    try:
        yield
    except LauncherError as error:
        sys.stderr.write(f"{error}\n")
        raise typer.Exit(1) from error


def print_json(content: object) -> None:
    sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=2) + "\n")
