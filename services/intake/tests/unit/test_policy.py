"""Which policy holds for a case, and what it promises."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from aftercare_clocks import ClockTerms, ServicePolicy
from intake.application.request.promise import promise_for
from intake.domain import errors, policy
from intake.domain.departments import HANDLED_BY, FaultKind
from intake.domain.policy import Publication
from intake.domain.policy import in_force as held_in_force
from intake.domain.promise import Judgement, promised_clocks, stated_parameters
from intake.domain.service_centre import hours_of

MARCH = datetime(2026, 3, 1, tzinfo=UTC)
APRIL = datetime(2026, 4, 1, tzinfo=UTC)
SHORTER = Publication(2, MARCH, {"clock.response.limit": "PT30M", "fee.markup": "0.35"})


def in_force(
    preset: str,
    publications: Sequence[Publication],
    at: datetime,
    clauses: Mapping[str, object] | None = None,
) -> ServicePolicy:
    """The policy itself."""
    return held_in_force(preset, publications, at, clauses).policy


def a_judgement(level: int = 2, *, urban: bool = True, major: bool = False) -> Judgement:
    return Judgement(
        "technical_support", level, major=major, fault_kind=FaultKind.HARDWARE, urban=urban
    )


def limits(*, level: int, urban: bool = True) -> dict[str, timedelta]:
    """The electrical maker's limits by clock."""
    resolved = in_force("electrical-automation", [], MARCH)
    clocks = promised_clocks(resolved, a_judgement(level, urban=urban), None, 2026)
    return {terms.name: terms.limit for terms in clocks}


@pytest.mark.example(20)
def test_a_published_version_holds_for_what_is_reported_from_its_date_on() -> None:
    """A case of the day before keeps the version before, whenever it is judged."""
    before = in_force("base", [SHORTER], MARCH - timedelta(seconds=1))
    after = in_force("base", [SHORTER], MARCH)
    assert (before.version, after.version) == (1, 2)
    assert before.clock("response") != after.clock("response")


def test_of_two_versions_of_one_date_the_later_holds() -> None:
    """A slip is corrected by publishing again."""
    again = Publication(3, MARCH, {})
    assert in_force("base", [SHORTER, again], APRIL).version == 3


def test_clauses_come_before_the_region_and_the_region_before_the_preset() -> None:
    """Each value tells where it comes from."""
    resolved = in_force("it-goods", [SHORTER], APRIL, {"fee.markup": "0.30"})
    assert str(resolved.get("fee.markup")) == "0.30"
    assert resolved.source("fee.markup") == "contract"
    assert resolved.source("clock.response.limit") == "tenant"
    assert resolved.source("clock.fix.limit") == "preset"
    assert resolved.source("retention.years") == "base"
    assert (resolved.name, resolved.version) == ("it-goods", 2)


@pytest.mark.parametrize(
    ("values", "parameter"),
    [
        ({"fee.markup": "0.35", "fee.makrup": "0.35"}, "fee.makrup"),
        ({"clock.response.limit": "soon"}, "clock.response.limit"),
        ({"warranty.months": 241}, "warranty.months"),
        ({"warranty.months": -1}, "warranty.months"),
        ({"warranty.months": "12"}, "warranty.months"),
        ({"calendar.week": {"mon": [["25:00", "26:00"]]}}, "calendar.week"),
    ],
)
def test_what_no_policy_can_keep_is_refused_by_name(
    values: dict[str, object], parameter: str
) -> None:
    """The first wrong one is named, not the sound ones beside it."""
    with pytest.raises(errors.PolicyParameterInvalid) as refused:
        policy.must_be_sound("base", values, field="overrides")
    assert refused.value.facts == {"parameter": parameter}
    assert refused.value.field == "overrides"


def test_values_that_contradict_each_other_are_refused() -> None:
    """Each is sound alone: a warning of ten hours, a limit of four."""
    values = {"clock.arrival.limit": "PT4H", "clock.arrival.warn_after": "PT10H"}
    with pytest.raises(errors.PolicyParameterInvalid):
        policy.must_be_sound("base", values, field="overrides")


def test_an_unknown_preset_is_refused() -> None:
    """With the names there are."""
    with pytest.raises(errors.PresetUnknown) as refused:
        policy.must_be_sound("gold", {}, field="preset")
    assert "base" in refused.value.facts["known"]


def test_clauses_must_fit_every_version_that_is_published() -> None:
    """A contract's warning after ten hours outlasts the region's limit of four."""
    clauses = {"clock.arrival.warn_after": "PT10H"}
    tight = Publication(2, MARCH, {"clock.arrival.limit": "PT4H"})
    policy.must_be_sound("base", clauses, field="clauses")
    with pytest.raises(errors.PolicyCannotBeKept):
        policy.must_fit("base", [tight], [clauses])
    with pytest.raises(errors.PolicyCannotBeKept) as refused:
        in_force("base", [tight], APRIL, clauses)
    assert refused.value.facts == {"policy": "base", "policy_version": 2}
    assert in_force("base", [tight], MARCH - timedelta(days=1), clauses).version == 1


@pytest.mark.rule("002-T2")
@pytest.mark.parametrize(
    ("level", "response", "arrival"),
    [
        (1, timedelta(minutes=10), timedelta(hours=2)),
        (2, timedelta(hours=1), timedelta(hours=48)),
        (3, timedelta(hours=2), timedelta(hours=72)),
        (4, timedelta(hours=2), None),
    ],
)
def test_the_fault_level_decides_response_report_up_and_arrival(
    level: int, response: timedelta, arrival: timedelta | None
) -> None:
    """The table of fault levels; level 4 promises no arrival at all."""
    found = limits(level=level)
    assert found["response"] == found["report_up"] == response
    assert found.get("arrival") == arrival


