"""Sites are written down and corrected; the answers mask their addresses."""

from uuid import UUID

from aftercare_kit.fields import Body, Code, Line
from aftercare_kit.unit_of_work import new_id
from intake.application.customer.reach import customer_within_reach
from intake.application.ports import Work
from intake.application.rights import RIGHTS
from intake.application.views import SiteView
from intake.domain.site import Site


class SiteData(Body):
    """Where it is; `urban` is the main urban area, which arrival times go by (002-T2)."""

    address: Line
    urban: bool = True


class AddSite(SiteData):
    """A new site of a customer."""

    customer_id: UUID
    code: Code


async def add_site(command: AddSite, work: Work) -> SiteView:
    """Write a site down; codes are unique in a region."""
    RIGHTS.require(work.actor, "customer.keep")
    customer = await customer_within_reach(work, command.customer_id)
    site = Site(
        id=new_id(),
        region=customer.region,
        customer_id=customer.id,
        code=command.code,
        address=command.address,
        urban=command.urban,
    )
    work.sites.add(site)
    work.note("site.add", "site", site.id)
    await work.flush()
    return SiteView.of(site)


async def change_site(command: SiteData, site_id: UUID, work: Work) -> SiteView:
    """Correct a site's address or situation."""
    RIGHTS.require(work.actor, "customer.keep")
    site = await work.sites.target(site_id)
    await customer_within_reach(work, site.customer_id, "site", site_id)
    site.change(command.address, urban=command.urban)
    work.note("site.change", "site", site.id)
    await work.flush()
    return SiteView.of(site)
