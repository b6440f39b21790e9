"""The public address is one that can be printed: whole, plain, without a slash at its end."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from aftercare_kit.settings import ServiceSettings

FIXED = {"database_url": "postgresql://x", "jwks_file": Path("jwks.json")}


@pytest.mark.parametrize("url", ["https://care.example", "http://10.0.0.1:8080", "https://a.b/c/d"])
def test_an_address_to_print_is_taken(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AFTERCARE_PUBLIC_URL", url)
    assert ServiceSettings.from_environment(**FIXED).public_url == url


@pytest.mark.parametrize(
    "url", ["care.example", "https://a.b/", "https://me@a.b", "https://a.b/?x=1", "ftp://a.b", ""]
)
def test_anything_else_keeps_the_service_from_starting(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AFTERCARE_PUBLIC_URL", url)
    with pytest.raises(ValidationError, match="public_url"):
        ServiceSettings.from_environment(**FIXED)
