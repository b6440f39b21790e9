"""Stories for the gateway's tests: what five services say of one case."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from aftercare_contracts import billing, dispatch, feedback, intake, inventory
from aftercare_contracts.base import Event
from aftercare_contracts.values import (
    Amount,
    ChargeLine,
    Engagement,
    Entitlement,
    FittedPart,
    PartQuantity,
    Promise,
    ReportedTimes,
    Signature,
)
from aftercare_kit.ids import new_id
from aftercare_kit.testing import Fact, fact

BEGAN = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)


def yuan(amount: str) -> Amount:
    """So much money."""
    return Amount(amount=Decimal(amount))


@dataclass
class Story:
    """One case, told event by event; versions are counted, each event a minute after the last."""

    number: str = "YX261107"
    centre: str = "shenzhen"
    request_id: UUID = field(default_factory=new_id)
    customer_id: UUID = field(default_factory=new_id)
    engineer_id: UUID = field(default_factory=new_id)
    told: list[Fact] = field(default_factory=list[Fact])
    versions: Counter[UUID] = field(default_factory=Counter[UUID])
    ids: dict[str, UUID] = field(default_factory=dict[str, UUID])

    def id_of(self, thing: str) -> UUID:
        """The id of a thing of this story, by its name."""
        return self.ids.setdefault(thing, new_id())

    def tell(self, event: Event, about: UUID) -> Fact:
        """Tell one more event about an aggregate."""
        self.versions[about] += 1
        at = BEGAN + timedelta(minutes=len(self.told))
        said = fact(event, about, self.versions[about], at=at)
        self.told.append(said)
        return said

    def registered(self) -> Fact:
        return self.tell(
            intake.RequestRegistered(
                request_id=self.request_id,
                number=self.number,
                customer_id=self.customer_id,
                asset_id=self.id_of("asset"),
                asset_serial="INV-0001",
                product_line="inverter",
                site_code="SZ-01",
                centre=self.centre,
                department="YX",
                channel="phone",
                subject="No output on phase B",
                reported_at=BEGAN,
            ),
            self.request_id,
        )

    def triaged(self) -> Fact:
        return self.tell(
            intake.RequestTriaged(
                request_id=self.request_id,
                number=self.number,
                customer_id=self.customer_id,
                asset_id=self.id_of("asset"),
                asset_serial="INV-0001",
                product_line="inverter",
                site_code="SZ-01",
                subject="No output on phase B",
                service_type="technical_support",
                fault_level=2,
                major=True,
                fault_kind="hardware",
                department="SC",
                engagement=Engagement(centre=self.centre, zone="Asia/Shanghai"),
                entitlement=Entitlement(cover="none"),
                promise=Promise(policy="base", version=1),
                reported_at=BEGAN,
            ),
            self.request_id,
        )

    def of_case(self, kind: type[Event], thing: str, **facts: object) -> Fact:
        """Tell an event about a named thing of this case; its key is `<thing>_id`."""
        named = {f"{thing}_id": self.id_of(thing)} if f"{thing}_id" in kind.model_fields else {}
        linked = {
            f"{other}_id": self.id_of(other)
            for other in ("work_order", "scheme", "visit", "report", "asset")
            if f"{other}_id" in kind.model_fields
        }
        said = {"request_id": self.request_id} | linked | named | facts
        return self.tell(kind.model_validate(said), self.id_of(thing))

    def opened(self) -> Fact:
        return self.of_case(
            dispatch.WorkOrderOpened, "work_order",
            department="SC", centre=self.centre, fault_level=2, major=True,
        )  # fmt: skip

    def clock_started(self, name: str = "response") -> Fact:
        return self.of_case(
            dispatch.ClockStarted, "clock",
            name=name, due_at=BEGAN + timedelta(hours=2), policy="base", policy_version=1,
        )  # fmt: skip

    def clock_breached(self, name: str = "response") -> Fact:
        return self.of_case(
            dispatch.ClockBreached, "clock",
            name=name, due_at=BEGAN + timedelta(hours=2), escalate_to=["regional_manager"],
        )  # fmt: skip

    def clock_stopped(self, name: str = "response") -> Fact:
        return self.of_case(
            dispatch.ClockStopped, "clock",
            name=name, verdict="breached", due_at=BEGAN + timedelta(hours=2),
            stopped_at=BEGAN + timedelta(hours=3), elapsed_seconds=10800, fault_level=2,
        )  # fmt: skip

    def scheduled(self, **other: object) -> Fact:
        facts = {
            "number": "SC261101",
            "engineer_id": self.engineer_id,
            "engineer_name": "Li Ming",
            "planned_from": BEGAN + timedelta(days=1),
            "planned_to": BEGAN + timedelta(days=1, hours=4),
        }
        return self.of_case(dispatch.VisitScheduled, "visit", **facts | other)

    def charged(self, *, free: bool = False) -> Fact:
        line = ChargeLine(
            kind="labour", description="Labour", quantity=Decimal(2),
            unit_price=yuan("200.00"), amount=yuan("400.00"),
        )  # fmt: skip
        return self.of_case(
            billing.ChargeComputed, "charge",
            free=free, held=False, cost=yuan("400.00"),
            total=yuan("0.00" if free else "644.00"), lines=[line],
        )  # fmt: skip

    def on_site(self) -> list[Fact]:
        """The whole way: registered, judged, repaired on site, charged, confirmed, closed."""
        part = {"part_no": "PB-100", "quantity": 1}
        reserved = [PartQuantity(part_no="PB-100", quantity=1)]
        fitted = [FittedPart(part_no="PB-100", quantity=1, serial_on="N1", serial_off="O1")]
        self.registered()
        self.triaged()
        self.opened()
        self.clock_started()
        self.of_case(
            dispatch.WorkOrderResponded, "work_order", responded_by="Wang", channel="phone"
        )
        self.of_case(
            dispatch.SchemeSubmitted, "scheme",
            author="Zhao", cause="Board burnt", action="Replace the board",
        )  # fmt: skip
        self.of_case(
            dispatch.SchemeApproved, "scheme",
            cause="Board burnt", cause_kind="customer_use", complex=False, skills=["inverter"],
            parts=[part], labour_days=1, persons=1, travel_estimate=yuan("600.00"),
            centre=self.centre, approver="Qian",
        )  # fmt: skip
        self.of_case(inventory.PartReserved, "reservation", store="SZ", lines=reserved)
        self.of_case(
            billing.LiabilityDecided, "liability", party="customer", charge="full", basis="row 5"
        )
        self.of_case(billing.QuoteDrafted, "quote", total=yuan("644.00"), lines=[])
        self.of_case(
            billing.QuoteOffered, "quote",
            number="BJ261101", total=yuan("644.00"), valid_until=BEGAN + timedelta(days=7),
            in_time=True,
        )  # fmt: skip
        self.of_case(billing.QuoteAccepted, "quote", total=yuan("644.00"))
        self.scheduled()
        self.of_case(dispatch.VisitDeparted, "visit", engineer_id=self.engineer_id)
        self.of_case(inventory.PartIssued, "reservation", lines=reserved)
        self.of_case(dispatch.VisitArrived, "visit")
        self.of_case(dispatch.VisitFinished, "visit", fixed=True)
        self.of_case(
            dispatch.ReportSigned, "report",
            engineer_id=self.engineer_id, fixed=True, cause_kind="customer_use",
            findings="Board burnt", work_done="Board replaced", parts=fitted,
            times=ReportedTimes(work_hours=Decimal("3.5"), travel_hours=Decimal(2)),
            signature=Signature(
                kind="signature", signed_at=BEGAN, device="tablet", sha256="0" * 64
            ),
        )  # fmt: skip
        self.of_case(
            dispatch.WorkOrderResolved, "work_order",
            mode="on_site", cause="Board burnt", action="Replaced", resolved_by="Li Ming",
        )  # fmt: skip
        self.tell(
            intake.RequestResolved(request_id=self.request_id, mode="on_site"), self.request_id
        )
        self.of_case(inventory.PartConsumed, "reservation", lines=fitted)
        self.of_case(
            inventory.PartReplaced, "replacement", part_no="PB-100", serial_on="N1", serial_off="O1"
        )
        self.of_case(
            inventory.ReturnDue, "return",
            part_no="PB-100", serial="O1", due_at=BEGAN + timedelta(days=5),
        )  # fmt: skip
        self.charged()
        self.of_case(feedback.VerificationOpened, "verification", due_at=BEGAN + timedelta(days=2))
        self.of_case(feedback.CaseVerified, "verification")
        self.tell(
            intake.RequestClosed(
                request_id=self.request_id, number=self.number, customer_id=self.customer_id
            ),
            self.request_id,
        )
        self.of_case(feedback.SurveySent, "survey", due_at=BEGAN + timedelta(days=3))
        self.of_case(feedback.SurveyScored, "survey", degree=Decimal(80), satisfied=True)
        return self.told
