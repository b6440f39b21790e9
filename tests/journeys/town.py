"""Master data of one journey: a centre with a customer, two units, an engineer and a full store."""

from dataclasses import dataclass
from uuid import uuid4

from tests.journeys.people import People

PART_PRICE = "480.00"
STOCK = 5


@dataclass(frozen=True)
class Town:
    """What the journey's people work with; made fresh, so that journeys never meet."""

    centre: str
    customer_id: str
    covered_asset: str
    """In warranty: its repair is free."""
    uncovered_asset: str
    """Out of any cover: its repair is charged."""
    engineer_id: str
    store: str
    part_no: str


def settle(people: People, *, policy: str = "base", customer_kind: str = "enterprise") -> Town:
    """Register everything a case needs.

    Args:
        people: who registers it.
        policy: the preset that the centre goes by.
        customer_kind: enterprise, consumer or defence.

    """
    tag = uuid4().hex[:8]
    centre, store, part_no = f"centre-{tag}", f"ST-{tag}", f"PB-{tag}"
    people.manager.does("/intake/centres", code=centre, name="Shenzhen", policy=policy)
    customer = people.agent.does(
        "/intake/customers", code=f"C-{tag}", name="Nanshan Power", centre=centre,
        kind=customer_kind,
    )  # fmt: skip
    site = people.agent.does(
        "/intake/sites", customer_id=customer["id"], code=f"S-{tag}", address="1 Keyuan Road",
        urban=True,
    )  # fmt: skip

    def asset(serial: str, **dates: object) -> str:
        made = people.agent.does(
            "/intake/assets", customer_id=customer["id"], site_id=site["id"], serial=serial,
            model="SUN-100", product_line="inverter", **dates,
        )  # fmt: skip
        return made["id"]

    engineer = people.manager.does(
        "/dispatch/engineers", code=f"E-{tag}", name="Li Ming", centre=centre,
        certificates=[{"skill": "inverter", "valid_until": "2099-12-31"}],
    )  # fmt: skip
    people.storekeeper.does("/inventory/parts", part_no=part_no, name="Power board")
    people.manager.does("/inventory/stores", code=store, name="Regional store", centre=centre)
    people.storekeeper.does(
        "/inventory/stock/receipts", store=store, part_no=part_no, quantity=STOCK,
        reference=f"PO-{tag}",
    )  # fmt: skip
    people.quoting.does(
        "/billing/prices", part_no=part_no, unit_price={"amount": PART_PRICE, "currency": "CNY"}
    )
    return Town(
        centre=centre,
        customer_id=customer["id"],
        covered_asset=asset(f"INV-{tag}-1", accepted_on="2026-06-01"),
        uncovered_asset=asset(f"INV-{tag}-2", accepted_on="2015-06-01", warranty_months=12),
        engineer_id=engineer["id"],
        store=store,
        part_no=part_no,
    )
