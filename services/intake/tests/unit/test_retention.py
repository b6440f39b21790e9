"""How long things are kept, what keeps them longer, and when a year is bound."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from aftercare_kit.ids import new_id
from intake.domain import errors
from intake.domain.request import Channel
from intake.domain.retention import LegalHold, forgotten_before, made_at, must_not_be_held
from intake.domain.volume import (
    Form,
    binding_day,
    bound_year,
    digest,
    form_of,
    must_be_unbound,
)

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


@pytest.mark.rule("004-5.3.1.3")
def test_what_is_forgotten_was_not_needed_for_five_full_years() -> None:
    assert forgotten_before(date(2026, 3, 2), 5) == date(2021, 3, 2)
    assert forgotten_before(date(2024, 2, 29), 5) == date(2019, 2, 28)
    assert abs((made_at(new_id()) - datetime.now(UTC)).total_seconds()) < 60


@pytest.mark.rule("004-5.3.1.3")
def test_a_hold_keeps_everything_until_it_is_released_once() -> None:
    hold = LegalHold(new_id(), "cn-south", UUID(int=1), "Dispute", "zhou", NOW)
    with pytest.raises(errors.LegalHoldLasts):
        must_not_be_held([hold])
    hold.release("zhou", NOW)
    must_not_be_held([hold])
    with pytest.raises(errors.HoldReleased):
        hold.release("zhou", NOW)


@pytest.mark.rule("001-5.1.2.2")
def test_calls_faxes_and_mail_are_bound_apart() -> None:
    assert form_of(Channel.PHONE, "out") is Form.CALLS
    assert form_of(Channel.FAX, "in") is Form.FAXES
    assert {form_of(each, "in") for each in (Channel.LETTER, Channel.EMAIL)} == {Form.MAIL_IN}
    assert form_of(Channel.LETTER, "out") is Form.MAIL_OUT


@pytest.mark.rule("001-5.1.2.2")
def test_a_year_is_bound_in_february_of_the_next() -> None:
    first = datetime(2027, 2, 1, tzinfo=UTC)
    assert binding_day(NOW) == first
    assert binding_day(datetime(2027, 1, 31, tzinfo=UTC)) == first
    assert binding_day(first) == datetime(2028, 2, 1, tzinfo=UTC)
    assert bound_year(first) == 2026


def test_a_volumes_hash_tells_every_change_of_its_lines() -> None:
    bound = digest(["a", "b"])
    assert bound[0] == 2
    assert len({bound, digest(["b", "a"]), digest(["ab"]), digest(["a"]), digest([])}) == 5


@pytest.mark.rule("001-5.1.2.2")
def test_nothing_is_written_into_a_bound_volume() -> None:
    must_be_unbound(2025, Form.CALLS, [Form.FAXES])
    with pytest.raises(errors.VolumeBound):
        must_be_unbound(2025, Form.CALLS, [Form.FAXES, Form.CALLS])
