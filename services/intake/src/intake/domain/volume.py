"""The bound volume of a year: contacts of one form, numbered and sealed (001-5.1.2.2)."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID

from intake.domain import errors
from intake.domain.contact_log import Direction
from intake.domain.request import Channel


class Form(StrEnum):
    """The records as they are printed: calls, faxes, mail in, mail out."""

    CALLS = "calls"
    FAXES = "faxes"
    MAIL_IN = "mail_in"
    MAIL_OUT = "mail_out"


def form_of(channel: Channel, direction: Direction) -> Form:
    """Under which form a contact is bound; all that is no call and no fax is mail."""
    if channel is Channel.PHONE:
        return Form.CALLS
    if channel is Channel.FAX:
        return Form.FAXES
    return Form.MAIL_IN if direction == "in" else Form.MAIL_OUT


def bound_year(moment: datetime) -> int:
    """Which year is bound then: the one before."""
    return moment.astimezone(UTC).year - 1


def binding_day(moment: datetime) -> datetime:
    """When volumes are bound next: the first of February, so that January can write the rest."""
    this = datetime(moment.astimezone(UTC).year, 2, 1, tzinfo=UTC)
    return this if moment < this else this.replace(year=this.year + 1)


@dataclass
class Volume:
    """What was bound; `sha256` is over its lines in their order, so that a change shows."""

    id: UUID
    region: str
    year: int
    form: Form
    entries: int
    sha256: str
    bound_at: datetime
    version: int = 0


def digest(lines: Iterable[str]) -> tuple[int, str]:
    """How many lines there are, and the hash over all of them."""
    whole, count = hashlib.sha256(), 0
    for line in lines:
        whole.update(line.encode() + b"\n")
        count += 1
    return count, whole.hexdigest()


def must_be_unbound(year: int, form: Form, bound: Collection[Form]) -> None:
    """Refuse to write into a year whose volume of that form is bound."""
    if form in bound:
        raise errors.VolumeBound(field="occurred_at", year=year)
