"""A delivery: what sales knows of it enters the installed base; all of it is counted (001-4.6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from intake.domain import errors


@dataclass(frozen=True)
class Count:
    """All goods were counted at the installation's acceptance, and the note signed."""

    on: date
    note: str
    sha256: str
    by: str


@dataclass
class Delivery:
    """One consignment of an order to a site; `told` is what sales knows beside its papers."""

    id: UUID
    region: str
    customer_id: UUID
    site_id: UUID
    order_no: str
    project_no: str | None
    carrier: str | None
    delivered_on: date
    serials: list[str]
    told: str | None
    recorded_by: str
    count: Count | None = None
    version: int = 0

    def count_in(self, found: Sequence[str], count: Count) -> None:
        """All goods are there, and the hand-over note is signed (004-5.2.3.3).

        Raises:
            DeliveryCounted: that was done before.
            CountedBeforeDelivered: nobody counts what has not come.
            GoodsMissing: the count and the delivery differ, in which serials is said.

        """
        if self.count is not None:
            raise errors.DeliveryCounted(counted_on=self.count.on)
        if count.on < self.delivered_on:
            raise errors.CountedBeforeDelivered(field="counted_on", delivered_on=self.delivered_on)
        delivered, there = set(self.serials), set(found)
        if delivered != there:
            odd = tuple(sorted(delivered ^ there))
            raise errors.GoodsMissing(field="serials", serials=odd[:20])
        self.count = count


def must_be_listed(carrier: str | None, listed: Sequence[str]) -> None:
    """Refuse a carrier that is not on the list of the policy, where it has one (004-5.2.3.4)."""
    if listed and carrier not in listed:
        raise errors.CarrierNotListed(field="carrier", carrier=carrier or "")


def must_be_counted(deliveries: Sequence[Delivery]) -> None:
    """Refuse to accept a project while goods of it are not counted and signed (004-5.2.3.3)."""
    left = tuple(each.order_no for each in deliveries if each.count is None)
    if left:
        raise errors.GoodsNotCounted(orders=left)
