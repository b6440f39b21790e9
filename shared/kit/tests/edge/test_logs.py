"""Logs name the process and the trace, and never tell what people wrote."""

import json
import logging
import sys
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
import sqlalchemy as sa
import structlog
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from aftercare_kit.logs import configure_logging, fault_lines
from aftercare_kit.settings import ServiceSettings
from aftercare_kit.spans import current_trace_id, span_from

from .conftest import quiet_structlog

CANARY = "13800138000"


@pytest.fixture(autouse=True)
def _logging_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    quiet_structlog()


@pytest.fixture
def stderr(monkeypatch: pytest.MonkeyPatch) -> StringIO:
    written = StringIO()
    monkeypatch.setattr(sys, "stderr", written)
    return written


@pytest.fixture
def lines(settings: ServiceSettings, stderr: StringIO) -> Any:
    configure_logging("dispatch", settings)
    return lambda: [json.loads(line) for line in stderr.getvalue().splitlines()]


def test_a_line_names_its_process_and_its_trace(lines: Any, spans: InMemorySpanExporter) -> None:
    """From a line to its trace, and back, in one copy and paste."""
    with span_from(None, "work"):
        structlog.get_logger().info("relay_started", batch=500)
        trace_id = current_trace_id()
    structlog.get_logger().debug("too fine")
    [line] = lines()

    assert (line["service"], line["region"], line["level"]) == ("dispatch", "cn-south", "info")
    assert (line["event"], line["batch"]) == ("relay_started", 500)
    assert line["trace_id"] == trace_id
    assert len(line["span_id"]) == 16
    assert line["timestamp"].endswith("Z")


def test_logs_of_libraries_come_through_the_same_chain(lines: Any) -> None:
    """uvicorn's start and a library's warning look like our own lines; access logs are off."""
    logging.getLogger("uvicorn.error").info("started on %s", "127.0.0.1")
    logging.getLogger("uvicorn.access").info("GET /?phone=%s", CANARY)
    [line] = lines()

    assert (line["event"], line["logger"]) == ("started on 127.0.0.1", "uvicorn.error")
    assert line["service"] == "dispatch"


def test_values_named_as_secret_are_hidden(lines: Any) -> None:
    """A slip of the pen does not publish a token."""
    structlog.get_logger().info("call", authorization="Bearer x", nats_password="y", body="z", n=1)
    [line] = lines()

    assert line["authorization"] == line["nats_password"] == line["body"] == "[hidden]"
    assert line["n"] == 1


def test_a_line_holds_whatever_it_is_given(lines: Any) -> None:
    """Half a surrogate, a huge number or an odd object costs no line."""
    structlog.get_logger().info("odd", half="\ud800", huge=2**70, thing={1: object})
    [line] = lines()

    assert line["event"] == "odd"
    assert line["huge"] == 2**70


def test_a_fault_is_told_without_what_it_quotes(lines: Any) -> None:
    """Databases and validation quote the value they refused; their type and place remain."""
    try:
        try:
            int(CANARY + "x")
        except ValueError as fault:
            raise sa.exc.IntegrityError(f"insert {CANARY}", {}, fault) from fault
    except sa.exc.IntegrityError:
        structlog.get_logger().exception("failed")
        logging.getLogger("asyncio").exception("task failed")
    ours, theirs = lines()

    for line in (ours, theirs):
        assert CANARY not in json.dumps(line)
        assert line["fault"][0] == "sqlalchemy.IntegrityError"
        assert any("test_logs.py" in told for told in line["fault"])
        assert "ValueError" in line["fault"]


def test_a_fault_of_our_own_keeps_its_message(lines: Any) -> None:
    """Operators need the sentence we wrote for them."""
    structlog.get_logger().error("drift", exc_info=RuntimeError("stream INTAKE has 1 replica"))
    structlog.get_logger().error("no fault at all", exc_info=True)
    drift, none = lines()

    assert drift["fault"] == ["RuntimeError: stream INTAKE has 1 replica"]
    assert "fault" not in none


def test_a_chain_of_faults_ends() -> None:
    """Contexts may go round in a circle; a database's state code is kept."""
    one, two = RuntimeError("one"), RuntimeError("two")
    one.__cause__, two.__cause__ = two, one
    state = type("UniqueViolation", (Exception,), {"__module__": "asyncpg.exceptions"})()
    state.sqlstate = "23505"
    hidden = RuntimeError("kept")
    hidden.__context__, hidden.__suppress_context__ = RuntimeError("left out"), True

    assert fault_lines(one) == ["RuntimeError: one", "RuntimeError: two"]
    assert fault_lines(state) == ["asyncpg.UniqueViolation [23505]"]
    assert fault_lines(hidden) == ["RuntimeError: kept"]


def test_a_console_reads_like_prose(
    settings: ServiceSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For people at a terminal the same facts come without braces."""
    stderr = StringIO()
    monkeypatch.setattr(sys, "stderr", stderr)
    configure_logging("dispatch", settings.model_copy(update={"log_format": "console"}))
    structlog.get_logger().warning("relay_waits")
    told = stderr.getvalue()

    assert "relay_waits" in told
    assert "\x1b[" not in told
    assert not told.startswith("{")
