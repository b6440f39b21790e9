"""Ends tasks for certain: before Python 3.12 `wait_for`, in libraries too, can swallow a cancel."""

import asyncio
from collections.abc import Collection
from typing import Any

PATIENCE_SECONDS = 0.5


async def end(tasks: Collection[asyncio.Task[Any]]) -> None:
    """Cancel tasks, again and again, until each has ended; what they raised is left aside."""
    pending = {task for task in tasks if not task.done()}
    while pending:
        for task in pending:
            task.cancel()
        _, pending = await asyncio.wait(pending, timeout=PATIENCE_SECONDS)
    await asyncio.gather(*tasks, return_exceptions=True)
