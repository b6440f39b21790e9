"""A service order: notice before travel, results before reports, papers in time."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aftercare_kit.errors import ActBeforeItsCause
from dispatch.domain import errors
from dispatch.domain import service_errors as refused
from dispatch.domain.hand_in import hand_in_due, hand_in_warn
from dispatch.domain.service_order import (
    Occasion,
    ServiceOrder,
    ServiceState,
    Unit,
)
from dispatch.domain.service_report import (
    Content,
    Proof,
    ServiceReport,
    ServiceReportState,
    Training,
    after_years,
)
from dispatch.domain.service_table import Form, Kind, Mode, Result
from services.dispatch.tests.aggregates import HOUR, NINE, key
from services.dispatch.tests.states import SERVICE
from services.dispatch.tests.unit.test_any_sequence import act, acts, moments, walk

ZONE = "Asia/Shanghai"
DAY = timedelta(days=1)
NORMAL = [Result("U-1", "SUN-100", normal=True)]


def a_service(**other: Any) -> ServiceOrder:
    """A commissioning of one unit, planned at nine."""
    said: dict[str, Any] = {
        "id": key(20),
        "region": "cn-south",
        "number": "SC260301",
        "kind": Kind.COMMISSIONING,
        "occasion": Occasion.CONTRACT,
        "mode": Mode.ON_SITE,
        "subject": "Commissioning",
        "customer_id": None,
        "site_code": "SZ-01",
        "department": "SC",
        "centre": "shenzhen",
        "zone": ZONE,
        "units": [Unit("U-1", "SUN-100")],
        "skills": [],
        "planned_from": NINE + DAY,
        "planned_to": NINE + DAY + HOUR,
        "last_act_at": NINE,
    }
    return ServiceOrder(**said | other)


def a_service_report(form: Form = Form.COMMISSIONING_REPORT, **other: Any) -> ServiceReport:
    said: dict[str, Any] = {
        "id": key(21),
        "region": "cn-south",
        "service_order_id": key(20),
        "form": form,
        "units": ["U-1"],
        "on_site": True,
        "content": Content("ok", "ok"),
        "written_at": NINE,
    }
    return ServiceReport(**said | other)


PROOF = Proof("seal", NINE + HOUR, "SZ-01", "tablet", "0" * 64)


def working() -> ServiceOrder:
    order = a_service()
    order.issue("SC260301", key(7), "Li Ming", NINE)
    order.step(ServiceState.ACCEPTED, NINE)
    order.step(ServiceState.DEPARTED, NINE)
    order.begin(NINE)
    return order


@pytest.mark.rule("001-5.5.4")
def test_on_site_work_begins_with_a_notice_and_for_its_engineer_only() -> None:
    """What needs no travel begins without."""
    order = a_service()
    with pytest.raises(refused.NoticeNeeded):
        order.begin(NINE)
    order.issue("SC260301", key(7), "Li Ming", NINE)
    with pytest.raises(refused.ServiceOutOfOrder):
        order.begin(NINE)
    with pytest.raises(refused.NotYourService):
        order.must_be_for(key(8))
    advice = a_service(kind=Kind.CONSULTING, mode=Mode.REMOTE, units=[])
    advice.begin(NINE)
    assert advice.state is ServiceState.WORKING


@pytest.mark.rule("001-T1.4")
def test_advice_is_given_from_afar() -> None:
    with pytest.raises(refused.ModeNotOffered):
        a_service(kind=Kind.CONSULTING)


@pytest.mark.rule("001-T1.1/4.1.5")
def test_units_are_named_and_each_has_its_result() -> None:
    with pytest.raises(refused.UnitsMissing):
        a_service(units=[])
    order = working()
    for results in ([], [*NORMAL, *NORMAL], [Result("U-2", "SUN-100", normal=True)]):
        with pytest.raises(refused.UnitsMissing):
            order.finish(NINE, results, None)
    order.finish(NINE, NORMAL, None)
    assert [demand.form for demand in order.demands] == [Form.COMMISSIONING_REPORT]


@pytest.mark.rule("004-5.2.2.1")
def test_a_delivery_comes_with_training() -> None:
    order = working()
    order.occasion = Occasion.DELIVERY
    with pytest.raises(refused.TrainingMissing):
        order.finish(NINE, NORMAL, None)
    order.finish(NINE, NORMAL, Decimal(4))
    assert Form.TRAINING_RECORD in [demand.form for demand in order.demands]


@pytest.mark.rule("001-5.5.6a")
def test_back_on_tuesday_evening_means_papers_by_the_end_of_friday() -> None:
    """Warned when Thursday ends, whatever the hour of the return."""
    tuesday = datetime(2026, 3, 3, 18, tzinfo=ZoneInfo(ZONE))
    assert hand_in_warn(tuesday, ZONE, outside=False) == datetime(2026, 3, 5, 16, tzinfo=UTC)
    assert hand_in_due(tuesday, ZONE, outside=False) == datetime(2026, 3, 6, 16, tzinfo=UTC)


@pytest.mark.rule("001-5.5.6c")
@pytest.mark.parametrize(("day", "month_ends"), [(3, (2026, 4)), (31, (2026, 4))])
def test_other_units_hand_in_when_the_month_ends(day: int, month_ends: tuple[int, int]) -> None:
    back = datetime(2026, 3, day, 18, tzinfo=ZoneInfo(ZONE))
    due = datetime(*month_ends, 1, tzinfo=ZoneInfo(ZONE))
    assert hand_in_due(back, ZONE, outside=True) == due
    assert back <= hand_in_warn(back, ZONE, outside=True) < due


def test_one_comes_back_once_and_hands_in_once() -> None:
    order = working()
    with pytest.raises(refused.ServiceOutOfOrder):
        order.come_back(NINE)
    order.finish(NINE + HOUR, NORMAL, None)
    with pytest.raises(ActBeforeItsCause):
        order.come_back(NINE)
    order.come_back(NINE + HOUR)
    with pytest.raises(refused.ServiceOutOfOrder):
        order.come_back(NINE + HOUR)
    order.hand_in(NINE + HOUR)
    with pytest.raises(refused.ServiceOutOfOrder):
        order.hand_in(NINE + HOUR)
    with pytest.raises(refused.ServiceOutOfOrder):
        order.cancel()


@pytest.mark.parametrize("lasts", [timedelta(), timedelta(days=93)])
def test_a_service_has_an_end(lasts: timedelta) -> None:
    with pytest.raises(refused.ServiceWindowInvalid):
        a_service(planned_to=NINE + DAY + lasts)


@given(
    acts(
        act("issue", st.just("SC260301"), st.just(key(7)), st.just("Li"), moments),
        act("step", st.sampled_from([ServiceState.ACCEPTED, ServiceState.DEPARTED]), moments),
        act("begin", moments),
        act("finish", moments, st.just(NORMAL), st.none()),
        act("come_back", moments),
        act("hand_in", moments),
        act("cancel"),
    ),
    st.booleans(),
)
@settings(max_examples=100, deadline=None)
def test_a_service_never_leaves_its_table(tried: list[Any], travels: bool) -> None:
    """Reports are demanded once it is done; nobody was on site without a notice."""
    order = a_service() if travels else a_service(kind=Kind.FACTORY_REPAIR, mode=Mode.IN_HOUSE)
    walk(order, tried, SERVICE)
    assert bool(order.demands) is (order.done_at is not None)
    assert not travels or order.arrived_at is None or order.notice_number is not None


@pytest.mark.rule("001-5.5.5b")
def test_an_unsigned_report_from_on_site_is_none() -> None:
    """A seal does as well as a signature; what was never on site needs neither."""
    report = a_service_report()
    assert not report.valid
    with pytest.raises(errors.SignatureMissing):
        report.archive("cn-south-2026-00001", NINE)
    with pytest.raises(ActBeforeItsCause):
        report.sign(Proof("seal", NINE - HOUR, "SZ-01", "tablet", "0" * 64), 5, None)
    report.sign(PROOF, None, "quicker, please")
    assert (report.valid, report.rating_declined) == (True, True)
    with pytest.raises(errors.ReportOutOfOrder):
        report.sign(PROOF, 5, None)
    assert a_service_report(Form.PHONE_LOG, on_site=False).valid


@pytest.mark.rule("001-T1.2")
def test_a_training_record_says_what_was_taught() -> None:
    with pytest.raises(refused.SummaryMissing):
        a_service_report(Form.TRAINING_RECORD)
    taught = Training("Operation", Decimal(4), "Li Ming", 6, "Manual A/0")
    assert a_service_report(Form.TRAINING_RECORD, content=Content("ok", "ok", taught))


@pytest.mark.rule("001-5.5.6d/5.11.2")
def test_an_archived_report_is_kept_for_five_years() -> None:
    """Destroyed then, its number and hash remain; what is not archived is not destroyed."""
    report = a_service_report()
    with pytest.raises(errors.ReportOutOfOrder):
        report.destroy(NINE, 5)
    report.sign(PROOF, 5, None)
    sha256 = report.archive("cn-south-2026-00001", NINE)
    with pytest.raises(refused.RetentionRuns):
        report.destroy(NINE + timedelta(days=4 * 365), 5)
    report.destroy(after_years(NINE, 5), 5)
    assert (report.state, report.content) == (ServiceReportState.DESTROYED, None)
    assert (report.archive_number, report.sha256) == ("cn-south-2026-00001", sha256)
    with pytest.raises(errors.ReportOutOfOrder):
        report.archive("cn-south-2026-00002", NINE)


def test_years_are_counted_from_a_leap_day_too() -> None:
    assert after_years(datetime(2028, 2, 29, tzinfo=UTC), 5) == datetime(2033, 3, 1, tzinfo=UTC)
