"""A faulty part on its way back (旧件): inbound note, inspection, and what becomes of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from aftercare_kit.errors import ActBeforeItsCause
from inventory.domain import errors


class ReturnState(StrEnum):
    """Where a faulty part is; the last three are ends."""

    DUE = "due"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    NONCONFORMING = "nonconforming"
    STORED = "stored"
    SENT_BACK = "sent_back"
    SCRAPPED = "scrapped"


class Ownership(StrEnum):
    """Whose the item is: customer property is kept apart (001-5.8)."""

    OURS = "ours"
    CUSTOMER = "customer"


class Disposition(StrEnum):
    """What quality decides about a nonconforming item."""

    REWORK = "rework"
    RETURN = "return"
    CONCESSION = "concession"
    SCRAP = "scrap"


class Destination(StrEnum):
    """Where an inspected item goes."""

    STOCK = "stock"
    OWNER = "owner"
    SCRAP = "scrap"


_END = {
    Destination.STOCK: ReturnState.STORED,
    Destination.OWNER: ReturnState.SENT_BACK,
    Destination.SCRAP: ReturnState.SCRAPPED,
}

_MAY_GO = {
    None: {Destination.STOCK, Destination.OWNER},
    # Rework can fail, and then only scrap is left.
    Disposition.REWORK: {Destination.STOCK, Destination.OWNER, Destination.SCRAP},
    Disposition.RETURN: {Destination.OWNER},
    Disposition.CONCESSION: {Destination.STOCK, Destination.OWNER},
    Disposition.SCRAP: {Destination.SCRAP},
}


@dataclass(frozen=True)
class Nonconformity:
    """The report (不合格品报告处理单) that every nonconforming item has."""

    number: str
    defect: str
    cause: str | None
    disposition: Disposition
    decided_by: str


@dataclass
class PartReturn:
    """One faulty unit, by its serial number, owed by the engineer who took it out."""

    id: UUID
    region: str
    request_id: UUID
    visit_id: UUID
    report_id: UUID
    asset_id: UUID
    engineer_id: UUID
    centre: str
    zone: str
    part_no: str
    serial: str
    due_at: datetime
    last_act_at: datetime
    state: ReturnState = ReturnState.DUE
    overdue: bool = False
    number: str | None = None
    store: str | None = None
    ownership: Ownership | None = None
    returned_by: str | None = None
    received_at: datetime | None = None
    nonconformity: Nonconformity | None = None
    version: int = 0

    def _follow(self, at: datetime, rule: str) -> None:
        if at < self.last_act_at:
            raise ActBeforeItsCause(rule, field="occurred_at", last_act_at=self.last_act_at)
        self.last_act_at = at

    def receive(
        self, number: str, store: str, ownership: Ownership, returned_by: str, at: datetime
    ) -> bool:
        """File the inbound note (入库单); returns whether the part was back in time."""
        if self.state is not ReturnState.DUE:
            raise errors.ReturnOutOfOrder(state=self.state)
        self._follow(at, "002-4.5.3.1a")
        self.number, self.store, self.ownership = number, store, ownership
        self.state, self.returned_by, self.received_at = ReturnState.RECEIVED, returned_by, at
        return at <= self.due_at

    def must_be_received(self) -> None:
        """Only what lies in the inbound corner is inspected, and only once."""
        if self.state is not ReturnState.RECEIVED:
            raise errors.ReturnOutOfOrder(state=self.state)

    def accept(self, at: datetime) -> None:
        """The inspection found nothing wrong."""
        self.must_be_received()
        self._follow(at, "002-4.5.3.1c")
        self.state = ReturnState.ACCEPTED

    def reject(self, report: Nonconformity, at: datetime) -> None:
        """The inspection found the item nonconforming, which the report of it says."""
        self.must_be_received()
        self._follow(at, "002-4.5.3.1c")
        self.state, self.nonconformity = ReturnState.NONCONFORMING, report

    def put_away(self, to: Destination, at: datetime, *, consent: bool) -> None:
        """Bring the inspected item where the inspection lets it go.

        Raises:
            ReturnNotInspected: nobody has looked at it yet (002-4.5.3.1c).
            ReturnOutOfOrder: it is not here, or has gone already.
            AgainstDisposition: the inspection decided otherwise (004-5.2.6).
            CustomerPropertyKeptApart: it is the customer's, and would become ours (001-5.8).
            OwnerConsentMissing: it is the customer's, who did not agree to scrap it (004-5.2.6).

        """
        if self.state is ReturnState.RECEIVED:
            raise errors.ReturnNotInspected
        if self.state not in {ReturnState.ACCEPTED, ReturnState.NONCONFORMING}:
            raise errors.ReturnOutOfOrder(state=self.state)
        decided = self.nonconformity and self.nonconformity.disposition
        if to not in _MAY_GO[decided]:
            raise errors.AgainstDisposition(
                field="destination", disposition=decided or ReturnState.ACCEPTED
            )
        if self.ownership is Ownership.CUSTOMER:
            self._mind_the_owner(to, consent=consent)
        self._follow(at, "002-4.5.3.1c")
        self.state = _END[to]

    @staticmethod
    def _mind_the_owner(to: Destination, *, consent: bool) -> None:
        if to is Destination.STOCK:
            raise errors.CustomerPropertyKeptApart(field="destination")
        if to is Destination.SCRAP and not consent:
            raise errors.OwnerConsentMissing(field="customer_consent")


def must_be_reported(
    defect: str | None, disposition: Disposition | None, *, passed: bool
) -> tuple[str, Disposition] | None:
    """The report of a failed inspection, which has to come in the same act (002-4.5.3.1c).

    Raises:
        NonconformityReportMissing: it failed, and defect or disposition is not told.
        NonconformityUnfounded: it passed, and yet a defect is told.

    """
    if passed:
        if defect is not None or disposition is not None:
            raise errors.NonconformityUnfounded(field="defect")
        return None
    if defect is None:
        raise errors.NonconformityReportMissing(field="defect")
    if disposition is None:
        raise errors.NonconformityReportMissing(field="disposition")
    return defect, disposition
