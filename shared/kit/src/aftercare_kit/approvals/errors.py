"""What an approval refuses; the rule it stands for is the caller's."""

from aftercare_kit.errors import Conflict, Fact


class OfARule(Conflict):
    """A refusal whose rule depends on what is being approved."""

    def __init__(self, rule: str | None = None, *, field: str | None = None, **facts: Fact) -> None:
        super().__init__(field=field, **facts)
        self.rule = rule


class NothingToApprove(OfARule):
    """It is not waiting for anybody's approval."""

    code = "nothing-to-approve"


class AuthorMayNotApprove(OfARule):
    """Author and approver are two people, also where one stands in for the other."""

    code = "author-may-not-approve"


class NotYourStep(OfARule):
    """The step it waits for belongs to another role."""

    code = "not-your-step"


class OnePersonOneStep(OfARule):
    """Two approvals are two people's."""

    code = "one-person-one-step"


class RoleNotHeld(Conflict):
    """Nobody lends a role that is not the own."""

    code = "role-not-held"


class DelegationInvalid(Conflict):
    """A delegation has an end, after its start, and is to somebody else."""

    code = "delegation-invalid"


class DelegationOver(Conflict):
    """It has ended already."""

    code = "delegation-over"
