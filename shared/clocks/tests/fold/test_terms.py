"""Terms as they are frozen into an event."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest

from aftercare_clocks import ClocksRefusal, ClockTerms, InvalidTerms, NaiveMoment
from aftercare_clocks.testing import at, office

FULL = ClockTerms(
    "arrival",
    timedelta(hours=48),
    office(holidays="CN"),
    warn_at=Decimal("0.8"),
    warn_after=timedelta(hours=12),
    hold_allowed=False,
    due_override=at("2026-03-06 10:00"),
    escalate_to=("department_head", "gm"),
    starts="triaged",
    ends_with_day="Asia/Shanghai",
)


@pytest.mark.parametrize("terms", [FULL, ClockTerms("response", timedelta(minutes=10))])
def test_terms_survive_their_json(terms: ClockTerms) -> None:
    assert ClockTerms.from_json(json.loads(json.dumps(terms.to_json()))) == terms


def test_durations_travel_as_iso_8601() -> None:
    data = FULL.to_json()
    assert (data["limit"], data["warn_after"]) == ("P2D", "PT12H")


def test_a_reader_of_an_older_or_newer_release_understands_terms() -> None:
    """What is missing takes its default, what is unknown is left aside."""
    terms = ClockTerms.from_json({"name": "response", "limit": "PT1H", "colour": "red"})
    assert terms == ClockTerms("response", timedelta(hours=1))


@pytest.mark.parametrize(
    "change",
    [
        {"name": None},
        {"limit": 3600},
        {"limit": "an hour"},
        {"limit": "-PT1H"},
        {"calendar": "elapsed"},
        {"warn_at": "soon"},
        {"warn_at": "0"},
        {"warn_at": "1.01"},
        {"warn_at": "NaN"},
        {"warn_after": "P3D"},
        {"hold_allowed": "no"},
        {"due_override": "Friday"},
        {"due_override": "2026-03-06T10:00:00"},
        {"escalate_to": "gm"},
        {"escalate_to": [1]},
        {"ends_with_day": "Asia/Atlantis"},
    ],
)
def test_terms_that_contradict_themselves_are_refused(change: dict[str, object]) -> None:
    with pytest.raises(ClocksRefusal):
        ClockTerms.from_json({**FULL.to_json(), **change})


def test_an_agreed_date_needs_an_offset() -> None:
    with pytest.raises(NaiveMoment):
        ClockTerms("arrival", timedelta(), due_override=at("2026-03-06").replace(tzinfo=None))


def test_a_negative_limit_is_refused() -> None:
    with pytest.raises(InvalidTerms):
        ClockTerms("arrival", timedelta(hours=-1))


def test_pinned_terms_carry_the_holidays_of_the_year_and_the_next() -> None:
    pinned = FULL.pinned(at("2026-09-01 09:00"))
    assert pinned.calendar.holidays is None
    assert at("2027-02-09").date() in pinned.calendar.closed
    assert at("2026-10-10").date() in dict(pinned.calendar.open)
