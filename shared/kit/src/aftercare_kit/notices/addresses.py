"""Where people want to be told: an own address, in the language it was given in."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import sqlalchemy as sa
from pydantic import BaseModel, Field

from aftercare_kit.actors import Actor
from aftercare_kit.errors import Conflict, UnknownRecord
from aftercare_kit.fields import Body
from aftercare_kit.ids import new_id
from aftercare_kit.notices.channels import Channel
from aftercare_kit.notices.rights import RIGHTS
from aftercare_kit.notices.tables import notice_address, notice_delivery
from aftercare_kit.unit_of_work import UnitOfWork


class AddressNotTaken(Conflict):
    """No such way out is set up, or it does not take this address."""

    code = "address-not-taken"


class AddressThere(Conflict):
    """The address is there already."""

    code = "address-there"


class AddAddress(Body):
    """Where to tell the asker of what concerns them and their roles."""

    channel: Literal["email", "webhook"]
    address: Annotated[str, Field(min_length=3, max_length=500)]


class RemoveAddress(Body):
    """Nothing to fill in."""


class AddressView(BaseModel):
    """An own address."""

    id: UUID
    channel: str
    address: str
    language: str
    roles: list[str]
    added_at: datetime


async def add_address(
    command: AddAddress, work: UnitOfWork, channels: "dict[str, Channel]"
) -> AddressView:
    """Add it, for the roles that the asker's token names now."""
    RIGHTS.require(work.actor, "notice.read")
    channel = channels.get(command.channel)
    if channel is None or not channel.takes(command.address):
        raise AddressNotTaken(field="address", channel=command.channel)
    key = new_id()
    row = {
        "id": key,
        "region": work.region,
        "subject": work.actor.subject,
        "roles": sorted(work.actor.roles),
        "engineer_id": work.actor.engineer_id,
        "centre": work.actor.centre,
        "channel": command.channel,
        "address": command.address,
        "language": work.actor.language.value,
        "added_at": work.now,
    }
    work.write(notice_address, row)
    work.note("notice.add_address", "notice_address", key, channel=command.channel)
    return AddressView.model_validate(row)


async def remove_address(_command: RemoveAddress, key: UUID, work: UnitOfWork) -> AddressView:
    """Take it out; what is on its way to it is not sent any more."""
    RIGHTS.require(work.actor, "notice.read")
    gone = await work.connection.execute(
        sa.delete(notice_address)
        .where(notice_address.c.id == key, notice_address.c.subject == work.actor.subject)
        .returning(notice_address)
    )
    row = gone.mappings().one_or_none()
    if row is None:
        raise UnknownRecord("notice_address", key)
    forgotten = sa.update(notice_delivery).where(
        notice_delivery.c.address_id == key, notice_delivery.c.state == "waiting"
    )
    await work.connection.execute(forgotten.values(state="parked", last_error="AddressRemoved"))
    work.note("notice.remove_address", "notice_address", key)
    return AddressView.model_validate(dict(row))


def own_addresses(actor: Actor) -> "sa.Select[tuple[object, ...]]":
    """The asker's own, oldest first; nobody sees another's."""
    RIGHTS.require(actor, "notice.read")
    own = notice_address.c.subject == actor.subject
    return sa.select(notice_address).where(own).order_by(notice_address.c.added_at)
