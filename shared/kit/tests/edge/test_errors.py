"""Refusals are classes with a kind, a lasting code and facts."""

from uuid import UUID

import pytest

from aftercare_kit.errors import (
    ActBeforeItsCause,
    ActInTheFuture,
    Conflict,
    Kind,
    Refusal,
    RightMissing,
    UnknownRecord,
    VersionConflict,
)


def test_a_refusal_carries_its_facts_and_the_field_concerned() -> None:
    """Clients match the code and read the facts; nobody parses a sentence."""
    refusal = VersionConflict(field="version", expected=3, actual=4)

    assert refusal.kind is Kind.PRECONDITION
    assert refusal.field == "version"
    assert refusal.facts == {"expected": 3, "actual": 4}
    assert str(refusal) == "version-conflict (expected=3, actual=4)"
    assert str(ActInTheFuture()) == "act-in-the-future"


def test_a_code_is_kebab_case_from_the_moment_the_class_exists() -> None:
    """A code that is no code fails at import, not in front of a customer."""
    with pytest.raises(TypeError, match="kebab-case"):
        type("Odd", (Conflict,), {"code": "Not_A_Code"})


def test_an_act_before_its_cause_names_the_rule_it_breaks() -> None:
    """One class serves many rules, so the rule comes with the instance."""
    assert ActBeforeItsCause("001-5.5.4", field="arrived_at").rule == "001-5.5.4"
    assert ActBeforeItsCause().rule is None


def test_an_unknown_record_tells_its_kind_and_id() -> None:
    """The id is the one asked for, so it tells nothing that the asker does not know."""
    refusal = UnknownRecord("work_order", UUID(int=7))

    assert refusal.facts == {"record": "work_order", "id": str(UUID(int=7))}


def test_a_missing_right_is_a_refusal_like_any_other() -> None:
    """Code that handles refusals needs no second branch for rights."""
    assert isinstance(RightMissing("scheme.approve"), Refusal)
    assert RightMissing("scheme.approve").facts == {"permission": "scheme.approve"}
