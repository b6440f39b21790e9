"""One HTTP call: who asks, and the transaction its command runs in.

A command commits before it is answered. Its answer is kept under the caller's Idempotency-Key in
the same transaction, so a retry gets the same answer and the effect happens once.
"""

import hashlib
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Generic, TypeVar, cast

import sqlalchemy as sa
from fastapi import Request, Response
from pydantic import BaseModel
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.database import Database
from aftercare_kit.errors import (
    IdempotencyKeyReused,
    Malformed,
    NotReady,
    Refusal,
    RightMissing,
)
from aftercare_kit.faults import constraint_of, is_connection_fault, is_retryable
from aftercare_kit.identity import Bearer, actor_of
from aftercare_kit.tables import idempotency
from aftercare_kit.unit_of_work import UnitOfWork

W = TypeVar("W", bound=UnitOfWork)
T = TypeVar("T")

ATTEMPTS = 4
_KEY = re.compile(r"[\x21-\x7e]{1,200}")
_VERSION = re.compile(r'"(\d{1,9})"')


class IdempotencyKeyMalformed(Malformed):
    """1 to 200 visible ASCII characters."""

    code = "idempotency-key-malformed"


class IfMatchMalformed(Malformed):
    """An ETag as the service gave it: a version number in quotes."""

    code = "if-match-malformed"


