"""People at a customer's are written down and corrected; the answers mask them."""

from uuid import UUID

from aftercare_kit.errors import UnknownRecord
from aftercare_kit.fields import Body, Line
from aftercare_kit.ids import new_id
from intake.application.customer.people_views import ContactView
from intake.application.customer.reach import customer_within_reach
from intake.application.customer.sealing import seal
from intake.application.fields import Email, Phone
from intake.application.ports import Work
from intake.application.rights import RIGHTS
from intake.domain.contact import Contact


class ContactData(Body):
    """How to reach a person."""

    name: Line
    phone: Phone | None = None
    email: Email | None = None


async def add_contact(command: ContactData, customer_id: UUID, work: Work) -> ContactView:
    """Write a person down; no event tells of them."""
    RIGHTS.require(work.actor, "contact.keep")
    customer = await customer_within_reach(work, customer_id)
    contact_id = new_id()
    key = work.keyring.new(contact_id)
    contact = Contact(
        id=contact_id,
        region=customer.region,
        customer_id=customer.id,
        sealed=seal(key, contact_id, command.model_dump()),
    )
    work.contacts.add(contact)
    work.note("contact.add", "contact", contact.id)
    await work.flush()
    return ContactView.opened(contact, key)


async def change_contact(
    command: ContactData, customer_id: UUID, contact_id: UUID, work: Work
) -> ContactView:
    """Correct what is kept of a person."""
    RIGHTS.require(work.actor, "contact.keep")
    contact = await contact_of(customer_id, contact_id, work)
    contact.must_be_known()
    key = await work.keyring.of(contact_id) or work.keyring.new(contact_id)
    contact.change(seal(key, contact_id, command.model_dump()))
    work.note("contact.change", "contact", contact.id)
    await work.flush()
    return ContactView.opened(contact, key)


async def contact_of(customer_id: UUID, contact_id: UUID, work: Work) -> Contact:
    """The person, where they are that customer's, and the customer is within reach."""
    contact = await work.contacts.target(contact_id)
    if contact.customer_id != customer_id:
        raise UnknownRecord("contact", contact_id)
    await customer_within_reach(work, customer_id, "contact", contact_id)
    return contact
