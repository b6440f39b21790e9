"""Bearer tokens: which are genuine, meant for us, and in force.

Keys come from one local file of public keys. Nothing in a token chooses where a key is fetched, and
only two signature algorithms exist for us, so a token cannot talk its way into another check.
"""

import json
import time
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

import structlog
from joserfc import jws, jwt
from joserfc.errors import ExpiredTokenError, JoseError, SecurityWarning
from joserfc.jwk import Key, KeySet

from aftercare_kit.errors import Unauthenticated

log = structlog.get_logger()

# RFC 9864 renames EdDSA to Ed25519; identity providers still write the old name.
warnings.filterwarnings("ignore", "EdDSA is deprecated", SecurityWarning)

ALGORITHMS = ("ES256", "EdDSA", "Ed25519")
LEEWAY_SECONDS = 60
REREAD_SECONDS = 60
LONGEST_TOKEN = 8_192
MOST_VERIFIED = 2_048

_ACCESS_TOKEN_TYPES = frozenset({"jwt", "at+jwt", "application/at+jwt"})
_KEY_CARRIERS = frozenset({"jku", "jwk", "x5u", "x5c"})
_ID_TOKEN_CLAIMS = frozenset({"nonce", "at_hash", "c_hash"})


class TokenMissing(Unauthenticated):
    """No bearer token came with the request."""

    code = "token-missing"


class TokenInvalid(Unauthenticated):
    """Forged, misdirected or broken; which of these is not told."""

    code = "token-invalid"


class TokenExpired(Unauthenticated):
    """Genuine, and its time is over."""

    code = "token-expired"


class TokenVerifier:
    """Checks tokens against the public keys in a file.

    The file is read again when a key is unknown or a minute has passed, and never twice within a
    minute: a flood of made-up key ids costs nothing, and a key taken out stops working. A token
    found good is believed until it expires or the file is read again.
    """

    def __init__(
        self,
        jwks_file: Path,
        issuer: str,
        audience: str,
        *,
        now: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._file = jwks_file
        self._monotonic = monotonic
        self._claims = jwt.JWTClaimsRegistry(
            now=lambda: int(now()),
            leeway=LEEWAY_SECONDS,
            iss={"essential": True, "value": issuer},
            aud={"essential": True, "value": audience},
            sub={"essential": True},
            exp={"essential": True},
        )
        self._now = now
        self._verified: dict[str, Mapping[str, Any]] = {}
        """What tokens say whose signature was good under the keys at hand."""
        self._keys = _read_keys(jwks_file)
        self._read_at = monotonic()
        self._reread = False

    def verify(self, token: str) -> Mapping[str, Any]:
        """Give the claims of a token that is genuine, for us, and in force.

        Raises:
            TokenExpired: its time is over.
            TokenInvalid: anything else is wrong with it.

        """
        if len(token) > LONGEST_TOKEN:
            raise TokenInvalid
        self._refresh(unknown=False)
        claims = self._verified.get(token)
        if claims is not None and _begun(claims) <= int(self._now()) < claims["exp"]:
            return claims
        claims = self._checked(token)
        if len(self._verified) >= MOST_VERIFIED:
            del self._verified[next(iter(self._verified))]
        self._verified[token] = claims
        return claims

    def _checked(self, token: str) -> Mapping[str, Any]:
        """The claims of a token that has not been seen yet, or nears its end or beginning."""
        try:
            decoded = jwt.decode(token, self._key_for, algorithms=ALGORITHMS)
            self._claims.validate(decoded.claims)
        except ExpiredTokenError:
            raise TokenExpired from None
        except (JoseError, ValueError, TypeError, RecursionError):
            raise TokenInvalid from None
        if not _ID_TOKEN_CLAIMS.isdisjoint(decoded.claims):
            raise TokenInvalid
        return decoded.claims

    def _key_for(self, signed: Any) -> Key:
        """Choose the key by its id, after refusing headers that no token of ours carries."""
        header = cast("jws.CompactSignature", signed).headers()
        if str(header.get("typ", "")).lower() not in _ACCESS_TOKEN_TYPES:
            raise TokenInvalid
        if "crit" in header or not _KEY_CARRIERS.isdisjoint(header):
            raise TokenInvalid
        key_id = header.get("kid")
        if not isinstance(key_id, str):
            raise TokenInvalid
        self._refresh(unknown=key_id not in self._keys)
        key = self._keys.get(key_id)
        if key is None:
            raise TokenInvalid
        return key

    def _refresh(self, *, unknown: bool) -> None:
        now = self._monotonic()
        due = now - self._read_at >= REREAD_SECONDS
        if not due and (self._reread or not unknown):
            return
        self._read_at, self._reread = now, True
        self._verified.clear()
        try:
            self._keys = _read_keys(self._file)
        except (OSError, ValueError, JoseError) as fault:
            log.warning("jwks_unreadable", fault=type(fault).__name__)


def _begun(claims: Mapping[str, Any]) -> int:
    """From when on it is in force, by any clock."""
    return max(claims.get("nbf", 0), claims.get("iat", 0))


def _read_keys(file: Path) -> Mapping[str, Key]:
    """Read the public keys by id; a secret key (`oct`) has no place in the file."""
    keys = KeySet.import_key_set(json.loads(file.read_text(encoding="utf-8"))).keys
    return {key.kid: key for key in keys if key.kid and key.key_type in {"EC", "OKP"}}
