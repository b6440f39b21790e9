"""A quote's life: draft, offered, then one answer, or none in time."""

from datetime import timedelta
from decimal import Decimal

import pytest

from aftercare_clocks import ClockTerms
from aftercare_kit.errors import ActBeforeItsCause
from billing.domain import errors
from billing.domain.case import Case, Cover
from billing.domain.charge_decision import ChargeKind
from billing.domain.fees import Rates
from billing.domain.quote import Quote, QuoteState
from services.billing.tests import builders as a

WEEK = timedelta(days=7)
TICK = timedelta(microseconds=1)


def an_offer() -> Quote:
    """Offered now, valid for a week."""
    quote = a.a_quote()
    quote.offer("SC261101", a.NOW, a.NOW + WEEK, in_time=True)
    return quote


@pytest.mark.rule("004-5.2.1.3")
def test_a_part_without_a_price_keeps_the_quote_from_being_offered() -> None:
    """The draft names the part and leaves it out; with a price it is complete."""
    quote = a.a_quote(board=None)
    assert (quote.missing_prices, quote.total) == (["PB-100"], Decimal("2254.00"))
    with pytest.raises(errors.PriceMissing):
        quote.offer("SC261101", a.NOW, a.NOW + WEEK, in_time=True)

    quote.price(Rates(), {"PB-100": Decimal(1000)})

    assert (quote.missing_prices, quote.total) == ([], Decimal("3864.00"))
    assert quote.unit_prices == {"PB-100": Decimal(1000)}


@pytest.mark.rule("002-4.4.3a")
def test_an_offer_can_be_accepted_until_its_last_valid_moment() -> None:
    """The last moment itself is in time, the next is not."""
    late = an_offer()
    with pytest.raises(errors.QuoteOutOfDate):
        late.accept(a.NOW + WEEK + TICK)
    assert late.open

    quote = an_offer()
    quote.accept(a.NOW + WEEK)
    assert quote.state is QuoteState.ACCEPTED
    assert not quote.open


@pytest.mark.rule("002-4.4.3a")
def test_only_a_standing_offer_is_answered_and_only_once() -> None:
    """Not a draft, not an answered one, and not before it was made."""
    with pytest.raises(errors.QuoteNotOffered):
        a.a_quote().accept(a.NOW)
    with pytest.raises(ActBeforeItsCause):
        an_offer().accept(a.NOW - TICK)
    refused = an_offer()
    refused.refuse(a.NOW, "too dear")
    assert (refused.state, refused.reason) == (QuoteState.REFUSED, "too dear")
    with pytest.raises(errors.QuoteNotOffered):
        refused.accept(a.NOW)


def test_a_price_once_told_is_not_told_otherwise() -> None:
    """An offered quote is neither offered nor priced again."""
    quote = an_offer()
    with pytest.raises(errors.QuoteNotDraft):
        quote.offer("SC261102", a.NOW, a.NOW + WEEK, in_time=True)
    with pytest.raises(errors.QuoteNotDraft):
        quote.price(Rates(), {})


@pytest.mark.rule("002-4.5.3.1f")
def test_a_quote_is_not_offered_before_it_was_asked_for() -> None:
    """An offer said to lie before the scheme's approval is refused."""
    with pytest.raises(ActBeforeItsCause):
        a.a_quote().offer("SC261101", a.EARLIER - TICK, a.NOW, in_time=True)


def test_no_answer_is_no_consent() -> None:
    """A standing offer expires; an accepted one does not."""
    quote = an_offer()
    assert quote.expire()
    assert quote.state is QuoteState.EXPIRED
    assert not a.an_accepted_quote().expire()


@pytest.mark.parametrize(
    ("quote", "falls"),
    [
        (a.a_quote(), True),
        (an_offer(), True),
        (a.an_accepted_quote(), True),
    ],
)
def test_a_quote_falls_away_once(quote: Quote, falls: bool) -> None:
    """Whatever still binds somebody is voided, and is void then."""
    assert quote.void("cancelled") is falls
    assert quote.state is QuoteState.VOIDED
    assert not quote.void("again")


def test_a_free_quote_asks_for_nothing() -> None:
    """Without anything to ask for there are no lines."""
    assert a.a_quote(ChargeKind.FREE).lines == []


@pytest.mark.parametrize(
    ("clock", "hours", "in_time"),
    [
        (ClockTerms("quote", timedelta(hours=24)), 24, True),
        (ClockTerms("quote", timedelta(hours=24)), 24.001, False),
        (None, 1000, True),
    ],
)
def test_the_quote_clock_tells_whether_the_offer_was_in_time(
    clock: ClockTerms | None, hours: float, *, in_time: bool
) -> None:
    """Exactly at the limit is in time; a policy without the clock promised nothing."""
    case = Case(
        id=a.new_id(),
        region=a.REGION,
        request_id=a.new_id(),
        number="YX261107",
        customer_id=a.new_id(),
        department="SC",
        centre="shenzhen",
        zone="Asia/Shanghai",
        major=False,
        cover=Cover.NONE,
        item_in_scope=True,
        statutory=False,
        parameters={},
        quote_clock=clock,
    )
    assert case.currency == "CNY"
    assert case.quoted_in_time(a.NOW, a.NOW + timedelta(hours=hours)) is in_time
