"""Settings come from the environment, are checked at start, and show no password."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from aftercare_kit.settings import ProcessRole, ServiceSettings


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setenv("AFTERCARE_REGION", "cn-east")
    monkeypatch.setenv(
        "AFTERCARE_DATABASE_URL", "postgresql://dispatch_app:s3cret@127.0.0.1/dispatch"
    )
    monkeypatch.setenv("AFTERCARE_JWKS_FILE", "/run/jwks.json")
    monkeypatch.setenv("AFTERCARE_ROLES", "api, relay")
    return monkeypatch


def test_settings_are_read_from_the_environment(environment: pytest.MonkeyPatch) -> None:
    """Each process is told what it is by its environment alone."""
    settings = ServiceSettings.from_environment(http_port=8102)

    assert settings.region == "cn-east"
    assert settings.http_port == 8102
    assert settings.roles == {ProcessRole.API, ProcessRole.RELAY}
    assert settings.jwks_file == Path("/run/jwks.json")
    assert settings.async_database_url.startswith("postgresql+asyncpg://dispatch_app:")
    assert settings.async_migration_url is None


def test_a_process_takes_every_role_unless_told(environment: pytest.MonkeyPatch) -> None:
    """One process per service is the ordinary way."""
    environment.delenv("AFTERCARE_ROLES")
    environment.setenv(
        "AFTERCARE_MIGRATION_URL", "postgresql://dispatch_owner:x@127.0.0.1/dispatch"
    )
    settings = ServiceSettings.from_environment()

    assert settings.roles == frozenset(ProcessRole)
    assert settings.async_migration_url == (
        "postgresql+asyncpg://dispatch_owner:x@127.0.0.1/dispatch"
    )


def test_settings_in_a_log_show_no_password(environment: pytest.MonkeyPatch) -> None:
    """Somebody will log them."""
    environment.setenv("AFTERCARE_NATS_PASSWORD", "s3cret")

    assert "s3cret" not in repr(ServiceSettings.from_environment())


@pytest.mark.parametrize(
    ("name", "value"),
    [("REGION", "cn.south"), ("REGION", "CN>"), ("ROLES", "api,cook"), ("HTTP_PORT", "70000")],
)
def test_a_wrong_setting_stops_the_start(
    environment: pytest.MonkeyPatch, name: str, value: str
) -> None:
    """A region becomes part of a subject, where a dot would be another level."""
    environment.setenv(f"AFTERCARE_{name}", value)

    with pytest.raises(ValidationError):
        ServiceSettings.from_environment()
