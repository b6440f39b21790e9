"""A level is the fold of its movements, and stays within its bounds."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftercare_kit.ids import new_id
from inventory.domain import errors
from inventory.domain.stock import Movement, MovementKind, StockLevel, level_of

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)


def a_level(on_hand: int = 0, reserved: int = 0) -> StockLevel:
    return StockLevel(new_id(), "cn-south", "SZ", "PB-100", on_hand, reserved)


def a_movement(kind: MovementKind, quantity: int) -> Movement:
    return Movement(new_id(), "cn-south", kind, "SZ", "PB-100", quantity, NOW, NOW, "chen")


@pytest.mark.parametrize(
    ("kind", "on_hand", "reserved"),
    [
        (MovementKind.RECEIPT, 12, 4),
        (MovementKind.RESERVE, 10, 6),
        (MovementKind.RELEASE, 10, 2),
        (MovementKind.ISSUE, 8, 2),
        (MovementKind.CONSUME, 10, 4),
        (MovementKind.RETURN, 12, 4),
        (MovementKind.SCRAP, 8, 4),
        (MovementKind.ADJUST, 12, 4),
        (MovementKind.TRANSFER_OUT, 8, 4),
        (MovementKind.TRANSFER_IN, 12, 4),
    ],
)
def test_each_kind_moves_its_figures(kind: MovementKind, on_hand: int, reserved: int) -> None:
    """Two pieces of each kind, from ten on hand and four set aside."""
    level = a_level(10, 4)

    level.apply(a_movement(kind, 2))

    assert (level.on_hand, level.reserved, level.free) == (on_hand, reserved, on_hand - reserved)


@pytest.mark.rule("000-4.3g")
@pytest.mark.parametrize(
    ("kind", "quantity"),
    [
        (MovementKind.RESERVE, 7),
        (MovementKind.RELEASE, 5),
        (MovementKind.ISSUE, 5),
        (MovementKind.SCRAP, 7),
        (MovementKind.ADJUST, -7),
        (MovementKind.TRANSFER_OUT, 7),
    ],
)
def test_nothing_leaves_that_is_not_there_and_free(kind: MovementKind, quantity: int) -> None:
    """One piece too many is refused with what is free, and changes nothing."""
    level = a_level(10, 4)

    with pytest.raises(errors.StockNotThere) as refused:
        level.apply(a_movement(kind, quantity))

    assert refused.value.facts == {"store": "SZ", "part_no": "PB-100", "free": 6}
    assert (level.on_hand, level.reserved) == (10, 4)


@pytest.mark.parametrize(("kind", "quantity"), [("receipt", 0), ("receipt", -1), ("adjust", 0)])
def test_a_movement_moves_something(kind: str, quantity: int) -> None:
    """Only an adjustment may be negative, and not even that one may be nothing."""
    with pytest.raises(ValueError, match="moves nothing"):
        a_movement(MovementKind(kind), quantity)


def test_a_count_is_booked_as_its_difference() -> None:
    """Neither what is set aside nor what the books say already can be counted away."""
    level = a_level(10, 4)

    assert level.correction(4) == -6
    assert level.correction(12) == 2
    with pytest.raises(errors.CountBelowReserved):
        level.correction(3)
    with pytest.raises(errors.NothingMissing):
        level.correction(10)


movements = st.builds(
    a_movement,
    st.sampled_from([kind for kind in MovementKind if kind is not MovementKind.ADJUST]),
    st.integers(1, 20),
) | st.builds(
    a_movement,
    st.just(MovementKind.ADJUST),
    st.integers(-20, 20).filter(bool),
)


@given(st.lists(movements, max_size=60))
def test_a_level_is_the_fold_of_its_ledger_and_never_negative(tried: list[Movement]) -> None:
    """Whatever is tried, in whatever order: what was refused left no trace."""
    level, ledger = a_level(), list[Movement]()
    for movement in tried:
        try:
            level.apply(movement)
        except errors.StockNotThere:
            continue
        ledger.append(movement)
        assert 0 <= level.reserved <= level.on_hand

    again = level_of(a_level(), ledger)

    assert (again.on_hand, again.reserved) == (level.on_hand, level.reserved)
