"""Who asks is read from a genuine token of this region, and from nothing else."""

from typing import Any
from uuid import UUID

import httpx2
import pytest

from aftercare_kit.identity import TokenInvalid, WrongRegion, actor_from, system_actor
from aftercare_kit.roles import Role

from .conftest import Issuer


async def ask(http: httpx2.AsyncClient, token: str | None, **headers: str) -> httpx2.Response:
    given = {} if token is None else {"Authorization": f"Bearer {token}"}
    return await http.get("/me", headers=given | {"Accept-Language": "zh-CN"} | headers)


async def test_the_actor_is_who_the_token_names(http: httpx2.AsyncClient, issuer: Issuer) -> None:
    """Name, roles and scope come from the token, language and address from the request."""
    customer = str(UUID(int=7))
    answer = await ask(http, issuer.token(customer_id=customer))

    assert answer.status_code == 200
    assert answer.json() == {
        "subject": "u-17",
        "name": "李工",
        "roles": ["field_engineer"],
        "language": "zh",
        "customer": customer,
        "ip": "127.0.0.1",
    }


async def test_without_a_token_the_answer_says_how_to_come_back(http: httpx2.AsyncClient) -> None:
    """401 names the scheme; no error is claimed where nothing was tried."""
    answer = await ask(http, None)

    assert answer.status_code == 401
    assert answer.json()["code"] == "token-missing"
    assert answer.headers["www-authenticate"] == "Bearer"
    other = await http.get("/me", headers={"Authorization": "Basic dTpw"})
    assert other.json()["code"] == "token-missing"


async def test_a_bad_token_and_an_old_one_have_their_codes(
    http: httpx2.AsyncClient, issuer: Issuer
) -> None:
    """A client renews an old token and gives a bad one up."""
    bad = await ask(http, "a.b.c")
    old = await ask(http, issuer.token(iat=1, exp=2))

    assert (bad.status_code, bad.json()["code"]) == (401, "token-invalid")
    assert bad.headers["www-authenticate"] == 'Bearer error="invalid_token"'
    assert (old.status_code, old.json()["code"]) == (401, "token-expired")


@pytest.mark.parametrize("region", ["cn-east", "*", "CN-SOUTH"])
async def test_another_regions_token_is_refused(
    http: httpx2.AsyncClient, issuer: Issuer, region: str
) -> None:
    """A request has one home region."""
    answer = await ask(http, issuer.token(region=region))

    assert answer.status_code == 403
    assert answer.json()["code"] == "wrong-region"
    assert answer.json()["detail"] == f"您的登录属于其他区域（{region}），此处为 cn-south。"


async def test_a_role_without_the_right_is_told_which_right(
    http: httpx2.AsyncClient, issuer: Issuer
) -> None:
    """The administrator needs the permission's name to help."""
    answer = await ask(http, issuer.token(roles=["sales"]))

    assert answer.status_code == 403
    assert answer.json()["code"] == "right-missing"
    assert answer.json()["permission"] == "work_order.respond"


def test_nobody_becomes_the_system_by_a_token() -> None:
    """Roles that are not ours are left out; `system` is nobody's to claim."""
    roles: list[Any] = ["gm", "system", "admin", 7, None, ["gm"], {"a": 1}]
    actor = actor_from({"sub": "u", "region": "r", "roles": roles}, region="r")

    assert actor.roles == {Role.GM}
    assert actor.name == "u"
    assert system_actor("dispatch", "r").roles == {Role.SYSTEM}


@pytest.mark.parametrize(
    "claims",
    [
        {"sub": "u"},
        {"region": "r"},
        {"sub": "u", "region": "r", "roles": "gm"},
        {"sub": "u", "region": 7},
        {"sub": " ", "region": "r"},
        {"sub": "u\x00", "region": "r"},
        {"sub": "\ud800", "region": "r"},
        {"sub": "u" * 201, "region": "r"},
        {"sub": "u", "region": "r", "customer_id": "not-an-id"},
        {"sub": "u", "region": "r", "centre": ["gz"]},
    ],
)
def test_claims_no_issuer_of_ours_writes_are_refused(claims: dict[str, Any]) -> None:
    """Even a well-signed token is read with care: it ends in the audit trail."""
    with pytest.raises(TokenInvalid):
        actor_from(claims, region="r")


def test_the_region_is_compared_before_anything_is_done() -> None:
    """The refusal tells both regions."""
    with pytest.raises(WrongRegion) as told:
        actor_from({"sub": "u", "region": "cn-east"}, region="cn-south")

    assert told.value.facts == {"region": "cn-south", "token_region": "cn-east"}
