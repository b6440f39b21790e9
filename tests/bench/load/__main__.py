"""Reads a job from standard input, does it, writes what it found."""

import asyncio
import json
import sys
import time
from dataclasses import asdict

import uvloop

from tests.bench.load.connection import Connection, Tally
from tests.bench.load.job import Done, Job


async def work(job: Job) -> Done:
    """Keep every connection busy until time is up."""
    loop = asyncio.get_running_loop()
    tally = Tally()
    connections = [Connection(job, place, tally) for place in range(len(job.tokens))]
    for connection in connections:
        await loop.create_connection(lambda c=connection: c, "127.0.0.1", job.port)
    began, cpu = time.perf_counter(), time.process_time()
    ends = began + job.seconds
    for connection in connections:
        connection.start(ends)
    await asyncio.gather(*(connection.finished for connection in connections))
    return Done(
        answered=len(tally.latencies),
        seconds=time.perf_counter() - began,
        latencies=tally.latencies,
        statuses=dict(tally.statuses),
        cpu=time.process_time() - cpu,
        others=tally.others,
    )


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(uvloop.run(work(Job(**json.load(sys.stdin)))))))
