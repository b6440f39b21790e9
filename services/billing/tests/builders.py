"""Stories for billing's tests: a triaged request, its approved scheme, a report, parts used."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from aftercare_clocks import ClockTerms
from aftercare_contracts.dispatch import ReportSigned, SchemeApproved
from aftercare_contracts.intake import RequestTriaged
from aftercare_contracts.inventory import PartConsumed
from aftercare_contracts.values import (
    Amount,
    Engagement,
    Entitlement,
    FittedPart,
    PartQuantity,
    Promise,
    ReportedTimes,
    Signature,
)
from aftercare_kit.ids import new_id
from billing.domain.case import Cover
from billing.domain.charge_decision import CauseKind, ChargeKind, Circumstances, Decision, Party
from billing.domain.fees import Effort, Material, Rates, total_of
from billing.domain.liability import Liability
from billing.domain.quote import Estimate, NeededPart, Quote

NOW = datetime.now(UTC).replace(microsecond=0)
EARLIER = NOW - timedelta(hours=1)
REGION = "cn-south"


def a_triaged_request(
    cover: Any = "none",
    *,
    major: bool = False,
    in_scope: bool = True,
    statutory: bool = False,
    parameters: dict[str, str] | None = None,
    clocks: tuple[ClockTerms, ...] = (
        ClockTerms("quote", timedelta(hours=24), starts="requested"),
    ),
) -> RequestTriaged:
    """A request from Shenzhen about an inverter that nothing covers, unless said otherwise."""
    return RequestTriaged(
        request_id=new_id(),
        number="YX261107",
        customer_id=new_id(),
        asset_id=new_id(),
        asset_serial="INV-0001",
        product_line="inverter",
        site_code="SZ-01",
        subject="No output on phase B",
        service_type="technical_support",
        fault_level=2,
        major=major,
        fault_kind="hardware",
        department="SC",
        engagement=Engagement(centre="shenzhen", zone="Asia/Shanghai"),
        entitlement=Entitlement(cover=cover, item_in_scope=in_scope, statutory=statutory),
        promise=Promise.model_validate(
            {
                "policy": "electrical-automation",
                "version": 1,
                "clocks": [terms.to_json() for terms in clocks],
                "parameters": parameters or {},
            }
        ),
        reported_at=EARLIER,
    )


def an_approved_scheme(
    request: RequestTriaged,
    cause: Any = "product_quality",
    *,
    parts: dict[str, int] | None = None,
    travel: str = "600.00",
    days: int = 2,
    currency: str = "CNY",
) -> SchemeApproved:
    """The worked example: travel 600, two days, one engineer, one board at 1,000."""
    needed = {"PB-100": 1} if parts is None else parts
    return SchemeApproved(
        request_id=request.request_id,
        scheme_id=new_id(),
        work_order_id=new_id(),
        asset_id=request.asset_id,
        cause="Power board burnt out",
        cause_kind=cause,
        complex=False,
        skills=["inverter"],
        parts=[PartQuantity(part_no=no, quantity=n) for no, n in needed.items()],
        labour_days=days,
        persons=1,
        travel_estimate=Amount(amount=Decimal(travel), currency=currency),
        centre="shenzhen",
        approver="sun",
    )


def a_signed_report(
    scheme: SchemeApproved,
    *,
    visit_id: UUID | None = None,
    parts: dict[str, int] | None = None,
    travel: str = "600.00",
    days: int = 2,
) -> ReportSigned:
    """The report of a visit that went as the scheme expected."""
    fitted = {p.part_no: p.quantity for p in scheme.parts} if parts is None else parts
    return ReportSigned(
        request_id=scheme.request_id,
        report_id=new_id(),
        visit_id=visit_id or new_id(),
        work_order_id=scheme.work_order_id,
        scheme_id=scheme.scheme_id,
        asset_id=scheme.asset_id,
        engineer_id=new_id(),
        fixed=True,
        cause_kind=scheme.cause_kind,
        findings="Board burnt",
        work_done="Board replaced",
        parts=[FittedPart(part_no=no, quantity=n) for no, n in fitted.items()],
        times=ReportedTimes(
            work_hours=Decimal(8),
            travel_hours=Decimal(2),
            travel_cost=Amount(amount=Decimal(travel)),
            days=days,
            persons=1,
        ),
        signature=Signature(kind="signature", signed_at=NOW, device="tablet", sha256="0" * 64),
    )


def parts_used(report: ReportSigned) -> PartConsumed:
    """The store booked what the report says."""
    return PartConsumed(
        request_id=report.request_id,
        reservation_id=new_id(),
        scheme_id=report.scheme_id,
        visit_id=report.visit_id,
        report_id=report.report_id,
        lines=report.parts,
    )


def circumstances(
    cover: Cover = Cover.NONE, cause: CauseKind = CauseKind.UNKNOWN, **other: Any
) -> Circumstances:
    """What a charge decision depends on: a minor fault, item in scope, misuse paid in full."""
    plain = {"item_in_scope": True, "statutory": False, "major": False}
    return Circumstances(
        **{"cover": cover, "cause": cause, "customer_fault": "all_cost"} | plain | other
    )


def an_effort(material: str = "1000", travel: str = "600", days: int = 2) -> Effort:
    """Travel 600, two days, one engineer, material 1,000: the printed example."""
    part = Material("PB-100", 1, Decimal(material))
    return Effort(Decimal(travel), days, 1, (part,), source=new_id(), material_source=new_id())


def a_liability(charge: ChargeKind = ChargeKind.FULL, **other: Any) -> Liability:
    """A decision of the table, as it stands after its event was said."""
    party = Party.OURS if charge is ChargeKind.FREE else Party.CUSTOMER
    fields: dict[str, Any] = {
        "id": new_id(),
        "region": REGION,
        "request_id": new_id(),
        "scheme_id": new_id(),
        "customer_id": new_id(),
        "centre": "shenzhen",
        "cause": CauseKind.UNKNOWN,
        "party": party,
        "charge": charge,
        "basis": "002-4.3.6a",
        "opened_at": EARLIER,
        "event_id": new_id(),
    }
    return Liability(**fields | other)


def a_quote(charge: ChargeKind = ChargeKind.FULL, *, board: str | None = "1000") -> Quote:
    """A draft of the printed example; without a price for the board where none is given."""
    quote = Quote(
        id=new_id(),
        region=REGION,
        request_id=new_id(),
        scheme_id=new_id(),
        liability_id=new_id(),
        customer_id=new_id(),
        centre="shenzhen",
        charge=charge,
        currency="CNY",
        estimate=Estimate(Decimal(600), 2, 1, [NeededPart("PB-100", 1)], new_id()),
        requested_at=EARLIER,
    )
    quote.price(Rates(), {} if board is None else {"PB-100": Decimal(board)})
    return quote


def an_accepted_quote(total: str | None = None) -> Quote:
    """A quote the customer agreed to, at its own total or another."""
    quote = a_quote()
    quote.offer("SC261101", EARLIER, NOW + timedelta(days=7), in_time=True)
    quote.accept(NOW)
    quote.accepted_event_id = new_id()
    if total is not None:
        quote.total = Decimal(total)
    assert quote.total >= 0
    assert total is not None or quote.total == total_of(quote.lines)
    return quote


def a_decision(party: Party = Party.OURS, charge: ChargeKind = ChargeKind.FREE) -> Decision:
    """What quality found."""
    return Decision(party, charge, "002-4.5.3.1e")
