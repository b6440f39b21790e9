"""Centres, units and people: what their files may hold, and what is shown of them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftercare_kit.errors import ActBeforeItsCause
from aftercare_kit.ids import new_id
from intake.domain import errors
from intake.domain.asset import Asset, Replacement
from intake.domain.contact import HIDDEN, Contact, masked_email, masked_name, masked_phone
from intake.domain.contract import Contract
from intake.domain.service_centre import ServiceCentre, must_know
from intake.domain.site import Site, masked_address

CASE = new_id()


def a_centre(**other: Any) -> ServiceCentre:
    fields = {
        "id": new_id(),
        "region": "cn-south",
        "code": "shenzhen",
        "name": "Shenzhen",
        "zone": "Asia/Shanghai",
        "week": {"mon": [("08:30", "12:00"), ("13:30", "17:30")]},
        "holidays": "CN",
        "closed": [],
        "departments": ["YX"],
        "policy": "base",
    }
    return ServiceCentre(**fields | other)


def an_asset(**other: Any) -> Asset:
    fields = {
        "id": new_id(),
        "region": "cn-south",
        "customer_id": new_id(),
        "site_id": new_id(),
        "serial": "INV-1",
        "model": "HX",
        "product_line": "inverter",
    }
    return Asset(**fields | other)


def an_exchange(on: str | None = "N1", off: str | None = "O1") -> Replacement:
    return Replacement(CASE, "PB-100", on, off, datetime(2026, 3, 2, tzinfo=UTC))


@pytest.mark.parametrize(
    "wrong",
    [
        {"zone": "Asia/Nowhere"},
        {"week": {"mon": [("25:00", "26:00")]}},
        {"week": {"mon": [("08:00", "12:00"), ("11:00", "13:00")]}},
        {"week": {}, "zone": "Asia/Nowhere"},
        {"holidays": "XX"},
    ],
)
def test_hours_nobody_could_work_by_are_refused(wrong: dict[str, Any]) -> None:
    """No such zone, no such time, shifts that overlap, a country without a list."""
    with pytest.raises(errors.WorkingHoursInvalid):
        a_centre(**wrong)


def test_a_change_is_held_to_the_same_rule() -> None:
    """What could not be opened cannot be changed into."""
    with pytest.raises(errors.WorkingHoursInvalid):
        a_centre().change(
            name="x",
            zone="Asia/Nowhere",
            week={},
            holidays=None,
            closed=[],
            departments=["YX"],
            policy="base",
        )


@pytest.mark.rule("002-4.5.2")
def test_a_form_is_numbered_for_a_department_of_the_centre() -> None:
    """The code begins the printed number."""
    must_know(["YX", "SC"], "SC")
    with pytest.raises(errors.DepartmentUnknown) as refused:
        must_know(["YX", "SC"], "AB")
    assert refused.value.facts == {"department": "AB"}


@pytest.mark.rule("000-3.3")
def test_a_unit_is_accepted_once_and_not_before_its_sale() -> None:
    """The day of sale itself will do."""
    unit = an_asset(sale_date=date(2026, 3, 2))
    with pytest.raises(errors.AcceptedBeforeSold):
        unit.accept(date(2026, 3, 1))
    unit = an_asset(sale_date=date(2026, 3, 2))
    unit.accept(date(2026, 3, 2))
    with pytest.raises(errors.AssetAlreadyAccepted):
        unit.accept(date(2026, 3, 3))
    with pytest.raises(errors.AcceptedBeforeSold):
        an_asset(sale_date=date(2026, 3, 2), accepted_on=date(2026, 3, 1))


def test_an_exchange_told_twice_is_one() -> None:
    """Another serial, or the same part in another place, is another exchange."""
    unit = an_asset()
    assert unit.exchange(an_exchange(), renames=False)
    assert not unit.exchange(an_exchange(), renames=False)
    assert unit.exchange(an_exchange(on="N2"), renames=False)
    assert [r.serial_on for r in unit.replacements] == ["N1", "N2"]
    assert unit.serial == "INV-1"


def test_a_whole_unit_exchanged_goes_on_under_its_new_serial() -> None:
    """A unit taken out without a successor keeps its number."""
    unit = an_asset()
    unit.exchange(an_exchange(on="INV-2", off="INV-1"), renames=True)
    assert unit.serial == "INV-2"
    unit.exchange(an_exchange(on=None, off="INV-2"), renames=True)
    assert unit.serial == "INV-2"


@pytest.mark.rule("004-5.3.1.3")
@given(st.text(min_size=2, max_size=40), st.from_regex(r"\+?[0-9]{6,15}", fullmatch=True))
def test_a_mask_hides_more_than_it_shows(name: str, phone: str) -> None:
    """Of a name the first character, of a number at most its last four digits."""
    assert masked_name(name) == name[0] + HIDDEN
    shown = masked_phone(phone)
    assert shown is not None
    assert len(shown.removeprefix(HIDDEN)) <= 4 <= len(phone)
    assert len(shown.removeprefix(HIDDEN)) <= len(phone) // 2


@pytest.mark.rule("004-5.3.1.3")
def test_masks_keep_what_a_desk_tells_people_apart_by() -> None:
    """And what is not known stays unknown."""
    assert masked_phone("+86 138 0013 8000") == "***8000"
    assert masked_phone("12345") == "***"
    assert masked_phone(None) is None
    assert masked_email("wang@example.com") == "w***@example.com"
    assert masked_email(None) is None
    assert masked_address("深圳市南山区科技路1号") == "深圳市南***"


def test_a_unit_goes_into_service_once() -> None:
    unit = an_asset()
    unit.commission(date(2026, 3, 2))
    with pytest.raises(errors.AssetAlreadyCommissioned):
        unit.commission(date(2026, 3, 3))
    assert unit.commissioned_on == date(2026, 3, 2)


def test_no_unit_contains_itself_or_stands_in_somebody_elses() -> None:
    """However far up its own line leads back to it."""
    owner = new_id()
    unit, machine = an_asset(customer_id=owner), an_asset(customer_id=owner)
    for line in ([unit], [machine, unit], [an_asset()]):
        with pytest.raises(errors.AssetTreeBroken):
            unit.stand_in(line)
    unit.stand_in([machine])
    assert unit.parent_id == machine.id
    unit.stand_in([])
    assert unit.parent_id is None


@pytest.mark.rule("003-2.1c")
def test_a_components_versions_follow_each_other() -> None:
    unit, at = an_asset(), datetime(2026, 3, 2, tzinfo=UTC)
    assert unit.run("firmware", "2.0", at) is not None
    assert unit.run("firmware", "2.0", at) is None
    with pytest.raises(ActBeforeItsCause):
        unit.run("firmware", "1.0", at - timedelta(days=1))
    unit.run("display", "1.0", at - timedelta(days=1))
    assert unit.versions == {"firmware": "2.0", "display": "1.0"}


@pytest.mark.rule("004-5.3.1.3")
def test_who_or_what_was_forgotten_is_neither_changed_nor_forgotten_again() -> None:
    at = datetime(2026, 3, 2, tzinfo=UTC)
    person = Contact(new_id(), "cn", new_id(), "sealed")
    place = Site(new_id(), "cn", new_id(), "SZ-1", "sealed", urban=True)
    person.change("again")
    place.change("again", urban=False)
    for forgotten in (person, place):
        forgotten.erase(at)
        assert forgotten.sealed == ""
        for act in (forgotten.must_be_known, lambda f=forgotten: f.erase(at)):
            with pytest.raises(errors.PersonErased):
                act()


def test_a_contract_ends_on_or_after_its_first_day() -> None:
    terms: dict[str, Any] = {"id": new_id(), "region": "cn", "customer_id": new_id()}
    terms |= {"code": "HT-1", "kind": "om_period", "product_lines": [], "serials": []}
    terms |= {"policy": "base", "clauses": {}, "starts_on": date(2026, 3, 2)}
    Contract(**terms, ends_on=date(2026, 3, 2))
    with pytest.raises(errors.ContractPeriodInvalid):
        Contract(**terms, ends_on=date(2026, 3, 1))
