"""One case while it is played: what is known of it, and who speaks for whom in it."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar

from aftercare_launcher.demo.acts import CasePlan
from aftercare_launcher.demo.api import Api, Json
from aftercare_launcher.demo.chance import number_for
from aftercare_launcher.demo.live import Live, News
from aftercare_launcher.demo.maker.founded import Founded
from aftercare_launcher.demo.people import People, Person

T = TypeVar("T")

AWAITED = frozenset(
    {
        "work_order.opened",
        "work_order.reopened",
        "work_order.readiness_changed",
        "verification.opened",
        "survey.sent",
        "quote.drafted",
        "return.due",
    }
)
"""The facts that some desk waits for."""


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
    _known: dict[str, int] = field(default_factory=dict[str, int])
    """The latest version that we know of what the case is made of."""

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

    @property
    def contact(self) -> str:
        """Who at the customer's receives engineers."""
        maker = self.stage.maker
        return maker.contacts[maker.world.owner(self.plan.unit).key]

    async def post(
        self, who: Person, path: str, body: Mapping[str, object], at: datetime | None = None
    ) -> Json:
        """Say the next thing of the case; its place in the case names it."""
        self._steps += 1
        dated = body if at is None else {**body, "occurred_at": written(at)}
        key = f"{self.plan.key}-{self._steps}"
        return self._seen(await self.stage.api.post(who, path, dated, key=key))

    async def first(self, who: Person, path: str, **parameters: str) -> Json | None:
        """The first entry of a list about this case."""
        found = await self.stage.api.page(who, path, request_id=self.request_id, **parameters)
        return self._seen(found[0]) if found else None

    async def until(
        self,
        facts: Collection[str],
        told: Callable[[News], Awaitable[T | None]],
        look: Callable[[], Awaitable[T | None]],
        what: str,
    ) -> T:
        """What another service makes of the case, as `Live.until` waits for it."""

        async def told_anew(news: News) -> T | None:
            if news.version <= self._known.get(news.aggregate_id, 0):
                return None  # A look, or an answer to ourselves, has told as much before.
            self._known[news.aggregate_id] = news.version
            return await told(news)

        return await self.stage.live.until(self.request_id, facts, told_anew, look, what)

    async def named(self, facts: Collection[str], who: Person, path: str, state: str) -> str:
        """The id of what these facts bring about: from the event, or else from the service's list.

        Args:
            facts: any of them will do.
            who: may look at the list.
            path: of the list.
            state: in which the new thing is there.

        """

        async def told(news: News) -> str | None:
            return news.aggregate_id

        async def look() -> str | None:
            found = await self.first(who, path, state=state)
            return found["id"] if found else None

        return await self.until(facts, told, look, " or ".join(facts))

    def _seen(self, answer: Json) -> Json:
        if "version" in answer:  # A stock level has none.
            known = self._known.get(answer["id"], 0)
            self._known[answer["id"]] = max(answer["version"], known)
        return answer


def written(at: datetime) -> str:
    """A moment as the API reads it."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
