"""The launcher's side of the zygote: ask for a fork, hear of its end."""

import asyncio
import contextlib
import json
import os
import signal
import socket
import sys
import time
from collections import deque
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from aftercare_launcher.processes import zygote
from aftercare_launcher.processes.program import Program, guarded
from aftercare_launcher.state.run import UnitState

AVAILABLE: Final = sys.platform == "linux"  # elsewhere system libraries may not survive a fork
NAME: Final = "zygote"
KILLED: Final = -int(signal.SIGKILL)


class Fork:
    """A child of the zygote; the kernel ends it when the zygote dies."""

    def __init__(self, pid: int, output: asyncio.StreamReader) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self.stdout = output
        self._over = asyncio.Event()

    async def wait(self) -> int:
        await self._over.wait()
        return KILLED if self.returncode is None else self.returncode

    def send_signal(self, number: int, /) -> None:
        os.kill(self.pid, number)

    def ended(self, code: int) -> None:
        self.returncode = code
        self._over.set()


class Zygote:
    """Started at first use, and again when it has died."""

    def __init__(self, env: Mapping[str, str], log: Path) -> None:
        self._env = env
        self._log = log
        self._channel: socket.socket | None = None
        self._process: asyncio.subprocess.Process | None = None
        self._started = 0.0
        self._starts = 0
        self._forks: dict[int, Fork] = {}
        self._early_ends: dict[int, int] = {}
        self._replies: deque[asyncio.Future[int]] = deque()
        self._listening: asyncio.Task[None] | None = None

    async def warm(self) -> None:
        """Have it import while others start."""
        if self._channel is None:
            await self._start()

    async def spawn(self, program: Program) -> Fork:
        """Run the program, which must read ``python -m module arguments``."""
        await self.warm()
        channel = self._channel
        if channel is None:
            raise ConnectionError
        ours, theirs = os.pipe()
        reply = asyncio.get_running_loop().create_future()
        self._replies.append(reply)
        _python, _m, module, *args = program.argv
        order: zygote.Order = {"module": module, "args": args, "env": dict(program.env)}
        try:
            socket.send_fds(channel, [json.dumps(order).encode()], [theirs])
        finally:
            os.close(theirs)
        output = asyncio.StreamReader()
        await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(output), os.fdopen(ours, "rb", buffering=0)
        )
        pid = await reply
        fork = self._forks[pid] = Fork(pid, output)
        if pid in self._early_ends:
            fork.ended(self._early_ends.pop(pid))
        return fork

    def state(self) -> Iterator[UnitState]:
        """How it is, once it was started."""
        if self._process is None:
            return
        running = self._process.returncode is None
        yield UnitState(
            name=NAME,
            state="ready" if running else "stopped",
            pid=self._process.pid if running else None,
            started=self._started if running else None,
            restarts=self._starts - 1,
            port=None,
        )

    def close(self) -> None:
        """Let it go; it ends, and ends what it forked."""
        if self._listening is not None:
            self._listening.cancel()
        if self._channel is not None:
            self._channel.close()
            self._channel = None

    async def _start(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        ours.setblocking(False)
        program = Program(
            name=NAME,
            argv=(sys.executable, "-m", zygote.__name__, str(theirs.fileno())),
            env=self._env,
            ready=lambda: True,
        )
        with self._log.open("ab") as log:
            process = self._process = await asyncio.create_subprocess_exec(
                *guarded(program),
                env=dict(self._env),
                cwd="/",
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        theirs.close()
        self._started = time.time()
        self._starts += 1
        self._channel = ours
        self._listening = asyncio.create_task(self._listen(ours, process))

    def _hear(self, told: dict[str, int]) -> None:
        if "started" in told:
            self._replies.popleft().set_result(told["started"])
        elif fork := self._forks.pop(told["ended"], None):
            fork.ended(told["code"])
        else:
            self._early_ends[told["ended"]] = told["code"]

    async def _listen(self, channel: socket.socket, process: asyncio.subprocess.Process) -> None:
        loop = asyncio.get_running_loop()
        with contextlib.suppress(ConnectionError):
            while message := await loop.sock_recv(channel, zygote.MESSAGE_BYTES):
                self._hear(json.loads(message))
        await process.wait()
        channel.close()
        self._channel = None
        for fork in self._forks.values():
            fork.ended(KILLED)
        self._forks.clear()
        for reply in self._replies:
            reply.set_exception(ConnectionError("The zygote died."))
        self._replies.clear()
