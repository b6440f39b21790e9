"""A running process as its unit sees it, whether executed or forked from the zygote."""

import asyncio
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import Awaitable, Callable
from typing import Protocol

from aftercare_launcher.processes.program import Program, guarded


class Child(Protocol):
    @property
    def pid(self) -> int: ...

    @property
    def returncode(self) -> int | None:
        """How it ended; negative for a signal, None while it runs."""
        ...

    @property
    def stdout(self) -> asyncio.StreamReader | None: ...

    async def wait(self) -> int: ...

    def send_signal(self, signal: int, /) -> None: ...


Spawner = Callable[[Program], Awaitable[Child]]


async def execute(program: Program) -> Process:
    """Start the program in a session of its own, out of reach of the terminal's Ctrl-C."""
    return await asyncio.create_subprocess_exec(
        *guarded(program),
        env=dict(program.env),
        cwd="/",
        stdin=asyncio.subprocess.DEVNULL,
        stdout=PIPE,
        stderr=STDOUT,
        start_new_session=True,
    )
