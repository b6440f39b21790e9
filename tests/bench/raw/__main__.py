"""The raw service: FastAPI and asyncpg by hand, behind the same edge and in the same server.

It trusts the edge's check of the token and reads the subject from it; it parses the body with the
very model of intake. It keeps no rule, loads no aggregate and sees every region's rows.
"""

import hashlib
import os
from base64 import urlsafe_b64decode
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import asyncpg
import orjson
import uvicorn
from fastapi import FastAPI, Request, Response
from uuid_utils.compat import uuid7

from intake.application.request.register import RegisterRequest
from tests.bench.raw.statement import call_clocks, numbered

SQL = numbered()
POOL = 8
"""As many connections as a service of ours keeps."""


@asynccontextmanager
async def pooled(app: FastAPI) -> AsyncGenerator[None]:
    async with asyncpg.create_pool(
        os.environ["RAW_DATABASE_URL"], min_size=POOL, max_size=POOL
    ) as pool:
        app.state.pool = pool
        yield


app = FastAPI(lifespan=pooled)


@app.get("/readyz")
async def readyz() -> dict[str, bool]:
    return {"ready": True}


@app.post("/requests", status_code=201)
async def register(body: RegisterRequest, request: Request) -> Response:
    """Write the rows and answer with the request's."""
    claims = request.headers["authorization"].split(".")[1]
    actor = orjson.loads(urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))["sub"]
    now = datetime.now(UTC)
    stored = await request.app.state.pool.fetchval(
        SQL,
        f"{body.department}{now:%y%m}",
        uuid7(),
        body.department,
        body.channel.value,
        body.subject,
        body.description,
        body.customer_id,
        body.asset_id,
        uuid7(),
        actor,
        request.headers.get("traceparent"),
        request.headers["idempotency-key"],
        hashlib.sha256(await request.body()).digest(),
        call_clocks(now),
    )
    return Response(stored, 201, {"ETag": '"1"'}, "application/json")


if __name__ == "__main__":
    uvicorn.run(
        app, host="127.0.0.1", port=int(os.environ["RAW_PORT"]), loop="uvloop", http="httptools",
        log_config=None, access_log=False, server_header=False, timeout_keep_alive=75,
    )  # fmt: skip
