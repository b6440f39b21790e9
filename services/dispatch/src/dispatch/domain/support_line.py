"""Lines of support: who has the work, who takes over, and what that leaves on record."""

from abc import ABC, abstractmethod

from dispatch.domain import errors
from dispatch.domain.routing import LAST_LINE, TECHNICAL, roles_of


class ClimbsLines(ABC):
    """Work that goes from line to line until somebody can do it (000-4.2b/4.4b)."""

    line: int
    taken_by: str | None
    solution: str | None
    parameters: dict[str, str]

    @abstractmethod
    def must_be_open(self) -> None:
        """Refuse further work on what is closed."""

    @property
    def line_roles(self) -> tuple[str, ...]:
        """Who has it, or is to take it over."""
        return roles_of(self.line, self.parameters.get("routing.by", ""))

    def escalate(self, *, systemic: bool = False) -> int:
        """Give the work to the next line, a systemic defect to the last (000-4.2b, 000-4.5a)."""
        self.must_be_open()
        if self.line >= LAST_LINE:
            raise errors.LineExhausted(line=self.line)
        self.line = LAST_LINE if systemic else self.line + 1
        self.taken_by = None
        return self.line

    def take_over(self, by: str) -> None:
        """Somebody of the line has it now."""
        self.must_be_open()
        if self.taken_by is not None:
            raise errors.LineTaken(line=self.line, by=self.taken_by)
        self.taken_by = by

    def register_solution(self, method: str) -> None:
        """What technical support found out, for everybody after them (000-4.4a)."""
        self.must_be_open()
        self.solution = method

    def must_be_solved(self) -> None:
        """What technical support took over ends with its solution on record (000-4.4a)."""
        if self.line >= TECHNICAL and self.taken_by is not None and self.solution is None:
            raise errors.SolutionMissing(line=self.line)
