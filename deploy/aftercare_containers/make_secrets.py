"""Makes passwords and the signing key at first start, and hands each container its own.

The vault keeps everything; a container sees only the volume that is mounted into it.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any, Final

from aftercare_containers.vault import VAULT, app_url, nats_passwords, postgres_passwords
from aftercare_contracts.topology import SERVICES
from aftercare_launcher import tokens
from aftercare_launcher.edge.config import config
from aftercare_launcher.edge.settings import Address, EdgeSettings
from aftercare_launcher.servers.nats import NatsServer
from aftercare_launcher.servers.postgres import ADMIN
from aftercare_launcher.state.files import write_json
from aftercare_launcher.state.folder import StateFolder

VOLUMES: Final = Path("/volumes")
SERVICE_PORT: Final = 8000
POSTGRES_READERS: Final = 0o444  # its user differs between images; only its containers mount this


def main() -> int:
    state = StateFolder.at(VAULT)
    tokens.ensure_key(state.signing_key, state.jwks)
    nats = nats_passwords()
    keys = json.loads(state.jwks.read_text())
    for service in SERVICES:
        secrets = {
            "AFTERCARE_DATABASE_URL": app_url(service),
            "AFTERCARE_NATS_PASSWORD": nats[service],
        }
        write_json(VOLUMES / service / "secrets.json", secrets)
        write_json(VOLUMES / service / "jwks.json", keys)
        _write(VOLUMES / "postgres" / service, postgres_passwords(service)[ADMIN], POSTGRES_READERS)
    write_json(VOLUMES / "nats" / "nats.json", _nats(nats))
    write_json(VOLUMES / "edge" / "edge.json", config(_edge(state)))
    sys.stdout.write("secrets are in their places\n")
    return 0


def _nats(passwords: dict[str, str]) -> dict[str, Any]:
    region = os.environ["AFTERCARE_REGION"]
    server = NatsServer(Path("/data"), 4222, 8222, passwords=passwords, name=f"aftercare-{region}")
    # The launcher's server listens on loopback; here the container's network is the fence.
    return server.config() | {"listen": "0.0.0.0:4222", "http": "0.0.0.0:8222"}


def _edge(state: StateFolder) -> EdgeSettings:
    collector = os.environ.get("AFTERCARE_OTLP_ENDPOINT", "").removeprefix("http://")
    host, _, port = collector.rpartition(":")
    origins = os.environ.get("AFTERCARE_ALLOWED_ORIGINS", "")
    return EdgeSettings(
        listen=Address("0.0.0.0", 8080),  # noqa: S104
        admin=Address("127.0.0.1", 9901),
        upstreams={service: Address(service, SERVICE_PORT) for service in SERVICES},
        jwks=state.jwks.read_text(),
        issuer=tokens.ISSUER,
        audience=tokens.AUDIENCE,
        otlp=Address(host, int(port)) if collector else None,
        trace_ratio=float(os.environ.get("AFTERCARE_TRACE_RATIO") or 1),
        allowed_origins=tuple(origin for origin in origins.split(",") if origin),
    )


def _write(path: Path, text: str, mode: int) -> None:
    """Replace the file in one step, as the others are."""
    draft = path.with_name(f"{path.name}.draft")
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600)
    draft.write_text(text)
    draft.chmod(mode)
    draft.replace(path)


if __name__ == "__main__":
    sys.exit(main())
