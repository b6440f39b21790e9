"""A warranty's end is announced in time, once, by what holds when the time has come (T26)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from aftercare_contracts import intake as said
from aftercare_kit.testing import Bench
from services.intake.tests.component.desk import Desk

# Twelve months from here end on the first of March 2098; thirty days before is the 30th of January.
SOLD = date(2097, 3, 1)
ANNOUNCED = datetime(2098, 1, 29, 16, tzinfo=UTC)


def at(bench: Bench, moment: datetime) -> None:
    bench.process.database.now = lambda: moment


async def accepted(bench: Bench, **asset: object) -> dict[str, str]:
    """A unit that is accepted on the first of March 2097."""
    desk = Desk(bench)
    plant = await desk.opened(sale_date=None, **asset)
    at(bench, datetime(2097, 3, 2, tzinfo=UTC))
    body = {"accepted_on": SOLD.isoformat()}
    return await desk.ok(f"/assets/{plant.asset['id']}/accept", body, 200)


@pytest.mark.rule("004-5.1.7.2")
async def test_thirty_days_before_its_end_a_warranty_is_said_to_expire_once(bench: Bench) -> None:
    """By the centre's calendar; sales and the region are told."""
    asset = await accepted(bench)
    at(bench, ANNOUNCED - timedelta(seconds=1))
    assert await bench.fire_timers() == 0
    at(bench, ANNOUNCED)
    assert await bench.fire_timers() == 1
    assert await bench.fire_timers() == 0
    (told,) = await bench.said(said.WarrantyExpiring)
    assert (str(told.asset_id), told.expires_on) == (asset["id"], date(2098, 3, 1))
    (notice,) = await bench.rows("select kind, roles, centre from notice")
    assert notice["kind"] == "warranty-expiring"
    assert notice["roles"] == ["sales", "regional_manager"]
    assert notice["centre"] == "shenzhen"


@pytest.mark.rule("004-5.1.7.2")
async def test_a_policy_that_moves_the_end_meanwhile_moves_what_is_said(bench: Bench) -> None:
    """Two years now: at the old time nothing is said, at the new one it is."""
    desk = Desk(bench)
    await accepted(bench)
    longer = {"preset": "electrical-automation", "overrides": {"warranty.months": 24}}
    await desk.ok("/policies", longer, who=desk.manager)
    at(bench, ANNOUNCED)
    assert await bench.fire_timers() == 1
    assert await bench.said(said.WarrantyExpiring) == []
    at(bench, datetime(2099, 1, 30, tzinfo=UTC))
    await bench.fire_timers()
    (told,) = await bench.said(said.WarrantyExpiring)
    assert told.expires_on == date(2099, 3, 1)


async def test_what_is_over_or_has_no_warranty_is_not_watched(bench: Bench) -> None:
    desk = Desk(bench)
    await desk.opened()
    await desk.plant("2", asset={"warranty_months": 0, "sale_date": None})
    assert await bench.rows("select 1 from timer") == []


async def test_units_of_a_spreadsheet_are_looked_at_right_after_it(bench: Bench) -> None:
    desk = Desk(bench)
    await desk.opened()
    day = datetime.now(UTC).date() - timedelta(days=350)
    sheet = f"customer,site,serial,model,product_line,sale_date\nC-1,SZ-1,N-1,HX,inverter,{day}\n"
    sent = await desk.agent.post(
        "/sheets/assets?rows=good_ones",
        content=sheet.encode(),
        headers={"Content-Type": "text/csv"},
    )
    assert sent.status_code == 200, sent.text
    assert sent.json()["taken"] == 1
    await bench.fire_timers()
    (told,) = await bench.said(said.WarrantyExpiring)
    assert told.serial == "N-1"


async def test_a_product_lines_policy_holds_before_the_centres_and_after_a_contracts(
    bench: Bench,
) -> None:
    """Contract, then product line, then centre."""
    desk = Desk(bench)
    plant = await desk.opened()
    production = bench.caller("production", subject="gao")
    line = {"code": "inverter", "name": "Inverters", "build": "stand_alone", "made": 50}
    body = {**line, "stage": "finalised"}
    odd = await production.post("/product-lines", json={**body, "policy": "nobodys"})
    assert (odd.status_code, odd.json()["code"]) == (422, "preset-unknown")

    async def policy_of_a_case() -> str:
        return (await desk.triaged(plant))["policy"]

    assert await policy_of_a_case() == "electrical-automation"
    kept = await desk.ok("/product-lines", {**body, "policy": "it-goods"}, who=production)
    assert await policy_of_a_case() == "it-goods"
    version = {"preset": "it-goods", "overrides": {"warranty.months": 6}}
    await desk.ok("/policies", version, who=desk.manager)
    assert (await desk.triaged(plant))["policy_version"] == 2
    contract = {
        "customer_id": plant.customer["id"],
        "code": "HT-1",
        "kind": "om_period",
        "starts_on": "2020-01-01",
        "ends_on": "2098-12-31",
        "policy": "network-maintenance",
    }
    await desk.ok("/contracts", contract)
    assert await policy_of_a_case() == "network-maintenance"
    del body["code"]
    gone = await production.put(f"/product-lines/{kept['id']}", json=body)
    assert gone.json()["policy"] is None


@pytest.mark.parametrize(
    ("kind", "told"),
    [("enterprise", (22.543211, 113.957654)), ("consumer", (22.54, 113.96)), ("defence", None)],
)
async def test_where_the_site_lies_goes_with_the_case_as_far_as_others_may_know(
    bench: Bench, kind: str, told: tuple[float, float] | None
) -> None:
    """Sealed with the address, masked in lists, in full by right; gone when it is erased."""
    desk = Desk(bench)
    await desk.centre()
    place = {"latitude": 22.543211, "longitude": 113.957654}
    plant = await desk.plant(place=place)
    change = {"name": "x", "kind": kind, "centre": "shenzhen"}
    await desk.agent.put(f"/customers/{plant.customer['id']}", json=change)
    assert plant.site["place"] is None
    assert (await desk.agent.get(f"/sites/{plant.site['id']}")).json()["place"] == place
    await desk.triaged(plant)
    (event,) = await bench.said(said.RequestTriaged)
    where = event.engagement.place
    assert (where and (where.latitude, where.longitude)) == told
    region = bench.caller("regional_manager")
    await desk.ok(f"/sites/{plant.site['id']}/erase", {"because": "asked"}, 200, region)
    await desk.triaged(plant)
    assert (await bench.said(said.RequestTriaged))[-1].engagement.place is None
