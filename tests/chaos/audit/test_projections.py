"""The audit itself: a timeline is held to what was said, not to what is said while it is read."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from tests.chaos.audit.projections import HEARD_WITHIN, unlike

MOMENT = datetime(2026, 11, 23, 12, tzinfo=UTC)
LONG_AGO = MOMENT - timedelta(minutes=5)
EVENTS = [uuid4() for _ in range(3)]


def test_what_is_said_after_the_reading_is_not_missed() -> None:
    said = dict.fromkeys(EVENTS, LONG_AGO) | {uuid4(): MOMENT + timedelta(seconds=1)}
    assert unlike(EVENTS, said, MOMENT) == []


def test_what_was_on_its_way_is_not_missed_and_what_was_lost_is() -> None:
    just = dict.fromkeys(EVENTS, MOMENT - HEARD_WITHIN / 2)
    assert unlike([], just, MOMENT) == []
    before = dict.fromkeys(EVENTS, LONG_AGO)
    assert unlike(EVENTS[:1], before, MOMENT) == [
        "timeline: 0 shown twice, 0 never said, 2 said and not shown"
    ]


@pytest.mark.parametrize(
    ("shown", "finding"),
    [
        ([*EVENTS, EVENTS[0]], "timeline: 1 shown twice, 0 never said, 0 said and not shown"),
        ([*EVENTS, uuid4()], "timeline: 0 shown twice, 1 never said, 0 said and not shown"),
    ],
)
def test_what_is_shown_was_said_and_is_shown_once(shown: list[UUID], finding: str) -> None:
    assert unlike(shown, dict.fromkeys(EVENTS, LONG_AGO), MOMENT) == [finding]
