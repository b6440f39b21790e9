"""What intake's use cases need from outside."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from aftercare_clocks import CalendarSpec
from aftercare_kit.repository import Repository
from aftercare_kit.unit_of_work import UnitOfWork
from intake.domain.asset import Asset
from intake.domain.campaign import Campaign
from intake.domain.contact import Contact
from intake.domain.contact_log import ContactLog
from intake.domain.contract import Contract
from intake.domain.customer import Customer, CustomerKind
from intake.domain.delivery import Delivery
from intake.domain.field_papers import FieldPapers
from intake.domain.file_entry import FileEntry
from intake.domain.handover import Handover
from intake.domain.improvement import Improvement
from intake.domain.place import Place
from intake.domain.policy import Policy, Publication
from intake.domain.product_line import ProductLine
from intake.domain.renewal import Renewal
from intake.domain.request import Request
from intake.domain.retention import LegalHold
from intake.domain.service_centre import ServiceCentre
from intake.domain.site import Site
from intake.domain.volume import Volume


@dataclass(frozen=True)
class Unit:
    """A unit where it stands: all that a request about it needs to know, read at once."""

    customer_id: UUID
    customer_kind: CustomerKind
    owner_id: UUID
    asset_id: UUID
    serial: str
    product_line: str
    sale_date: date | None
    accepted_on: date | None
    warranty_months: int | None
    site_code: str
    urban: bool
    centre: str
    zone: str
    hours: CalendarSpec | None
    departments: Sequence[str]
    policy: str
    publications: Sequence[Publication]


@dataclass(frozen=True)
class PlacedUnit(Unit):
    """The same with where its site lies, which is kept sealed: only who needs it opens it."""

    place: Place | None


@dataclass(frozen=True)
class Named:
    """A record that people name by its code, whose it is, and which centre serves it."""

    id: UUID
    code: str
    centre: str
    customer_id: UUID | None


class Lookups(Protocol):
    """Reads that lock nothing, for facts a use case only looks at."""

    async def unit(
        self,
        customer_id: UUID,
        asset_id: UUID,
        *,
        contact_id: UUID | None = None,
        centre: str | None = None,
    ) -> PlacedUnit:
        """A unit with the customer who asks, in one statement.

        Args:
            customer_id: who asks.
            asset_id: about which unit.
            contact_id: the person who told us.
            centre: which centre serves the case, where that is settled; else the customer's.

        Raises:
            UnknownRecord: no such customer, unit, or contact of that customer.

        """
        ...

    async def unit_to_register(
        self, customer_id: UUID, asset_id: UUID, *, contact_id: UUID | None, reach: str | None
    ) -> tuple[Unit, str | None]:
        """The same for a new request, with the open requests that may say the same.

        Args:
            customer_id: who asks.
            asset_id: about which unit.
            contact_id: the person who told us.
            reach: the one centre whose requests the actor may see; None for all.

        Returns:
            The unit, and the candidates as `duplicates.likeliest` takes them.

        Raises:
            UnknownRecord: no such customer, unit, or contact of that customer.

        """
        ...

    async def contracts(self, customer_id: UUID) -> list[Contract]:
        """The customer's contracts, also those that ended: why nothing covers is an answer too."""
        ...

    async def clauses(self, preset: str) -> list[Mapping[str, object]]:
        """What contracts under a preset set otherwise, each once."""
        ...

    async def publications(self, preset: str) -> list[Publication]:
        """The published versions of a preset."""
        ...

    async def faults(
        self, asset_id: UUID, since: datetime, before: datetime, beside: UUID
    ) -> list[UUID]:
        """Judged faults of a unit reported since then, the oldest first; operators' errors aside.

        Args:
            asset_id: which unit.
            since: the first moment that counts.
            before: the last moment that counts.
            beside: the request that asks.

        """
        ...

    async def centres(self, codes: Iterable[str]) -> Mapping[str, Named]:
        """Service centres by code."""
        ...

    async def customers(self, codes: Iterable[str]) -> Mapping[str, Named]:
        """Customers by code."""
        ...

    async def sites(self, codes: Iterable[str]) -> Mapping[str, Named]:
        """Sites by code."""
        ...

    async def assets(self, serials: Iterable[str]) -> Mapping[str, Named]:
        """Units by serial number."""
        ...


class Keyring(Protocol):
    """The keys under which people's data and addresses are kept."""

    def new(self, subject: UUID) -> str:
        """Make and keep a key."""
        ...

    async def of(self, subject: UUID) -> str | None:
        """The subject's key, unless it was lost on purpose."""
        ...

    async def lose(self, subject: UUID) -> None:
        """Delete the key for good."""
        ...


class Work(UnitOfWork):
    """One transaction, with the aggregates that intake owns."""

    lookups: Lookups
    keyring: Keyring
    centres: Repository[ServiceCentre]
    customers: Repository[Customer]
    contacts: Repository[Contact]
    contact_logs: Repository[ContactLog]
    sites: Repository[Site]
    assets: Repository[Asset]
    deliveries: Repository[Delivery]
    contracts: Repository[Contract]
    handovers: Repository[Handover]
    renewals: Repository[Renewal]
    product_lines: Repository[ProductLine]
    campaigns: Repository[Campaign]
    policies: Repository[Policy]
    requests: Repository[Request]
    field_papers: Repository[FieldPapers]
    file_entries: Repository[FileEntry]
    improvements: Repository[Improvement]
    holds: Repository[LegalHold]
    volumes: Repository[Volume]
