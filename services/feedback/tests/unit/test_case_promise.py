"""What a case was promised, and what every case is promised anyhow."""

from datetime import timedelta

import pytest

from feedback.domain.case_promise import FIRST_REPLY, OPINION, SOLUTION, SURVEY, VERIFICATION
from services.feedback.tests import builders as a


def test_the_policy_of_the_case_decides() -> None:
    """It goods: a first reply within one hour."""
    assert a.a_case("it-goods").terms_or_base(FIRST_REPLY).limit == timedelta(hours=1)


@pytest.mark.parametrize(
    ("name", "limit"),
    [
        (VERIFICATION, timedelta(hours=48)),
        (OPINION, timedelta(hours=2)),
        (FIRST_REPLY, timedelta(hours=2)),
        (SOLUTION, timedelta(days=15)),
    ],
)
def test_where_the_policy_is_silent_the_base_policy_promises(name: str, limit: timedelta) -> None:
    """Verification 48 h, opinion and first reply 2 h, solution 15 calendar days."""
    assert a.a_case(clocks=[]).terms_or_base(name).limit == limit


@pytest.mark.rule("003-2.2.3a")
def test_a_policy_that_surveys_by_quarter_promises_no_survey_of_a_case() -> None:
    """Network maintenance sends a letter each quarter instead."""
    assert a.a_case("network-maintenance").terms(SURVEY) is None
