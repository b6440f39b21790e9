"""Asks the gateway for every case of the run, once all that had to follow has followed."""

import asyncio
import time
from collections.abc import Iterable, Sequence
from typing import Final

from aftercare_launcher.demo.api import Api, Json
from aftercare_launcher.demo.people import People
from aftercare_launcher.demo.play.case import Case

SETTLED_WITHIN: Final = 90.0
LOOK_EVERY: Final = 0.5
READERS: Final = 8
"""So many people read side by side; none reads faster than the edge lets one person."""


class Cases:
    """The run's cases, as the gateway tells them."""

    def __init__(self, api: Api, people: People, played: Sequence[Case]) -> None:
        self._api = api
        self._readers = [people.company("service_dept_manager", n) for n in range(1, READERS + 1)]
        self._wanted = _wanted(played)
        self._visited = {case.request_id for case in played if case.visit_id}

    async def settle(self) -> None:
        """Wait until every case is where its script ends; not for ever."""
        deadline = time.monotonic() + SETTLED_WITHIN
        while time.monotonic() < deadline:
            lines = await self._lines()
            if all(lines.get(request) == state for request, state in self._wanted.items()):
                return
            await asyncio.sleep(LOOK_EVERY)

    async def whole(self) -> list[Json]:
        """Every case in full, as it is now."""
        requests = iter(self._wanted)
        found: list[Json] = []

        async def read(number: int) -> None:
            for request in requests:
                case = await self._api.get(self._readers[number], f"/api/cases/{request}")
                case["timeline"] += await self._rest(number, request, case["timeline_next"])
                found.append(case)

        await asyncio.gather(*(read(number) for number in range(READERS)))
        return found

    def astray(self, cases: Iterable[Json]) -> dict[str, str]:
        """Cases that ended otherwise than their script wanted, and how, by printed number."""
        found = {case["request_id"]: case for case in cases}
        wrong: dict[str, str] = {}
        for request, state in self._wanted.items():
            case = found.get(request)
            if case is None:
                wrong[request] = f"not known to the gateway, wanted {state}"
            elif case["state"] != state:
                wrong[case["number"]] = f"{case['state']}, wanted {state}"
            elif request in self._visited and case["charge"] is None:
                wrong[case["number"]] = "a visit without its charge"
        return wrong

    async def _lines(self) -> dict[str, str]:
        """State by request, of every case there is: ours among them."""
        lines = await self._api.all(self._readers[0], "/api/cases")
        return {line["request_id"]: line["state"] for line in lines}

    async def _rest(self, number: int, request: str, cursor: str | None) -> list[Json]:
        path, rest = f"/api/cases/{request}/timeline", list[Json]()
        while cursor:
            page = await self._api.get(self._readers[number], path, cursor=cursor, limit=200)
            rest += page["items"]
            cursor = page["next"]
        return rest


def _wanted(played: Sequence[Case]) -> dict[str, str]:
    """The state in which each request has to end."""
    wanted = {case.request_id: str(case.plan.ends) for case in played if case.request_id}
    for case in played:
        wanted |= dict.fromkeys(case.merged, "merged")
    return wanted
