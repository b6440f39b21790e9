"""The people of a journey: each calls the edge in one role, as a browser or a phone would."""

import json
import secrets
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

import httpx2

from aftercare_launcher.tokens import Bearer, issue

T = TypeVar("T")

PATIENCE = 30.0
"""Seconds until another service must have heard; far more than it takes, on any machine."""


def eventually(look: Callable[[], T | None], what: str, within: float = PATIENCE) -> T:
    """The first true answer; facts reach other services in moments, not at once."""
    deadline = time.monotonic() + within
    while not (seen := look()):
        assert time.monotonic() < deadline, f"{what} did not come to pass in {within:.0f} s"
        time.sleep(0.05)
    return seen


def a_traceparent() -> str:
    """What a client sends that traces its own calls."""
    return f"00-{secrets.token_hex(16)}-{secrets.token_hex(8)}-01"


class Person:
    """Somebody with a token, and what the edge answered them."""

    def __init__(self, edge: str, token: str, headers: dict[str, str]) -> None:
        self._client = httpx2.Client(
            base_url=f"{edge}/api",
            headers={"Authorization": f"Bearer {token}", "Accept-Language": "en", **headers},
            timeout=15.0,
        )

    def does(self, path: str, expect: int | None = None, **body: Any) -> dict[str, Any]:
        """Command something; anything but success is a failure, unless a refusal is expected."""
        answer = self._client.post(path, json=body, headers={"Idempotency-Key": str(uuid4())})
        met = answer.is_success if expect is None else answer.status_code == expect
        assert met, f"POST {path} {body}: {answer.status_code} {answer.text}"
        return answer.json()

    def keeps(self, path: str, **body: Any) -> dict[str, Any]:
        """Write a record anew."""
        answer = self._client.put(path, json=body, headers={"Idempotency-Key": str(uuid4())})
        assert answer.is_success, f"PUT {path} {body}: {answer.status_code} {answer.text}"
        return answer.json()

    def is_refused(self, path: str, **body: Any) -> dict[str, Any]:
        """Command something that the rules forbid; the problem document."""
        answer = self._client.post(path, json=body, headers={"Idempotency-Key": str(uuid4())})
        assert answer.is_client_error, f"POST {path} {body}: {answer.status_code} {answer.text}"
        return answer.json()

    def sees(self, path: str, **query: Any) -> dict[str, Any]:
        answer = self._client.get(path, params=query)
        assert answer.is_success, f"GET {path}: {answer.status_code} {answer.text}"
        return answer.json()

    @contextmanager
    def listening(self, path: str) -> Generator[Iterator[dict[str, Any]]]:
        """A stream of server-sent events, joined before the block begins; silence is a failure."""
        with self._client.stream("GET", path, timeout=PATIENCE) as answer:
            assert answer.is_success, f"GET {path}: {answer.status_code}"
            lines = answer.iter_lines()
            next(lines)  # The comment that says so.
            yield (json.loads(line[6:]) for line in lines if line.startswith("data: "))

    def takes(self, path: str, **query: Any) -> str:
        """A file's text."""
        answer = self._client.get(path, params=query)
        assert answer.is_success, f"GET {path}: {answer.status_code} {answer.text}"
        return answer.text

    def finds(self, path: str, **query: Any) -> list[dict[str, Any]]:
        """A list's first page."""
        return self.sees(path, **query)["items"]

    def awaits(self, path: str, **query: Any) -> dict[str, Any]:
        """The first entry of a list, as soon as there is one."""
        return eventually(lambda: self.finds(path, **query), f"an entry of {path} {query}")[0]

    def close(self) -> None:
        self._client.close()


@dataclass
class People:
    """Everybody of one region, as far as a journey meets them."""

    edge: str
    key: Path
    region: str
    headers: dict[str, str] = field(default_factory=dict[str, str])
    _known: dict[str, Person] = field(default_factory=dict[str, Person])

    def person(self, role: str, **bound: str) -> Person:
        """Somebody with this role, the same one each time."""
        name = " ".join([role, *bound.values()])
        if name not in self._known:
            bearer = Bearer(subject=name, name=name, roles=[role], region=self.region, **bound)
            token = issue(self.key, bearer, lifetime_seconds=3600)
            self._known[name] = Person(self.edge, token, self.headers)
        return self._known[name]

    def under(self, traceparent: str) -> "People":
        """The same people, with every call in one trace of the client's."""
        return People(self.edge, self.key, self.region, {"traceparent": traceparent})

    @property
    def agent(self) -> Person:
        return self.person("service_agent")

    @property
    def dispatcher(self) -> Person:
        return self.person("service_center_dispatcher")

    @property
    def manager(self) -> Person:
        return self.person("regional_manager")

    @property
    def supervisor(self) -> Person:
        return self.person("service_supervisor")

    @property
    def support(self) -> Person:
        return self.person("regional_support")

    @property
    def storekeeper(self) -> Person:
        return self.person("warehouse")

    @property
    def quoting(self) -> Person:
        return self.person("external_quoting")

    @property
    def archivist(self) -> Person:
        return self.person("service_info_officer")

    def engineer(self, engineer_id: str) -> Person:
        return self.person("field_engineer", engineer_id=engineer_id)

    def customer(self, customer_id: str) -> Person:
        return self.person("customer", customer_id=customer_id)

    def close(self) -> None:
        for person in self._known.values():
            person.close()
