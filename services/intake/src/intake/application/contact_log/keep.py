"""Contacts are written down as they happen, tied to the customer and the case (001-5.1.2.2)."""

from datetime import datetime
from uuid import UUID

from aftercare_kit.errors import UnknownRecord
from aftercare_kit.fields import Body, Line, Moment, Prose
from aftercare_kit.ids import new_id
from intake.application.customer.reach import customer_within_reach
from intake.application.ports import Work
from intake.application.rights import RIGHTS
from intake.application.views import View
from intake.application.volume.writable import must_be_writable
from intake.domain.contact_log import ContactLog, Direction
from intake.domain.request import Channel


class LogContact(Body):
    """Who was in touch by what, and what about; opinion and result may follow."""

    customer_id: UUID
    request_id: UUID | None = None
    contact_id: UUID | None = None
    direction: Direction
    channel: Channel
    need: Prose
    opinion: Prose | None = None
    result: Line | None = None
    occurred_at: Moment | None = None


class ConcludeContact(Body):
    """What came of it."""

    opinion: Prose | None = None
    result: Line


class ContactLogView(View):
    """A contact, as the volume of its year shows it."""

    id: UUID
    version: int
    customer_id: UUID
    request_id: UUID | None
    contact_id: UUID | None
    direction: str
    channel: str
    need: str
    opinion: str | None
    result: str | None
    happened_at: datetime
    recorded_at: datetime
    recorded_by: str


async def log_contact(command: LogContact, work: Work) -> ContactLogView:
    """Write a contact down; case and person must be that customer's."""
    RIGHTS.require(work.actor, "contact_log.keep")
    at = work.moment(command.occurred_at)
    await must_be_writable(work, at, command.channel, command.direction)
    customer = await customer_within_reach(work, command.customer_id)
    if command.request_id is not None:
        request = await work.requests.get(command.request_id)
        if request.customer_id != customer.id:
            raise UnknownRecord("request", command.request_id)
    if command.contact_id is not None:
        person = await work.contacts.get(command.contact_id)
        if person.customer_id != customer.id:
            raise UnknownRecord("contact", command.contact_id)
    log = ContactLog(
        id=new_id(),
        region=customer.region,
        customer_id=customer.id,
        request_id=command.request_id,
        contact_id=command.contact_id,
        direction=command.direction,
        channel=command.channel,
        need=command.need,
        opinion=command.opinion,
        result=command.result,
        happened_at=at,
        recorded_at=work.now,
        recorded_by=work.actor.subject,
    )
    work.contact_logs.add(log)
    await work.flush()
    return ContactLogView.of(log)


async def conclude_contact(command: ConcludeContact, log_id: UUID, work: Work) -> ContactLogView:
    """Add opinion and result."""
    RIGHTS.require(work.actor, "contact_log.keep")
    log = await work.contact_logs.target(log_id)
    await customer_within_reach(work, log.customer_id, "contact_log", log_id)
    await must_be_writable(work, log.happened_at, log.channel, log.direction)
    log.conclude(command.opinion, command.result)
    work.note("contact_log.conclude", "contact_log", log.id)
    await work.flush()
    return ContactLogView.of(log)
