"""A day at a telecom-project desk (000): a project comes into service, and its first fault."""

import pytest

from tests.journeys.case import Case
from tests.journeys.people import People, eventually
from tests.journeys.town import Town, settle

PAPERS = (
    "implementation_scheme",
    "configuration",
    "completion_documents",
    "work_records",
    "stakeholders",
    "change_records",
)
ACCEPTED = "2026-06-01"


@pytest.fixture(scope="module")
def town(people: People) -> Town:
    return settle(people, policy="telecom-project")


@pytest.mark.example(11)
@pytest.mark.rule("000-6.1", "000-6.2.2a", "000-6.2.2b", "000-4.2c", "000-3.3/3.4")
def test_in_the_morning_a_project_is_handed_over(people: People, town: Town) -> None:
    """Five of six documents are not enough, nor is a large project without its manager."""
    builder = people.person("project_manager")
    project = builder.does(
        "/intake/handovers", customer_id=town.customer_id, project_no=f"AB-{town.store}",
        name="Metro line 9", size="large",
        agreed={"code": f"HT-{town.store}", "months": 24, "policy": "telecom-project"},
    )  # fmt: skip
    file = f"/intake/handovers/{project['id']}"
    *most, last = PAPERS
    for paper in most:
        builder.keeps(f"{file}/documents/{paper}", title=paper, reference=f"DOC/{paper}")
    refused = builder.is_refused(f"{file}/submit")
    assert refused["rule"] == "000-6.1"
    assert last in str(refused)
    builder.keeps(f"{file}/documents/{last}", title=last, reference=f"DOC/{last}")
    builder.does(f"{file}/submit")

    field = {"role": "field_engineer", "subject": "zhao"}
    alone = builder.is_refused(f"{file}/accept", accepted_on=ACCEPTED, attended=[field])
    assert alone["code"] == "regional-manager-absent"
    both = [field, {"role": "regional_manager", "subject": "qian"}]
    builder.does(f"{file}/accept", accepted_on=ACCEPTED, attended=both)
    builder.does(f"{file}/meet", attended=both, minutes="Agreed.")
    early = people.supervisor.is_refused(f"{file}/approve")
    assert (early["code"], early["rule"]) == ("not-your-step", "000-4.2c")
    people.manager.does(f"{file}/approve", comment="Complete and true")
    done = people.supervisor.does(f"{file}/approve")

    assert done["state"] == "completed"
    (contract,) = people.person("sales").finds("/intake/contracts", customer_id=town.customer_id)
    assert (contract["kind"], contract["starts_on"]) == ("contract_period", ACCEPTED)
    cover = people.agent.sees(f"/intake/assets/{town.uncovered_asset}/entitlement")
    assert cover["entitlement"]["cover"] == "contract_period"


@pytest.mark.rule("000-6.3.1", "000-6.3.4", "000-6.4", "000-4.3e")
def test_at_noon_its_service_plan_is_asked_for_written_and_approved(
    people: People, town: Town
) -> None:
    """The hand-over alone asks for it; jobs come of it once the supervisor has approved."""
    region, number = people.manager, f"AB-{town.store}"

    def asked() -> bool:
        return any(number in str(one) for one in region.finds("/dispatch/obligations", limit=200))

    eventually(asked, "the plan asked for")
    body = {
        "kind": "project", "period": "2027", "project_no": number, "centre": town.centre,
        "department": "SC", "policy": "telecom-project", "customer_id": town.customer_id,
        "sections": dict.fromkeys(
            ("scope", "quality_assurance", "mode", "standard", "cost_control"), "as agreed"
        ),
        "participants": ["regional_manager", "customer"],
        "starts_on": "2027-01-01", "ends_on": "2027-12-31",
        "jobs": [{"kind": "patrol", "subject": "Look after the line", "site_code": "S-1",
                  "units": [], "due_on": "2027-03-01", "every_months": 3}],
    }  # fmt: skip
    bare = region.is_refused("/dispatch/service-plans", **body)
    assert bare["code"] == "plan-resources-missing"
    resources = {
        "field_engineers": 2, "spare_ratio_target": "0.03", "spare_storage": "Shenzhen",
        "spare_management": "counted monthly", "budget": "120000.00",
    }  # fmt: skip
    plan = region.does("/dispatch/service-plans", **body, resources=resources)
    waiting = people.supervisor.finds("/dispatch/approvals", limit=200)
    assert plan["id"] in {one["about_id"] for one in waiting}
    approved = people.supervisor.does(f"/dispatch/service-plans/{plan['id']}/approve")
    assert approved["state"] == "approved"
    eventually(lambda: not asked(), "the obligation met")


@pytest.mark.rule("000-4.2b", "000-4.4a", "000-4.5a")
def test_in_the_evening_a_major_fault_goes_straight_to_the_second_line(
    people: People, town: Town
) -> None:
    """Taken over, its solution on record, cleared from afar; no survey a case in this preset."""
    case = Case.registered(people, town).triage(major=True)
    order = case.order_becomes(state="open")
    assert order["line"] == 3
    assert {"line_take_over", "line_work"} <= {clock["name"] for clock in order["clocks"]}
    second_line, path = people.person("tech_support_l2"), f"/dispatch/work-orders/{order['id']}"
    second_line.does(f"{path}/respond")
    second_line.does(f"{path}/take-over")
    cleared = {"cause": "Old firmware", "action": "2.1 loaded", "customer_consent": True}
    assert second_line.is_refused(f"{path}/resolve", **cleared)["code"] == "solution-missing"
    second_line.does(f"{path}/solution", cause="Old firmware", method="Load 2.1")
    second_line.does(f"{path}/resolve", **cleared)
    case.becomes("resolved")
    case.verify(satisfied=True)
    case.becomes("closed")
    assert people.agent.finds("/feedback/surveys", request_id=case.id) == []
