"""What lies in a backup's folder, and what its description says."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from aftercare_launcher.errors import LauncherError
from aftercare_launcher.state.files import read_json, write_json


@dataclass(frozen=True, slots=True)
class Description:
    """Written last: a folder without it holds half a backup."""

    region: str
    nats_nodes: int
    services: tuple[str, ...]
    postgres: str
    """PostgreSQL's major version."""
    began: str
    """What was answered before this moment is in the backup."""
    ended: str
    events: Mapping[str, int] = field(default_factory=dict[str, int])
    """How many each service's log had when it began."""


@dataclass(frozen=True, slots=True)
class Copied:
    """A backup's folder."""

    root: Path

    @property
    def postgres(self) -> Path:
        return self.root / "pg"

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
    def _description(self) -> Path:
        return self.root / "backup.json"

    def describe(self, description: Description) -> None:
        write_json(self._description, asdict(description))

    def description(self) -> Description:
        """What it says of itself.

        Raises:
            LauncherError: it says nothing, since there is no backup or only half of one.

        """
        kept: dict[str, Any] = read_json(self._description)
        if not kept:
            raise LauncherError(
                f"{self.root} holds no whole backup; 'aftercare backup' writes backup.json last."
            )
        services = tuple(kept.pop("services"))
        return Description(services=services, **kept)
