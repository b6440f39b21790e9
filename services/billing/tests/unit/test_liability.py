"""A liability decision: settled by the table at once, or by quality, once and with agreement."""

from datetime import datetime, timedelta

import pytest

from aftercare_kit.errors import ActBeforeItsCause
from billing.domain import errors
from billing.domain.charge_decision import ChargeKind, Party
from billing.domain.liability import Liability, LiabilityState
from services.billing.tests import builders as a

FREE, FULL = ChargeKind.FREE, ChargeKind.FULL


def undecided() -> Liability:
    """A major accident of unproven cause."""
    return a.a_liability(FREE, party=Party.UNDECIDED, state=LiabilityState.OPEN)


def decide(
    liability: Liability, party: Party, *, agreed: bool = False, at: datetime = a.NOW
) -> None:
    charge = FULL if party is Party.CUSTOMER else FREE
    liability.decide(a.a_decision(party, charge), agreed=agreed, by="quality", at=at)


@pytest.mark.rule("002-4.5.3.1d")
def test_what_the_table_decided_is_settled() -> None:
    """Quality is asked about open questions only."""
    with pytest.raises(errors.LiabilityAlreadyDecided):
        decide(a.a_liability(FREE), Party.CUSTOMER)


@pytest.mark.rule("002-4.5.3.1e")
def test_our_liability_is_settled_by_qualitys_word() -> None:
    """We bear the cost; nobody has to agree, and nothing can be decided again."""
    liability = undecided()
    decide(liability, Party.OURS)
    assert (liability.held, liability.charge) == (False, FREE)
    assert (liability.decided_by, liability.decided_at) == ("quality", a.NOW)
    with pytest.raises(errors.LiabilityAlreadyDecided):
        decide(liability, Party.CUSTOMER)


@pytest.mark.rule("002-4.5.3.1e")
def test_the_customers_liability_waits_for_agreement() -> None:
    """Held until both agreed; until then quality may still find otherwise."""
    liability = undecided()
    decide(liability, Party.CUSTOMER)
    assert liability.held
    assert liability.state is LiabilityState.DECIDED

    decide(liability, Party.CUSTOMER, agreed=True)

    assert not liability.held
    assert liability.charge is FULL


def test_nothing_is_decided_before_the_question_arose() -> None:
    """The scheme's approval comes first."""
    with pytest.raises(ActBeforeItsCause):
        decide(undecided(), Party.OURS, at=a.EARLIER - timedelta(seconds=1))