@pytest.mark.rule("002-T2")
def test_outside_the_main_urban_area_level_1_has_the_general_arrival() -> None:
    """Two hours are printed for the main urban area only."""
    assert limits(level=1, urban=False)["arrival"] == timedelta(hours=24)


def test_a_promise_is_complete_in_itself() -> None:
    """Every clock of the case, its holidays written out: no policy is needed to read it."""
    resolved = in_force("base", [], MARCH)
    clocks = promised_clocks(resolved, a_judgement(), None, 2026)
    names = {terms.name for terms in clocks}
    assert names >= {
        "response",
        "arrival",
        "fix",
        "remote_verification",
        "survey",
        "inbound",
        "quote",
        "complaint_first_reply",
    }
    assert "appointment" not in names
    assert all(terms.calendar.holidays is None for terms in clocks)
    assert [ClockTerms.from_json(terms.to_json()) for terms in clocks] == clocks


def test_business_clocks_run_on_the_centres_own_hours() -> None:
    """The inspection's working day is the centre's, where it states one."""
    resolved = in_force("base", [], MARCH)
    hours = hours_of("Asia/Urumqi", {"mon": [("10:00", "14:00")]}, None, [])
    (consent,) = [
        terms
        for terms in promised_clocks(resolved, a_judgement(), hours, 2026)
        if terms.name == "inspection_consent"
    ]
    assert (consent.calendar.zone, consent.limit) == ("Asia/Urumqi", timedelta(hours=4))


def test_hours_that_no_clock_fits_are_told_as_a_contradiction() -> None:
    """Two of the centre's long days outlast a limit sound by the policy's own hours."""
    long_days = hours_of("Asia/Shanghai", {"mon": [("00:00", "24:00")]}, None, [])
    overrides = {
        "clock.fix.calendar": "business",
        "clock.fix.limit": "PT20H",
        "clock.fix.warn_after": "2 working days",
    }
    resolved = in_force("base", [Publication(2, MARCH, overrides)], APRIL)
    with pytest.raises(errors.PolicyCannotBeKept):
        promised_clocks(resolved, a_judgement(), long_days, 2026)


def test_parameters_travel_as_text() -> None:
    """Numbers exact, lists joined, nothing of clocks and calendars, which travel as terms."""
    stated = stated_parameters(in_force("base", [SHORTER], APRIL))
    assert stated["fee.markup"] == "0.35"
    assert stated["fee.tax_rate"] == "0.15"
    assert stated["warranty.months"] == "12"
    assert stated["report.valid_when"] == "signature"
    assert stated["complaint.levels"] == "grievance,general,serious"
    assert not [name for name in stated if name.startswith(("clock.", "calendar."))]


@pytest.mark.rule("002-4.4.1d")
def test_each_kind_of_fault_has_its_department() -> None:
    """Hardware production, software R&D, data the data department; undetermined goes to quality."""
    assert set(HANDLED_BY) == set(FaultKind)
    assert HANDLED_BY[FaultKind.HARDWARE] == "SC"
    assert HANDLED_BY[FaultKind.SOFTWARE] == "YF"
    assert HANDLED_BY[FaultKind.DATA] == "SJ"
    assert HANDLED_BY[FaultKind.UNDETERMINED] == "ZL"
    assert len(set(HANDLED_BY.values())) == len(HANDLED_BY)


def test_what_is_drawn_from_a_policy_is_drawn_once() -> None:
    """Cases that are alike share their promise; another version or year has its own."""
    held = held_in_force("base", [SHORTER], MARCH)
    assert held is held_in_force("base", [SHORTER], APRIL)
    drawn = promise_for(held, a_judgement(), None, 2026)
    assert promise_for(held, a_judgement(), None, 2026) is drawn
    assert promise_for(held, a_judgement(), None, 2027) != drawn
    before = held_in_force("base", [SHORTER], MARCH - timedelta(days=1))
    assert promise_for(before, a_judgement(), None, 2026) != drawn


@pytest.mark.rule("000-4.2c")
@pytest.mark.rule("000-6.2.2b")
@pytest.mark.parametrize(
    ("parameter", "roles", "sound"),
    [
        ("handover.approvers", ["regional_manager", "service_supervisor"], True),
        ("handover.approvers", ["regional_manager", "gm", "service_supervisor"], True),
        ("handover.approvers", ["regional_manager"], False),
        ("handover.approvers", [], False),
        ("handover.approvers", ["service_supervisor", "regional_manager"], False),
        ("handover.approvers", ["regional_manager", "regional_manager"], False),
        ("handover.approvers", ["regional_manager", "nobody"], False),
        ("plan.approvers", ["gm"], True),
        ("plan.approvers", ["nobody"], False),
        ("retention.years", 1, True),
        ("retention.years", 0, False),
        ("retention.years", 101, False),
    ],
)
def test_approvers_are_people_and_a_completion_file_has_two_levels(
    parameter: str, roles: object, *, sound: bool
) -> None:
    """The region's first; and what is kept is kept for some years, not for ever."""
    if sound:
        policy.must_be_sound("base", {parameter: roles}, field="overrides")
        return
    with pytest.raises(errors.PolicyParameterInvalid) as refused:
        policy.must_be_sound("base", {parameter: roles}, field="overrides")
    assert refused.value.facts["parameter"] == parameter
