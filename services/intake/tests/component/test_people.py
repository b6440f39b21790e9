"""Personal data: apart, masked, read in full by right only, and each reading leaves a trace."""

from uuid import UUID

import pytest

from aftercare_kit.testing import Bench
from intake.application.customer.sealing import unseal
from services.intake.tests import builders as a
from services.intake.tests.component.desk import Desk

SECRETS = ("王小明", "13800138000", "138 0013 8000", "wang@example.com", "科技路1号")


@pytest.mark.rule("004-5.3.1.3")
async def test_people_and_addresses_are_masked_unless_asked_for_by_right(bench: Bench) -> None:
    """Lists, and the answers to writing them down, tell people apart and no more."""
    desk = Desk(bench)
    plant = await desk.opened()
    folder = f"/customers/{plant.customer['id']}/contacts"
    written = await desk.ok(folder, a.a_contact())
    listed = (await desk.agent.get(folder)).json()["items"]
    sites = (await desk.agent.get("/sites")).json()["items"]

    assert listed == [written]
    assert (written["name"], written["phone"]) == ("王***", "***8000")
    assert written["email"] == "w***@example.com"
    assert plant.site["address"] == sites[0]["address"] == "深圳市南***"

    full = (await desk.agent.get(f"{folder}/{written['id']}")).json()
    assert (full["name"], full["phone"]) == ("王小明", "+86 138 0013 8000")
    place = (await desk.agent.get(f"/sites/{plant.site['id']}")).json()
    assert place["address"] == "深圳市南山区科技路1号"


@pytest.mark.rule("001-5.11.1")
async def test_each_reading_in_full_is_audited_and_none_is_kept(bench: Bench) -> None:
    """Who, whom, when; a key that asks for a replay gets a reading of its own."""
    desk = Desk(bench)
    plant = await desk.opened()
    folder = f"/customers/{plant.customer['id']}/contacts"
    person = await desk.ok(folder, a.a_contact())
    for _ in range(2):
        answer = await desk.agent.get(
            f"{folder}/{person['id']}", headers={"Idempotency-Key": "again"}
        )
        assert answer.status_code == 200
    await desk.agent.get(f"/sites/{plant.site['id']}")

    readings = await bench.rows(
        "select subject, action, aggregate_id from audit where action like '%.read' order by id"
    )
    assert [(r["subject"], r["action"], str(r["aggregate_id"])) for r in readings] == [
        ("wang", "contact.read", person["id"]),
        ("wang", "contact.read", person["id"]),
        ("wang", "site.read", plant.site["id"]),
    ]
    assert not await bench.rows("select 1 from idempotency")


@pytest.mark.rule("004-5.3.1.3")
async def test_who_need_not_call_reads_no_number(bench: Bench) -> None:
    """The refusal is audited as well; another customer's contact is unknown by this path."""
    desk = Desk(bench)
    one, other = await desk.opened(), await desk.plant("2")
    person = await desk.ok(f"/customers/{one.customer['id']}/contacts", a.a_contact())
    path = f"/customers/{one.customer['id']}/contacts/{person['id']}"

    for role in ("finance", "warehouse", "customer"):
        stranger = bench.caller(role, customer_id=one.customer["id"])
        answer = await stranger.get(path)
        assert (answer.status_code, answer.json()["code"]) == (403, "right-missing")
    crossed = await desk.agent.get(path.replace(one.customer["id"], other.customer["id"]))

    assert crossed.status_code == 404
    denied = await bench.rows("select detail from audit where action = 'denied'")
    assert [row["detail"] for row in denied] == [{"permission": "contact.read"}] * 3


@pytest.mark.rule("004-5.3.1.3")
async def test_nothing_personal_leaves_its_own_tables(bench: Bench) -> None:
    """Neither events nor audit nor kept answers hold a name, a number or an address."""
    desk = Desk(bench)
    plant = await desk.opened()
    folder = f"/customers/{plant.customer['id']}/contacts"
    key = {"Idempotency-Key": "once"}
    person = (await desk.agent.post(folder, json=a.a_contact(), headers=key)).json()
    await desk.agent.get(f"{folder}/{person['id']}")
    await desk.triaged(plant)

    kept = await bench.rows(
        "select data::text as text from event union all select detail::text from audit"
        " union all select convert_from(body, 'UTF8') from idempotency"
    )
    assert len(kept) > 5
    for row in kept:
        assert not [secret for secret in SECRETS if secret in row["text"]]


async def test_a_person_is_corrected_under_the_version_that_was_read(bench: Bench) -> None:
    """A stale correction is refused; the answer stays masked."""
    desk = Desk(bench)
    plant = await desk.opened()
    folder = f"/customers/{plant.customer['id']}/contacts"
    person = await desk.ok(folder, a.a_contact())
    path, body = f"{folder}/{person['id']}", a.a_contact(phone="0755 8888 9999")

    fresh = await desk.agent.put(path, json=body, headers={"If-Match": '"1"'})
    stale = await desk.agent.put(path, json=body, headers={"If-Match": '"1"'})

    assert (fresh.status_code, fresh.json()["phone"]) == (200, "***9999")
    assert fresh.headers["etag"] == '"2"'
    assert (stale.status_code, stale.json()["code"]) == (412, "version-conflict")


