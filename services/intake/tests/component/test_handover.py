"""A project goes into service: what is refused on the way, and what begins at its end."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx2
import pytest

from aftercare_contracts import intake as said
from aftercare_kit.testing import Bench
from intake.domain.handover import Paper
from services.intake.tests.component.desk import Desk

REGION = {"role": "regional_manager", "subject": "qian"}
FIELD = {"role": "field_engineer", "subject": "zhao"}
ACCEPTED = "2025-03-02"


class Project:
    """People who hand a project over."""

    def __init__(self, bench: Bench) -> None:
        self.desk = Desk(bench)
        self.manager = bench.caller("project_manager", subject="li")
        self.region = bench.caller("regional_manager", subject="qian")
        self.supervisor = bench.caller("service_supervisor", subject="sun")

    async def opened(self, **other: object) -> dict[str, Any]:
        """A project of a customer of the centre."""
        plant = await self.desk.opened()
        body = {
            "customer_id": plant.customer["id"],
            "project_no": "AB-2026-7",
            "name": "Metro line 9",
            "size": "large",
            "agreed": {"code": "HT-2026-7", "months": 24},
        }
        return await self.desk.ok("/handovers", body | other, who=self.manager)

    async def filed(self, handover: dict[str, Any], *without: Paper) -> None:
        """All documents of the file, but for some."""
        for paper in Paper:
            if paper not in without:
                answer = await self.manager.put(
                    f"/handovers/{handover['id']}/documents/{paper}",
                    json={"title": paper, "reference": f"DOC/{paper}"},
                )
                assert answer.status_code == 200, answer.text

    async def act(
        self, handover: dict[str, Any], act: str, who: httpx2.AsyncClient, **body: object
    ) -> httpx2.Response:
        """Take a step."""
        return await who.post(f"/handovers/{handover['id']}/{act}", json=body)

    async def ok(
        self, handover: dict[str, Any], act: str, who: httpx2.AsyncClient, **body: object
    ) -> dict[str, Any]:
        """Take a step that is allowed."""
        answer = await self.act(handover, act, who, **body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def under_review(self, **other: object) -> dict[str, Any]:
        """A project whose file the region is to review."""
        handover = await self.opened(**other)
        await self.filed(handover)
        await self.ok(handover, "submit", self.manager)
        there = [REGION, FIELD]
        await self.ok(handover, "accept", self.manager, accepted_on=ACCEPTED, attended=there)
        return await self.ok(handover, "meet", self.manager, attended=there, minutes="Agreed.")


@pytest.fixture
def project(bench: Bench) -> Project:
    return Project(bench)


@pytest.mark.example(11)
@pytest.mark.rule("000-6.1")
async def test_a_file_with_five_of_six_documents_is_refused_and_says_which_is_missing(
    project: Project, bench: Bench
) -> None:
    handover = await project.opened()
    await project.filed(handover, Paper.CHANGE_RECORDS)
    before = await bench.said()
    answer = await project.act(handover, "submit", project.manager)
    assert answer.status_code == 409
    problem = answer.json()
    assert problem["rule"] == "000-6.1"
    assert problem["missing"] == ["change_records"]
    assert problem["detail"] == "The completion file lacks: change records."
    assert await bench.said() == before


@pytest.mark.example(11)
@pytest.mark.rule("000-6.2.2a")
@pytest.mark.rule("000-6.2.2b")
@pytest.mark.parametrize("size", ["large", "small"])
async def test_a_large_project_needs_its_regional_manager_and_a_small_one_does_not(
    project: Project, size: str
) -> None:
    receiver = "regional_manager" if size == "large" else "field_engineer"
    handover = await project.opened(size=size, receiver=receiver)
    await project.filed(handover)
    await project.ok(handover, "submit", project.manager)
    answer = await project.act(
        handover, "accept", project.manager, accepted_on=ACCEPTED, attended=[FIELD]
    )
    if size == "large":
        assert answer.status_code == 409
        assert answer.json()["code"] == "regional-manager-absent"
    else:
        assert answer.json()["state"] == "initially_accepted"
        met = await project.ok(
            handover, "meet", project.manager, attended=[FIELD], minutes="Agreed."
        )
        assert met["state"] == "under_review"
        assert (await project.act(handover, "approve", project.manager)).status_code == 403


@pytest.mark.rule("000-3.3/3.4")
@pytest.mark.rule("000-4.2c")
@pytest.mark.rule("000-4.3b")
@pytest.mark.rule("000-4.1b")
async def test_a_completed_hand_over_opens_the_contract_period_from_the_acceptance(
    project: Project, bench: Bench
) -> None:
    """Returned once, mended, reviewed by two; a case of the day is then covered by the contract."""
    handover = await project.under_review()
    wrong = {"reason": "Two pages are missing"}
    back = await project.ok(handover, "return", project.region, **wrong)
    assert back["state"] == "returned"
    await project.filed(handover)
    await project.ok(handover, "submit", project.manager)
    await project.ok(handover, "approve", project.region)
    done = await project.ok(handover, "approve", project.supervisor)

    (completed,) = await bench.said(said.HandoverCompleted)
    (contract,) = (await project.desk.sales.get("/contracts")).json()["items"]
    assert done["state"] == "completed"
    assert contract["id"] == done["contract_id"] == str(completed.contract_id)
    assert (contract["kind"], contract["starts_on"]) == ("contract_period", ACCEPTED)
    assert contract["ends_on"] == "2027-03-02"
    assert completed.customer_id == UUID(handover["customer_id"])
    (returned,) = await bench.said(said.HandoverReturned)
    assert returned.reasons == wrong["reason"]
    assert len(await bench.said(said.HandoverResubmitted)) == 1


@pytest.mark.rule("000-4.2c")
async def test_each_level_has_its_own_role_and_person(project: Project, bench: Bench) -> None:
    """Nobody takes both, the author neither, and a return says why."""
    handover = await project.under_review()
    refused = await project.act(handover, "approve", project.supervisor)
    assert (refused.json()["code"], refused.json()["rule"]) == ("not-your-step", "000-4.2c")
    author = bench.caller("regional_manager", "project_manager", subject="li")
    assert (await project.act(handover, "approve", author)).json()[
        "code"
    ] == "author-may-not-approve"
    both = bench.caller("regional_manager", "service_supervisor", subject="qian")
    reviewed = await project.ok(handover, "approve", both, comment="Complete and true")
    assert reviewed["state"] == "reviewed"
    assert (await project.act(handover, "approve", both)).json()["code"] == "one-person-one-step"
    silent = await project.act(handover, "return", project.supervisor)
    assert (silent.status_code, silent.json()["errors"][0]["field"]) == (422, "reason")
    await project.ok(handover, "approve", project.supervisor)

    rounds = (await project.region.get(f"/handovers/{handover['id']}/reviews")).json()
    assert [(each["state"], each["author"]) for each in rounds] == [("approved", "li")]
    taken = [(d["step"], d["by"], d["comment"]) for d in rounds[0]["decisions"]]
    assert taken == [
        ("review_file", "qian", "Complete and true"),
        ("confirm_file", "sun", None),
    ]
    audited = await bench.rows("select subject from audit where action = 'handover.approved'")
    assert [row["subject"] for row in audited] == ["qian", "sun"]


@pytest.mark.rule("000-4.2c")
async def test_whoever_stands_in_reviews_and_silence_goes_up(
    project: Project, bench: Bench
) -> None:
    """After the policy's hours the waiting are reminded; then the next one up may decide, too."""
    await publish(bench, {"approval.remind_hours": 2, "approval.escalate_hours": 3})
    handover = await project.under_review()
    stand_in = bench.caller("field_engineer", subject="zhou")
    now = bench.process.database.now()
    lent = {
        "delegate": "zhou",
        "roles": ["regional_manager"],
        "starts_at": (now - timedelta(hours=1)).isoformat(),
        "ends_at": (now + timedelta(days=1)).isoformat(),
        "reason": "leave",
    }
    assert (await project.act(handover, "approve", stand_in)).status_code == 403
    assert (await project.region.post("/delegations", json=lent)).status_code == 201
    waiting = (await stand_in.get("/approvals")).json()["items"]
    assert [(one["kind"], one["about_id"]) for one in waiting] == [("handover", handover["id"])]
    await project.ok(handover, "approve", stand_in)
    (taken,) = (await _rounds(project, handover))[0]["decisions"]
    assert (taken["by"], taken["on_behalf_of"]) == ("zhou", "qian")

    department = bench.caller("service_dept_manager", subject="wu")
    early = await project.act(handover, "approve", department)
    assert early.json()["code"] == "not-your-step"
    bench.process.database.now = lambda: now + timedelta(hours=3, minutes=1)
    await bench.fire_timers()
    told = await bench.rows("select kind from notice where about = 'handover' order by id")
    assert [row["kind"] for row in told] == [
        "approval-waiting",
        "approval-waiting",
        "approval-reminder",
        "approval-escalated",
    ]
    assert (await project.ok(handover, "approve", department))["state"] == "completed"


