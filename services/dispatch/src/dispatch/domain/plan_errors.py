"""What dispatch refuses about service plans."""

from aftercare_kit.errors import Conflict


class PlanIncomplete(Conflict):
    """A plan tells all that its kind has to tell (000-6.3.3, 001-5.4.2)."""

    code = "plan-incomplete"

    def __init__(self, rule: str, *, missing: str) -> None:
        super().__init__(field="sections", missing=missing)
        self.rule = rule


class PlanResourcesMissing(Conflict):
    """A project's plan provides people, spares and budget (000-6.3.4)."""

    code = "plan-resources-missing"
    rule = "000-6.3.4"


class PlanParticipantsMissing(Conflict):
    """Region, customer and any outside crew make the plan together (000-6.3.2)."""

    code = "plan-participants-missing"
    rule = "000-6.3.2"


class PlanOutOfOrder(Conflict):
    """A plan is submitted, approved or returned, in force, closed (000-6.4)."""

    code = "plan-out-of-order"
    rule = "000-6.4"


class OnlyAuthorMends(Conflict):
    """A returned plan goes back to its author (000-6.4)."""

    code = "only-author-mends"
    rule = "000-6.4"


class PlanWindowInvalid(Conflict):
    """A plan ends after it begins, and its jobs lie between."""

    code = "plan-window-invalid"
