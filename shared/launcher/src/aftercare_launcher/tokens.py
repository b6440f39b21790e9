"""The local stack's own identity provider: a signing key and tokens made with it."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from joserfc import jwt
from joserfc.jwk import ECKey

from aftercare_launcher.errors import LauncherError
from aftercare_launcher.state.files import read_json, write_json

ALGORITHM: Final = "ES256"
ISSUER: Final = "https://aftercare.local"
AUDIENCE: Final = "aftercare"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """Whom a token speaks for, and within what scope."""

    subject: str
    name: str
    roles: Sequence[str]
    region: str
    centre: str | None = None
    department: str | None = None
    customer_id: str | None = None
    engineer_id: str | None = None

    def claims(self) -> dict[str, Any]:
        scope = {
            "centre": self.centre,
            "department": self.department,
            "customer_id": self.customer_id,
            "engineer_id": self.engineer_id,
        }
        return {
            "sub": self.subject,
            "name": self.name,
            "roles": list(self.roles),
            "region": self.region,
            **{claim: value for claim, value in scope.items() if value is not None},
        }


def ensure_key(private: Path, public: Path) -> None:
    """Have a signing key and the key set that validates it."""
    if not private.exists():
        key = ECKey.generate_key("P-256", {"alg": ALGORITHM, "use": "sig"}, auto_kid=True)
        write_json(private, key.as_dict(private=True))
    key = ECKey.import_key(read_json(private))
    public_set = {"keys": [key.as_dict(private=False)]}
    if read_json(public) != public_set:
        write_json(public, public_set, mode=0o644)


def issue(private: Path, bearer: Bearer, *, lifetime_seconds: int) -> str:
    """A signed token, valid from now."""
    if not private.exists():
        raise LauncherError(
            f"There is no signing key in {private.parent}; run 'aftercare up' once."
        )
    key = ECKey.import_key(read_json(private))
    now = int(time.time())
    frame = {"iss": ISSUER, "aud": AUDIENCE, "iat": now, "exp": now + lifetime_seconds}
    header = {"alg": ALGORITHM, "kid": key.kid, "typ": "JWT"}
    return jwt.encode(header, frame | bearer.claims(), key)
