"""Who may be given a job."""

from datetime import date

import pytest

from dispatch.domain import errors
from services.dispatch.tests.aggregates import an_engineer

DAY = date(2026, 3, 2)


@pytest.mark.rule("001-5.2.1")
def test_a_certificate_holds_through_its_last_day() -> None:
    """The day after, the job is refused with what expired when."""
    engineer = an_engineer(("inverter", DAY))
    engineer.must_be_qualified(["inverter"], DAY)
    with pytest.raises(errors.CertificateExpired) as refused:
        engineer.must_be_qualified(["inverter"], date(2026, 3, 3))
    assert refused.value.facts == {"skill": "inverter", "valid_until": DAY}


@pytest.mark.rule("001-5.2.1")
def test_every_skill_of_the_scheme_is_asked_for() -> None:
    """One missing certificate is enough to refuse; no skill asked, no certificate needed."""
    engineer = an_engineer(("inverter", DAY))
    with pytest.raises(errors.CertificateMissing) as refused:
        engineer.must_be_qualified(["inverter", "radio"], DAY)
    assert refused.value.facts == {"skill": "radio"}
    an_engineer().must_be_qualified([], DAY)


def test_an_engineer_who_left_is_not_sent() -> None:
    """Whatever the certificates say."""
    with pytest.raises(errors.EngineerNotActive):
        an_engineer(("inverter", DAY), active=False).must_be_qualified(["inverter"], DAY)
