"""What a wish, a referral, a package and a renewal refuse."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from aftercare_kit.errors import ActBeforeItsCause
from intake.domain import errors
from intake.domain.improvement import Concern, Improvement, Reply
from intake.domain.referral import Origin, Referral
from intake.domain.renewal import NewScheme, Renewal, RenewalState
from intake.domain.service_items import must_be_offered

AT = datetime(2026, 3, 2, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
SCHEME = NewScheme("HT-2", 12, [], [], "base", "Two patrols a year", "qian")


def a_wish() -> Improvement:
    return Improvement(
        UUID(int=1), "cn", UUID(int=2), None, None, Concern.QUALITY, "ZL", "Labels", AT, "wang"
    )


def a_renewal() -> Renewal:
    """Due at nine."""
    ids = UUID(int=1), "cn", UUID(int=2), UUID(int=3)
    return Renewal(*ids, "shenzhen", date(2026, 12, 31), AT)


@pytest.mark.rule("002-4.6b")
def test_a_wish_is_answered_once_and_after_it_was_told() -> None:
    wish = a_wish()
    with pytest.raises(ActBeforeItsCause):
        wish.answer(Reply("planned", "In May", "zhao", AT - HOUR))
    wish.answer(Reply("planned", "In May", "zhao", AT))
    with pytest.raises(errors.ImprovementAnswered):
        wish.answer(Reply("declined", "Never", "zhao", AT + HOUR))


@pytest.mark.rule("002-4.3.4")
@pytest.mark.parametrize("origin", Origin)
def test_a_supplier_is_named_and_everybody_else_is_guided(origin: Origin) -> None:
    wanted = {"supplier": "ABB"} if origin is Origin.SUPPLIER else {"guidance": "Page 7"}
    other = {"guidance": "Page 7"} if origin is Origin.SUPPLIER else {"supplier": "ABB"}
    Referral(origin, AT, "wang", **wanted)
    with pytest.raises((errors.SupplierUnnamed, errors.GuidanceMissing)):
        Referral(origin, AT, "wang", **other)


@pytest.mark.rule("003-2.1a")
def test_packages_are_composed_of_the_catalogue() -> None:
    must_be_offered(["consulting", "own_item"])
    with pytest.raises(errors.ServiceItemUnknown):
        must_be_offered(["consulting", "car_wash"])


@pytest.mark.rule("000-4.2g")
def test_what_was_not_approved_is_not_signed() -> None:
    """And what was sent back is drafted again."""
    renewal = a_renewal()
    for act in ("approve", "send_back"):
        with pytest.raises(errors.RenewalOutOfOrder):
            getattr(renewal, act)(AT)
    renewal.draft(AT, SCHEME)
    with pytest.raises(errors.RenewalNotApproved):
        renewal.sign(AT, UUID(int=7))
    renewal.send_back(AT)
    renewal.draft(AT, SCHEME)
    renewal.approve(AT + HOUR)
    with pytest.raises(ActBeforeItsCause):
        renewal.sign(AT, UUID(int=7))
    first, last = renewal.sign(AT + HOUR, UUID(int=7))
    assert (first, last) == (date(2027, 1, 1), date(2027, 12, 31))
    assert renewal.state is RenewalState.SIGNED
