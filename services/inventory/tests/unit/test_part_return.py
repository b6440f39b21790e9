"""A faulty part is received, inspected and put away, in this order and by its owner's leave."""

from datetime import UTC, datetime, timedelta

import pytest

from aftercare_kit.errors import ActBeforeItsCause
from aftercare_kit.ids import new_id
from inventory.domain import errors
from inventory.domain.part_return import (
    Destination,
    Disposition,
    Nonconformity,
    Ownership,
    PartReturn,
    ReturnState,
    must_be_reported,
)

OWED = datetime(2026, 11, 22, 8, tzinfo=UTC)
DUE = OWED + timedelta(hours=16)


def a_return() -> PartReturn:
    return PartReturn(
        id=new_id(),
        region="cn-south",
        request_id=new_id(),
        visit_id=new_id(),
        report_id=new_id(),
        asset_id=new_id(),
        engineer_id=new_id(),
        centre="shenzhen",
        zone="Asia/Shanghai",
        part_no="PB-100",
        serial="OLD-1",
        due_at=DUE,
        last_act_at=OWED,
    )


def a_received(ownership: Ownership = Ownership.OURS) -> PartReturn:
    item = a_return()
    item.receive("RK261101", "SZ", ownership, "li", DUE)
    return item


def an_inspected(
    disposition: Disposition | None, ownership: Ownership = Ownership.OURS
) -> PartReturn:
    item = a_received(ownership)
    if disposition is None:
        item.accept(DUE)
    else:
        item.reject(Nonconformity("BH261101", "burnt", None, disposition, "zheng"), DUE)
    return item


@pytest.mark.rule("002-4.5.3.1a")
def test_back_at_the_due_time_is_in_time() -> None:
    """A second later is late."""
    assert a_return().receive("RK261101", "SZ", Ownership.OURS, "li", DUE)
    late = DUE + timedelta(seconds=1)
    assert not a_return().receive("RK261101", "SZ", Ownership.OURS, "li", late)


@pytest.mark.rule("002-4.5.3.1a")
def test_a_part_is_received_once_and_not_before_it_was_taken_out() -> None:
    """The report that named it comes first."""
    with pytest.raises(ActBeforeItsCause) as refused:
        a_return().receive("RK1", "SZ", Ownership.OURS, "li", OWED - timedelta(seconds=1))
    assert refused.value.rule == "002-4.5.3.1a"

    with pytest.raises(errors.ReturnOutOfOrder):
        a_received().receive("RK2", "SZ", Ownership.OURS, "li", DUE)


@pytest.mark.rule("002-4.5.3.1c")
def test_a_failed_inspection_has_its_report_in_the_same_act() -> None:
    """Defect and disposition both; an item that passed has neither."""
    assert must_be_reported(None, None, passed=True) is None
    told = must_be_reported("burnt", Disposition.SCRAP, passed=False)
    assert told == ("burnt", Disposition.SCRAP)
    for defect, disposition in ((None, None), ("burnt", None), (None, Disposition.SCRAP)):
        with pytest.raises(errors.NonconformityReportMissing):
            must_be_reported(defect, disposition, passed=False)
    for defect, disposition in (("burnt", None), (None, Disposition.SCRAP)):
        with pytest.raises(errors.NonconformityUnfounded):
            must_be_reported(defect, disposition, passed=True)


@pytest.mark.rule("002-4.5.3.1c")
def test_nothing_is_inspected_before_it_is_here_nor_twice() -> None:
    """Nor before its inbound note."""
    for item in (a_return(), an_inspected(None)):
        with pytest.raises(errors.ReturnOutOfOrder):
            item.accept(DUE)
    with pytest.raises(ActBeforeItsCause):
        a_received().accept(DUE - timedelta(seconds=1))


@pytest.mark.rule("002-4.5.3.1c")
def test_no_store_entry_before_the_inspection() -> None:
    """Nor for what is not here, nor for what is put away already."""
    with pytest.raises(errors.ReturnNotInspected):
        a_received().put_away(Destination.STOCK, DUE, consent=True)
    with pytest.raises(errors.ReturnOutOfOrder):
        a_return().put_away(Destination.STOCK, DUE, consent=True)
    done = an_inspected(None)
    done.put_away(Destination.STOCK, DUE, consent=False)
    with pytest.raises(errors.ReturnOutOfOrder):
        done.put_away(Destination.OWNER, DUE, consent=False)


ALLOWED = {
    (None, Destination.STOCK): ReturnState.STORED,
    (None, Destination.OWNER): ReturnState.SENT_BACK,
    (Disposition.REWORK, Destination.STOCK): ReturnState.STORED,
    (Disposition.REWORK, Destination.OWNER): ReturnState.SENT_BACK,
    (Disposition.REWORK, Destination.SCRAP): ReturnState.SCRAPPED,
    (Disposition.CONCESSION, Destination.STOCK): ReturnState.STORED,
    (Disposition.CONCESSION, Destination.OWNER): ReturnState.SENT_BACK,
    (Disposition.RETURN, Destination.OWNER): ReturnState.SENT_BACK,
    (Disposition.SCRAP, Destination.SCRAP): ReturnState.SCRAPPED,
}


@pytest.mark.rule("004-5.2.6")
@pytest.mark.parametrize("disposition", [None, *Disposition])
@pytest.mark.parametrize("to", Destination)
def test_an_item_goes_where_the_inspection_lets_it(
    disposition: Disposition | None, to: Destination
) -> None:
    """Scrap, above all, is never used again."""
    item = an_inspected(disposition)
    if (end := ALLOWED.get((disposition, to))) is not None:
        item.put_away(to, DUE, consent=False)
        assert item.state is end
        return
    with pytest.raises(errors.AgainstDisposition):
        item.put_away(to, DUE, consent=True)


@pytest.mark.rule("001-5.8")
def test_customer_property_never_becomes_our_stock() -> None:
    """It goes back to its owner."""
    item = an_inspected(Disposition.REWORK, Ownership.CUSTOMER)
    with pytest.raises(errors.CustomerPropertyKeptApart):
        item.put_away(Destination.STOCK, DUE, consent=True)
    item.put_away(Destination.OWNER, DUE, consent=False)
    assert item.state is ReturnState.SENT_BACK


@pytest.mark.rule("004-5.2.6")
def test_customer_property_is_scrapped_only_with_consent() -> None:
    """Our own needs nobody's."""
    item = an_inspected(Disposition.SCRAP, Ownership.CUSTOMER)
    with pytest.raises(errors.OwnerConsentMissing):
        item.put_away(Destination.SCRAP, DUE, consent=False)
    item.put_away(Destination.SCRAP, DUE, consent=True)
    assert item.state is ReturnState.SCRAPPED


def test_an_item_is_put_away_after_its_inspection() -> None:
    """Not before."""
    with pytest.raises(ActBeforeItsCause):
        an_inspected(None).put_away(Destination.STOCK, DUE - timedelta(seconds=1), consent=False)
