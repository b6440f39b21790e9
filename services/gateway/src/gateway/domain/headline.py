"""The head of a case: what lists show and filter by, taken from the folded document."""

from dataclasses import dataclass
from typing import Any

from gateway.domain.customers_eyes import sections_for_customer
from gateway.domain.fold import SEEN, Document, entries


@dataclass(frozen=True)
class Headline:
    """One line of the list of cases.

    Everything is None until intake's own facts have arrived: another service's may overtake them.
    """

    number: str | None
    state: str | None
    customer_id: str | None
    centre: str | None
    department: str | None
    asset_serial: str | None
    subject: str | None
    fault_level: int | None
    major: bool | None
    reported_at: str | None
    engineer_ids: list[str]
    overdue: bool
    """A promise was missed and is still to be kept."""
    overdue_for_customer: bool
    """The same, of the promises that the customer knows of."""


def headline(document: Document) -> Headline:
    """The head of the case that a document tells."""
    request: dict[str, Any] = next(iter(entries(document, "request")), {})
    overdue = _overdue(document)
    return Headline(
        number=request.get("number"),
        state=request.get("state"),
        customer_id=request.get("customer_id"),
        centre=request.get("centre"),
        department=request.get("department"),
        asset_serial=request.get("asset_serial"),
        subject=request.get("subject"),
        fault_level=request.get("fault_level"),
        major=request.get("major"),
        reported_at=request.get("reported_at"),
        engineer_ids=sorted(_engineers(document)),
        overdue=overdue,
        overdue_for_customer=overdue and _overdue(sections_for_customer(document)),
    )


def _engineers(document: Document) -> set[str]:
    """Whose jobs the visits are; one whose notice was never heard of is nobody's yet."""
    visits = entries(document, "visits")
    return {visit["engineer_id"] for visit in visits if visit.get("engineer_id") is not None}


def _overdue(document: Document) -> bool:
    return any(
        entry.get("overdue", False)
        for name, section in document.items()
        if name != SEEN
        for entry in section.values()
    )
