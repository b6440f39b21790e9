"""Personal data under a key of their own: with the key gone, no copy of them can be read.

AES-256-GCM; what was sealed for one subject does not open for another.
"""

import base64
import os
from collections.abc import Mapping
from uuid import UUID

import orjson
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from intake.domain.place import Place

_NONCE = 12
_KEY_BITS = 256


def new_key() -> str:
    """A key for one subject, as it is kept."""
    return base64.b64encode(AESGCM.generate_key(_KEY_BITS)).decode()


def seal(key: str, subject: UUID, said: Mapping[str, str | None]) -> str:
    """What is known of a subject, readable with the key only."""
    nonce = os.urandom(_NONCE)
    sealed = AESGCM(base64.b64decode(key)).encrypt(nonce, orjson.dumps(said), subject.bytes)
    return base64.b64encode(nonce + sealed).decode()


def place_of(said: Mapping[str, str | None]) -> Place | None:
    """Where a site lies, where that was written down with its address."""
    latitude, longitude = said.get("latitude"), said.get("longitude")
    if latitude is None or longitude is None:
        return None
    return Place(float(latitude), float(longitude))


def unseal(key: str | None, subject: UUID, sealed: str) -> Mapping[str, str | None]:
    """What was sealed; nothing where the key is gone."""
    if key is None:
        return {}
    raw = base64.b64decode(sealed)
    plain = AESGCM(base64.b64decode(key)).decrypt(raw[:_NONCE], raw[_NONCE:], subject.bytes)
    return orjson.loads(plain)
