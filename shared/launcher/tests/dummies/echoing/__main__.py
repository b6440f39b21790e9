"""Serves `/readyz`, `/events` (two events, a moment apart) and an echo of anything else."""

import asyncio
import json
import os
from typing import Any

import uvicorn


async def app(scope: dict[str, Any], receive: Any, send: Any) -> None:
    if scope["type"] != "http":
        return
    body = b""
    while (message := await receive()).get("more_body"):
        body += message["body"]
    body += message.get("body", b"")
    if scope["path"] == "/events":
        await stream(send)
        return
    told = {
        "service": os.environ.get("ECHO_NAME", "echoing"),
        "method": scope["method"],
        "path": scope["path"],
        "headers": {name.decode(): value.decode() for name, value in scope["headers"]},
        "bytes": len(body),
        "pid": os.getpid(),
    }
    headers = [(b"content-type", b"application/json")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps(told).encode()})


async def stream(send: Any) -> None:
    headers = [(b"content-type", b"text/event-stream")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"data: 1\n\n", "more_body": True})
    await asyncio.sleep(0.5)
    await send({"type": "http.response.body", "body": b"data: 2\n\n"})


if __name__ == "__main__":
    uvicorn.run(
        app, host="127.0.0.1", port=int(os.environ["AFTERCARE_HTTP_PORT"]), log_level="warning"
    )
