"""A unit of the installed base: what was sold, when it was accepted, which parts it got since."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from aftercare_kit.errors import ActBeforeItsCause
from intake.domain import errors


@dataclass(frozen=True)
class Replacement:
    """A part exchanged in the field: which serial came out, which went in, in which case."""

    request_id: UUID
    part_no: str
    serial_on: str | None
    serial_off: str | None
    at: datetime


@dataclass(frozen=True)
class VersionChange:
    """A component, such as its software, came from one version to another (003-2.1c)."""

    component: str
    was: str | None
    now: str
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
    parent_id: UUID | None = None
    main_part: bool = False
    project_no: str | None = None
    machine_no: str | None = None
    commissioned_on: date | None = None
    versions: dict[str, str] = field(default_factory=dict[str, str])
    version_changes: list[VersionChange] = field(default_factory=list[VersionChange])
    nameplate: dict[str, str] = field(default_factory=dict[str, str])
    manual: dict[str, str] = field(default_factory=dict[str, str])
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

    def commission(self, on: date) -> None:
        """The unit was put into service, once."""
        if self.commissioned_on is not None:
            raise errors.AssetAlreadyCommissioned(commissioned_on=self.commissioned_on)
        self.commissioned_on = on

    def stand_in(self, parents: "Sequence[Asset]") -> None:
        """Become a part of the first of these; the others are its own line upwards.

        Raises:
            AssetTreeBroken: the unit would contain itself, or a part of another customer's.

        """
        if any(parent.id == self.id for parent in parents):
            raise errors.AssetTreeBroken(field="parent_id")
        if any(parent.customer_id != self.customer_id for parent in parents[:1]):
            raise errors.AssetTreeBroken(field="parent_id")
        self.parent_id = parents[0].id if parents else None

    def run(self, component: str, version: str, at: datetime) -> VersionChange | None:
        """Note which version of a component runs; None where that is no news."""
        was = self.versions.get(component)
        if was == version:
            return None
        last = max((c.at for c in self.version_changes if c.component == component), default=at)
        if at < last:
            raise ActBeforeItsCause("003-2.1c", field="occurred_at", last_change_at=last)
        changed = VersionChange(component, was, version, at)
        self.versions = {**self.versions, component: version}
        self.version_changes = [*self.version_changes, changed]
        return changed

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
