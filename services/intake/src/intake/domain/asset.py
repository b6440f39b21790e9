"""A unit of the installed base: what was sold, when it was accepted, which parts it got since."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from intake.domain import errors


@dataclass(frozen=True)
class Replacement:
    """A part exchanged in the field: which serial came out, which went in, in which case."""

    request_id: UUID
    part_no: str
    serial_on: str | None
    serial_off: str | None
    at: datetime


@dataclass
class Asset:
    """One unit, known by its serial number."""

    id: UUID
    region: str
    customer_id: UUID
    site_id: UUID
    serial: str
    model: str
    product_line: str
    sale_date: date | None = None
    accepted_on: date | None = None
    warranty_months: int | None = None
    invoice_no: str | None = None
    replacements: list[Replacement] = field(default_factory=list[Replacement])
    version: int = 0

    def __post_init__(self) -> None:
        if self.sale_date and self.accepted_on and self.accepted_on < self.sale_date:
            raise errors.AcceptedBeforeSold(field="accepted_on")

    def accept(self, on: date) -> None:
        """The customer took the unit over; its warranty counts from here (000-3.3)."""
        if self.accepted_on is not None:
            raise errors.AssetAlreadyAccepted(accepted_on=self.accepted_on)
        self.accepted_on = on
        self.__post_init__()

    def exchange(self, replacement: Replacement, *, renames: bool) -> bool:
        """Note an exchanged part; returns whether that was news.

        The same exchange told twice is one exchange, whenever it is told.

        Args:
            replacement: what came out and what went in.
            renames: the whole unit was exchanged: it goes on under the new serial number.

        """
        known = {(r.request_id, r.part_no, r.serial_on, r.serial_off) for r in self.replacements}
        new = replacement
        if (new.request_id, new.part_no, new.serial_on, new.serial_off) in known:
            return False
        self.replacements = [*self.replacements, replacement]
        if renames and replacement.serial_on is not None:
            self.serial = replacement.serial_on
        return True
