"""One round of approval: pure, so that a domain may reason about it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal
from uuid import UUID

from aftercare_kit.approvals import errors
from aftercare_kit.errors import ActBeforeItsCause


class ApprovalState(StrEnum):
    """Where a round stands."""

    PENDING = "pending"
    APPROVED = "approved"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Step:
    """One approval that is needed.

    `alone`: whoever may take this step may take it before the ones in front of it, which it then
    holds. `escalate_to` may take it, too, once nobody has for long enough.
    """

    name: str
    roles: list[str]
    alone: bool = False
    escalate_to: list[str] = field(default_factory=list[str])


@dataclass(frozen=True)
class Hand:
    """A role that somebody acts with: the own, or that of somebody who is away."""

    role: str
    on_behalf_of: str | None = None


@dataclass(frozen=True)
class Decision:
    """What one person decided, in which role, when, with which words."""

    step: str
    verdict: Literal["approved", "returned"]
    by: str
    role: str
    at: datetime
    comment: str | None = None
    on_behalf_of: str | None = None


@dataclass(frozen=True)
class Patience:
    """How long a step may wait: before each reminder, and before others may act, too."""

    remind_every: timedelta = timedelta(hours=4)
    escalate_after: timedelta = timedelta(hours=8)


@dataclass
class Approval:
    """A round of approval of one version of one document.

    `waiting_for` are the roles that may act now; `waiting_since` is when the present step began to
    wait, `last_act_at` when the latest act of the round happened.
    """

    id: UUID
    region: str
    kind: str
    about_id: UUID
    case_id: UUID | None
    centre: str | None
    title: str
    author: str
    rule: str | None
    steps: list[Step]
    patience: Patience
    last_act_at: datetime
    waiting_since: datetime
    waiting_for: list[str] = field(default_factory=list[str])
    state: ApprovalState = ApprovalState.PENDING
    at_step: int = 0
    decisions: list[Decision] = field(default_factory=list[Decision])
    escalated: bool = False
    version: int = 0

    def __post_init__(self) -> None:
        if not self.steps:
            raise ValueError("an approval needs a step")
        if self.pending and not self.waiting_for:
            self.waiting_for = list(self.steps[self.at_step].roles)

    @property
    def pending(self) -> bool:
        """Whether somebody still has to act."""
        return self.state is ApprovalState.PENDING

    @property
    def step(self) -> Step:
        """The step it waits for, or the last one that was taken."""
        return self.steps[min(self.at_step, len(self.steps) - 1)]

    def taken_by(self, hands: Sequence[Hand]) -> tuple[int, Hand] | None:
        """Which step these hands may take now, and with which of them; None for none."""
        able = [hand for hand in hands if hand.on_behalf_of != self.author]
        for hand in able:
            if hand.role in self.waiting_for:
                return self.at_step, hand
        for number, step in enumerate(self.steps[self.at_step + 1 :], self.at_step + 1):
            for hand in able:
                if step.alone and hand.role in step.roles:
                    return number, hand
        return None

    def approve(
        self, by: str, hands: Sequence[Hand], at: datetime, comment: str | None = None
    ) -> Decision:
        """Take a step; `pending` then tells whether another one is left.

        Raises:
            NothingToApprove: the round is over.
            AuthorMayNotApprove: by the author, or for the author.
            NotYourStep: it waits for other roles.
            OnePersonOneStep: the same person took another step of the round.
            ActBeforeItsCause: said to lie before the act it follows.

        """
        number, hand = self._must_be_theirs(by, hands)
        if any(by in {done.by, done.on_behalf_of} for done in self.decisions):
            raise errors.OnePersonOneStep(self.rule, step=self.steps[number].name)
        decision = self._decided("approved", number, by, hand, at, comment)
        self.at_step = number + 1
        if self.at_step == len(self.steps):
            self._end(ApprovalState.APPROVED)
        else:
            self.waiting_since, self.escalated = at, False
            self.waiting_for = list(self.steps[self.at_step].roles)
        return decision

    def give_back(self, by: str, hands: Sequence[Hand], at: datetime, reason: str) -> Decision:
        """Return it to its author, with reasons; the round is over.

        Raises:
            As `approve`, but for the second step of one person.

        """
        number, hand = self._must_be_theirs(by, hands)
        decision = self._decided("returned", number, by, hand, at, reason)
        self._end(ApprovalState.RETURNED)
        return decision

    def withdraw(self) -> None:
        """Nobody needs to act any more."""
        if not self.pending:
            raise errors.NothingToApprove(self.rule, state=self.state)
        self._end(ApprovalState.WITHDRAWN)

    def escalate(self) -> list[str]:
        """Let others act, too; returns who they are, if the step names any."""
        others = [role for role in self.step.escalate_to if role not in self.waiting_for]
        if not self.pending or self.escalated:
            return []
        self.escalated, self.waiting_for = True, [*self.waiting_for, *others]
        return others

    def _end(self, state: ApprovalState) -> None:
        self.state, self.waiting_for = state, []

    def _must_be_theirs(self, by: str, hands: Sequence[Hand]) -> tuple[int, Hand]:
        if not self.pending:
            raise errors.NothingToApprove(self.rule, state=self.state)
        if by == self.author:
            raise errors.AuthorMayNotApprove(self.rule)
        taken = self.taken_by(hands)
        if taken is None:
            if any(hand.on_behalf_of == self.author for hand in hands):
                raise errors.AuthorMayNotApprove(self.rule)
            raise errors.NotYourStep(
                self.rule, step=self.step.name, roles=", ".join(self.waiting_for)
            )
        return taken

    def _decided(
        self,
        verdict: Literal["approved", "returned"],
        number: int,
        by: str,
        hand: Hand,
        at: datetime,
        comment: str | None,
    ) -> Decision:
        if at < self.last_act_at:
            raise ActBeforeItsCause(self.rule, field="occurred_at", last_act_at=self.last_act_at)
        name = self.steps[number].name
        decision = Decision(name, verdict, by, hand.role, at, comment, hand.on_behalf_of)
        self.decisions, self.last_act_at = [*self.decisions, decision], at
        return decision
