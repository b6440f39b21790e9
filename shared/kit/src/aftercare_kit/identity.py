"""Who asks: the actor behind a request, from its bearer token and its connection."""

from collections.abc import Mapping
from typing import Annotated, Any, cast
from uuid import UUID

from fastapi import Depends, Request
from fastapi.openapi.models import HTTPBearer
from fastapi.security.base import SecurityBase
from fastapi.security.utils import get_authorization_scheme_param

from aftercare_kit.actors import Actor, system_actor
from aftercare_kit.errors import Forbidden
from aftercare_kit.languages import preferred_language
from aftercare_kit.roles import Role
from aftercare_kit.tokens import (
    TokenExpired,
    TokenInvalid,
    TokenMissing,
    TokenVerifier,
)

__all__ = [
    "Actor",
    "Bearer",
    "CurrentActor",
    "TokenExpired",
    "TokenInvalid",
    "TokenMissing",
    "TokenVerifier",
    "WrongRegion",
    "actor_of",
    "system_actor",
]

_LONGEST_CLAIM = 200
_KNOWN = {role.value: role for role in Role if role is not Role.SYSTEM}


class WrongRegion(Forbidden):
    """A request is answered by the region its token names, and by no other."""

    code = "wrong-region"


class Bearer(SecurityBase):
    """A dependency that reads the bearer token, and is documented so.

    Its subclasses give what a route asks for, all in one: FastAPI goes through a chain of
    dependencies link by link, for each request.
    """

    def __init__(self) -> None:
        self.model = HTTPBearer(bearerFormat="JWT")
        self.scheme_name = "bearer"


def actor_of(request: Request) -> Actor:
    """Give the actor of this request; needs `verifier` and `region` in the app's state.

    Raises:
        TokenMissing: it came without a bearer token.
        TokenExpired: the token's time is over.
        TokenInvalid: anything else is wrong with it.
        WrongRegion: it is for another region.

    """
    scheme, token = get_authorization_scheme_param(request.headers.get("authorization"))
    if not token or scheme.lower() != "bearer":
        raise TokenMissing
    verifier: TokenVerifier = request.app.state.verifier
    claims = verifier.verify(token)
    return actor_from(
        claims,
        region=request.app.state.region,
        accept_language=request.headers.get("accept-language"),
        source_ip=request.client.host if request.client else None,
    )


class _CurrentActor(Bearer):
    async def __call__(self, request: Request) -> Actor:
        return actor_of(request)


CurrentActor = Annotated[Actor, Depends(_CurrentActor())]
"""What a route asks for when it needs to know who asks."""


def actor_from(
    claims: Mapping[str, Any],
    *,
    region: str,
    accept_language: str | None = None,
    source_ip: str | None = None,
) -> Actor:
    """Read verified claims.

    Raises:
        WrongRegion: the token is for another region.
        TokenInvalid: a claim has a form that none of our issuers writes.

    """
    subject = _text(claims, "sub")
    token_region = _text(claims, "region")
    if subject is None or token_region is None:
        raise TokenInvalid
    if token_region != region:
        raise WrongRegion(region=region, token_region=token_region)
    return Actor(
        subject=subject,
        name=_text(claims, "name") or subject,
        roles=_roles(claims.get("roles", [])),
        region=region,
        centre=_text(claims, "centre"),
        department=_text(claims, "department"),
        customer_id=_id(claims, "customer_id"),
        engineer_id=_id(claims, "engineer_id"),
        language=preferred_language(accept_language),
        source_ip=source_ip,
    )


def _roles(claimed: Any) -> frozenset[Role]:
    """Keep the roles we know; an identity provider may hold others, and nobody claims `system`."""
    if not isinstance(claimed, list):
        raise TokenInvalid
    names = cast("list[object]", claimed)
    return frozenset(_KNOWN[name] for name in names if isinstance(name, str) and name in _KNOWN)


def _text(claims: Mapping[str, Any], name: str) -> str | None:
    value = claims.get(name)
    if value is None:
        return None
    if not isinstance(value, str) or not 0 < len(value) <= _LONGEST_CLAIM or not _plain(value):
        raise TokenInvalid
    return value


def _plain(value: str) -> bool:
    """Tell whether PostgreSQL and JSON can both hold it."""
    return value.isprintable() and value.strip() == value


def _id(claims: Mapping[str, Any], name: str) -> UUID | None:
    value = _text(claims, name)
    try:
        return UUID(value) if value is not None else None
    except ValueError:
        raise TokenInvalid from None
