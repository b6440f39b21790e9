"""The state folder `.aftercare/`: where everything of one local stack lies."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from aftercare_launcher import folders

DEFAULT: Final = Path(".aftercare")


@dataclass(frozen=True, slots=True)
class StateFolder:
    root: Path

    @classmethod
    def at(cls, path: Path) -> "StateFolder":
        return cls(path.absolute())

    def ensure(self) -> None:
        """Have the folder, private to us; as root, PostgreSQL's user may pass but not look."""
        folders.make_writable(self.root, 0o711 if os.geteuid() == 0 else 0o700)
        folders.make_writable(self.logs, 0o700)

    @property
    def lifeline(self) -> Path:
        return self.root / "alive"

    @property
    def secrets(self) -> Path:
        return self.root / "secrets.json"

    @property
    def signing_key(self) -> Path:
        return self.root / "signing-key.json"

    @property
    def jwks(self) -> Path:
        return self.root / "jwks.json"

    @property
    def run(self) -> Path:
        return self.root / "run.json"

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    @property
    def postgres(self) -> Path:
        return self.root / "pg"

    @property
    def nats(self) -> Path:
        return self.root / "nats"

    @property
    def edge_config(self) -> Path:
        return self.root / "edge.json"

    @property
    def traces(self) -> Path:
        return self.root / "traces.db"
