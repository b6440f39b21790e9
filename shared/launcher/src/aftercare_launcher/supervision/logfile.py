"""One program's log, rotated by size."""

from pathlib import Path
from typing import BinaryIO, Final

from aftercare_launcher.processes.program import NOTE

ROTATE_AT_BYTES: Final = 8 * 1024 * 1024
KEPT: Final = 3


class LogFile:
    """Appends whole chunks as they come; `name.log.1` is the newest of the older parts."""

    def __init__(self, path: Path, rotate_at: int = ROTATE_AT_BYTES) -> None:
        self.path = path
        self._rotate_at = rotate_at
        self._file: BinaryIO = path.open("ab", buffering=0)
        self._size = path.stat().st_size

    def write(self, chunk: bytes) -> None:
        """Keep the chunk; a full disk costs the log line, never the program."""
        try:
            if self._size >= self._rotate_at:
                self._rotate()
            self._file.write(chunk)
            self._size += len(chunk)
        except OSError:
            return

    def note(self, text: str) -> None:
        """A line of the launcher's own."""
        self.write(f"{NOTE}{text}\n".encode())

    def close(self) -> None:
        self._file.close()

    def _rotate(self) -> None:
        self._file.close()
        for number in range(KEPT - 1, 0, -1):
            older = self.path.with_name(f"{self.path.name}.{number}")
            if older.exists():
                older.replace(self.path.with_name(f"{self.path.name}.{number + 1}"))
        self.path.replace(self.path.with_name(f"{self.path.name}.1"))
        self._file = self.path.open("ab", buffering=0)
        self._size = 0
