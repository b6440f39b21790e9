"""What holds for every calendar and every moment."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from aftercare_clocks import CalendarSpec, calendar_of
from aftercare_clocks.testing import office

SPECS = st.sampled_from(
    [
        CalendarSpec.elapsed(),
        office(),
        office(holidays="CN"),
        office(("22:00", "06:00"), zone="Europe/Berlin"),
        office(("00:00", "24:00"), zone="America/St_Johns"),
        office(("04:00", "10:00"), ("22:00", "06:00"), days=("sat", "sun"), zone="Pacific/Apia"),
    ]
)
MOMENTS = st.datetimes(datetime(2019, 12, 1), datetime(2030, 2, 1), timezones=st.just(UTC))  # noqa: DTZ001
calm = settings(deadline=None)  # the first question about a year lays the year out
WORK = st.timedeltas(timedelta(days=-40), timedelta(days=40))


@calm
@given(SPECS, MOMENTS, WORK)
def test_add_and_between_are_inverse(spec: CalendarSpec, start: datetime, work: timedelta) -> None:
    calendar = calendar_of(spec)
    assert calendar.between(start, calendar.add(start, work)) == work


@calm
@given(SPECS, MOMENTS, WORK)
def test_work_is_done_at_the_first_possible_moment(
    spec: CalendarSpec, start: datetime, work: timedelta
) -> None:
    """One microsecond earlier a microsecond of it was missing."""
    calendar, tick = calendar_of(spec), timedelta(microseconds=1)
    if work:
        assert calendar.between(start, calendar.add(start, work) - tick) == work - tick


@calm
@given(SPECS, MOMENTS, MOMENTS, MOMENTS)
def test_work_over_a_stretch_is_the_sum_over_its_parts(
    spec: CalendarSpec, first: datetime, second: datetime, third: datetime
) -> None:
    calendar = calendar_of(spec)
    assert calendar.between(first, third) == calendar.between(first, second) + calendar.between(
        second, third
    )


@calm
@given(SPECS, MOMENTS, st.timedeltas(timedelta(), timedelta(days=500)))
def test_open_spans_are_disjoint_and_hold_all_the_work(
    spec: CalendarSpec, begins: datetime, length: timedelta
) -> None:
    calendar, ends = calendar_of(spec), begins + length
    spans = list(calendar.open_spans(begins, ends))
    marks = [mark for span in spans for mark in span]
    assert len(set(marks)) == len(marks)
    assert marks == sorted(marks)
    assert sum((closes - opens for opens, closes in spans), timedelta()) == calendar.between(
        begins, ends
    )
    assert all(opens < closes for opens, closes in spans)
    assert all(
        (calendar.is_open(opens) and not calendar.is_open(closes)) or closes == ends
        for opens, closes in spans
    )


@calm
@given(SPECS, MOMENTS)
def test_a_spec_survives_its_json(spec: CalendarSpec, moment: datetime) -> None:
    reread = CalendarSpec.from_json(spec.to_json())
    assert calendar_of(reread).is_open(moment) == calendar_of(spec).is_open(moment)
