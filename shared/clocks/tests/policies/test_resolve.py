"""Contract, then tenant, then preset, then base."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

import pytest

from aftercare_clocks import (
    ClocksRefusal,
    InvalidParameter,
    NoPolicyInForce,
    PolicyBook,
    ServicePolicy,
    UnknownParameter,
    resolve,
)
from aftercare_clocks.testing import at

JANUARY = at("2026-01-01 00:00")


def policy(
    tenant: Mapping[str, object] | None = None,
    contract: Mapping[str, object] | None = None,
    version: int = 1,
) -> ServicePolicy:
    return resolve(
        "electrical-automation",
        tenant or {},
        contract or {},
        version=version,
        effective_from=JANUARY,
        name="south",
    )


def test_the_contract_wins_over_the_tenant_and_the_tenant_over_the_preset() -> None:
    """And every value tells where it comes from."""
    resolved = policy(
        {"fee.markup": "0.30", "fee.tax_rate": 0.13}, {"fee.markup": 0.25, "warranty.months": 36}
    )
    assert resolved.get("fee.markup", Decimal) == Decimal("0.25")
    assert resolved.get("fee.tax_rate", Decimal) == Decimal("0.13")
    assert resolved.get("warranty.months", int) == 36
    sources = ("fee.markup", "fee.tax_rate", "fee.meals_per_day", "fee.stacking")
    assert [resolved.source(name) for name in sources] == ["contract", "tenant", "preset", "base"]


def test_days_may_be_given_as_dates_or_as_text() -> None:
    """A row of a database holds the one, a request body the other."""
    first, second = date(2026, 3, 3), "2026-03-04"
    closed = policy({"calendar.closed": [first, second]}).hours.closed
    assert closed == (first, date.fromisoformat(second))


def test_a_contract_may_set_a_flat_limit_or_none_at_all() -> None:
    resolved = policy({}, {"clock.response.limit": "PT30M", "clock.survey.limit": "none"})
    response = resolved.clock("response", level=1)
    assert response is not None
    assert response.limit == timedelta(minutes=30)
    assert resolved.clock("survey") is None
    report_up = resolved.clock("report_up", level=3)
    assert report_up is not None
    assert report_up.limit == timedelta(minutes=30), "reporting upward follows the response"


def test_a_new_limit_brings_its_own_warning() -> None:
    """The warning below belonged to the limit that was replaced."""
    shorter = policy({"clock.complaint_opinion.limit": "PT30M"}).clock("complaint_opinion")
    assert shorter is not None
    assert shorter.warn_after is None
    said = policy(
        {"clock.complaint_opinion.limit": "PT30M", "clock.complaint_opinion.warn_after": "PT5M"}
    ).clock("complaint_opinion")
    assert said is not None
    assert said.warn_after == timedelta(minutes=5)


def test_the_working_hours_of_the_tenant_are_the_policys() -> None:
    week = {"mon": [["09:00", "18:00"]]}
    resolved = policy(
        {"calendar.zone": "Asia/Almaty", "calendar.week": week, "calendar.holidays": ""}
    )
    assert resolved.hours.to_json() == {"kind": "business", "zone": "Asia/Almaty", "week": week}
    hand_in = resolve(
        "base", {"calendar.zone": "Asia/Almaty"}, version=1, effective_from=JANUARY
    ).clock("report_hand_in")
    assert hand_in is not None
    assert hand_in.ends_with_day == "Asia/Almaty"


@pytest.mark.parametrize(
    "override",
    [
        {"fee.mark_up": "0.3"},
        {"clock.lunch.limit": "PT1H"},
        {"fee.markup": "much"},
        {"fee.markup": "Infinity"},
        {"fee.markup": float("nan")},
        {"fee.markup": True},
        {"warranty.months": "12"},
        {"warranty.months": True},
        {"plan.approvers": "gm"},
        {"fee.stacking": None},
        {"clock.response.limit": 60},
        {"clock.response.limit": "an hour"},
        {"clock.response.limit": "as lunch"},
        {"clock.response.limit": "as report_up"},
        {"clock.response.limit": ["PT1H"]},
        {"clock.response.limit": [{"level": 1}]},
        {"clock.response.limit": [{"limit": "PT1H", "colour": "red"}]},
        {"clock.response.warn_after": "PT9H"},
        {"clock.response.warn_at": 2},
        {"clock.response.starts": "someday"},
        {"clock.response.calendar": "lunar"},
        {"clock.response.escalate_to": [7]},
        {"calendar.week": {}},
        {
            "calendar.week": {},
            "clock.inspection_consent.limit": "none",
            "clock.inspection_issue.limit": "none",
        },
        {"calendar.zone": "Asia/Atlantis"},
        {"calendar.holidays": "XX"},
    ],
)
def test_a_policy_that_could_not_be_kept_is_refused_before_it_is_published(
    override: dict[str, object],
) -> None:
    """Also for the cases nobody has met yet."""
    with pytest.raises(ClocksRefusal):
        policy(override)


def test_a_parameter_nobody_knows_cannot_be_asked_for() -> None:
    with pytest.raises(UnknownParameter):
        policy().get("fee.mark_up")
    with pytest.raises(UnknownParameter):
        policy().clock("lunch")


def test_a_parameter_is_asked_for_by_its_kind() -> None:
    """A flag is no number, though Python thinks so."""
    assert policy().texts("plan.approvers") == ("gm",)
    for name, kind in (("fee.markup", str), ("clock.fix.hold_allowed", int)):
        with pytest.raises(InvalidParameter):
            policy().get(name, kind)


def test_a_policy_cannot_be_changed_once_resolved() -> None:
    with pytest.raises(TypeError):
        policy().parameters["fee.markup"] = None  # type: ignore[index]
    with pytest.raises(TypeError):
        policy().get("calendar.week")["mon"] = ()  # type: ignore[index,call-overload]


@pytest.mark.parametrize(
    "change",
    [
        {"version": "1"},
        {"name": 7},
        {"effective_from": "soon"},
        {"effective_from": None},
        {"parameters": []},
        {"parameters": {"fee.markup": {"value": "0.4", "kind": "decimal", "source": "rumour"}}},
        {"parameters": {"fee.markup": {"value": "0.4", "kind": "flag", "source": "base"}}},
        {"parameters": {"fee.markup": {"value": "0.4"}}},
        {"parameters": {"fee.markup": "0.4"}},
    ],
)
def test_a_policy_that_was_not_written_by_us_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ClocksRefusal):
        ServicePolicy.from_json({**policy().to_json(), **change})


def test_a_stored_policy_keeps_parameters_that_later_releases_dropped() -> None:
    stored = policy().to_json()
    stored["parameters"] = {"old.rule": {"value": [1, "a"], "kind": "list", "source": "tenant"}}
    assert ServicePolicy.from_json(stored).get("old.rule") == (1, "a")


def test_the_later_version_wins_when_two_begin_together() -> None:
    book = PolicyBook([policy(version=2), policy(version=1)])
    assert book.at(JANUARY).version == 2


def test_before_the_first_version_no_policy_is_in_force() -> None:
    with pytest.raises(NoPolicyInForce):
        PolicyBook([policy()]).at(at("2025-12-31 23:59"))