@pytest.mark.rule("000-4.2c")
@pytest.mark.rule("000-6.2.2b")
async def test_the_levels_come_from_the_policy_and_are_never_less_than_two(
    project: Project, bench: Bench
) -> None:
    """Its region is always the first; what a later version says does not touch a round."""
    for wrong in ([], ["regional_manager"], ["service_supervisor", "regional_manager"]):
        assert await publish(bench, {"handover.approvers": wrong}) == "handover.approvers"
    twice = ["regional_manager", "service_supervisor", "service_supervisor"]
    assert await publish(bench, {"handover.approvers": twice}) == "handover.approvers"
    nobody = ["regional_manager", "nobody"]
    assert await publish(bench, {"handover.approvers": nobody}) == "handover.approvers"
    levels = ["regional_manager", "service_center_head", "service_supervisor"]
    assert await publish(bench, {"handover.approvers": levels}) is None
    handover = await project.under_review()
    await publish(bench, {})
    await project.ok(handover, "approve", project.region)
    head = bench.caller("service_center_head", subject="ke")
    assert (await project.ok(handover, "approve", head))["state"] == "reviewed"
    assert (await project.ok(handover, "approve", project.supervisor))["state"] == "completed"
    steps = [step["name"] for step in (await _rounds(project, handover))[0]["steps"]]
    assert steps == ["review_file", "check_file", "confirm_file"]


