"""A round of approval, whatever it is about."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from aftercare_kit.approvals import errors
from aftercare_kit.approvals.approval import Approval, ApprovalState, Hand, Patience, Step
from aftercare_kit.approvals.delegation import Delegation
from aftercare_kit.errors import ActBeforeItsCause

NINE = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
HEAD, LEADER = Step("head", ["head"]), Step("leader", ["leader"])
GM = Step("gm", ["gm"], alone=True)


def a_round(*steps: Step, **other: Any) -> Approval:
    said: dict[str, Any] = {
        "id": UUID(int=1),
        "region": "cn-south",
        "kind": "plan",
        "about_id": UUID(int=2),
        "case_id": None,
        "centre": None,
        "title": "Plan 2027",
        "author": "zhao",
        "rule": "001-5.4.1",
        "steps": list(steps or (HEAD, LEADER)),
        "patience": Patience(),
        "last_act_at": NINE,
        "waiting_since": NINE,
    }
    return Approval(**said | other)


def hand(*roles: str, of: str | None = None) -> list[Hand]:
    return [Hand(role, of) for role in roles]


def test_each_step_is_taken_by_its_role_in_its_turn() -> None:
    """The second role cannot begin; after the first, the first cannot go on."""
    walk = a_round()
    with pytest.raises(errors.NotYourStep) as refused:
        walk.approve("qian", hand("leader"), NINE)
    assert refused.value.rule == "001-5.4.1"

    walk.approve("sun", hand("other", "head"), NINE, "good")
    assert (walk.pending, walk.waiting_for, walk.waiting_since) == (True, ["leader"], NINE)
    with pytest.raises(errors.NotYourStep):
        walk.approve("li", hand("head"), NINE)
    walk.approve("qian", hand("leader"), NINE + HOUR)

    assert (walk.state, walk.waiting_for) == (ApprovalState.APPROVED, [])
    assert [(d.step, d.by, d.role, d.comment) for d in walk.decisions] == [
        ("head", "sun", "head", "good"),
        ("leader", "qian", "leader", None),
    ]
    with pytest.raises(errors.NothingToApprove):
        walk.approve("gm", hand("leader"), NINE + HOUR)


def test_a_step_that_stands_alone_holds_the_ones_before_it() -> None:
    """The higher approval holds the lower one."""
    walk = a_round(HEAD, GM)
    assert walk.approve("boss", hand("gm"), NINE).step == "gm"
    assert walk.state is ApprovalState.APPROVED


def test_the_author_decides_nothing_not_even_through_somebody_else() -> None:
    """Neither approves nor returns; a lent hand of the author's counts as the author's."""
    walk = a_round()
    with pytest.raises(errors.AuthorMayNotApprove):
        walk.approve("zhao", hand("head"), NINE)
    with pytest.raises(errors.AuthorMayNotApprove):
        walk.give_back("zhao", hand("head"), NINE, "mine")
    with pytest.raises(errors.AuthorMayNotApprove):
        walk.approve("sun", hand("head", of="zhao"), NINE)

    decision = walk.approve("sun", hand("head", of="zhao") + hand("head", of="wu"), NINE)
    assert decision.on_behalf_of == "wu"


def test_two_approvals_are_two_peoples() -> None:
    """Whoever has both roles takes one step only; nor does a stand-in take the other's."""
    walk = a_round()
    walk.approve("sun", hand("head", "leader"), NINE)
    with pytest.raises(errors.OnePersonOneStep):
        walk.approve("sun", hand("head", "leader"), NINE)
    lent = a_round()
    lent.approve("sun", hand("head", of="wu"), NINE)
    with pytest.raises(errors.OnePersonOneStep):
        lent.approve("wu", hand("leader"), NINE)


def test_a_return_ends_the_round() -> None:
    """With its reasons; another round begins with another version."""
    walk = a_round()
    walk.approve("sun", hand("head"), NINE)
    walk.give_back("qian", hand("leader"), NINE + HOUR, "no budget")
    assert (walk.state, walk.decisions[-1].comment) == (ApprovalState.RETURNED, "no budget")
    with pytest.raises(errors.NothingToApprove):
        walk.withdraw()


def test_nothing_is_decided_before_the_act_it_follows() -> None:
    """And a refused act changes nothing."""
    walk = a_round()
    with pytest.raises(ActBeforeItsCause):
        walk.approve("sun", hand("head"), NINE - HOUR)
    assert walk == a_round()


def test_after_long_silence_others_may_act_too() -> None:
    """Once for each step; whom it waits for stays able to."""
    walk = a_round(Step("head", ["head"], escalate_to=["dept", "head"]), LEADER)
    assert walk.escalate() == ["dept"]
    assert (walk.waiting_for, walk.escalate()) == (["head", "dept"], [])
    walk.approve("wu", hand("dept"), NINE)
    assert not walk.escalated
    walk.withdraw()
    assert walk.escalate() == []


def test_a_round_without_steps_is_a_slip_of_ours() -> None:
    with pytest.raises(ValueError, match="needs a step"):
        a_round(steps=[])


@pytest.mark.parametrize(
    ("delegate", "lasts"),
    [("wu", timedelta(days=1)), ("sun", timedelta()), ("sun", timedelta(days=93))],
)
def test_a_delegation_is_to_somebody_else_for_a_while(delegate: str, lasts: timedelta) -> None:
    with pytest.raises(errors.DelegationInvalid):
        Delegation(UUID(int=1), "cn-south", "wu", delegate, ["gm"], NINE, NINE + lasts, "leave")


def test_a_delegation_ends_once() -> None:
    lent = Delegation(UUID(int=1), "cn-south", "wu", "sun", ["gm"], NINE, NINE + HOUR, "leave")
    lent.end(NINE)
    with pytest.raises(errors.DelegationOver):
        lent.end(NINE)
