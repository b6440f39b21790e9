"""Personal data in full: with a right of its own, and each reading leaves an audit entry."""

from uuid import UUID

from intake.application.customer.keep_contact import contact_of
from intake.application.customer.people_views import FullContactView, FullSiteView
from intake.application.customer.reach import customer_within_reach
from intake.application.ports import Work
from intake.application.rights import RIGHTS


async def read_contact(customer_id: UUID, contact_id: UUID, work: Work) -> FullContactView:
    """A person's name, telephone and mail address."""
    RIGHTS.require(work.actor, "contact.read")
    contact = await contact_of(customer_id, contact_id, work)
    contact.must_be_known()
    work.note("contact.read", "contact", contact.id)
    return FullContactView.opened(contact, await work.keyring.of(contact_id))


async def read_site(site_id: UUID, work: Work) -> FullSiteView:
    """A site with its address."""
    RIGHTS.require(work.actor, "contact.read")
    site = await work.sites.get(site_id)
    await customer_within_reach(work, site.customer_id, "site", site_id)
    site.must_be_known()
    work.note("site.read", "site", site.id)
    return FullSiteView.opened(site, await work.keyring.of(site_id))
