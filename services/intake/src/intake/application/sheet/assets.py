"""Rows of units; sites are named by their codes, and say whose the unit is."""

from collections.abc import Sequence

from aftercare_kit.fields import Body, Code
from intake.application.asset.register import UnitPapers, registered, unit_of
from intake.application.asset.warranty import WARRANTY_EXPIRING
from intake.application.ports import Work
from intake.application.rights import RIGHTS
from intake.application.sheet.entries import Entry, Known, known
from intake.domain import errors


class OfSite(Body):
    """Whose it is and where it stands, by code."""

    customer: Code
    site: Code


class AssetRow(UnitPapers, OfSite):
    """A unit on the site with this code."""


class AssetEntries:
    """Makes units of rows whose serials are new and whose sites are within reach."""

    body = AssetRow

    def __init__(self, work: Work, taken: Known, customers: Known, sites: Known) -> None:
        self._work = work
        self._taken = set(taken)
        self._customers = customers
        self._sites = sites

    @classmethod
    async def ready(cls, work: Work, rows: Sequence[AssetRow]) -> "AssetEntries":
        """Read at once what all rows refer to."""
        RIGHTS.require(work.actor, "asset.keep")
        taken = await work.lookups.assets([row.serial for row in rows])
        customers = await work.lookups.customers([row.customer for row in rows])
        sites = await work.lookups.sites([row.site for row in rows])
        return cls(work, taken, customers, sites)

    def entry(self, row: AssetRow) -> Entry:
        """The unit of one row.

        Raises:
            Refusal: what registering it alone would refuse.

        """
        customer = known(self._work.actor, self._customers, "customer", row.customer)
        site = known(self._work.actor, self._sites, "site", row.site)
        if site.customer_id != customer.id:
            raise errors.SiteOfAnotherCustomer(field="site")
        if row.serial in self._taken:
            raise errors.SerialTaken(field="serial")
        asset = unit_of(self._work, row, customer.id, site.id)
        self._taken.add(row.serial)
        told = registered(asset, site.code)
        return Entry(self._work.assets, asset, told, looked_at=WARRANTY_EXPIRING)
