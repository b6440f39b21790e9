"""The customer's file: what others told last stands in it, and wishes go where they belong."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftercare_kit.errors import ActBeforeItsCause
from aftercare_kit.ids import new_id
from intake.domain import errors
from intake.domain.file_entry import FileEntry
from intake.domain.improvement import Concern, Improvement, Reply, department_for

AT = datetime(2026, 3, 2, 8, tzinfo=UTC)


@pytest.mark.rule("004-5.1.3.3")
@given(st.permutations([1, 2, 3]), st.lists(st.integers(1, 3), max_size=4))
def test_an_entry_stands_as_it_was_told_last_in_whatever_order_it_came(
    order: list[int], again: list[int]
) -> None:
    entry = FileEntry(new_id(), "cn-south", UUID(int=1), UUID(int=2), "quote", "", AT)
    for version in [*order, *again]:
        entry.tell(f"told {version}", AT + timedelta(hours=version), version, {})
    assert (entry.state, entry.as_of) == ("told 3", 3)


@pytest.mark.rule("002-4.6b")
def test_wishes_reach_quality_or_the_department_that_makes_the_line() -> None:
    assert department_for(Concern.QUALITY, "SC") == "ZL"
    assert department_for(Concern.TECHNICAL, "SC") == "SC"
    assert department_for(Concern.TECHNICAL, None) == "YF"


@pytest.mark.rule("002-4.6b")
def test_a_wish_is_answered_once_and_not_before_it_was_said() -> None:
    wish = Improvement(
        id=new_id(),
        region="cn-south",
        customer_id=UUID(int=1),
        request_id=None,
        product_line=None,
        concern=Concern.QUALITY,
        department="ZL",
        text="A quieter fan",
        wished_at=AT,
        recorded_by="wang",
    )
    with pytest.raises(ActBeforeItsCause):
        wish.answer(Reply("planned", "Next year", "xu", AT - timedelta(seconds=1)))
    wish.answer(Reply("planned", "Next year", "xu", AT))
    with pytest.raises(errors.ImprovementAnswered):
        wish.answer(Reply("declined", "No", "xu", AT))
