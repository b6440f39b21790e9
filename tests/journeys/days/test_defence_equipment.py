"""A day at a defence-equipment desk (001): notices, seals, archives, and a list of its own."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.journeys.case import Case
from tests.journeys.people import People
from tests.journeys.town import Town, settle

SHA256 = "0" * 64


@pytest.fixture(scope="module")
def town(people: People) -> Town:
    return settle(people, policy="defence-equipment", customer_kind="defence")


@pytest.mark.example(12)
@pytest.mark.rule("001-T1.1/4.1.5", "001-5.5.4", "001-5.5.5a", "001-5.5.5b")
def test_in_the_morning_three_units_are_brought_into_service(people: People, town: Town) -> None:
    """One notice, by the dispatcher alone; one report for three; a seal before it is handed in."""
    begins = datetime.now(UTC) + timedelta(days=3)
    order = people.dispatcher.does(
        "/dispatch/service-orders", kind="commissioning", subject="Three sets into service",
        customer_id=town.customer_id, site_code="S-1", department="SC", centre=town.centre,
        units=[{"serial": f"U-{number}", "type": "SUN-100"} for number in (1, 2, 3)],
        planned_from=begins.isoformat(), planned_to=(begins + timedelta(hours=4)).isoformat(),
    )  # fmt: skip
    path, engineer = f"/dispatch/service-orders/{order['id']}", people.engineer(town.engineer_id)
    notice = {"engineer_id": town.engineer_id}
    assert people.agent.is_refused(f"{path}/notice", **notice)["code"] == "right-missing"
    issued = people.dispatcher.does(f"{path}/notice", **notice)
    assert issued["notice_number"]
    for step in ("accept", "depart", "begin"):
        engineer.does(f"{path}/{step}")
    normal = [{"serial": f"U-{n}", "type": "SUN-100", "normal": True} for n in (1, 2, 3)]
    done = engineer.does(f"{path}/finish", results=normal)
    assert done["demands"] == [{"form": "QR758-08A", "units": ["U-1", "U-2", "U-3"]}]
    report = engineer.does(
        f"{path}/reports", form="QR758-08A", units=["U-1", "U-2", "U-3"], findings="Good",
        work_done="Brought into service",
    )  # fmt: skip
    assert engineer.is_refused(f"{path}/hand-in")["code"] == "signature-missing"
    engineer.does(
        f"/dispatch/service-reports/{report['id']}/sign", kind="seal", place="S-1",
        signed_at=datetime.now(UTC).isoformat(), device="tablet", sha256=SHA256, rating=5,
    )  # fmt: skip
    engineer.does(f"{path}/hand-in")
    filed = people.archivist.does(f"/dispatch/service-reports/{report['id']}/archive")
    assert filed["archive_number"].startswith(people.region)


@pytest.mark.example(13)
@pytest.mark.rule("001-T1.2")
def test_at_noon_four_hours_of_training_leave_a_record(people: People, town: Town) -> None:
    """A minute less would be a column of the repair report."""
    begins = datetime.now(UTC) + timedelta(days=5)

    def demanded(hours: str, days: int) -> list[str]:
        when = begins + timedelta(days=days)
        order = people.dispatcher.does(
            "/dispatch/service-orders", kind="training", subject="Operators", units=[],
            customer_id=town.customer_id, site_code="S-1", department="SC", centre=town.centre,
            planned_from=when.isoformat(), planned_to=(when + timedelta(hours=5)).isoformat(),
        )  # fmt: skip
        path, engineer = (
            f"/dispatch/service-orders/{order['id']}",
            people.engineer(town.engineer_id),
        )
        people.dispatcher.does(f"{path}/notice", engineer_id=town.engineer_id)
        for step in ("accept", "depart", "begin"):
            engineer.does(f"{path}/{step}")
        done = engineer.does(f"{path}/finish", training_hours=hours)
        return [demand["form"] for demand in done["demands"]]

    assert demanded("4", 0) == ["QR758-05A"]
    assert demanded("3.98", 1) == ["QR758-06A"]


@pytest.mark.example(10)
@pytest.mark.rule("001-5.2.1", "001-5.5.4", "001-5.5.5b", "002-4.5.1a")
def test_in_the_afternoon_a_fault_is_repaired_under_notice_and_seal(
    people: People, town: Town
) -> None:
    """By somebody qualified, under a notice, with signature or seal; papers before the end."""
    case = Case.registered(people, town).triage(major=False)
    case.respond()
    case.plan(parts=0)
    order = case.order_becomes(commercial="free")
    begins = datetime.now(UTC) + timedelta(hours=1)
    body = {
        "engineer_id": town.engineer_id, "planned_from": begins.isoformat(),
        "planned_to": (begins + timedelta(hours=3)).isoformat(),
    }  # fmt: skip
    path = f"/dispatch/work-orders/{order['id']}/visits"
    assert people.agent.is_refused(path, **body)["code"] == "right-missing"
    assert people.dispatcher.is_refused(path, **body)["code"] == "qualification-missing"
    people.person("hr_admin").does(
        f"/dispatch/engineers/{town.engineer_id}/qualification", title="intermediate",
        product_knowledge=True, repair_skill=True, code_trained_on="2026-01-10",
        product_trained_on="2026-01-12",
    )  # fmt: skip
    visit = people.dispatcher.does(path, **body)["id"]
    case.travel(visit, "accept", "depart", "arrive")
    engineer = people.engineer(town.engineer_id)
    engineer.does(f"/dispatch/visits/{visit}/finish", fixed=True)
    written = {
        "findings": "Connector corroded", "work_done": "Replaced", "cause_kind": "product_quality",
        "parts": [], "work_hours": "2", "travel_hours": "1", "travel_cost": "80.00",
    }  # fmt: skip
    refused = engineer.is_refused(f"/dispatch/visits/{visit}/report", **written, signature=None)
    assert refused["code"] == "signature-missing"
    seal = {
        "kind": "seal", "signed_at": datetime.now(UTC).isoformat(), "place": "S-1",
        "device": "tablet", "sha256": SHA256,
    }  # fmt: skip
    report = engineer.does(f"/dispatch/visits/{visit}/report", **written, signature=seal)
    case.verify(satisfied=True)
    case.becomes("verified")
    engineer.does(f"/dispatch/reports/{report['id']}/hand-in")
    case.becomes("closed")
    assert people.archivist.does(f"/dispatch/reports/{report['id']}/archive")["archive_number"]


@pytest.mark.rule("001-5.11.1")
def test_in_the_evening_only_the_defence_list_takes_copies_away(people: People, town: Town) -> None:
    """The region's manager may export, but not defence customers; the centre's head may."""
    sheet, query = "/intake/sheets/assets", {"file": "csv", "customer_id": town.customer_id}
    assert "SUN-100" not in people.manager.takes(sheet, **query)
    assert "SUN-100" in people.person("service_center_head").takes(sheet, **query)
