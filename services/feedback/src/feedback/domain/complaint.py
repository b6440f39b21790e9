"""A complaint (投诉): accepted, handled with the customer's agreement, closed when they confirm."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from aftercare_kit.errors import ActBeforeItsCause
from feedback.domain import errors
from feedback.domain.case_promise import FIRST_REPLY, OPINION, SOLUTION
from feedback.domain.complaint_steps import BEFORE, ComplaintState, Level, Result
from feedback.domain.promised import Promised


@dataclass
class Complaint:
    """One complaint about a case. `last_act_at` is when the latest recorded act happened.

    `department` is where the tracking sheet (投诉跟踪单) went, `handlers` who worked on it there.
    """

    id: UUID
    region: str
    request_id: UUID
    number: str
    customer_id: UUID
    centre: str
    department: str
    level: Level
    content: str
    accepted_at: datetime
    accepted_by: str
    last_act_at: datetime
    promises: list[Promised]
    state: ComplaintState = ComplaintState.ACCEPTED
    opinion: str | None = None
    replied_at: datetime | None = None
    reply: str | None = None
    agreed: bool = False
    measures: str | None = None
    result: Result | None = None
    handlers: list[str] = field(default_factory=list[str])
    reopened_because: str | None = None
    call_back: str | None = None
    closed_at: datetime | None = None
    closed_by: str | None = None
    version: int = 0

    def promise(self, name: str) -> Promised:
        """One of the promises made when it was accepted, or made again when it was reopened."""
        return next(promise for promise in self.promises if promise.name == name)

    @property
    def mediated(self) -> bool:
        """Whether the certified manager mediates: serious, or no agreement (004-5.3.2.2b)."""
        return self.level is Level.SERIOUS or self.reopened_because is not None

    def _step(self, to: ComplaintState, at: datetime, rule: str) -> None:
        if self.state not in BEFORE[to]:
            raise errors.ComplaintOutOfOrder(state=self.state, wanted=to)
        if at < self.last_act_at:
            raise ActBeforeItsCause(rule, field="occurred_at", last_act_at=self.last_act_at)
        self.state, self.last_act_at = to, at

    def _set(self, promise: Promised) -> None:
        self.promises = [promise if p.name == promise.name else p for p in self.promises]

    def _handled_by(self, by: str) -> None:
        if by not in self.handlers:
            self.handlers = [*self.handlers, by]

    def give_opinion(self, at: datetime, by: str, opinion: str) -> None:
        """The department returns how it would handle the complaint (003-2.2.2b)."""
        self._step(ComplaintState.OPINION, at, "003-2.2.2b")
        self.opinion, self.agreed = opinion, False
        self._set(self.promise(OPINION).kept(at))
        self._handled_by(by)

    def answer(self, at: datetime, reply: str, *, agreed: bool) -> bool:
        """Tell the customer what will be done, and take down whether they agree (003-2.2.2c).

        Returns:
            Whether this was the first reply, which keeps the promise of one.

        """
        self._step(ComplaintState.REPLIED, at, "003-2.2.2c")
        self.reply, self.agreed = reply, agreed
        if self.replied_at is not None:
            return False
        self.replied_at = at
        self._set(self.promise(FIRST_REPLY).kept(at))
        return True

    def handle(self, at: datetime, by: str, measures: str) -> None:
        """Do what the customer agreed to."""
        if self.state is ComplaintState.REPLIED and not self.agreed:
            raise errors.CustomerNotAgreed
        self._step(ComplaintState.HANDLED, at, "003-2.2.2d")
        self.measures = measures
        self._handled_by(by)

    def request_closure(
        self,
        at: datetime,
        by: str,
        *,
        statement: str | None,
        improvement: str | None,
        responsible_persons: str | None,
    ) -> None:
        """Ask for closure (闭环申请) with everything it has to state (003-2.2.2d).

        Raises:
            ResultStatementMissing: no result, or none with improvement measures.
            ResponsiblePersonsMissing: no opinion on the responsible persons.
            ComplaintOutOfOrder: it has not been handled.

        """
        if statement is None:
            raise errors.ResultStatementMissing(field="result")
        if improvement is None:
            raise errors.ResultStatementMissing(field="improvement")
        if responsible_persons is None:
            raise errors.ResponsiblePersonsMissing(field="responsible_persons")
        self._step(ComplaintState.CLOSURE_REQUESTED, at, "003-2.2.2d")
        self.result = Result(statement, improvement, responsible_persons)
        self._handled_by(by)

    def close(
        self,
        at: datetime,
        by: str,
        *,
        department: str | None,
        confirmed: bool,
        call_back: str | None,
    ) -> bool:
        """Close it on the customer's word; returns whether it was solved in time (003-2.2.2e).

        Raises:
            HandlingDeskMayNotClose: `by` worked on it, or `department` is the handling one.
            CustomerNotSatisfied: the customer did not confirm.
            ComplaintOutOfOrder: nobody has asked for closure.

        """
        self._must_be_another_desk(by, department)
        if not confirmed:
            raise errors.CustomerNotSatisfied(field="customer_confirmed")
        self._step(ComplaintState.CLOSED, at, "003-2.2.2e")
        solved = self.promise(SOLUTION).kept(at)
        self._set(solved)
        self.closed_at, self.closed_by, self.call_back = at, by, call_back
        return bool(solved.in_time)

    def reopen(
        self, at: datetime, by: str, *, department: str | None, reason: str, opinion: Promised
    ) -> None:
        """Issue the handling sheet (投诉处理单) again: the customer is not satisfied (003-2.2.2e).

        Args:
            at: when the customer said so.
            by: who asked the customer.
            department: where that person sits.
            reason: what the customer still misses.
            opinion: the promise of an opinion, which runs anew; the solution's clock never stopped.

        """
        self._must_be_another_desk(by, department)
        self._step(ComplaintState.REOPENED, at, "003-2.2.2e")
        self.reopened_because, self.agreed = reason, False
        self._set(opinion)

    def _must_be_another_desk(self, by: str, department: str | None) -> None:
        if by in self.handlers or department == self.department:
            raise errors.HandlingDeskMayNotClose

    def miss(self, name: str) -> bool:
        """A promise passed its time unkept; returns whether that is news."""
        promise = self.promise(name)
        if not promise.open or promise.overdue:
            return False
        self._set(promise.missed())
        return True
