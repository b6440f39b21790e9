"""Rows of sites; customers are named by their codes."""

from collections.abc import Sequence

from aftercare_kit.fields import Body, Code, Line
from aftercare_kit.ids import new_id
from intake.application.customer.sealing import seal
from intake.application.ports import Work
from intake.application.rights import RIGHTS
from intake.application.sheet.entries import Entry, Known, known
from intake.domain import errors
from intake.domain.site import Site


class SiteRow(Body):
    """A site of the customer with this code."""

    customer: Code
    code: Code
    address: Line
    urban: bool = True


class SiteEntries:
    """Makes sites of rows whose codes are new and whose customers are within reach."""

    body = SiteRow

    def __init__(self, work: Work, taken: Known, customers: Known) -> None:
        self._work = work
        self._taken = set(taken)
        self._customers = customers

    @classmethod
    async def ready(cls, work: Work, rows: Sequence[SiteRow]) -> "SiteEntries":
        """Read at once what all rows refer to."""
        RIGHTS.require(work.actor, "customer.keep")
        taken = await work.lookups.sites([row.code for row in rows])
        customers = await work.lookups.customers([row.customer for row in rows])
        return cls(work, taken, customers)

    def entry(self, row: SiteRow) -> Entry:
        """The site of one row.

        Raises:
            Refusal: what adding it alone would refuse.

        """
        customer = known(self._work.actor, self._customers, "customer", row.customer)
        if row.code in self._taken:
            raise errors.SiteCodeTaken(field="code")
        self._taken.add(row.code)
        site_id = new_id()
        key = self._work.keyring.new(site_id)
        site = Site(
            id=site_id,
            region=self._work.region,
            customer_id=customer.id,
            code=row.code,
            sealed=seal(key, site_id, {"address": row.address}),
            urban=row.urban,
        )
        return Entry(self._work.sites, site, noted="site.add")