async def test_what_reaches_nobody_is_not_written_down(bench: Bench) -> None:
    """A number of digits, an address with a domain, a printable name."""
    desk = Desk(bench)
    plant = await desk.opened()
    folder = f"/customers/{plant.customer['id']}/contacts"

    for wrong in (
        {"phone": "call me"},
        {"phone": "１３８００１３８０００"},
        {"email": "wang"},
        {"email": "wang@localhost"},
        {"name": "\u202ewang"},
        {"name": None},
    ):
        answer = await desk.agent.post(folder, json=a.a_contact(**wrong))
        assert (answer.status_code, answer.json()["code"]) == (422, "malformed-request"), wrong

    assert not await bench.rows("select 1 from contact")


@pytest.mark.rule("004-5.3.1.3")
async def test_a_person_is_forgotten_by_key_and_what_was_done_for_them_stays(
    bench: Bench,
) -> None:
    """The key and the sealed data are gone; the request, its events and its contact id are not."""
    desk = Desk(bench)
    plant = await desk.opened()
    folder = f"/customers/{plant.customer['id']}/contacts"
    person = await desk.ok(folder, a.a_contact())
    path = f"{folder}/{person['id']}"
    request = await desk.registered(plant, contact_id=person["id"])
    copy = (await bench.rows("select sealed from contact"))[0]["sealed"]
    events = await bench.rows("select event_id, data from event order by id")
    refused = await desk.agent.post(f"{path}/erase", json={"because": "asked"})
    assert refused.json()["code"] == "right-missing"
    manager = bench.caller("regional_manager", subject="he")
    gone = (await manager.post(f"{path}/erase", json={"because": "asked"})).json()
    assert (gone["name"], gone["phone"], gone["email"]) == ("***", None, None)
    assert (await desk.agent.get(folder)).json()["items"] == [gone]
    assert await bench.rows("select sealed from contact") == [{"sealed": ""}]
    assert not await bench.rows(
        "select 1 from subject_key where id = cast(:id as uuid)", id=person["id"]
    )
    assert unseal(None, UUID(person["id"]), copy) == {}
    assert await desk.show(request["id"]) == {
        name: value for name, value in request.items() if name != "duplicates"
    }
    assert await bench.rows("select event_id, data from event order by id") == events
    again = await manager.post(f"{path}/erase", json={"because": "asked"})
    for answer in (
        again,
        await desk.agent.get(path),
        await desk.agent.put(path, json=a.a_contact()),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "person-erased")
    noted = await bench.rows("select subject, detail from audit where action = 'contact.erase'")
    assert noted == [{"subject": "he", "detail": {"because": "asked"}}]


@pytest.mark.rule("004-5.3.1.3")
async def test_an_address_is_forgotten_and_its_units_stay(bench: Bench) -> None:
    desk = Desk(bench)
    plant = await desk.opened()
    manager = bench.caller("service_supervisor")
    path = f"/sites/{plant.site['id']}"
    gone = await manager.post(f"{path}/erase", json={"because": "no_longer_needed"})
    assert (gone.json()["address"], gone.json()["code"]) == ("***", "SZ-1")
    assert (await desk.agent.get("/sites")).json()["items"] == [gone.json()]
    assert (await desk.agent.get(path)).json()["code"] == "person-erased"
    assert (await desk.agent.get(f"/assets/{plant.asset['id']}")).json() == plant.asset
    exported = await manager.get("/sheets/sites?file=csv&personal=true")
    assert exported.text.splitlines()[1] == "C-1,SZ-1,***,yes"


@pytest.mark.rule("004-5.3.1.3")
async def test_no_column_holds_personal_data_in_the_clear(bench: Bench) -> None:
    """Not even the tables they live in."""
    desk = Desk(bench)
    plant = await desk.opened()
    await desk.ok(f"/customers/{plant.customer['id']}/contacts", a.a_contact())
    for table in ("contact", "site", "subject_key"):
        for row in await bench.rows(f"select t::text as text from {table} t"):
            assert not [secret for secret in SECRETS if secret in row["text"]]


@pytest.mark.rule("001-5.5.6d/5.11.2")
async def test_the_service_can_destroy_no_record_before_its_time(bench: Bench) -> None:
    """Its login role may delete keys and nothing else that is kept for five years."""
    held = await bench.rows(
        "select c.relname as name from pg_class c where relkind in ('r', 'p')"
        " and relnamespace = 'public'::regnamespace"
        " and has_table_privilege(oid, 'delete') order by 1"
    )
    passing = {"subject_key", "parked", "idempotency", "timer", "notice_address"}
    assert {row["name"] for row in held} <= passing
