"""A form is printed: by right, within reach, and each copy leaves an audit entry (001-5.11.1)."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.forms import Paper
from dispatch.application.ports import Work
from dispatch.application.rights import RIGHTS

Read = Callable[[AsyncConnection, Actor, UUID], Awaitable[Paper]]


async def print_form(read: Read, record: str, key: UUID, work: Work) -> Paper:
    """One of dispatch's forms.

    Args:
        read: what the form says.
        record: what kind of record it shows.
        key: which one.
        work: the open transaction; it keeps who took which copy.

    """
    RIGHTS.require(work.actor, "form.print")
    paper = await read(work.connection, work.actor, key)
    work.note("form.print", record, key, form=paper.form)
    return paper
