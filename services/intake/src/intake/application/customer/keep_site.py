"""Sites are written down and corrected; the answers mask their addresses."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from aftercare_kit.fields import Body, Code, Line
from aftercare_kit.ids import new_id
from intake.application.customer.people_views import SiteView
from intake.application.customer.reach import customer_within_reach
from intake.application.customer.sealing import seal
from intake.application.ports import Work
from intake.application.rights import RIGHTS
from intake.domain.site import Site


class PlaceData(Body):
    """Degrees north and east."""

    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]


class SiteData(Body):
    """Where it is; `urban` is the main urban area, which arrival times go by (002-T2)."""

    address: Line
    urban: bool = True
    place: PlaceData | None = None

    def said(self) -> dict[str, str | None]:
        """What is sealed of it."""
        at = self.place
        return {
            "address": self.address,
            "latitude": None if at is None else str(at.latitude),
            "longitude": None if at is None else str(at.longitude),
        }


class AddSite(SiteData):
    """A new site of a customer."""

    customer_id: UUID
    code: Code


async def add_site(command: AddSite, work: Work) -> SiteView:
    """Write a site down; codes are unique in a region."""
    RIGHTS.require(work.actor, "customer.keep")
    customer = await customer_within_reach(work, command.customer_id)
    site_id = new_id()
    key = work.keyring.new(site_id)
    site = Site(
        id=site_id,
        region=customer.region,
        customer_id=customer.id,
        code=command.code,
        sealed=seal(key, site_id, command.said()),
        urban=command.urban,
    )
    work.sites.add(site)
    work.note("site.add", "site", site.id)
    await work.flush()
    return SiteView.opened(site, key)


async def change_site(command: SiteData, site_id: UUID, work: Work) -> SiteView:
    """Correct a site's address or situation."""
    RIGHTS.require(work.actor, "customer.keep")
    site = await work.sites.target(site_id)
    await customer_within_reach(work, site.customer_id, "site", site_id)
    site.must_be_known()
    key = await work.keyring.of(site_id) or work.keyring.new(site_id)
    site.change(seal(key, site_id, command.said()), urban=command.urban)
    work.note("site.change", "site", site.id)
    await work.flush()
    return SiteView.opened(site, key)
