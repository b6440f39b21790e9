"""A call-back is recorded once, after the papers were in; its miss is news once."""

from typing import Any

import pytest

from aftercare_kit.errors import ActBeforeItsCause
from aftercare_kit.ids import new_id
from feedback.domain import errors
from feedback.domain.call_back import CallBack, Word
from feedback.domain.case_promise import VERIFICATION, base_terms
from feedback.domain.promised import Promised
from services.feedback.tests.builders import CUSTOMER, HOUR, NOON

WORD = Word(punctual=True, in_one_go=True, expertise=5)


def a_call_back(**other: Any) -> CallBack:
    """Papers in at noon."""
    promise = Promised.begun(base_terms(VERIFICATION), NOON, NOON)
    said: dict[str, Any] = {
        "id": new_id(),
        "region": "cn-south",
        "service_order_id": new_id(),
        "number": "SC260301",
        "kind": "commissioning",
        "customer_id": CUSTOMER,
        "centre": "shenzhen",
        "opened_at": NOON,
        "promise": promise,
        "due_at": promise.due_at,
    }
    return CallBack(**said | other)


@pytest.mark.rule("004-5.2.2.2")
def test_a_call_back_has_one_outcome_in_time_or_late() -> None:
    call, late = a_call_back(), a_call_back()
    with pytest.raises(ActBeforeItsCause):
        call.record(NOON - HOUR, "wang", WORD)
    assert call.record(NOON + HOUR, "wang", WORD) is True
    with pytest.raises(errors.CallBackNotOpen):
        call.record(NOON + HOUR, "wang", WORD)
    assert late.record(NOON + 49 * HOUR, "wang", WORD) is False


@pytest.mark.rule("004-5.2.2.2")
def test_a_miss_is_news_once_and_never_after_the_call() -> None:
    call, called = a_call_back(), a_call_back()
    assert (call.miss(), call.miss()) == (True, False)
    called.record(NOON, "wang", WORD)
    assert called.miss() is False
