"""What can be set on a service process, read from the environment once at start."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


class ProcessRole(StrEnum):
    """A part of a service's work that a process may take."""

    API = "api"
    CONSUMERS = "consumers"
    RELAY = "relay"
    TIMERS = "timers"


def _comma_separated(value: Any) -> Any:
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    return value


class ServiceSettings(BaseSettings):
    """Settings every service has; a service adds its own by subclassing.

    Names in the environment carry the prefix `AFTERCARE_`. Addresses that hold passwords are left
    out of the representation, so that a log of the settings shows none.
    """

    model_config = SettingsConfigDict(env_prefix="AFTERCARE_", frozen=True, extra="ignore")

    region: str = Field(default="cn-south", pattern=r"^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$")
    http_host: str = "127.0.0.1"
    http_port: int = Field(default=8000, ge=0, le=65535)
    public_url: str = Field(
        default="http://127.0.0.1:8080", pattern=r"^https?://[^\s/?#@]+(/[^\s/?#]+)*$"
    )
    """Where people reach the suite; what is printed leads there, whoever asked for it and how."""
    database_url: str = Field(repr=False)
    migration_url: str | None = Field(default=None, repr=False)
    nats_url: str = Field(default="nats://127.0.0.1:4222", repr=False)
    """One address, or those of all nodes of a cluster with commas between them."""
    nats_user: str = ""
    nats_password: str = Field(default="", repr=False)
    stream_prefix: str = Field(default="", pattern=r"^[A-Za-z0-9_-]{0,32}$")
    stream_replicas: int = Field(default=1, ge=1, le=5)
    """As the streams were applied; anything else is drift."""
    jwks_file: Path
    issuer: str = "https://aftercare.local"
    audience: str = "aftercare"
    otlp_endpoint: str = ""
    trace_ratio: float = Field(default=1.0, ge=0, le=1)
    """Which share of the traces that start here is recorded; the caller decides about its own."""
    trace_sql: bool = False
    """Whether each statement to the database makes a span, for whoever looks for a slow one."""
    smtp_url: str = Field(default="", repr=False)
    mail_from: str = "aftercare@localhost"
    webhook_hosts: Annotated[frozenset[str], NoDecode, BeforeValidator(_comma_separated)] = (
        frozenset()
    )
    webhook_secret: str = Field(default="", repr=False)
    roles: Annotated[frozenset[ProcessRole], NoDecode, BeforeValidator(_comma_separated)] = (
        frozenset(ProcessRole)
    )
    log_format: Literal["json", "console"] = "json"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @classmethod
    def from_environment(cls, **overrides: Any) -> Self:
        """Read the environment; a value given here wins."""
        return cls(**overrides)

    @property
    def nats_servers(self) -> list[str]:
        """The addresses to try, any of which will do."""
        return addresses(self.nats_url)

    @property
    def async_database_url(self) -> str:
        """The same database for SQLAlchemy over asyncpg."""
        return _with_asyncpg(self.database_url)

    @property
    def async_migration_url(self) -> str | None:
        """The owner's way in, for SQLAlchemy over asyncpg."""
        return _with_asyncpg(self.migration_url) if self.migration_url else None


def addresses(urls: str) -> list[str]:
    """The addresses in a setting that may name several."""
    return [url.strip() for url in urls.split(",") if url.strip()]


def _with_asyncpg(url: str) -> str:
    _, separator, rest = url.partition("://")
    return f"postgresql+asyncpg{separator}{rest}"
