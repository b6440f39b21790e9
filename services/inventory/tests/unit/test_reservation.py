"""A reservation's parts are set aside, issued, used or taken back, and none is ever lost."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftercare_kit.ids import new_id
from inventory.domain import errors
from inventory.domain.reservation import Line, Reservation, ReservationState, lines_of

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
ENGINEER, VISIT = new_id(), new_id()


def a_reservation(**needed: int) -> Reservation:
    return Reservation(
        id=new_id(),
        region="cn-south",
        request_id=new_id(),
        work_order_id=new_id(),
        scheme_id=new_id(),
        centre="shenzhen",
        store="SZ",
        requested_at=NOW,
        lines=lines_of(needed.items()),
    )


def an_issued(**needed: int) -> Reservation:
    reservation = a_reservation(**needed)
    reservation.set_aside(needed)
    reservation.issue(VISIT, ENGINEER)
    return reservation


def test_a_part_named_twice_is_one_line() -> None:
    """Two and three boards are five boards."""
    assert lines_of([("PB", 2), ("FAN", 1), ("PB", 3)]) == [Line("PB", 5), Line("FAN", 1)]


def test_a_reservation_is_short_until_nothing_is_missing() -> None:
    """What is there is set aside at once; the rest may come later."""
    reservation = a_reservation(board=2, fan=1)

    reservation.set_aside({"board": 1, "fan": 1})
    assert (reservation.state, reservation.missing) == (ReservationState.SHORT, {"board": 1})

    reservation.set_aside({"board": 1})
    assert (reservation.state, reservation.missing) == (ReservationState.RESERVED, {})


def test_a_released_reservation_gives_back_what_it_held() -> None:
    """Not what it was still waiting for."""
    reservation = a_reservation(board=2, fan=1)
    reservation.set_aside({"board": 1})

    assert reservation.release() == {"board": 1}
    assert reservation.state is ReservationState.RELEASED
    assert reservation.missing == {}


def test_an_issue_takes_what_is_set_aside() -> None:
    """Even when some of it is short: the engineer goes with what there is."""
    reservation = a_reservation(board=2)
    reservation.set_aside({"board": 1})

    assert reservation.issue(VISIT, ENGINEER) == {"board": 1}
    assert reservation.lines == [Line("board", 2, issued=1)]
    assert (reservation.visit_id, reservation.engineer_id) == (VISIT, ENGINEER)


def test_a_broken_off_visit_brings_everything_back() -> None:
    """Nothing was used."""
    reservation = an_issued(board=2)

    assert reservation.take_back() == {"board": 2}
    assert reservation.lines == [Line("board", 2, returned=2)]
    assert reservation.state is ReservationState.RETURNED


def test_a_report_uses_up_what_was_fitted_and_returns_the_rest() -> None:
    """Two of three boards are fitted, the fan is not."""
    reservation = an_issued(board=3, fan=1)

    settlement = reservation.settle(VISIT, {"board": 2})

    assert settlement == ({}, {"board": 1, "fan": 1})
    assert reservation.lines == [
        Line("board", 3, consumed=2, returned=1),
        Line("fan", 1, returned=1),
    ]
    assert reservation.state is ReservationState.CONSUMED
    assert reservation.settled == [VISIT]


def test_what_was_never_issued_is_beyond_the_issue() -> None:
    """More of a part, and a part that nobody planned: the field is the truth."""
    reservation = an_issued(board=1)

    settlement = reservation.settle(VISIT, {"board": 2, "fuse": 3})

    assert settlement == ({"board": 1, "fuse": 3}, {})
    assert reservation.lines == [Line("board", 1, consumed=2), Line("fuse", 0, consumed=3)]
    assert reservation.unmet == {}


def test_a_report_without_parts_returns_them_all() -> None:
    """The scheme then still needs what it needed."""
    reservation = an_issued(board=1)

    assert reservation.settle(VISIT, {}).back == {"board": 1}
    assert reservation.state is ReservationState.RETURNED
    assert reservation.unmet == {"board": 1}


def test_a_second_outing_gets_what_the_scheme_still_needs() -> None:
    """The first outing did not clear the fault; the next takes what is free."""
    reservation = an_issued(board=2)
    reservation.settle(VISIT, {"board": 1})
    second = new_id()

    reservation.issue_again(second, ENGINEER, {"board": 1})

    assert (reservation.state, reservation.visit_id) == (ReservationState.ISSUED, second)
    assert reservation.settle(second, {"board": 1}) == ({}, {})
    assert reservation.settled == [VISIT, second]


def test_steps_keep_their_order() -> None:
    """What left the store is not released; what lies in it is neither used nor taken back."""
    held, out = a_reservation(board=1), an_issued(board=1)
    wrong = [
        held.take_back,
        lambda: held.settle(VISIT, {}),
        lambda: held.issue_again(VISIT, ENGINEER, {}),
        lambda: out.set_aside({}),
        out.release,
        lambda: out.issue(VISIT, ENGINEER),
        lambda: out.issue_again(VISIT, ENGINEER, {}),
    ]
    for step in wrong:
        with pytest.raises(errors.ReservationOutOfOrder):
            step()
    assert (held.state, out.state) == (ReservationState.SHORT, ReservationState.ISSUED)


quantities = st.dictionaries(st.sampled_from(["board", "fan", "fuse"]), st.integers(1, 9))


@given(needed=quantities.filter(bool), found=quantities, fitted=quantities)
def test_no_piece_is_lost_between_issue_and_report(
    needed: dict[str, int], found: dict[str, int], fitted: dict[str, int]
) -> None:
    """Issued and beyond the issue is fitted and back, part by part."""
    reservation = a_reservation(**needed)
    reservation.set_aside({part: min(n, needed.get(part, 0)) for part, n in found.items()})
    issued = reservation.issue(VISIT, ENGINEER)

    beyond, back = reservation.settle(VISIT, fitted)

    for part in {*needed, *fitted}:
        went_out = issued.get(part, 0) + beyond.get(part, 0)
        assert went_out == fitted.get(part, 0) + back.get(part, 0)
        assert not (beyond.get(part) and back.get(part))
    assert all(line.issued == line.reserved == 0 for line in reservation.lines)
