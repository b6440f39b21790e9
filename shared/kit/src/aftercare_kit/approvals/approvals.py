"""The approvals of one unit of work: opened, decided, audited, told to whoever has to act."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

import sqlalchemy as sa
from uuid_utils.compat import uuid7

from aftercare_kit.actors import Actor
from aftercare_kit.approvals.approval import (
    Approval,
    ApprovalState,
    Decision,
    Hand,
    Patience,
    Step,
)
from aftercare_kit.approvals.errors import NothingToApprove
from aftercare_kit.approvals.tables import APPROVALS, DELEGATIONS, delegation
from aftercare_kit.notices.notice import Notice
from aftercare_kit.roles import Role

if TYPE_CHECKING:
    from aftercare_kit.unit_of_work import UnitOfWork

REMIND, ESCALATE = "approval.remind", "approval.escalate"


@dataclass(frozen=True)
class Matter:
    """What is to be approved: a scheme, a plan; and the rule that asks for it."""

    kind: str
    id: UUID
    title: str
    author: str
    rule: str | None = None
    case_id: UUID | None = None
    centre: str | None = None


class Approvals:
    """The walk of documents through their steps; the caller's domain says what a step means."""

    def __init__(self, work: "UnitOfWork") -> None:
        self._work = work
        self.rounds = work.repository(APPROVALS)
        self.delegations = work.repository(DELEGATIONS)

    async def open(
        self, matter: Matter, steps: Sequence[Step], at: datetime, patience: Patience | None = None
    ) -> Approval:
        """Begin a round, and tell whoever may take its first step."""
        approval = Approval(
            id=uuid7(),
            region=self._work.region,
            kind=matter.kind,
            about_id=matter.id,
            case_id=matter.case_id,
            centre=matter.centre,
            title=matter.title,
            author=matter.author,
            rule=matter.rule,
            steps=list(steps),
            patience=patience or Patience(),
            last_act_at=at,
            waiting_since=at,
        )
        self.rounds.add(approval)
        await self._wait(approval)
        return approval

    async def under_way(self, about_id: UUID) -> Approval:
        """The round that a document is in.

        Raises:
            NothingToApprove: it is in none.

        """
        found = await self.rounds.find(about_id=about_id, state=ApprovalState.PENDING)
        if found is None:
            raise NothingToApprove
        return found

    async def hands(self) -> list[Hand]:
        """The roles that the actor may act with now: own ones first, then lent ones."""
        actor, now = self._work.actor, self._work.now
        lent = await self._work.connection.execute(
            sa.select(delegation.c.delegator, delegation.c.roles).where(
                delegation.c.delegate == actor.subject,
                delegation.c.starts_at <= now,
                delegation.c.ends_at > now,
                delegation.c.ended_at.is_(None),
            )
        )
        own = [Hand(role) for role in sorted(actor.roles)]
        return own + [Hand(role, row.delegator) for row in lent for role in row.roles]

    async def actor(self) -> Actor:
        """The actor with own and lent roles, for asking the table of rights."""
        lent = {Role(hand.role) for hand in await self.hands()}
        return replace(self._work.actor, roles=self._work.actor.roles | lent)

    async def approve(
        self, approval: Approval, at: datetime, comment: str | None = None
    ) -> Decision:
        """Take a step as the actor; whoever may take the next is told, or else the author."""
        decision = approval.approve(self._work.actor.subject, await self.hands(), at, comment)
        self._audit(approval, decision)
        if approval.pending:
            await self._wait(approval)
        else:
            await self._rest(approval)
            self._tell_author(approval, "approval-passed")
        return decision

    async def give_back(self, approval: Approval, at: datetime, reason: str) -> Decision:
        """Return the document to its author, who is told why."""
        decision = approval.give_back(self._work.actor.subject, await self.hands(), at, reason)
        self._audit(approval, decision)
        await self._rest(approval)
        self._tell_author(approval, "approval-returned", reason=reason)
        return decision

    async def withdraw(self, about_id: UUID) -> None:
        """End the document's round, if it is in one."""
        approval = await self.rounds.find(about_id=about_id, state=ApprovalState.PENDING)
        if approval is not None:
            approval.withdraw()
            self._work.note(f"{approval.kind}.approval_withdrawn", approval.kind, about_id)
            await self._rest(approval)

    async def remind(self, approval_id: UUID) -> None:
        """Tell those whom it waits for once more."""
        approval = await self.rounds.get(approval_id)
        if approval.pending:
            self._tell_waiting(approval, "approval-reminder")
            due = self._work.now + approval.patience.remind_every
            await self._work.timers.set(REMIND, approval.id, due)

    async def escalate(self, approval_id: UUID) -> None:
        """Nobody has acted for long enough: others may, too, and are told."""
        approval = await self.rounds.get(approval_id)
        others = approval.escalate()
        if others:
            self._work.note(
                f"{approval.kind}.approval_escalated",
                approval.kind,
                approval.about_id,
                step=approval.step.name,
                to=others,
            )
            self._tell_waiting(approval, "approval-escalated", others)

    async def _wait(self, approval: Approval) -> None:
        self._tell_waiting(approval, "approval-waiting")
        now, patience = self._work.now, approval.patience
        await self._work.timers.set(REMIND, approval.id, now + patience.remind_every)
        await self._work.timers.set(ESCALATE, approval.id, now + patience.escalate_after)

    async def _rest(self, approval: Approval) -> None:
        await self._work.timers.cancel(REMIND, approval.id)
        await self._work.timers.cancel(ESCALATE, approval.id)

    def _tell_waiting(
        self, approval: Approval, kind: str, roles: Sequence[str] | None = None
    ) -> None:
        self._work.notify(
            Notice(
                kind=kind,
                roles=tuple(roles or approval.waiting_for),
                centre=approval.centre,
                about=approval.kind,
                about_id=approval.about_id,
                case_id=approval.case_id,
                facts={"title": approval.title, "step": approval.step.name},
            )
        )

    def _tell_author(self, approval: Approval, kind: str, **facts: str) -> None:
        self._work.notify(
            Notice(
                kind=kind,
                person=approval.author,
                about=approval.kind,
                about_id=approval.about_id,
                case_id=approval.case_id,
                facts={"title": approval.title, **facts},
            )
        )

    def _audit(self, approval: Approval, decision: Decision) -> None:
        self._work.note(
            f"{approval.kind}.{decision.verdict}",
            approval.kind,
            approval.about_id,
            step=decision.step,
            role=decision.role,
            on_behalf_of=decision.on_behalf_of,
            happened_at=decision.at.isoformat(),
            comment=decision.comment,
        )
