"""What each row of a log means for a case: a small machine over the incident's states.

A row's act happens at the row's time. Acts of one case follow each other: one that the log puts at
the same minute as the last, or before it, happens a second after the last.
"""

from collections import Counter
from datetime import datetime, timedelta
from typing import Final

from aftercare_launcher.demo.acts import Act, Hold, Resolve, Respond, Resume, Verify, WaitingFor
from aftercare_launcher.demo.log.read import Row

SECOND: Final = timedelta(seconds=1)
NEW, ACTIVE, RESOLVED, CLOSED = "New", "Active", "Resolved", "Closed"
WAITS: Final[dict[str, WaitingFor]] = {
    "Awaiting User Info": "customer",
    "Awaiting Vendor": "vendor",
    "Awaiting Problem": "problem",
    "Awaiting Evidence": "evidence",
}


class Reading:
    """Reads the rows of one incident after its registration and triage."""

    def __init__(self, first_at: datetime, tally: Counter[str]) -> None:
        self.acts: list[Act] = []
        self._last = first_at
        self._tally = tally
        self._state = NEW
        self._responded = False

    def row(self, row: Row) -> None:
        """Take one row in; each counts once, as the act that it stands for."""
        match row.state:
            case state if state == self._state:
                self._count("same state again: nothing to do")
            case "New":
                self._count("New after work began: no such step, nothing to do")
            case "Active":
                self._active(row.updated_at)
            case state if state in WAITS:
                self._wait(row.updated_at, WAITS[state])
            case "Resolved":
                self._resolve(row.updated_at)
                self._count("Resolved: resolve")
            case "Closed":
                self._close(row.updated_at)
            case state:
                self._count(f"{state}: unknown to us, nothing to do")
                return
        if row.state != NEW:
            self._state = row.state

    @property
    def ended(self) -> str:
        """Where the case stands after the rows so far."""
        if self._state in {RESOLVED, CLOSED}:
            return self._state.lower()
        return "in_service" if self._responded else "triaged"

    def _active(self, at: datetime) -> None:
        if self._reopen(at):
            self._count("Active after Resolved: not satisfied, reopened")
        elif self._state in WAITS:
            self._add(Resume(self._next(at)))
            self._count("Active after waiting: resume")
        else:
            self._respond(at)
            self._count("Active for the first time: respond")

    def _wait(self, at: datetime, waiting_for: WaitingFor) -> None:
        self._reopen(at)
        self._respond(at)
        if self._state in WAITS:
            self._add(Resume(self._next(at)))
        self._add(Hold(self._next(at), waiting_for))
        ours = "hold for the customer" if waiting_for == "customer" else "wait on our side"
        self._count(f"Awaiting …: {ours}")

    def _resolve(self, at: datetime) -> None:
        self._respond(at)
        self._add(Resolve(self._next(at)))

    def _close(self, at: datetime) -> None:
        if self._state != RESOLVED:
            self._resolve(at)
        self._add(Verify(self._next(at), satisfied=True))
        self._count("Closed: the customer is satisfied")

    def _reopen(self, at: datetime) -> bool:
        if self._state != RESOLVED:
            return False
        self._add(Verify(self._next(at), satisfied=False))
        self._responded = False
        self._respond(at)
        return True

    def _respond(self, at: datetime) -> None:
        """Whatever is done first for the customer answers them."""
        if not self._responded:
            self._add(Respond(self._next(at)))
            self._responded = True

    def _next(self, at: datetime) -> datetime:
        self._last = max(at, self._last + SECOND)
        return self._last

    def _add(self, act: Act) -> None:
        self.acts.append(act)

    def _count(self, meaning: str) -> None:
        self._tally[meaning] += 1
