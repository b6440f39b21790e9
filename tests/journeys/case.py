"""One case on its way: each method is a step somebody takes, in the trade's words."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.journeys.people import People, eventually
from tests.journeys.town import Town


@dataclass
class Case:
    people: People
    town: Town
    id: str
    number: str

    # -- intake -------------------------------------------------------------------------------

    @classmethod
    def registered(cls, people: People, town: Town, asset: str | None = None) -> "Case":
        """The customer's call."""
        request = people.agent.does(
            "/intake/requests", customer_id=town.customer_id, channel="phone",
            asset_id=asset or town.covered_asset, subject="No output on phase B",
        )  # fmt: skip
        return cls(people, town, request["id"], request["number"])

    def triage(self, **judged: Any) -> "Case":
        judgement = {
            "service_type": "technical_support",
            "fault_level": 2,
            "fault_kind": "hardware",
        }
        self.people.agent.does(f"/intake/requests/{self.id}/triage", **judgement | judged)
        return self

    def cancel(self) -> None:
        self.people.agent.does(f"/intake/requests/{self.id}/cancel", reason="Sold the unit")

    @property
    def state(self) -> str:
        return self.people.agent.sees(f"/intake/requests/{self.id}")["state"]

    def becomes(self, state: str) -> None:
        """Wait until intake says so."""
        eventually(lambda: self.state == state, f"{self.number} {state} (is {self.state})")

    # -- dispatch -----------------------------------------------------------------------------

    def order(self) -> dict[str, Any]:
        """The work order in full, once dispatch has opened it."""
        found = self.people.dispatcher.awaits("/dispatch/work-orders", request_id=self.id)
        return self.people.dispatcher.sees(f"/dispatch/work-orders/{found['id']}")

    def order_becomes(self, **wanted: str) -> dict[str, Any]:
        def there() -> dict[str, Any] | None:
            order = self.order()
            return order if {name: order[name] for name in wanted} == wanted else None

        return eventually(there, f"work order {wanted}")

    def respond(self) -> None:
        self.people.support.does(f"/dispatch/work-orders/{self.order()['id']}/respond")

    def resolve_remotely(self) -> None:
        self.people.support.does(
            f"/dispatch/work-orders/{self.order()['id']}/resolve",
            cause="Tripped by a surge", action="Reset and observed", customer_consent=True,
        )  # fmt: skip

    def propose(self, *, parts: int = 1) -> str:
        """Submit a scheme that needs so many boards."""
        needed = [{"part_no": self.town.part_no, "quantity": parts}] if parts else []
        scheme = self.people.support.does(
            f"/dispatch/work-orders/{self.order()['id']}/schemes",
            cause="Power board burnt out", cause_kind="product_quality",
            action="Replace the board, test under load", skills=["inverter"], parts=needed,
            labour_days=1, persons=1, travel_estimate="200.00",
        )  # fmt: skip
        return scheme["id"]

    def plan(self, *, parts: int = 1) -> str:
        """A scheme, approved by somebody who did not write it."""
        scheme = self.propose(parts=parts)
        self.people.supervisor.does(f"/dispatch/schemes/{scheme}/approve")
        return scheme

    def schedule(self, **said: Any) -> str:
        """A visit, as soon as parts and money allow one."""
        order = eventually(self._ready_to_travel, "parts and commercial side settled")
        begins = datetime.now(UTC) + timedelta(hours=1)
        visit = self.people.dispatcher.does(
            f"/dispatch/work-orders/{order['id']}/visits", engineer_id=self.town.engineer_id,
            planned_from=begins.isoformat(),
            planned_to=(begins + timedelta(hours=4)).isoformat(), **said,
        )  # fmt: skip
        self.apply_for_outing(order["id"], begins)
        return visit["id"]

    def apply_for_outing(self, order_id: str, leaves: datetime) -> None:
        """The outing's papers, agreed to by somebody who did not write them."""
        outing = self.people.support.does(
            f"/dispatch/work-orders/{order_id}/outings", staff=["Li Ming"], transport="car",
            leaves_at=leaves.isoformat(), returns_at=(leaves + timedelta(hours=8)).isoformat(),
        )  # fmt: skip
        self.people.supervisor.does(f"/dispatch/outings/{outing['id']}/approve")

    def _ready_to_travel(self) -> dict[str, Any] | None:
        order = self.order()
        ready = order["parts"] in {"none_needed", "reserved"} and order["commercial"] in {
            "free", "accepted",
        }  # fmt: skip
        return order if ready else None

    def travel(self, visit: str, *steps: str) -> None:
        for step in steps:
            self.people.engineer(self.town.engineer_id).does(f"/dispatch/visits/{visit}/{step}")

    def work(self, visit: str, *, serial: str) -> str:
        """Replace a board, finish, and have the customer sign; the report's id."""
        engineer = self.people.engineer(self.town.engineer_id)
        engineer.does(f"/dispatch/visits/{visit}/finish", fixed=True)
        report = engineer.does(
            f"/dispatch/visits/{visit}/report",
            findings="Board burnt", work_done="Board replaced, tested",
            cause_kind="product_quality",
            parts=[{"part_no": self.town.part_no, "quantity": 1,
                    "serial_on": f"N-{serial}", "serial_off": f"O-{serial}"}],
            work_hours="3.5", travel_hours="1", travel_cost="120.00",
            signature={"kind": "signature", "signed_at": datetime.now(UTC).isoformat(),
                       "device": "tablet", "sha256": "0" * 64},
        )  # fmt: skip
        return report["id"]

    def go_on_site(self) -> str:
        """From the ready work order to the archived report; the visit's id."""
        visit = self.schedule()
        self.travel(visit, "accept", "depart")
        self.reservation_becomes("issued")
        self.travel(visit, "arrive")
        report = self.work(visit, serial=self.number)
        self.reservation_becomes("consumed")
        self.people.engineer(self.town.engineer_id).does(f"/dispatch/reports/{report}/hand-in")
        archived = self.people.archivist.does(f"/dispatch/reports/{report}/archive")
        assert archived["archive_number"]
        return visit

    # -- the others ---------------------------------------------------------------------------

    def verification(self) -> dict[str, Any]:
        """The open question whether the fault is gone."""
        return self.people.agent.awaits("/feedback/verifications", request_id=self.id, state="open")

    def verify(self, **said: Any) -> None:
        call = self.verification()["id"]
        self.people.agent.does(f"/feedback/verifications/{call}/record", **said)

    def reservation(self) -> dict[str, Any]:
        return self.people.storekeeper.awaits("/inventory/reservations", request_id=self.id)

    def reservation_becomes(self, state: str) -> None:
        def there() -> bool:
            found = self.people.storekeeper.finds("/inventory/reservations", request_id=self.id)
            return bool(found) and {one["state"] for one in found} == {state}

        eventually(there, f"reservation {state}")

    def stock(self) -> dict[str, Any]:
        """On hand, reserved and free of the journey's part in its store."""
        return self.people.storekeeper.awaits(
            "/inventory/stock", store=self.town.store, part_no=self.town.part_no
        )

    def quote(self, state: str) -> dict[str, Any]:
        return self.people.quoting.awaits("/billing/quotes", request_id=self.id, state=state)

    def charges(self) -> list[dict[str, Any]]:
        return self.people.quoting.finds("/billing/charges", request_id=self.id)

    def view(self) -> dict[str, Any]:
        """The whole case, as the gateway folds it from everybody's events."""
        return self.people.agent.sees(f"/cases/{self.id}")
