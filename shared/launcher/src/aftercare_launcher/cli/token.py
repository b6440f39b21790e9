"""`aftercare token`: sign in to the local stack as whoever you need to be."""

import re
import sys
from typing import Annotated, Final

import typer

from aftercare_launcher.cli.common import (
    STATE,
    JsonOption,
    StateOption,
    folder,
    print_json,
    sentences,
)
from aftercare_launcher.errors import LauncherError
from aftercare_launcher.state import run

SECONDS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def token(
    *,
    role: Annotated[list[str], typer.Option(help="A role key; may be repeated.")],
    sub: Annotated[str, typer.Option(help="Who: a stable id of the person.")] = "",
    name: Annotated[str, typer.Option(help="The person's name.")] = "",
    region: Annotated[str, typer.Option(help="The region; the running one by default.")] = "",
    centre: Annotated[str | None, typer.Option(help="The service centre.")] = None,
    department: Annotated[str | None, typer.Option()] = None,
    customer_id: Annotated[str | None, typer.Option(help="For a customer's own people.")] = None,
    engineer_id: Annotated[str | None, typer.Option(help="For an engineer.")] = None,
    ttl: Annotated[str, typer.Option(help="How long it holds, like 15m, 8h or 1d.")] = "8h",
    state: StateOption = STATE,
    json: JsonOption = False,
) -> None:
    """Print a token signed with the local stack's key."""
    from aftercare_launcher.tokens import Bearer, issue

    with sentences():
        where = folder(state)
        last = run.last(where)
        bearer = Bearer(
            subject=sub or f"local-{role[0]}",
            name=name or role[0].replace("_", " ").capitalize(),
            roles=[_known(key) for key in role],
            region=region or (last.region if last else "cn-south"),
            centre=centre,
            department=department,
            customer_id=customer_id,
            engineer_id=engineer_id,
        )
        seconds = _seconds(ttl)
        made = issue(where.signing_key, bearer, lifetime_seconds=seconds)
    if json:
        print_json({"token": made, "expires_in": seconds, "claims": bearer.claims()})
    else:
        sys.stdout.write(f"{made}\n")


def _known(role: str) -> str:
    from aftercare_kit.roles import Role

    if role == Role.SYSTEM or role not in set(Role):
        roles = ", ".join(sorted(set(Role) - {Role.SYSTEM}))
        raise LauncherError(f"'{role}' is no role. Roles: {roles}.")
    return role


def _seconds(text: str) -> int:
    found = re.fullmatch(r"([1-9]\d{0,6})([smhd])", text)
    if found is None:
        raise LauncherError(f"'{text}' is no length of time; write one like 15m, 8h or 1d.")
    return int(found[1]) * SECONDS[found[2]]
