"""The field report (外出服务记录表): valid when signed, handed in, then archived."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from aftercare_kit.errors import ActBeforeItsCause
from dispatch.domain import errors
from dispatch.domain.scheme import CauseKind


class ReportState(StrEnum):
    """Where a report stands."""

    SIGNED = "signed"
    HANDED_IN = "handed_in"
    ARCHIVED = "archived"


@dataclass(frozen=True)
class Signed:
    """The customer's signature or seal, with when, where, on what, and the hash of its image."""

    kind: str
    signed_at: datetime
    device: str
    sha256: str
    place: str | None = None


@dataclass(frozen=True)
class Fitted:
    """A part that was fitted, and the faulty unit that came out for it."""

    part_no: str
    quantity: int
    serial_on: str | None = None
    serial_off: str | None = None


@dataclass(frozen=True)
class Findings:
    """What the engineer found and did."""

    findings: str
    work_done: str
    cause_kind: CauseKind
    fixed: bool
    parts: list[Fitted]
    work_hours: Decimal
    travel_hours: Decimal
    travel_cost: Decimal
    days: int
    persons: int
    customer_rating: int | None


@dataclass
class Report:
    """One visit's report."""

    id: UUID
    region: str
    request_id: UUID
    work_order_id: UUID
    visit_id: UUID
    engineer_id: UUID
    findings: Findings
    signature: Signed
    state: ReportState = ReportState.SIGNED
    written_by: str | None = None
    handed_in_at: datetime | None = None
    archive_number: str | None = None
    sha256: str | None = None
    version: int = 0

    def hand_in(self, at: datetime) -> None:
        """Bring the signed report back to the desk (001-5.5.6a)."""
        if self.state is not ReportState.SIGNED:
            raise errors.ReportOutOfOrder(state=self.state)
        if at < self.signature.signed_at:
            raise ActBeforeItsCause("001-5.5.6a", field="occurred_at")
        self.state, self.handed_in_at = ReportState.HANDED_IN, at

    def archive(self, number: str) -> str:
        """File the reviewed report under its number (001-5.5.6b); returns its hash."""
        if self.state is not ReportState.HANDED_IN:
            raise errors.ReportOutOfOrder(state=self.state)
        self.state, self.archive_number = ReportState.ARCHIVED, number
        self.sha256 = self.content_hash()
        return self.sha256

    def content_hash(self) -> str:
        """SHA-256 over what was signed, in a canonical form."""
        content = {
            "visit": str(self.visit_id),
            "findings": self.findings.__dict__,
            # What was not asked for when a report was signed is no part of its hash.
            "signature": {
                name: said for name, said in self.signature.__dict__.items() if said is not None
            },
            "number": self.archive_number,
        }
        canonical = json.dumps(content, sort_keys=True, default=_plain, ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()


def must_be_signed(signature: Signed | None, rating: int | None, *, rating_asked: bool) -> Signed:
    """Refuse a report that the customer did not sign, or rate where the policy asks for it."""
    if signature is None:
        raise errors.SignatureMissing(field="signature")
    if rating_asked and rating is None:
        raise errors.RatingMissing(field="customer_rating")
    return signature


def _plain(value: object) -> object:
    return value.__dict__ if isinstance(value, Fitted) else str(value)
