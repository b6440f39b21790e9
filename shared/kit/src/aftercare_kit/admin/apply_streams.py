"""`python -m aftercare_kit.admin.apply_streams`: make streams and consumers as declared.

For whatever starts a deployment: before its services, which refuse to be ready until it was done.
"""

import asyncio
import sys

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from aftercare_kit import streams
from aftercare_kit.admin.jetstream import (
    SHORT_ANSWER_SECONDS,
    NatsAccess,
    jetstream,
    when_led,
)
from aftercare_kit.streams import Place


class _Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="AFTERCARE_", extra="ignore")

    region: str = "cn-south"
    nats_url: str = Field(repr=False)
    nats_user: str = "admin"
    nats_password: str = Field(default="", repr=False)
    stream_prefix: str = ""
    stream_replicas: int = 1


async def apply(access: NatsAccess, place: Place) -> list[str]:
    """Apply the declaration; what was created or changed, one sentence each."""
    done: list[str] = []
    async with jetstream(access, answer_seconds=SHORT_ANSWER_SECONDS) as js:
        await when_led(lambda: streams.apply(js, place, done))
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
