"""A contract ends: in time somebody is told, drafts, gets it approved, and it is signed."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import pytest

from aftercare_contracts import intake as said
from aftercare_kit.testing import Bench
from services.intake.tests import builders as a
from services.intake.tests.component.desk import Desk

SCHEME = {"text": "Two patrols a year, spares on site", "code": "HT-2", "months": 12}


class Office:
    """People who renew contracts."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.desk = Desk(bench)
        self.region = bench.caller("regional_manager", subject="qian")
        self.supervisor = bench.caller("service_supervisor", subject="sun")

    def at(self, moment: str) -> None:
        """Let the service's clock stand there."""
        then = datetime.fromisoformat(moment)
        self.bench.process.database.now = lambda: then

    async def signed(self, ends_on: str = "2098-12-31") -> dict[str, Any]:
        """A contract of a customer of the centre."""
        plant = await self.desk.opened()
        return await self.desk.ok("/contracts", a.a_contract(plant.customer["id"], ends_on=ends_on))

    async def due(self) -> dict[str, Any]:
        """The renewal of a contract, ninety days before its end."""
        await self.signed()
        self.at("2098-10-01T16:00:00+00:00")
        assert await self.bench.fire_timers() == 1
        (renewal,) = (await self.region.get("/renewals?state=due")).json()["items"]
        return renewal

    async def act(
        self, renewal: dict[str, Any], act: str, who: httpx2.AsyncClient, **body: object
    ) -> httpx2.Response:
        return await who.post(f"/renewals/{renewal['id']}/{act}", json=body)


@pytest.fixture
def office(bench: Bench) -> Office:
    # Tokens of the bench expire by the real clock, so only the database's clock moves.
    return Office(bench)


@pytest.mark.rule("000-4.3i")
async def test_ninety_days_before_its_end_the_renewal_is_the_regions_task_once(
    office: Office, bench: Bench
) -> None:
    """By the centre's calendar: the second of October begins in Shenzhen at 16:00 of the first."""
    contract = await office.signed()
    office.at("2098-10-01T15:59:59+00:00")
    assert await bench.fire_timers() == 0
    office.at("2098-10-01T16:00:00+00:00")
    assert await bench.fire_timers() == 1
    assert await bench.fire_timers() == 0
    (ending,) = await bench.said(said.ContractEnding)
    (due,) = await bench.said(said.RenewalDue)
    assert str(ending.contract_id) == contract["id"]
    assert ending.renewal_id == due.renewal_id
    assert due.ends_on.isoformat() == "2098-12-31"
    (notice,) = await bench.rows("select kind, roles, centre from notice")
    assert (notice["kind"], notice["roles"], notice["centre"]) == (
        "contract-ending",
        ["regional_manager"],
        "shenzhen",
    )


@pytest.mark.rule("000-4.3i")
async def test_a_contract_entered_late_is_due_at_once_and_one_that_ended_never(
    office: Office, bench: Bench
) -> None:
    soon = (datetime.now(UTC) + timedelta(days=10)).date().isoformat()
    await office.signed(soon)
    assert await bench.fire_timers() == 1
    customer = (await bench.rows("select id from customer"))[0]["id"]
    over = a.a_contract(str(customer), "HT-0", ends_on="2021-12-31")
    await office.desk.ok("/contracts", over)
    assert await bench.rows("select 1 from timer where kind = 'contract.ending'") == []


@pytest.mark.rule("000-4.2g")
@pytest.mark.rule("000-3.4")
async def test_a_renewal_is_signed_only_after_its_approval_and_follows_without_a_gap(
    office: Office, bench: Bench
) -> None:
    renewal = await office.due()
    assert (await office.act(renewal, "sign", office.desk.sales)).json()["code"] == (
        "renewal-not-approved"
    )
    drafted = await office.act(renewal, "draft", office.region, **SCHEME)
    assert drafted.json()["state"] == "in_approval"
    refused = await office.act(renewal, "sign", office.desk.sales)
    assert (refused.status_code, refused.json()["rule"]) == (409, "000-4.2g")
    author = bench.caller("regional_manager", "service_supervisor", subject="qian")
    assert (await office.act(renewal, "approve", author)).json()["code"] == (
        "author-may-not-approve"
    )
    assert (await office.act(renewal, "approve", office.region)).status_code == 403
    approved = await office.act(renewal, "approve", office.supervisor)
    assert approved.json()["state"] == "approved"
    done = (await office.act(renewal, "sign", office.desk.sales)).json()
    assert done["state"] == "signed"
    contracts = (await office.desk.sales.get("/contracts")).json()["items"]
    new = next(one for one in contracts if one["id"] == done["new_contract_id"])
    assert (new["kind"], new["starts_on"], new["ends_on"]) == (
        "om_period",
        "2099-01-01",
        "2099-12-31",
    )
    (signed,) = await bench.said(said.RenewalSigned)
    assert signed.starts_on.isoformat() == "2099-01-01"


@pytest.mark.rule("000-4.2g")
async def test_a_scheme_sent_back_is_drafted_and_approved_anew(
    office: Office, bench: Bench
) -> None:
    renewal = await office.due()
    await office.act(renewal, "draft", office.region, **SCHEME)
    back = await office.act(renewal, "return", office.supervisor, reason="Name the spares")
    assert back.json()["state"] == "due"
    await office.act(renewal, "draft", office.region, **{**SCHEME, "code": "HT-3"})
    approved = (await office.act(renewal, "approve", office.supervisor)).json()
    assert (approved["state"], approved["scheme"]["code"]) == ("approved", "HT-3")
    assert len(await bench.said(said.RenewalDrafted)) == 2
    assert [one.reason for one in await bench.said(said.RenewalSentBack)] == ["Name the spares"]


async def test_a_customer_may_go_without(office: Office, bench: Bench) -> None:
    renewal = await office.due()
    gone = await office.act(renewal, "decline", office.desk.sales, reason="Equipment is replaced")
    assert gone.json()["state"] == "declined"
    again = await office.act(renewal, "draft", office.region, **SCHEME)
    assert again.json()["code"] == "renewal-out-of-order"
    (told,) = await bench.said(said.RenewalDeclined)
    assert told.reason == "Equipment is replaced"
    far = bench.caller("regional_manager", subject="far", centre="beijing")
    assert (await far.get(f"/renewals/{renewal['id']}")).status_code == 404
    assert (await far.get("/renewals")).json()["items"] == []