class Call(Generic[W]):
    """What a route needs of the request, beside its parsed body."""

    def __init__(
        self,
        request: Request,
        actor: Actor,
        database: Database[W],
        constraints: Mapping[str, type[Refusal]],
    ) -> None:
        self.actor = actor
        self._request = request
        self._database = database
        self._constraints = constraints

    async def query(self, ask: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        """Run a query in a transaction that sees the own region only.

        Raises:
            NotReady: the database is away.

        """
        try:
            async with self._database.reading() as connection:
                return await ask(connection)
        except (OSError, TimeoutError, SQLAlchemyError) as fault:
            raise self._told(fault) from fault

    async def audited(self, ask: Callable[[W], Awaitable[T]]) -> T:
        """Run a reading that leaves an audit entry; what it returns is neither kept nor replayed.

        For answers that are no JSON, such as files; others are commands.

        Raises:
            Refusal: a rule was broken.
            NotReady: the database is away.

        """
        try:
            async with self._database.begin(self.actor) as work:
                return await ask(work)
        except RightMissing as refused:
            await self._note_denial(refused)
            raise
        except (OSError, TimeoutError, SQLAlchemyError) as fault:
            raise self._told(fault) from fault

    async def command(
        self,
        act: Callable[[W], Awaitable[BaseModel]],
        *,
        status: int = 200,
        only_adds: bool = False,
    ) -> Response:
        """Run a command in one transaction and answer with what it returns, after the commit.

        A deadlock is tried again. Whether the key has been used is found out where it hurts: a
        repeated command breaks a rule or the key's own uniqueness, and then the answer kept by the
        first is the answer. So a command that is not repeated, as nearly all are, asks nothing.

        Args:
            act: the use case; called again with a fresh unit of work on a retry.
            status: the HTTP status of success.
            only_adds: the use case locks nothing and writes only new things, so that its writes
                need no transaction around them (see `Database.begin_unlocked`).

        Raises:
            Refusal: a rule was broken, or a database constraint that stands for a rule.
            NotReady: the database is away or stays contended.

        """
        for attempt in range(ATTEMPTS):
            try:
                return await self._once(act, status, only_adds=only_adds)
            except Refusal as refused:
                if (stored := await self._stored()) is not None:
                    return stored
                if isinstance(refused, RightMissing):
                    await self._note_denial(refused)
                raise
            except (OSError, TimeoutError, SQLAlchemyError) as fault:
                if constraint_of(fault) and (stored := await self._stored()) is not None:
                    return stored
                if not is_retryable(fault) or attempt == ATTEMPTS - 1:
                    raise self._told(fault) from fault
        raise NotReady

    async def _once(
        self, act: Callable[[W], Awaitable[BaseModel]], status: int, *, only_adds: bool
    ) -> Response:
        key, digest = await self._fingerprint()
        begin = self._database.begin_unlocked if only_adds else self._database.begin
        async with begin(self.actor) as work:
            work.bounds.if_match = self._if_match()
            view = await act(work)
            body = view.model_dump_json()
            version = getattr(view, "version", None)
            etag = f'"{version}"' if isinstance(version, int) else None
            if key is not None:
                kept = {
                    "subject": self.actor.subject,
                    "key": key,
                    "request_hash": digest,
                    "status": status,
                    "etag": etag,
                    "body": body,
                    "created_at": work.now,
                }
                work.write(idempotency, kept)
        return _answer(status, work.numbers.in_text(body).encode(), etag)

    async def _stored(self) -> Response | None:
        """The answer that this key got before, or from a twin meanwhile."""
        key, digest = await self._fingerprint()
        if key is None:
            return None
        async with self._database.begin(self.actor) as work:
            return await self._replay(work, key, digest)

    async def _fingerprint(self) -> tuple[str | None, bytes]:
        key = self._request.headers.get("idempotency-key")
        # A reading that is audited runs as a command; its answer must not be kept, nor replayed.
        if key is None or self._request.method == "GET":
            return None, b""
        if not _KEY.fullmatch(key):
            raise IdempotencyKeyMalformed(field="Idempotency-Key")
        digest = hashlib.sha256()
        scope = self._request.scope
        for part in (scope["method"].encode(), scope["path"].encode(), scope["query_string"]):
            digest.update(part + b"\n")
        digest.update(await self._request.body())
        return key, digest.digest()

    async def _replay(self, work: W, key: str, digest: bytes) -> Response | None:
        row = (
            await work.connection.execute(
                sa.select(idempotency).where(
                    idempotency.c.subject == self.actor.subject, idempotency.c.key == key
                )
            )
        ).one_or_none()
        if row is None:
            return None
        if row.request_hash != digest:
            raise IdempotencyKeyReused(field="Idempotency-Key")
        return _answer(row.status, row.body, row.etag, replayed=True)

    def _if_match(self) -> int | None:
        header = self._request.headers.get("if-match")
        if header is None or header == "*":
            return None
        version = _VERSION.fullmatch(header)
        if version is None:
            raise IfMatchMalformed(field="If-Match")
        return int(version[1])

    def _told(self, fault: Exception) -> Exception:
        """The refusal a database fault stands for, or the fault itself."""
        constraint = constraint_of(fault)
        if constraint is not None and constraint in self._constraints:
            return self._constraints[constraint]()
        if is_connection_fault(fault) or is_retryable(fault):
            return NotReady()
        return fault

    async def _note_denial(self, refused: RightMissing) -> None:
        async with self._database.begin(self.actor) as work:
            work.note("denied", self._database.service, permission=refused.facts["permission"])


def _answer(status: int, body: bytes, etag: str | None, *, replayed: bool = False) -> Response:
    headers = {"ETag": etag} if etag else {}
    if replayed:
        headers["Idempotency-Replayed"] = "true"
    return Response(body, status_code=status, media_type="application/json", headers=headers)


class _AuthenticatedCall(Bearer):
    async def __call__(self, request: Request) -> Call[Any]:
        """Give what the route works with; needs `database` and `constraints` in the app's state.

        A coroutine, as all dependencies of ours: FastAPI sends plain functions to a thread.
        """
        state = request.app.state
        return Call(
            request,
            actor_of(request),
            cast("Database[Any]", state.database),
            cast("Mapping[str, type[Refusal]]", state.constraints),
        )


call = _AuthenticatedCall()
"""FastAPI dependency: the call of an authenticated actor on this service."""
