"""How the live streams and consumers differ from their declaration."""

from aftercare_kit import streams
from aftercare_kit.admin.jetstream import NatsAccess, jetstream
from aftercare_kit.streams import Place


async def check(access: NatsAccess, place: Place) -> list[str]:
    """Every difference as a sentence; empty where all is as declared."""
    async with jetstream(access) as js:
        return await streams.check(js, place)
