"""Sealed data open with their own key, for their own subject, and not otherwise."""

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from aftercare_kit.ids import new_id
from intake.application.customer.sealing import new_key, seal, unseal

SAID = st.dictionaries(st.text(), st.none() | st.text())


@given(SAID)
def test_what_was_sealed_comes_back(said: dict[str, str | None]) -> None:
    key, subject = new_key(), new_id()
    assert unseal(key, subject, seal(key, subject, said)) == said


def test_no_two_seals_are_alike_and_none_tells_its_content() -> None:
    key, subject = new_key(), new_id()
    one, other = (seal(key, subject, {"name": "王小明"}) for _ in range(2))
    assert one != other
    assert "王" not in one


def test_another_key_or_another_subject_opens_nothing() -> None:
    key, subject = new_key(), new_id()
    sealed = seal(key, subject, {"name": "王小明"})
    for wrong_key, wrong_subject in ((new_key(), subject), (key, new_id())):
        with pytest.raises(InvalidTag):
            unseal(wrong_key, wrong_subject, sealed)
    assert unseal(None, subject, sealed) == {}
