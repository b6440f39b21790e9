"""A generated month: the same for the same seed, and believable."""

from datetime import date

import pytest

from aftercare_launcher.demo.acts import Propose, Refuse, Resolve, Respond, Visit
from aftercare_launcher.demo.month.generate import month
from aftercare_launcher.demo.work import Work

JUNE = date(2026, 6, 1)


@pytest.fixture(scope="module")
def june() -> Work:
    return month(JUNE, requests=300, on_site=100, seed=1)


def test_the_same_seed_gives_the_same_month(june: Work) -> None:
    """To the second."""
    assert month(JUNE, requests=300, on_site=100, seed=1).cases == june.cases


def test_another_seed_gives_another_month(june: Work) -> None:
    """Otherwise a seed would be of no use."""
    assert month(JUNE, requests=300, on_site=100, seed=2).cases != june.cases


def test_as_many_cases_as_asked_for_and_a_hundred_on_site(june: Work) -> None:
    """The rest is handled from afar, cancelled, or still open."""
    assert len(june.cases) == 300
    assert sum(case.on_site for case in june.cases) == 100
    assert {case.ends for case in june.cases} == {"closed", "cancelled", "in_service"}


def test_every_case_begins_in_its_month(june: Work) -> None:
    """As a centre's calendar has it."""
    assert {(case.begins.year, case.begins.month) for case in june.cases} == {(2026, 6)}


def test_nothing_happens_before_what_it_follows(june: Work) -> None:
    """Services refuse an act that lies before its cause."""
    for case in june.cases:
        times = [act.at for act in case.acts]
        assert times == sorted(times), case.key


def test_all_five_lines_of_business_are_served(june: Work) -> None:
    """Each under its own policy."""
    presets = {june.world.owner(case.unit).line.preset for case in june.cases}
    assert len(presets) == 5


def test_a_price_is_refused_only_where_one_is_asked(june: Work) -> None:
    """Nothing covers those units any more, and the fault is no supplier's."""
    refused = [case for case in june.cases if any(isinstance(a, Refuse) for a in case.acts)]
    assert refused
    for case in refused:
        job = next(act.job for act in case.acts if isinstance(act, Propose))
        assert june.world.units[case.unit].uncovered
        assert job.cause_kind in {"product_quality", "customer_use"}


def test_closed_cases_were_answered_and_then_resolved_or_visited(june: Work) -> None:
    """There is no other way to close one."""
    for case in june.cases:
        if case.ends == "closed":
            assert any(isinstance(act, Respond) for act in case.acts)
            assert any(isinstance(act, Resolve | Visit) for act in case.acts)
