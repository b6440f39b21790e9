"""Keys of people and places, in a table of their own that is left out of long-kept backups."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.repository import Repository
from intake.adapters import tables
from intake.application.customer.sealing import new_key
from intake.domain.subject_key import SubjectKey

_KEY = tables.subject_key


class SqlKeyring:
    """The keys within one transaction."""

    def __init__(
        self, connection: AsyncConnection, repository: Repository[SubjectKey], region: str
    ) -> None:
        self._connection = connection
        self._repository = repository
        self._region = region

    def new(self, subject: UUID) -> str:
        """Make and keep a key."""
        made = SubjectKey(subject, self._region, new_key())
        self._repository.add(made)
        return made.key

    async def of(self, subject: UUID) -> str | None:
        """The subject's key, unless it was lost on purpose."""
        chosen = sa.select(_KEY.c.key).where(_KEY.c.id == subject)
        return (await self._connection.execute(chosen)).scalar_one_or_none()

    async def lose(self, subject: UUID) -> None:
        """Delete the key for good."""
        await self._connection.execute(sa.delete(_KEY).where(_KEY.c.id == subject))
