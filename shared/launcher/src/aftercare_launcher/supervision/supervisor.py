"""All units of one stack, in the order they were started."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from aftercare_launcher.errors import LauncherError
from aftercare_launcher.processes.program import STARTS, Program, last_words
from aftercare_launcher.state.run import UnitState
from aftercare_launcher.supervision.child import Spawner, execute
from aftercare_launcher.supervision.logfile import LogFile
from aftercare_launcher.supervision.unit import CHUNK_BYTES, Unit, kill_group


class Supervisor:
    def __init__(self, logs: Path, changed: Callable[[], None]) -> None:
        self._logs = logs
        self._changed = changed
        self.units: dict[str, Unit] = {}

    def launch(
        self, program: Program, *, port: int | None = None, spawn: Spawner = execute
    ) -> None:
        """Begin to keep a program alive, without waiting for it."""
        log = LogFile(self._logs / f"{program.name}.log")
        unit = self.units[program.name] = Unit(program, log, self._changed, port=port, spawn=spawn)
        unit.launch()

    async def ready(self, *names: str) -> None:
        """Return once all of these are ready."""
        await asyncio.gather(*(self.units[name].ready() for name in names))

    async def once(self, program: Program, *, spawn: Spawner = execute) -> None:
        """Run a program that ends by itself; raise when it ends badly."""
        log = LogFile(self._logs / f"{program.name}.log")
        log.note(STARTS)
        try:
            async with asyncio.timeout(program.ready_within):
                child = await spawn(program)
                try:
                    while child.stdout and (chunk := await child.stdout.read(CHUNK_BYTES)):
                        log.write(chunk)
                    code = await child.wait()
                finally:
                    kill_group(child.pid)
        except TimeoutError as error:
            raise LauncherError(
                f"The {program.name} took longer than {program.ready_within:.0f} s."
            ) from error
        finally:
            log.close()
        if code:
            raise LauncherError(f"The {program.name} failed{last_words(log.path)}")

    async def stop(self, names: Sequence[str], within: float) -> None:
        """Stop these together; those never started are no matter."""
        units = [self.units[name] for name in names if name in self.units]
        await asyncio.gather(*(unit.stop(within) for unit in units))

    def states(self) -> list[UnitState]:
        return [unit.state() for unit in self.units.values()]
