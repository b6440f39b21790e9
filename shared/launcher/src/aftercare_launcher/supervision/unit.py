"""One supervised program: started, watched until ready, started again when it dies."""

import asyncio
import contextlib
import os
import signal
import time
from collections.abc import Callable
from enum import StrEnum
from typing import Final

from aftercare_kit.endings import end
from aftercare_launcher.errors import LauncherError
from aftercare_launcher.processes.program import STARTS, Program, last_words
from aftercare_launcher.state.run import UnitState
from aftercare_launcher.supervision.child import Child, Spawner
from aftercare_launcher.supervision.logfile import LogFile
from aftercare_launcher.supervision.pauses import Pauses

GIVE_UP_AT: Final = 3  # deaths before it was ever ready
POLL_SECONDS: Final = 0.05
CHUNK_BYTES: Final = 65536


class Phase(StrEnum):
    STARTING = "starting"
    READY = "ready"
    PAUSED = "restarting"
    STOPPED = "stopped"
    FAILED = "failed"


class Unit:
    """A program and the process that runs it now."""

    def __init__(
        self,
        program: Program,
        log: LogFile,
        changed: Callable[[], None],
        *,
        port: int | None,
        spawn: Spawner,
    ) -> None:
        self.program = program
        self._spawn = spawn
        self.phase = Phase.STARTING
        self.restarts = 0
        self.port = port
        self._log = log
        self._changed = changed
        self._process: Child | None = None
        self._started = 0.0
        self._was_ready = False
        self._stopping = False
        self._note = ""
        self._task: asyncio.Task[None] | None = None

    def launch(self) -> None:
        """Begin to keep the program alive."""
        self._log.note(STARTS)
        self._task = asyncio.create_task(self._keep(), name=f"keep {self.program.name}")

    async def ready(self) -> None:
        """Return once it is ready; raise when it cannot be."""
        deadline = time.monotonic() + self.program.ready_within
        while self.phase is not Phase.READY:
            if self.phase is Phase.FAILED:
                raise LauncherError(f"{self.program.name} does not start{self._last_words()}")
            if time.monotonic() > deadline:
                raise LauncherError(
                    f"{self.program.name} was not ready in {self.program.ready_within:.0f} s"
                    f"{self._last_words()}"
                )
            await asyncio.sleep(POLL_SECONDS)

    async def stop(self, within: float) -> None:
        """Ask it to stop, insist when the time is over, and restart it no more."""
        self._stopping = True
        process = self._process
        if process is not None and process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(self.program.stop_signal)
            try:
                await asyncio.wait_for(process.wait(), within)
            except TimeoutError:
                self._log.note(f"did not stop in {within:.1f} s and was killed")
                kill_group(process.pid)
        if self._task is not None:
            await end([self._task])
        self._log.close()
        self._enter(Phase.STOPPED)

    def state(self) -> UnitState:
        running = self._process if self._process and self._process.returncode is None else None
        return UnitState(
            name=self.program.name,
            state=self.phase.value,
            pid=running.pid if running else None,
            started=self._started if running else None,
            restarts=self.restarts,
            port=self.port,
            note=self._note,
        )

    async def _keep(self) -> None:
        pauses = Pauses()
        while not self._stopping:
            lived, ending, wanted = await self._run_once()
            if self._stopping:
                return
            pause = pauses.after(lived, ready=self.phase is Phase.READY, wanted=wanted)
            self.restarts += 1
            self._note = ending
            self._log.note(f"{self._note} after {lived:.1f} s; starts again in {pause:.2g} s")
            if not self._was_ready and self.restarts >= GIVE_UP_AT:
                self._enter(Phase.FAILED)
                return
            self._enter(Phase.PAUSED)
            await asyncio.sleep(pause)

    async def _run_once(self) -> tuple[float, str, bool]:
        """Run the program to its end; how long it lived, how it ended, and if somebody asked it to.

        A rolling restart ends what is ready, by its signal: that is no death, however many there
        were before.
        """
        self._started = time.time()
        try:
            process = self._process = await self._spawn(self.program)
        except OSError as error:
            return 0.0, f"could not be started: {error}", False
        self.phase = Phase.STARTING
        self._changed()
        probing = asyncio.create_task(self._probe(process))
        reading = asyncio.create_task(self._read(process))
        try:
            code = await process.wait()
            kill_group(process.pid)  # whatever it started itself
            await asyncio.wait([reading], timeout=0.5)
        finally:
            probing.cancel()
            reading.cancel()
        was_ready = self.state().state == Phase.READY.value
        wanted = was_ready and code in {0, -self.program.stop_signal}
        return time.time() - self._started, f"ended with {spoken(code)}", wanted

    async def _probe(self, process: Child) -> None:
        while not await asyncio.to_thread(self.program.ready):
            await asyncio.sleep(POLL_SECONDS)
        if process.returncode is None:
            self._was_ready = True
            self._enter(Phase.READY)

    async def _read(self, process: Child) -> None:
        output = process.stdout
        while output is not None and (chunk := await output.read(CHUNK_BYTES)):
            self._log.write(chunk)

    def _enter(self, phase: Phase) -> None:
        if phase is not self.phase:
            self.phase = phase
            self._changed()

    def _last_words(self) -> str:
        return last_words(self._log.path)


def kill_group(leader: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


def spoken(code: int) -> str:
    """An exit code in words."""
    if code < 0:
        return signal.Signals(-code).name
    return f"exit code {code}"
