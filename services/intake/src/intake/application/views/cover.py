"""What covers a unit, as intake answers it."""

from datetime import date
from uuid import UUID

from intake.application.views.view import View


class EntitlementView(View):
    """What covers the case."""

    cover: str
    contract_id: UUID | None
    until: date | None
    item_in_scope: bool
    statutory: bool


class ReasonView(View):
    """What was looked at: the rule, what was found, until when it holds."""

    rule: str
    found: str
    until: date | None


class RemediesView(View):
    """What a consumer may choose by law, and why."""

    choices: list[str]
    reason: str


class CoverView(View):
    """What held for a unit on a day, with the reasons and the policy that was in force."""

    asset_id: UUID
    on: date
    part: str | None
    policy: str
    policy_version: int
    entitlement: EntitlementView
    reasons: list[ReasonView]
    remedies: RemediesView | None
