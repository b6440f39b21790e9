"""Stories for inventory's tests: a case in Shenzhen whose inverter needs a power board."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from aftercare_clocks import resolve
from aftercare_contracts.dispatch import (
    ReportSigned,
    SchemeApproved,
    SchemeWithdrawn,
    VisitCancelled,
    VisitDeparted,
    WorkOrderCancelled,
)
from aftercare_contracts.intake import RequestTriaged
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
from aftercare_kit.actors import system_actor
from aftercare_kit.ids import new_id
from aftercare_kit.testing import REGION

BOARD, FAN, FUSE = "PB-100", "FAN-7", "FUSE-3"
CENTRE, OTHER_CENTRE = "shenzhen", "guangzhou"
ENGINEER = UUID("01890000-0000-7000-8000-00000000e001")
SYSTEM = system_actor("inventory", REGION)
EARLIER = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=2)


class Case:
    """The ids that run through one case, and the facts other services say about it."""

    def __init__(self, *, centre: str = CENTRE) -> None:
        self.centre = centre
        self.request_id, self.work_order_id, self.scheme_id = new_id(), new_id(), new_id()
        self.visit_id, self.asset_id = new_id(), new_id()

    def triaged(self, preset: str = "electrical-automation") -> RequestTriaged:
        """Intake judged the request and froze the promise, the inbound clock with it."""
        policy = resolve(preset, version=1, effective_from=datetime(2020, 1, 1, tzinfo=UTC))
        inbound = policy.clock("inbound", level=2)
        promise = {
            "policy": preset,
            "version": 1,
            "clocks": [inbound.to_json()] if inbound else [],
        }
        return RequestTriaged(
            request_id=self.request_id,
            number="YX261107",
            customer_id=new_id(),
            asset_id=self.asset_id,
            asset_serial="INV-0001",
            product_line="inverter",
            site_code="SZ-01",
            subject="No output on phase B",
            service_type="technical_support",
            fault_level=2,
            major=False,
            fault_kind="hardware",
            department="SC",
            engagement=Engagement(centre=self.centre, zone="Asia/Shanghai"),
            entitlement=Entitlement(cover="warranty"),
            promise=Promise.model_validate(promise),
            reported_at=EARLIER,
        )

    def approved(self, *parts: tuple[str, int]) -> SchemeApproved:
        """Dispatch released a scheme that needs these parts."""
        return SchemeApproved(
            request_id=self.request_id,
            scheme_id=self.scheme_id,
            work_order_id=self.work_order_id,
            asset_id=self.asset_id,
            cause="Power board burnt out",
            cause_kind="product_quality",
            complex=False,
            skills=["inverter"],
            parts=[PartQuantity(part_no=part_no, quantity=count) for part_no, count in parts],
            labour_days=1,
            persons=1,
            travel_estimate=Amount(amount=Decimal("600.00")),
            centre=self.centre,
            approver="sun",
        )

    def withdrawn(self) -> SchemeWithdrawn:
        """The scheme will not be carried out."""
        return SchemeWithdrawn(
            request_id=self.request_id,
            scheme_id=self.scheme_id,
            work_order_id=self.work_order_id,
            reason="quote refused",
        )

    def cancelled(self) -> WorkOrderCancelled:
        """No more work on this case."""
        return WorkOrderCancelled(
            request_id=self.request_id, work_order_id=self.work_order_id, reason="withdrawn"
        )

    def departed(self, visit_id: UUID | None = None) -> VisitDeparted:
        """The engineer is on the way."""
        return VisitDeparted(
            request_id=self.request_id,
            visit_id=visit_id or self.visit_id,
            work_order_id=self.work_order_id,
            scheme_id=self.scheme_id,
            engineer_id=ENGINEER,
        )

    def broken_off(self, *, departed: bool = True) -> VisitCancelled:
        """The visit was given up, before or after the engineer left."""
        return VisitCancelled(
            request_id=self.request_id,
            visit_id=self.visit_id,
            work_order_id=self.work_order_id,
            scheme_id=self.scheme_id,
            departed=departed,
            reason="customer away",
        )

    def signed(
        self, *parts: FittedPart, fixed: bool = True, visit_id: UUID | None = None
    ) -> ReportSigned:
        """The customer signed for the work, with these parts fitted."""
        return ReportSigned(
            request_id=self.request_id,
            report_id=new_id(),
            visit_id=visit_id or self.visit_id,
            work_order_id=self.work_order_id,
            scheme_id=self.scheme_id,
            asset_id=self.asset_id,
            engineer_id=ENGINEER,
            fixed=fixed,
            cause_kind="product_quality",
            findings="Board burnt",
            work_done="Board replaced",
            parts=list(parts),
            times=ReportedTimes(work_hours=Decimal(2), travel_hours=Decimal(1)),
            signature=Signature(
                kind="signature", signed_at=EARLIER, device="tablet", sha256="0" * 64
            ),
        )


def fitted(
    part_no: str = BOARD, quantity: int = 1, *, on: str | None = None, off: str | None = None
) -> FittedPart:
    """A part put in, with the serials of an exchange where there was one."""
    return FittedPart(part_no=part_no, quantity=quantity, serial_on=on, serial_off=off)


def a_part(part_no: str = BOARD, **other: object) -> dict[str, Any]:
    """The body of a part for the register."""
    return {"part_no": part_no, "name": "Power board", "unit": "pc"} | other


def a_store(code: str = "SZ", **other: object) -> dict[str, Any]:
    """The body of a centre's regional store."""
    return {"code": code, "name": "Shenzhen store", "centre": CENTRE, "kind": "regional"} | other


def a_receipt(quantity: int, part_no: str = BOARD, **other: object) -> dict[str, Any]:
    """The body of a delivery."""
    return {"store": "SZ", "part_no": part_no, "quantity": quantity, "reference": "DN-1"} | other
