"""A report that the service table demands: written, signed, handed in, archived, destroyed."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from aftercare_kit.errors import ActBeforeItsCause
from dispatch.domain import errors
from dispatch.domain import service_errors as refused
from dispatch.domain.service_table import Demand, Form


class ServiceReportState(StrEnum):
    """Where a report stands."""

    WRITTEN = "written"
    SIGNED = "signed"
    ARCHIVED = "archived"
    DESTROYED = "destroyed"


@dataclass(frozen=True)
class Training:
    """The training column, or the body of a training record (001-T1.2)."""

    topic: str
    hours: Decimal
    trainer: str
    attendees: int
    material: str


@dataclass(frozen=True)
class Content:
    """What was found, done and told."""

    findings: str
    work_done: str
    training: Training | None = None
    checked: list[str] | None = None


@dataclass(frozen=True)
class Proof:
    """The customer's signature or seal: when, where, on what, and the hash of its image."""

    kind: str
    signed_at: datetime
    place: str
    device: str
    sha256: str


@dataclass
class ServiceReport:
    """One report. After its years only number, hash and dates of it remain."""

    id: UUID
    region: str
    service_order_id: UUID
    form: Form
    units: list[str]
    on_site: bool
    content: Content | None
    written_at: datetime
    proof: Proof | None = None
    customer_rating: int | None = None
    rating_declined: bool = False
    suggestion: str | None = None
    state: ServiceReportState = ServiceReportState.WRITTEN
    archive_number: str | None = None
    sha256: str | None = None
    archived_at: datetime | None = None
    version: int = 0

    def __post_init__(self) -> None:
        content = self.content
        needs_training = self.form is Form.TRAINING_RECORD
        if content is not None and needs_training and content.training is None:
            raise refused.SummaryMissing(field="training")

    @property
    def valid(self) -> bool:
        """On site, what nobody signed is no report (001-5.5.5b)."""
        return self.proof is not None or not self.on_site

    def meets(self, demand: Demand) -> bool:
        """Whether this is the report that was demanded."""
        return self.form is demand.form and set(self.units) == set(demand.units)

    def sign(self, proof: Proof, rating: int | None, suggestion: str | None) -> None:
        """Take the customer's signature, and the answer to how it was (001-5.5.5)."""
        if self.state is not ServiceReportState.WRITTEN:
            raise errors.ReportOutOfOrder(state=self.state)
        if proof.signed_at < self.written_at:
            raise ActBeforeItsCause("001-5.5.5b", field="signature.signed_at")
        self.proof, self.customer_rating, self.suggestion = proof, rating, suggestion
        self.rating_declined = rating is None
        self.state = ServiceReportState.SIGNED

    def archive(self, number: str, at: datetime) -> str:
        """File the reviewed report under its number (001-5.5.6b); returns its hash."""
        if self.state in {ServiceReportState.ARCHIVED, ServiceReportState.DESTROYED}:
            raise errors.ReportOutOfOrder(state=self.state)
        if not self.valid:
            raise errors.SignatureMissing(field="signature")
        self.state, self.archive_number, self.archived_at = ServiceReportState.ARCHIVED, number, at
        self.sha256 = self.content_hash()
        return self.sha256

    def destroy(self, at: datetime, years: int) -> datetime:
        """Forget the content once its years are over; returns when they were (001-5.5.6d)."""
        if self.state is not ServiceReportState.ARCHIVED or self.archived_at is None:
            raise errors.ReportOutOfOrder(state=self.state)
        kept_until = after_years(self.archived_at, years)
        if at < kept_until:
            raise refused.RetentionRuns(kept_until=kept_until)
        self.state, self.content, self.proof = ServiceReportState.DESTROYED, None, None
        self.suggestion = None
        return kept_until

    def content_hash(self) -> str:
        """SHA-256 over what was signed, in a canonical form."""
        signed = {
            "order": str(self.service_order_id),
            "form": self.form,
            "units": self.units,
            "content": asdict(self.content) if self.content else None,
            "proof": asdict(self.proof) if self.proof else None,
            "number": self.archive_number,
        }
        canonical = json.dumps(signed, sort_keys=True, default=str, ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()


def after_years(moment: datetime, years: int) -> datetime:
    """The same day so many years on; the 29th of February becomes the 1st of March."""
    try:
        return moment.replace(year=moment.year + years)
    except ValueError:
        return moment.replace(year=moment.year + years, month=3, day=1)
