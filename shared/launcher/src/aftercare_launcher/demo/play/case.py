"""One case while it is played: what is known of it, and who speaks for whom in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from aftercare_launcher.demo.acts import CasePlan
from aftercare_launcher.demo.api import Api, Json
from aftercare_launcher.demo.chance import number_for
from aftercare_launcher.demo.live import Live
from aftercare_launcher.demo.maker.founded import Founded
from aftercare_launcher.demo.people import People, Person


@dataclass(frozen=True)
class Stage:
    """What all cases are played with."""

    api: Api
    live: Live
    people: People
    maker: Founded


@dataclass
class Case:
    """What the player knows of a case."""

    plan: CasePlan
    stage: Stage
    request_id: str = ""
    order_id: str = ""
    visit_id: str = ""
    scheme_id: str = ""
    merged: list[str] = field(default_factory=list[str])
    """Requests that were merged into this one."""
    _steps: int = 0

    @property
    def centre(self) -> str:
        return self.stage.maker.centre_of(self.plan.unit)

    def desk(self, role: str) -> Person:
        """The person of the case's centre who has this role and this case."""
        return self.stage.people.desk(role, self.centre, number_for(self.plan.key))

    def company(self, role: str) -> Person:
        return self.stage.people.company(role)

    @property
    def customer(self) -> Person:
        key = self.stage.maker.world.owner(self.plan.unit).key
        return self.stage.people.customer(key, self.stage.maker.customers[key])

    async def post(
        self, who: Person, path: str, body: Mapping[str, object], at: datetime | None = None
    ) -> Json:
        """Say the next thing of the case; its place in the case names it."""
        self._steps += 1
        dated = body if at is None else {**body, "occurred_at": written(at)}
        key = f"{self.plan.key}-{self._steps}"
        return await self.stage.api.post(who, path, dated, key=key)

    async def first(self, who: Person, path: str, **parameters: str) -> Json | None:
        """The first entry of a list about this case."""
        found = await self.stage.api.page(who, path, request_id=self.request_id, **parameters)
        return found[0] if found else None


def written(at: datetime) -> str:
    """A moment as the API reads it."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
