"""How far a right reaches: own customer, own centre; what lies beyond answers like the unknown."""

from typing import Protocol, TypeVar
from uuid import UUID

import sqlalchemy as sa

from aftercare_kit.actors import Actor
from aftercare_kit.errors import UnknownRecord
from aftercare_kit.mapping import Aggregate
from aftercare_kit.repository import Repository
from feedback.application.rights import OUTSIDE


class OfACase(Aggregate, Protocol):
    """Whatever belongs to a customer served by a centre."""

    @property
    def customer_id(self) -> UUID | None:
        """Whose it is; None where nobody knows."""
        ...

    @property
    def centre(self) -> str:
        """Who serves it."""
        ...


A = TypeVar("A", bound=OfACase)
Row = TypeVar("Row", bound=tuple[object, ...])


def outside(actor: Actor) -> bool:
    """Tell whether the actor is of the customer's side only."""
    return actor.roles <= OUTSIDE


def narrowed(select: sa.Select[Row], table: sa.Table, actor: Actor) -> sa.Select[Row]:
    """The same select, over the rows that the actor's token reaches."""
    if actor.customer_id is not None:
        select = select.where(table.c.customer_id == actor.customer_id)
    if actor.centre is not None:
        select = select.where(table.c.centre == actor.centre)
    return select.where(sa.false()) if _reaches_nothing(actor) else select


def reaches(actor: Actor, thing: OfACase) -> bool:
    """Tell whether the actor's token reaches a thing."""
    return (
        actor.customer_id in (None, thing.customer_id)
        and actor.centre in (None, thing.centre)
        and not _reaches_nothing(actor)
    )


async def target(repository: Repository[A], record: str, key: UUID, actor: Actor) -> A:
    """The thing a command is for, locked, as it was when the caller decided.

    Raises:
        UnknownRecord: there is none, or it is beyond the actor's reach.
        VersionConflict: it has changed since the caller read it.

    """
    if not reaches(actor, await repository.get(key)):
        raise UnknownRecord(record, key)
    return await repository.target(key)


def _reaches_nothing(actor: Actor) -> bool:
    """A customer nobody named, or an engineer bound to own jobs: no record here is theirs."""
    nobody = outside(actor) and actor.customer_id is None
    return nobody or actor.engineer_id is not None
