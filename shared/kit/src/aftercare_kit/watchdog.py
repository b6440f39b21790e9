"""Ends a process whose event loop has stopped turning, so that its supervisor starts it anew."""

import asyncio
import os
import threading
import time

STALLED_SECONDS = 60.0
_BEAT_SECONDS = 1.0
_EXIT_CODE = 70  # EX_SOFTWARE of sysexits.h


async def watch_event_loop() -> None:
    """Beat once a second; a thread of its own ends the process when the beats stay away."""
    last = time.monotonic()
    stopped = threading.Event()

    def watch() -> None:
        while not stopped.wait(_BEAT_SECONDS * 5):
            if time.monotonic() - last > STALLED_SECONDS:
                os.write(2, b"event loop stalled for a minute; giving way to a new process\n")
                os._exit(_EXIT_CODE)

    threading.Thread(target=watch, name="watchdog", daemon=True).start()
    try:
        while True:
            last = time.monotonic()
            await asyncio.sleep(_BEAT_SECONDS)
    finally:
        stopped.set()
