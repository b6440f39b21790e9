"""What was delivered is counted, all of it, and goes by listed carriers."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftercare_kit.ids import new_id
from intake.domain import errors
from intake.domain.delivery import Count, Delivery, must_be_counted, must_be_listed

COUNT = Count(date(2026, 3, 5), "JJ-26-1", "0" * 64, "zhao")


def a_delivery(*serials: str) -> Delivery:
    """A consignment of the third of March."""
    return Delivery(
        id=new_id(),
        region="cn-south",
        customer_id=UUID(int=1),
        site_id=UUID(int=2),
        order_no="SO-1",
        project_no="AB-1",
        carrier="SF",
        delivered_on=date(2026, 3, 3),
        serials=list(serials),
        told=None,
        recorded_by="sun",
    )


@pytest.mark.rule("004-5.2.3.3")
@given(
    st.sets(st.sampled_from("abcdef"), min_size=1),
    st.sets(st.sampled_from("abcdef"), min_size=1),
)
def test_goods_are_signed_for_when_exactly_those_delivered_are_there(
    delivered: set[str], there: set[str]
) -> None:
    """Missing or too many, each is named."""
    delivery = a_delivery(*delivered)
    if delivered == there:
        delivery.count_in(list(there), COUNT)
        assert delivery.count == COUNT
        return
    with pytest.raises(errors.GoodsMissing) as refused:
        delivery.count_in(list(there), COUNT)
    assert refused.value.facts["serials"] == tuple(sorted(delivered ^ there))
    assert delivery.count is None


@pytest.mark.rule("004-5.2.3.3")
def test_goods_are_counted_once_and_not_before_they_came() -> None:
    delivery = a_delivery("a")
    with pytest.raises(errors.CountedBeforeDelivered):
        delivery.count_in(["a"], replace(COUNT, on=date(2026, 3, 2)))
    delivery.count_in(["a"], replace(COUNT, on=date(2026, 3, 3)))
    with pytest.raises(errors.DeliveryCounted):
        delivery.count_in(["a"], COUNT)


@pytest.mark.rule("004-5.2.3.3")
def test_a_project_waits_for_the_count_of_all_its_deliveries() -> None:
    counted, left = a_delivery("a"), a_delivery("b")
    counted.count_in(["a"], COUNT)
    must_be_counted([counted])
    with pytest.raises(errors.GoodsNotCounted):
        must_be_counted([counted, left])


@pytest.mark.rule("004-5.2.3.3/4")
def test_where_the_policy_lists_carriers_no_other_is_taken() -> None:
    must_be_listed("SF", ["DB", "SF"])
    must_be_listed(None, [])
    for carrier in ("XX", None):
        with pytest.raises(errors.CarrierNotListed):
            must_be_listed(carrier, ["DB", "SF"])
