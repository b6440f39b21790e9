"""A person or an address is forgotten: the key is lost, requests and events stay as they are."""

from typing import Literal
from uuid import UUID

from aftercare_kit.fields import Body
from intake.application.customer.keep_contact import contact_of
from intake.application.customer.people_views import ContactView, SiteView
from intake.application.customer.reach import customer_within_reach
from intake.application.ports import Work
from intake.application.rights import RIGHTS
from intake.domain.contact import Contact
from intake.domain.retention import must_not_be_held
from intake.domain.site import Site


class Erase(Body):
    """Why: the person asked for it, or nobody needs the data any more."""

    because: Literal["asked", "no_longer_needed"]


async def erase_contact(
    command: Erase, customer_id: UUID, contact_id: UUID, work: Work
) -> ContactView:
    """Forget a person; whatever refers to them goes on doing so."""
    RIGHTS.require(work.actor, "contact.erase")
    contact = await contact_of(customer_id, contact_id, work)
    must_not_be_held(await work.holds.every(customer_id=customer_id))
    await forget_contact(contact, work, because=command.because)
    await work.flush()
    return ContactView.opened(contact, None)


async def erase_site(command: Erase, site_id: UUID, work: Work) -> SiteView:
    """Forget where a site is; its units and their history stay."""
    RIGHTS.require(work.actor, "contact.erase")
    site = await work.sites.target(site_id)
    await customer_within_reach(work, site.customer_id, "site", site_id)
    must_not_be_held(await work.holds.every(customer_id=site.customer_id))
    await forget_site(site, work, because=command.because)
    await work.flush()
    return SiteView.opened(site, None)


async def forget_contact(contact: Contact, work: Work, *, because: str) -> None:
    """Lose the person's key; nothing that was kept of them opens any more."""
    contact.erase(work.now)
    await work.keyring.lose(contact.id)
    work.note("contact.erase", "contact", contact.id, because=because)


async def forget_site(site: Site, work: Work, *, because: str) -> None:
    """Lose the address's key."""
    site.erase(work.now)
    await work.keyring.lose(site.id)
    work.note("site.erase", "site", site.id, because=because)
