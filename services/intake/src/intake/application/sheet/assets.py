"""Rows of units; sites are named by their codes, and say whose the unit is."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from aftercare_kit.fields import Body, Code
from aftercare_kit.unit_of_work import new_id
from intake.application.asset.days import must_have_come
from intake.application.asset.register import registered
from intake.application.fields import Day
from intake.application.ports import Work
from intake.application.rights import RIGHTS
from intake.application.sheet.entries import Entry, Known, known
from intake.domain import errors
from intake.domain.asset import Asset


class AssetRow(Body):
    """A unit on the site with this code."""

    customer: Code
    site: Code
    serial: Code
    model: Code
    product_line: Code
    sale_date: Day | None = None
    accepted_on: Day | None = None
    warranty_months: Annotated[int, Field(ge=0, le=240)] | None = None
    invoice_no: Code | None = None
    project_no: Code | None = None
    machine_no: Code | None = None
    commissioned_on: Day | None = None


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
        must_have_come(self._work, row.sale_date, field="sale_date")
        must_have_come(self._work, row.accepted_on, field="accepted_on")
        must_have_come(self._work, row.commissioned_on, field="commissioned_on")
        customer = known(self._work.actor, self._customers, "customer", row.customer)
        site = known(self._work.actor, self._sites, "site", row.site)
        if site.customer_id != customer.id:
            raise errors.SiteOfAnotherCustomer(field="site")
        if row.serial in self._taken:
            raise errors.SerialTaken(field="serial")
        asset = Asset(
            id=new_id(),
            region=self._work.region,
            customer_id=customer.id,
            site_id=site.id,
            **row.model_dump(exclude={"customer", "site"}),
        )
        self._taken.add(row.serial)
        return Entry(self._work.assets, asset, registered(asset, site.code))
