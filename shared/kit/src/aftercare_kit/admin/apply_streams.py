"""`python -m aftercare_kit.admin.apply_streams`: make streams and consumers as declared.

For whatever starts a deployment: before its services, which refuse to be ready until it was done.
"""

import asyncio
import sys
import time

from nats.errors import NoRespondersError
from nats.js.errors import ServiceUnavailableError
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from aftercare_kit import streams
from aftercare_kit.admin.jetstream import NatsAccess, jetstream
from aftercare_kit.streams import Place


class _Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="AFTERCARE_", extra="ignore")

    region: str = "cn-south"
    nats_url: str = Field(repr=False)
    nats_user: str = "admin"
    nats_password: str = Field(default="", repr=False)
    stream_prefix: str = ""
    stream_replicas: int = 1


WITHIN_SECONDS = 45.0
ANSWER_SECONDS = 2.0
RETRY_SECONDS = 0.2


async def apply(access: NatsAccess, place: Place) -> list[str]:
    """Apply the declaration; what was created or changed, one sentence each.

    A cluster that has just started, or lost a node, first elects a leader for every stream and
    consumer and answers nothing about them meanwhile: that is waited for.
    """
    done: list[str] = []
    deadline = time.monotonic() + WITHIN_SECONDS
    async with jetstream(access, answer_seconds=ANSWER_SECONDS) as js:
        while True:
            try:
                await streams.apply(js, place, done)
            except (TimeoutError, NoRespondersError, ServiceUnavailableError):
                if time.monotonic() > deadline:
                    raise
                await asyncio.sleep(RETRY_SECONDS)
            else:
                return done


def main() -> int:
    settings = _Settings()  # pyright: ignore[reportCallIssue]
    access = NatsAccess(settings.nats_url, settings.nats_user, settings.nats_password)
    place = Place(settings.region, settings.stream_replicas, settings.stream_prefix)
    for done in asyncio.run(apply(access, place)):
        sys.stdout.write(f"{done}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
