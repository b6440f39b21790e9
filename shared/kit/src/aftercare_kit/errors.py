"""Refusals: every broken rule is a class with a kind, a code that never changes, and facts.

Domains import this module, so it needs the standard library only. Facts travel into answers and
logs: they carry ids, numbers and names of things, never personal data.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar, TypeAlias
from uuid import UUID

Fact: TypeAlias = (
    str | int | float | bool | Decimal | date | datetime | timedelta | UUID | tuple[str, ...] | None
)

_CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


class Kind(StrEnum):
    """What sort of refusal it is; each way out (HTTP, messages) has one table over these."""

    NOT_FOUND = "not_found"
    FORBIDDEN = "forbidden"
    UNAUTHENTICATED = "unauthenticated"
    CONFLICT = "conflict"
    MALFORMED = "malformed"
    PRECONDITION = "precondition"
    UNAVAILABLE = "unavailable"
    TOO_LARGE = "too_large"
    RATE_LIMITED = "rate_limited"


class Refusal(Exception):
    """Something the rules do not allow, said in a way a client can act on."""

    kind: ClassVar[Kind]
    code: ClassVar[str]
    retry_after_seconds: ClassVar[int | None] = None
    rule: str | None = None

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Refuse a code that clients could not rely on: it is written out, in kebab-case."""
        super().__init_subclass__(**kwargs)
        code = cls.__dict__.get("code")
        if code is not None and not _CODE.fullmatch(code):
            raise TypeError(f"{cls.__qualname__}.code must be kebab-case, not {code!r}")

    def __init__(self, *, field: str | None = None, **facts: Fact) -> None:
        super().__init__(field, facts)
        self.field = field
        self.facts: Mapping[str, Fact] = facts

    def __str__(self) -> str:
        said = ", ".join(f"{name}={value}" for name, value in self.facts.items())
        return f"{self.code} ({said})" if said else self.code


class NotFound(Refusal):
    """There is no such thing, or the asker may not know whether there is."""

    kind = Kind.NOT_FOUND


class Forbidden(Refusal):
    """The asker is known and may not do this."""

    kind = Kind.FORBIDDEN


class Unauthenticated(Refusal):
    """Nobody vouches for the asker."""

    kind = Kind.UNAUTHENTICATED


class Conflict(Refusal):
    """A rule of the trade forbids it in the present state."""

    kind = Kind.CONFLICT


class Malformed(Refusal):
    """The request cannot be understood; sent again unchanged it never will be."""

    kind = Kind.MALFORMED


class PreconditionFailed(Refusal):
    """The asker decided on a state that is no longer the present one."""

    kind = Kind.PRECONDITION


class Unavailable(Refusal):
    """Not now; the same request may succeed soon."""

    kind = Kind.UNAVAILABLE
    retry_after_seconds = 5


class TooLarge(Refusal):
    """More than we take in one request."""

    kind = Kind.TOO_LARGE


class RateLimited(Refusal):
    """Asked too often; slower, it will be answered."""

    kind = Kind.RATE_LIMITED
    retry_after_seconds = 1


class UnknownRecord(NotFound):
    """No such record, or none that the asker may see: the answer is the same on purpose."""

    code = "unknown-record"

    def __init__(self, record: str, record_id: UUID | str) -> None:
        """Name the kind of record by its key in the texts, such as `work_order`."""
        super().__init__(record=record, id=str(record_id))


class VersionConflict(PreconditionFailed):
    """Somebody changed it since it was read: read again, then decide again."""

    code = "version-conflict"


class IdempotencyKeyReused(Malformed):
    """The same Idempotency-Key came with another body."""

    code = "idempotency-key-reused"


class ActInTheFuture(Conflict):
    """An act is reported after it happened, never before."""

    code = "act-in-the-future"


class ActBeforeItsCause(Conflict):
    """An act cannot precede the act it answers, such as an arrival before its departure."""

    code = "act-before-its-cause"

    def __init__(self, rule: str | None = None, *, field: str | None = None, **facts: Fact) -> None:
        super().__init__(field=field, **facts)
        self.rule = rule


class RightMissing(Forbidden):
    """None of the asker's roles carries the permission."""

    code = "right-missing"

    def __init__(self, permission: str) -> None:
        super().__init__(permission=permission)


class NotReady(Unavailable):
    """The service is starting, stopping, or has lost something it cannot work without."""

    code = "not-ready"
