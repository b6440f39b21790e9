"""What the shipped presets say, source by source."""

from datetime import timedelta
from decimal import Decimal

import pytest

from aftercare_clocks import (
    PRESETS,
    CalendarCoverage,
    ClockTerms,
    ServicePolicy,
    UnknownPreset,
    coverage,
    resolve,
)
from aftercare_clocks.testing import at

JANUARY = at("2026-01-01 00:00")
CLOCKS = {
    "line_take_over", "line_work",
    "phone_answer", "appointment", "response", "report_up", "intake_form", "quality_analysis",
    "scheme", "travel_papers", "arrival", "fix", "remote_verification", "survey",
    "report_hand_in", "inbound", "complaint_opinion", "complaint_first_reply",
    "complaint_solution", "visit_report", "quote", "relay", "inspection_consent",
    "inspection_issue",
}  # fmt: skip


def preset(name: str) -> ServicePolicy:
    return resolve(name, version=1, effective_from=JANUARY)


def runs(policy: ServicePolicy, name: str) -> ClockTerms:
    terms = policy.clock(name)
    assert terms is not None
    return terms


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_knows_every_clock_and_survives_its_json(name: str) -> None:
    policy = preset(name)
    assert set(policy.clocks) == CLOCKS
    assert ServicePolicy.from_json(policy.to_json()) == policy


@pytest.mark.parametrize(
    ("name", "minutes"),
    [
        ("base", 60),
        ("telecom-project", 60),
        ("defence-equipment", 60),
        ("electrical-automation", 60),
        ("network-maintenance", 30),
        ("it-goods", 60),
    ],
)
def test_the_response_each_source_promises(name: str, minutes: int) -> None:
    assert runs(preset(name), "response").limit == timedelta(minutes=minutes)


@pytest.mark.rule("002-T2")
@pytest.mark.parametrize(("level", "hours"), [(1, 24), (2, 48), (3, 72), (None, 24)])
def test_arrival_by_fault_level(level: int | None, hours: int) -> None:
    terms = preset("electrical-automation").clock("arrival", level)
    assert terms is not None
    assert terms.limit == timedelta(hours=hours)


@pytest.mark.rule("002-T2")
@pytest.mark.parametrize("level", [1, 2, 3, 4, None])
def test_reporting_upward_runs_beside_the_response_with_the_same_limit(level: int | None) -> None:
    policy = preset("electrical-automation")
    response, report_up = policy.clock("response", level), policy.clock("report_up", level)
    assert response is not None
    assert report_up is not None
    assert (report_up.limit, report_up.starts) == (response.limit, response.starts)
    assert report_up.name == "report_up"


@pytest.mark.rule("002-4.4.4b")
def test_on_site_repair_counts_from_the_arrival() -> None:
    policy = preset("electrical-automation")
    simple, complicated = policy.clock("fix"), policy.clock("fix", complex=True)
    assert simple is not None
    assert complicated is not None
    assert (simple.limit, complicated.limit) == (timedelta(hours=24), timedelta(hours=48))
    assert simple.starts == complicated.starts == "arrival"


@pytest.mark.rule("001-5.5.4")
def test_the_date_on_the_notice_wins() -> None:
    date = at("2026-03-10 09:00")
    terms = preset("defence-equipment").clock("arrival", agreed=date)
    assert terms is not None
    assert terms.due_override == date


def test_a_date_wins_only_where_the_policy_lets_it() -> None:
    terms = preset("electrical-automation").clock("fix", agreed=at("2026-03-10 09:00"))
    assert terms is not None
    assert terms.due_override is None


@pytest.mark.rule("001-5.2.2.2")
def test_matters_of_larger_impact_are_reported_at_once() -> None:
    policy = preset("defence-equipment")
    large, other = policy.clock("report_up", major=True), policy.clock("report_up")
    assert large is not None
    assert other is not None
    assert (large.limit, other.limit) == (timedelta(minutes=15), timedelta(hours=1))


@pytest.mark.rule("003-2.2.2b")
def test_a_department_is_warned_before_the_first_reply_is_lost() -> None:
    for name in ("base", "network-maintenance"):
        terms = runs(preset(name), "complaint_opinion")
        assert (terms.warn_after, terms.limit) == (timedelta(hours=1), timedelta(hours=2))


def test_one_working_day_is_a_day_of_the_centres_hours() -> None:
    policy = preset("network-maintenance")
    terms = runs(policy, "inspection_consent")
    assert terms.limit == timedelta(hours=7.5)
    assert terms.calendar == policy.hours
    assert coverage(policy.hours, 2026) is CalendarCoverage.FULL


@pytest.mark.parametrize(
    ("kind", "limit"),
    [
        ("urgent", timedelta(days=1)),
        ("major", timedelta(days=3)),
        ("general", timedelta(hours=37.5)),
    ],
)
def test_inspection_issues_are_answered_by_their_class(kind: str, limit: timedelta) -> None:
    terms = preset("base").clock("inspection_issue", kind=kind)
    assert terms is not None
    assert terms.limit == limit
    assert preset("base").clock("inspection_issue") is None


@pytest.mark.parametrize("name", ["telecom-project", "defence-equipment", "network-maintenance"])
def test_sources_that_survey_otherwise_run_no_survey_clock(name: str) -> None:
    assert preset(name).clock("survey") is None
    assert runs(preset("electrical-automation"), "survey").limit == timedelta(hours=16)


@pytest.mark.rule("002-T1")
def test_the_fee_schedule_is_the_printed_one() -> None:
    policy = preset("electrical-automation")
    names = ("lodging_per_day", "meals_per_day", "labour_per_day", "tax_rate", "markup")
    rates = [policy.get(f"fee.{name}", Decimal) for name in names]
    assert rates == [Decimal(150), Decimal(50), Decimal(200), Decimal("0.15"), Decimal("0.40")]
    assert policy.get("fee.stacking", str) == "compound"
    assert policy.source("fee.markup") == "preset"
    assert preset("base").source("fee.markup") == "base"


@pytest.mark.parametrize(
    ("name", "parameter", "value"),
    [
        ("it-goods", "charge.customer_fault", "material_only"),
        ("electrical-automation", "charge.customer_fault", "all_cost"),
        ("it-goods", "warranty.months", 12),
        ("it-goods", "report.valid_when", "signature_and_rating"),
        ("defence-equipment", "report.valid_when", "signature_or_seal"),
        ("defence-equipment", "plan.approvers", ("service_center_head", "company_leader")),
        ("electrical-automation", "quote.desk", "external_quoting"),
        ("it-goods", "satisfaction.goal", Decimal("0.90")),
        ("network-maintenance", "complaint.close_by", "customer_satisfied"),
        ("telecom-project", "warranty.from", "acceptance"),
    ],
)
def test_what_a_source_prints_is_in_its_preset(name: str, parameter: str, value: object) -> None:
    assert preset(name).get(parameter) == value


def test_an_unknown_preset_is_refused() -> None:
    for name in ("furniture", "../base"):
        with pytest.raises(UnknownPreset):
            preset(name)
