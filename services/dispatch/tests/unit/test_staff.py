"""Who teaches whom, what goes along, and what a log begins with."""

from datetime import timedelta
from decimal import Decimal

import pytest

from aftercare_kit.errors import ActBeforeItsCause
from dispatch.domain import errors, service_errors
from dispatch.domain.acceptance import TEACHERS, Taught, must_be_prepared, must_be_theirs
from dispatch.domain.case_log import LogKind, PartFate, must_be_outside_visits, must_follow_call
from dispatch.domain.staff_training import Audience, must_teach
from dispatch.domain.tool_list import left_behind
from services.dispatch.tests.aggregates import HOUR, NINE, a_log_entry, a_tool_list, a_visit


@pytest.mark.rule("000-4.4e")
@pytest.mark.parametrize(
    ("role", "audience", "teaches"),
    [
        ("tech_support_l2", Audience.REGIONAL_SUPPORT, True),
        ("tech_support_l2", Audience.FIELD_ENGINEER, False),
        ("regional_support", Audience.FIELD_ENGINEER, True),
        ("regional_support", Audience.REGIONAL_SUPPORT, False),
    ],
)
def test_each_line_trains_the_one_below_it(role: str, audience: Audience, teaches: bool) -> None:
    if teaches:
        must_teach({role}, audience)
    else:
        with pytest.raises(errors.NotTheirTrainer):
            must_teach({role}, audience)


@pytest.mark.rule("002-4.3.1")
@pytest.mark.parametrize("taught", Taught)
def test_training_at_factory_acceptance_is_its_departments(taught: Taught) -> None:
    for role in TEACHERS[taught]:
        must_be_theirs(taught, {role})
    with pytest.raises(service_errors.NotTheirTraining):
        must_be_theirs(taught, {"service_agent", "field_engineer"})


@pytest.mark.rule("002-4.3.1")
def test_its_plan_names_subject_and_material() -> None:
    for taught, material in ((None, "Manual"), (Taught.DATA, None)):
        with pytest.raises(service_errors.TaughtMissing):
            must_be_prepared(taught, material)
    must_be_prepared(Taught.DATA, "Manual")


@pytest.mark.rule("004-5.2.4.4/5")
def test_what_the_lists_name_and_nobody_takes_is_left_behind() -> None:
    """Lists of the centre for everything, and those for a skill of the job; each tool once."""
    always, radio = a_tool_list(skill=None), a_tool_list(skill="radio")
    assert always.goes_along("shenzhen", [])
    assert radio.goes_along("shenzhen", ["radio"])
    assert not radio.goes_along("shenzhen", ["inverter"])
    assert not always.goes_along("wuhan", [])
    assert left_behind([always, radio], ["T-2"]) == ["T-1"]
    assert left_behind([always], ["T-1", "T-2"]) == []


@pytest.mark.rule("004-5.2.4.4/5")
def test_a_list_is_checked_again_a_period_after_the_last_check() -> None:
    listed = a_tool_list()
    assert listed.next_check == NINE + timedelta(days=30)
    with pytest.raises(ActBeforeItsCause):
        listed.check("wang", NINE - HOUR, [])
    with pytest.raises(errors.ToolUnknown):
        listed.check("wang", NINE, ["T-9"])
    listed.check("wang", NINE + timedelta(days=10), ["T-1"])
    assert listed.next_check == NINE + timedelta(days=40)


@pytest.mark.rule("002-3.2.2")
@pytest.mark.parametrize("kind", [kind for kind in LogKind if kind is not LogKind.CALL])
def test_all_else_follows_the_call(kind: LogKind) -> None:
    """Whether it is an entry or the first response; a later call does not count."""
    call = a_log_entry()
    must_follow_call(LogKind.CALL, [], None, NINE)
    must_follow_call(kind, [call], None, NINE)
    must_follow_call(kind, [], NINE, NINE)
    for earlier, responded in (([], None), ([call], None), ([], NINE)):
        with pytest.raises(errors.CallFirst):
            must_follow_call(kind, earlier, responded, NINE - HOUR)


@pytest.mark.rule("002-3.2.2")
def test_about_a_part_it_is_decided_and_about_nothing_else() -> None:
    a_log_entry(kind=LogKind.PARTS, part_no="PB-100", fate=PartFate.SCRAP)
    a_log_entry(kind=LogKind.PARTS, part_no="PB-100", quantity=2)
    for said in (
        {"kind": LogKind.PARTS},
        {"kind": LogKind.PARTS, "part_no": "PB-100"},
        {"kind": LogKind.PARTS, "quantity": 2},
        {"kind": LogKind.CALL, "part_no": "PB-100"},
        {"kind": LogKind.CALL, "part_no": "PB-100", "fate": PartFate.SCRAP},
    ):
        with pytest.raises(errors.PartUndecided):
            a_log_entry(**said)


@pytest.mark.rule("002-3.2.2")
def test_an_expense_says_what_it_came_to_and_nothing_else_does() -> None:
    a_log_entry(kind=LogKind.EXPENSE, amount=Decimal("86.50"))
    for said in ({"kind": LogKind.EXPENSE}, {"kind": LogKind.CALL, "amount": Decimal(1)}):
        with pytest.raises(errors.ExpenseUnstated):
            a_log_entry(**said)


@pytest.mark.rule("001-5.5.5b")
def test_what_is_used_between_departure_and_finish_is_the_reports() -> None:
    """Not before, not after, not on a visit that was given up; what becomes of a part is free."""
    part = {"kind": LogKind.PARTS, "part_no": "PB-100"}
    visit = a_visit()
    visit.accept(NINE)
    must_be_outside_visits(a_log_entry(**part, quantity=1, happened_at=NINE), [visit])
    visit.depart(NINE + HOUR)
    used = a_log_entry(**part, quantity=1, happened_at=NINE + 2 * HOUR)
    must_be_outside_visits(a_log_entry(**part, fate=PartFate.SCRAP), [visit])
    must_be_outside_visits(a_log_entry(**part, quantity=1, happened_at=NINE), [visit])
    with pytest.raises(errors.PartsInReport) as refused:
        must_be_outside_visits(used, [visit])
    assert refused.value.facts["visit"] == visit.number
    visit.arrive(NINE + HOUR)
    visit.finish(NINE + 2 * HOUR, fixed=True)
    with pytest.raises(errors.PartsInReport):
        must_be_outside_visits(used, [visit])
    later = a_log_entry(**part, quantity=1, happened_at=NINE + 3 * HOUR)
    must_be_outside_visits(later, [visit])
    given_up = a_visit()
    given_up.accept(NINE)
    given_up.depart(NINE + HOUR)
    given_up.cancel()
    must_be_outside_visits(used, [given_up])
