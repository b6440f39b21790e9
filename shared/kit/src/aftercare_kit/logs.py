"""Logs: one line per fact, JSON or console, each with the trace it belongs to.

No body, token or personal data is logged. Messages of exceptions that quote data (databases,
validation, look-ups) are left out; their type and where they were raised stay.
"""

import json
import logging
import sys
import traceback
from typing import Any, Final

import orjson
import structlog
from opentelemetry import trace
from structlog.typing import EventDict, ExcInfo, Processor, WrappedLogger

from aftercare_kit.settings import ServiceSettings

_SECRET_NAMES: Final = frozenset(
    {"authorization", "token", "password", "secret", "cookie", "body", "credentials", "jwt"}
)
_QUOTING_PACKAGES: Final = frozenset(
    {
        "asyncpg",
        "sqlalchemy",
        "pydantic",
        "pydantic_core",
        "pydantic_settings",
        "fastapi",
        "joserfc",
    }
)
_CHATTY: Final = ("uvicorn.access", "httpx2", "httpcore2", "nats")


def configure_logging(service: str, settings: ServiceSettings) -> None:
    """Send structlog and the standard library's logs through one chain to standard error."""

    def name_the_process(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
        return {"service": service, "region": settings.region, **event}

    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        name_the_process,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        name_the_trace,
        hide_secrets,
        tell_fault,
    ]
    last: Processor = (
        structlog.processors.JSONRenderer(serializer=_dump)
        if settings.log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(settings.log_level),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name, *shared],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.log_level)
    for name in ("uvicorn", "uvicorn.error"):
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = True
    for name in _CHATTY:
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).setLevel(logging.WARNING)
    # It warns of each statement longer than the limit that telemetry sets on purpose.
    logging.getLogger("opentelemetry.attributes").setLevel(logging.ERROR)


def name_the_trace(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Add the ids of the current span, when there is one."""
    context = trace.get_current_span().get_span_context()
    if context.is_valid:
        event["trace_id"] = trace.format_trace_id(context.trace_id)
        event["span_id"] = trace.format_span_id(context.span_id)
    return event


def hide_secrets(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Blank values whose names say that they are secret."""
    return {
        name: "[hidden]" if _SECRET_NAMES & set(name.lower().split("_")) else value
        for name, value in event.items()
    }


def tell_fault(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Replace exception information by its types, places and harmless messages."""
    given = event.pop("exc_info", None)
    fault = _fault_of(given)
    if fault is not None:
        event["fault"] = fault_lines(fault)
    return event


def fault_lines(fault: BaseException) -> list[str]:
    """Tell a chain of exceptions, outermost first, without what they quote."""
    lines: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = fault
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        lines.append(_told(current))
        lines.extend(
            f"  {frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(current.__traceback__)
        )
        current = current.__cause__ or (
            None if current.__suppress_context__ else current.__context__
        )
    return lines


def _told(fault: BaseException) -> str:
    name = type(fault).__qualname__
    package = type(fault).__module__.partition(".")[0]
    if package in _QUOTING_PACKAGES:
        state = getattr(fault, "sqlstate", None)
        return f"{package}.{name} [{state}]" if state else f"{package}.{name}"
    if isinstance(fault, (ValueError, LookupError, TypeError, ExceptionGroup)):
        return name
    return f"{name}: {fault}"


def _fault_of(given: bool | BaseException | ExcInfo | None) -> BaseException | None:
    if isinstance(given, BaseException):
        return given
    if isinstance(given, tuple):
        return given[1]
    return sys.exc_info()[1] if given else None


def _dump(event: Any, **_: Any) -> str:
    """Write JSON fast; what orjson refuses (half surrogates, huge integers) goes the slow way."""
    try:
        return orjson.dumps(event, default=str, option=orjson.OPT_NON_STR_KEYS).decode()
    except TypeError:
        return json.dumps(event, default=str)
