"""When somebody may travel: scheme, parts and price, in this order."""

import itertools

import pytest

from dispatch.domain import errors
from dispatch.domain.readiness import Commercial, Parts
from services.dispatch.tests.aggregates import NINE, a_work_order, key

SCHEME = key(5)


@pytest.mark.rule("002-4.4.1a")
def test_nobody_travels_without_an_approved_scheme() -> None:
    """However well everything else stands."""
    order = a_work_order(parts=Parts.RESERVED, commercial=Commercial.FREE)
    with pytest.raises(errors.SchemeMissing):
        order.must_be_ready_to_travel()
    assert not order.ready_to_travel


@pytest.mark.parametrize(("parts", "commercial"), list(itertools.product(Parts, Commercial)))
@pytest.mark.rule("002-4.4.3a")
def test_the_picture_and_the_gate_agree(parts: Parts, commercial: Commercial) -> None:
    """Parts are none or reserved, the price is free or accepted; nothing else opens the gate."""
    order = a_work_order(scheme_id=SCHEME, parts=parts, commercial=commercial)
    if parts in {Parts.PENDING, Parts.SHORT}:
        refusal: type[Exception] | None = errors.PartsNotReady
    elif commercial not in {Commercial.FREE, Commercial.ACCEPTED}:
        refusal = errors.QuoteNotAccepted
    else:
        refusal = None

    assert order.ready_to_travel is (refusal is None)
    if refusal is None:
        assert order.must_be_ready_to_travel() == SCHEME
    else:
        with pytest.raises(refusal):
            order.must_be_ready_to_travel()


@pytest.mark.parametrize(
    ("needs_parts", "parts"), [(True, Parts.PENDING), (False, Parts.NONE_NEEDED)]
)
def test_a_new_scheme_asks_for_parts_and_price_anew(needs_parts: bool, parts: Parts) -> None:
    """What was reserved and accepted belonged to the scheme before."""
    order = a_work_order(scheme_id=SCHEME, parts=Parts.RESERVED, commercial=Commercial.ACCEPTED)

    order.adopt(key(6), needs_parts=needs_parts)

    assert (order.parts, order.commercial) == (parts, Commercial.PENDING)
    assert order.goes_by(key(6))
    assert not order.goes_by(SCHEME)


@pytest.mark.rule("001-F1")
def test_closed_work_goes_by_no_scheme() -> None:
    """Whatever it went by when it was closed."""
    order = a_work_order(scheme_id=SCHEME)
    assert order.goes_by(SCHEME)
    order.resolve_on_site(NINE)
    assert not order.goes_by(SCHEME)


def test_dropped_schemes_leave_nothing_to_wait_for() -> None:
    """Not even a fact without a scheme finds its way back to such an order."""
    order = a_work_order(scheme_id=SCHEME, parts=Parts.SHORT, commercial=Commercial.QUOTED)

    order.drop_scheme()

    assert (order.parts, order.commercial) == (Parts.NONE_NEEDED, Commercial.PENDING)
    assert not order.goes_by(SCHEME)
    assert not order.goes_by(None)
