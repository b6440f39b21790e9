"""The on-site way: which cases take it, and that nobody is in two places at once."""

import itertools
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from aftercare_launcher.demo.acts import CasePlan, Propose, Resolve, Verify, Visit
from aftercare_launcher.demo.log.replay import replay
from aftercare_launcher.demo.month.generate import month
from aftercare_launcher.demo.roster import REST, Roster
from aftercare_launcher.demo.work import Work

NINE = datetime(2026, 6, 1, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def replayed(write_log: Callable[..., Path]) -> Work:
    """Ten incidents with a day each, and one that was reopened; four go on site."""
    plain = [
        [("New", f"{day:02}-03-2016 08:00"), ("Active", f"{day:02}-03-2016 09:00"),
         ("Resolved", f"{day:02}-03-2016 20:00"), ("Closed", f"{day + 1:02}-03-2016 20:00")]
        for day in range(1, 11)
    ]  # fmt: skip
    disputed = [
        ("New", "01-03-2016 08:00"), ("Resolved", "01-03-2016 20:00"),
        ("Active", "02-03-2016 08:00"), ("Resolved", "02-03-2016 20:00"),
    ]  # fmt: skip
    return replay(write_log(*plain, disputed), 4)


def test_the_same_cases_go_on_site_each_time(replayed: Work) -> None:
    """So many as were asked for, and none whose first solution did not hold."""
    on_site = [case for case in replayed.cases if case.on_site]
    assert len(on_site) == 4
    assert not any(isinstance(a, Verify) and not a.satisfied for c in on_site for a in c.acts)


def test_a_visit_takes_the_place_of_the_resolution_from_afar(replayed: Work) -> None:
    """Its report is signed when the log says that the incident was resolved."""
    for case in replayed.cases:
        if case.on_site:
            visit = next(act for act in case.acts if isinstance(act, Visit))
            assert not any(isinstance(act, Resolve) for act in case.acts)
            assert visit.finished.hour == 20


def windows(work: Work) -> dict[str, list[tuple[datetime, datetime]]]:
    found: dict[str, list[tuple[datetime, datetime]]] = {}
    for case in work.cases:
        for act in case.acts:
            if isinstance(act, Visit):
                found.setdefault(act.engineer, []).append((act.arrived, act.finished))
    return found


@pytest.fixture(params=[1, 2, 3])
def generated(request: pytest.FixtureRequest) -> Work:
    return month(date(2026, 6, 1), requests=150, on_site=50, seed=request.param)


def test_no_engineer_is_in_two_places_at_once(generated: Work) -> None:
    """The notice would be refused."""
    for visits in windows(generated).values():
        ordered = sorted(visits)
        for (_, ends), (begins, _) in itertools.pairwise(ordered):
            assert begins >= ends + REST


def test_the_engineer_is_of_the_customers_centre_and_has_the_skill(generated: Work) -> None:
    """Both are on the engineer's file."""
    staff = {engineer.code: engineer for engineer in generated.engineers}
    for case in generated.cases:
        for job, visit in jobs_and_visits(case):
            engineer = staff[visit.engineer]
            assert job.job.skill in engineer.skills
            assert engineer.centre == generated.world.owner(case.unit).centre


def jobs_and_visits(case: CasePlan) -> list[tuple[Propose, Visit]]:
    proposed = [act for act in case.acts if isinstance(act, Propose)]
    visits = [act for act in case.acts if isinstance(act, Visit)]
    return list(zip(proposed, visits, strict=False))


def test_somebody_is_hired_only_when_all_are_out() -> None:
    """Two visits at the same hour need two, the third after them needs none."""
    roster = Roster()
    first = roster.book("GZ", "radio", NINE, NINE + HOUR)
    second = roster.book("GZ", "radio", NINE, NINE + HOUR)
    third = roster.book("GZ", "radio", NINE + 3 * HOUR, NINE + 4 * HOUR)
    assert first != second
    assert third == first
    assert len(roster.engineers) == 2
