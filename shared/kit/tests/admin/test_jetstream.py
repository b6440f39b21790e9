"""What the administrator asks of a cluster waits until there is somebody to answer."""

from typing import Any

import pytest
from nats.errors import TimeoutError as NothingCame
from nats.js import JetStreamContext
from nats.js.errors import APIError, BadRequestError, NotFoundError, ServiceUnavailableError

from aftercare_kit.admin import jetstream as admin
from aftercare_kit.admin.jetstream import NatsAccess, jetstream, when_led

pytestmark = pytest.mark.anyio


class Electing:
    """A stream whose leader is being elected."""

    def __init__(self, *faults: Exception) -> None:
        self.asked = 0
        self._faults = list(faults)

    async def info(self) -> str:
        self.asked += 1
        if self._faults:
            raise self._faults.pop(0)
        return "led"


async def test_what_nobody_answered_is_asked_again() -> None:
    stream = Electing(NothingCame(), ServiceUnavailableError())

    assert await when_led(stream.info) == "led"
    assert stream.asked == 3


async def test_after_so_long_nobody_is_told() -> None:
    with pytest.raises(NothingCame):
        await when_led(Electing(*[NothingCame() for _ in range(9)]).info, within=0.3)


async def test_an_answer_is_an_answer() -> None:
    """There is no such stream: to ask again would tell nothing else."""
    stream = Electing(NotFoundError())

    with pytest.raises(NotFoundError):
        await when_led(stream.info)
    assert stream.asked == 1


class Absent:
    """A JetStream that is not there the first times it is asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *faults: APIError) -> None:
        self.left = list(faults)
        self._ask = JetStreamContext._api_request
        absent = self

        async def ask(js: JetStreamContext, *asked: Any, **more: Any) -> Any:
            if absent.left:
                raise absent.left.pop(0)
            return await absent._ask(js, *asked, **more)

        monkeypatch.setattr(JetStreamContext, "_api_request", ask)


@pytest.fixture
def access(nats_server: Any) -> NatsAccess:
    return NatsAccess(nats_server.url, "admin", nats_server.password())


NOBODY = ServiceUnavailableError()
ALONE = BadRequestError(code=400, err_code=10005, description="no suitable peers, peer offline")
"""A stream of three copies has no places where one node has seen no other."""


@pytest.mark.parametrize("fault", [NOBODY, ALONE], ids=["nobody listens", "a node alone"])
async def test_whatever_is_asked_waits_for_those_who_can_do_it(
    access: NatsAccess, monkeypatch: pytest.MonkeyPatch, fault: APIError
) -> None:
    """Nothing was done, so it may be asked again, whatever it is."""
    absent = Absent(monkeypatch, fault, fault, fault)
    async with jetstream(access) as js:
        await js.account_info()
    assert absent.left == []


async def test_a_server_that_refuses_is_not_asked_again(
    access: NatsAccess, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says the same where it has no room left, and then it has listened."""
    full = ServiceUnavailableError(code=503, err_code=10023, description="insufficient resources")
    absent = Absent(monkeypatch, full, full)
    async with jetstream(access) as js:
        with pytest.raises(ServiceUnavailableError):
            await js.account_info()
    assert absent.left == [full]


async def test_nobody_is_waited_for_for_ever(
    access: NatsAccess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admin, "LED_WITHIN_SECONDS", 0.5)
    Absent(monkeypatch, *[ServiceUnavailableError() for _ in range(99)])
    async with jetstream(access) as js:
        with pytest.raises(ServiceUnavailableError):
            await js.account_info()
