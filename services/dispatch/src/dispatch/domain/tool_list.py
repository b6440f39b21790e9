"""The list of tools and equipment (维修设备和工具清单), checked regularly and before departure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from aftercare_kit.errors import ActBeforeItsCause
from dispatch.domain import errors


@dataclass(frozen=True)
class Tool:
    """So many of a tool."""

    code: str
    name: str
    quantity: int


@dataclass
class ToolList:
    """What a centre's engineers take along: always, or to jobs that ask for a skill."""

    id: UUID
    region: str
    centre: str
    name: str
    tools: list[Tool]
    every_days: int
    last_act_at: datetime
    skill: str | None = None
    checked_by: str | None = None
    checked_at: datetime | None = None
    missing: list[str] = field(default_factory=list[str])
    version: int = 0

    @property
    def next_check(self) -> datetime:
        """When it is to be checked again (004-5.2.4.4)."""
        return self.last_act_at + timedelta(days=self.every_days)

    def check(self, by: str, at: datetime, missing: list[str]) -> None:
        """Somebody went through it, and says what is not there."""
        if at < self.last_act_at:
            raise ActBeforeItsCause("004-5.2.4.4/5", field="occurred_at")
        strange = [code for code in missing if code not in {tool.code for tool in self.tools}]
        if strange:
            raise errors.ToolUnknown(field="missing", tools=", ".join(strange))
        self.checked_by, self.checked_at, self.last_act_at = by, at, at
        self.missing = missing

    def goes_along(self, centre: str, skills: Iterable[str]) -> bool:
        """Whether it is for a job of that centre that asks for these skills."""
        return self.centre == centre and (self.skill is None or self.skill in set(skills))


def left_behind(lists: Iterable[ToolList], taken: Iterable[str]) -> list[str]:
    """What the lists name and nobody takes along: shown, not refused (004-5.2.4.4)."""
    there = set(taken)
    named = dict.fromkeys(tool.code for each in lists for tool in each.tools)
    return [code for code in named if code not in there]
