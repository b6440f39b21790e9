"""What the administrator asks of a cluster waits until there is somebody to answer."""

import pytest
from nats.errors import TimeoutError as NothingCame
from nats.js.errors import NotFoundError, ServiceUnavailableError

from aftercare_kit.admin.jetstream import when_led

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
