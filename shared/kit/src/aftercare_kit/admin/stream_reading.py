"""The ids in a service's stream, read by a consumer of our own that nobody else notices."""

from dataclasses import dataclass, field
from uuid import UUID

from nats.aio.msg import Msg
from nats.js import JetStreamContext
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy

from aftercare_kit.admin.log_reading import Position
from aftercare_kit.events import POSITION

BATCH = 1_000
SILENCE_SECONDS = 10.0


@dataclass
class StreamCopy:
    """What a stream holds, as far as it was read."""

    stream: str
    ids: set[UUID] = field(default_factory=set[UUID])
    last: Position | None = None
    sequence: int = 0

    async def read(self, js: JetStreamContext) -> None:
        """Read on, from where the last reading ended to where the stream ends now."""
        state = (await js.stream_info(self.stream)).state
        end = state.last_seq
        if state.messages == 0 or self.sequence >= end:
            return
        info = await js.add_consumer(
            self.stream,
            ConsumerConfig(
                ack_policy=AckPolicy.NONE,
                deliver_policy=DeliverPolicy.BY_START_SEQUENCE,
                opt_start_seq=self.sequence + 1,
                headers_only=True,
                mem_storage=True,
                num_replicas=1,
                inactive_threshold=60,
            ),
        )
        subscription = await js.pull_subscribe_bind(info.name, self.stream)
        try:
            while self.sequence < end:
                batch = min(BATCH, end - self.sequence)
                for message in await subscription.fetch(batch, timeout=SILENCE_SECONDS):
                    self._take(message)
        except TimeoutError as fault:
            raise TimeoutError(
                f"The stream {self.stream} fell silent at {self.sequence}."
            ) from fault
        finally:
            await subscription.unsubscribe()
            await js.delete_consumer(self.stream, info.name)

    def _take(self, message: Msg) -> None:
        headers = message.headers or {}
        self.ids.add(UUID(headers["ce-id"]))
        self.last = Position.parse(headers[POSITION])
        self.sequence = message.metadata.sequence.stream
