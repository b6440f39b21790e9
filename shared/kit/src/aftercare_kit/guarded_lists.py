"""For tests: reads every list that a service publishes, and tells of those that grow.

The lists and what narrows them are taken from the service's own OpenAPI document, so that a new one
is guarded as soon as it is there.
"""

from collections.abc import Iterator, Mapping

import httpx2
from fastapi import FastAPI

from aftercare_kit.pages import LARGEST_LIMIT
from aftercare_kit.plans import plans_of
from aftercare_kit.testing import Bench

MOST = 500
"""Rows that a step of a list's plan may go over; full tables hold several times as many."""

_PAGED = frozenset({"cursor", "limit"})


def lists_of(app: FastAPI) -> Iterator[tuple[str, str | None]]:
    """Each list of a service that can be read plain, with each of its filters."""
    for path, routes in app.openapi()["paths"].items():
        parameters = routes.get("get", {}).get("parameters", ())
        asked = {each["name"] for each in parameters}
        if "cursor" in asked and not any(each.get("required") for each in parameters):
            yield path, None
            yield from ((path, name) for name in sorted(asked - _PAGED))


async def grown(
    bench: Bench, who: httpx2.AsyncClient, values: Mapping[str, str | None]
) -> list[str]:
    """Read each list that there is, and give the plans that go over too many rows.

    Args:
        bench: the service, on full tables.
        who: may read every list.
        values: what to narrow by, as `path?name` or `name`; None leaves that filter out, with a
            reason beside it.

    Raises:
        KeyError: a filter without a value.

    """
    found: list[str] = []
    for path, name in lists_of(bench.process.app):
        if name is None:
            first = await _read(who, path, {"limit": str(LARGEST_LIMIT)})
            after = {"cursor": first["next"]} if first["next"] else {}
            found += await grown_at(bench, who, path, after)
            found += await grown_at(bench, who, path, {})
            continue
        special = f"{path}?{name}"
        value = values[special] if special in values else values[name]
        if value is not None:
            found += await grown_at(bench, who, path, {name: value})
    return found


async def grown_at(
    bench: Bench, who: httpx2.AsyncClient, path: str, query: Mapping[str, str]
) -> list[str]:
    """Read one list, and give those of its plans that go over too many rows."""
    plans = await plans_of(bench.process, lambda: _read(who, path, query))
    return [f"{path} {dict(query)}\n{plan.told()}" for plan in plans if plan.wide(MOST)]


async def _read(
    who: httpx2.AsyncClient, path: str, query: Mapping[str, str]
) -> Mapping[str, str | None]:
    answer = await who.get(path, params=dict(query))
    assert answer.status_code == httpx2.codes.OK, f"{path} {query}: {answer.text}"
    return answer.json()
