"""The merged API as the gateway serves it."""

from aftercare_contracts.topology import SERVICES
from aftercare_kit.testing import Bench


async def test_everybody_may_read_what_the_suite_can_do(bench: Bench) -> None:
    """Without a token: the merged document and its page, and not the gateway's alone."""
    nobody = bench.caller()
    del nobody.headers["Authorization"]

    document = (await nobody.get("/openapi.json")).json()
    page = await nobody.get("/docs")

    assert "/api/cases/{request}" in document["paths"]
    assert {tag["name"] for tag in document["tags"]} <= set(SERVICES)
    assert "/api/intake/requests" in document["paths"]
    assert page.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "/api/cases/{request}" in page.text