async def publish(bench: Bench, overrides: dict[str, object]) -> str | None:
    """Publish a version of the project's policy; which parameter was refused, if any."""
    gm = bench.caller("gm", subject="tang")
    body = {"preset": "telecom-project", "overrides": overrides}
    answer = await gm.post("/policies", json=body)
    return None if answer.status_code == 201 else answer.json()["parameter"]


async def _rounds(project: Project, handover: dict[str, Any]) -> list[dict[str, Any]]:
    return (await project.region.get(f"/handovers/{handover['id']}/reviews")).json()


@pytest.mark.rule("000-4.3d/4.6a")
async def test_final_acceptance_leaves_its_papers_and_both_opinions(
    project: Project, bench: Bench
) -> None:
    handover = await project.under_review()
    opinions = {"regions_opinion": "Runs well", "engineers_opinion": "Spares are short"}
    final = {"accepted_on": "2025-09-01", "papers": "FA-7", **opinions}
    early = await project.act(handover, "accept-finally", project.region, **final)
    assert early.json()["code"] == "handover-out-of-order"
    await project.ok(handover, "approve", project.region)
    await project.ok(handover, "approve", project.supervisor)
    silent = {**final, "engineers_opinion": ""}
    assert (
        await project.act(handover, "accept-finally", project.region, **silent)
    ).status_code == 422
    done = await project.ok(handover, "accept-finally", project.region, **final)
    assert done["final"] == {"on": "2025-09-01", "papers": "FA-7", **opinions}
    (told,) = await bench.said(said.HandoverFinallyAccepted)
    assert told.accepted_on.isoformat() == "2025-09-01"


async def test_another_centres_people_find_no_such_project(project: Project, bench: Bench) -> None:
    handover = await project.opened()
    far = bench.caller("regional_manager", subject="far", centre="beijing")
    assert (await far.get("/handovers")).json()["items"] == []
    assert (await far.get(f"/handovers/{handover['id']}")).status_code == 404
    assert (await project.act(handover, "approve", far)).status_code == 404
    shown = (await project.region.get("/handovers?state=preparing")).json()["items"]
    assert [one["project_no"] for one in shown] == ["AB-2026-7"]
    taken = await project.manager.post(
        "/handovers",
        json={
            "customer_id": handover["customer_id"],
            "project_no": "AB-2026-7",
            "name": "Twice",
            "size": "small",
            "agreed": {"code": "HT-8", "months": 1},
        },
    )
    assert taken.json()["code"] == "project-number-taken"
