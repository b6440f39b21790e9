"""Who may be given a job."""

from datetime import date, timedelta

import pytest

from dispatch.domain import errors
from dispatch.domain.certificate import Certificate
from dispatch.domain.qualification import RECORD, Qualification, Title
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


@pytest.mark.rule("001-5.2.1")
def test_the_record_is_asked_of_crews_always_and_of_our_own_where_the_policy_says() -> None:
    """Each condition that is not met is named; without a record that is what is missing."""
    own, crew = an_engineer(), an_engineer()
    crew.unit = "CREW-A"
    own.must_be_qualified([], DAY)
    for engineer, recorded in ((own, True), (crew, False)):
        with pytest.raises(errors.QualificationMissing) as refused:
            engineer.must_be_qualified([], DAY, recorded=recorded)
        assert refused.value.facts["lacks"] == (RECORD,)
        engineer.qualification = Qualification(
            Title.NONE, True, False, code_trained_on=DAY, product_trained_on=None
        )
        with pytest.raises(errors.QualificationMissing) as refused:
            engineer.must_be_qualified([], DAY, recorded=recorded)
        lacks = ("technical_title", "repair_skill", "product_training")
        assert refused.value.facts["lacks"] == lacks
        engineer.qualification = Qualification(Title.JUNIOR, True, True, DAY, DAY)
        engineer.must_be_qualified([], DAY, recorded=recorded)


def test_a_renewal_reaches_further_than_what_it_renews() -> None:
    engineer = an_engineer(("inverter", DAY))
    for until in (DAY, DAY - timedelta(days=1)):
        with pytest.raises(errors.CertificateNotNewer):
            engineer.certify(Certificate("inverter", until))
    engineer.certify(Certificate("inverter", DAY + timedelta(days=1)))
    engineer.certify(Certificate("radio", DAY))
    engineer.must_be_qualified(["inverter", "radio"], DAY)


@pytest.mark.rule("004-5.1.1")
def test_an_evaluation_lies_neither_ahead_nor_before_the_last() -> None:
    engineer = an_engineer()
    engineer.evaluate(DAY, DAY)
    for on in (DAY + timedelta(days=1), DAY - timedelta(days=1)):
        with pytest.raises(errors.EvaluationDayWrong):
            engineer.evaluate(on, DAY)
    assert engineer.evaluated_on == DAY


def test_nobody_leaves_twice_or_comes_back_who_is_there() -> None:
    engineer = an_engineer()
    with pytest.raises(errors.EngineerActive):
        engineer.reactivate()
    engineer.deactivate("retired")
    with pytest.raises(errors.EngineerNotActive):
        engineer.deactivate("retired")
    engineer.reactivate()
    assert engineer.active
