"""No forged, foreign, stale or misused token is accepted."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey

from aftercare_kit import tokens
from aftercare_kit.tokens import LEEWAY_SECONDS, TokenExpired, TokenInvalid, TokenVerifier

from .conftest import AUDIENCE, ISSUER, Issuer

Forge = Callable[[Issuer], str]


def b64(value: Any) -> str:
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def unsigned(issuer: Issuer, algorithm: str) -> str:
    return f"{b64({'alg': algorithm, 'typ': 'JWT', 'kid': 'k1'})}.{b64(issuer.claims())}."


def hmac_with_public_key(issuer: Issuer) -> str:
    signed = f"{b64({'alg': 'HS256', 'typ': 'JWT', 'kid': 'k1'})}.{b64(issuer.claims())}"
    mac = hmac.new(issuer.key.as_pem(private=False), signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{b64(mac)}"


def with_other_claims(issuer: Issuer) -> str:
    head, _, signature = issuer.token().split(".")
    return f"{head}.{b64(issuer.claims(roles=['gm']))}.{signature}"


def rs256(issuer: Issuer) -> str:
    key = RSAKey.generate_key(2048, {"kid": "k1"})
    return issuer.token({"alg": "RS256"}, key)


def another_key(kid: str, **header: Any) -> Forge:
    def forge(issuer: Issuer) -> str:
        return issuer.token({"kid": kid} | header, ECKey.generate_key("P-256", {"kid": kid}))

    return forge


def own_key_inside(issuer: Issuer) -> str:
    key = ECKey.generate_key("P-256", {"kid": "k1"})
    return issuer.token({"jwk": key.as_dict(private=False)}, key)


def header(**changes: Any) -> Forge:
    return lambda issuer: issuer.token(changes)


def claims(**changes: Any) -> Forge:
    return lambda issuer: issuer.token(**changes)


NOW = int(time.time())

FORGED: dict[str, Forge] = {
    "no algorithm": lambda issuer: unsigned(issuer, "none"),
    "NONE in capitals": lambda issuer: unsigned(issuer, "NONE"),
    "an algorithm nobody knows": lambda issuer: unsigned(issuer, "XS512"),
    "an algorithm that is a list": lambda issuer: (
        f"{b64({'alg': ['ES256'], 'typ': 'JWT', 'kid': 'k1'})}.{b64(issuer.claims())}.AA"
    ),
    "our public key as a secret": hmac_with_public_key,
    "another algorithm of the same kind": rs256,
    "claims changed after signing": with_other_claims,
    "signature cut": lambda issuer: issuer.token().rpartition(".")[0] + ".",
    "signature of zeros": lambda issuer: issuer.token().rpartition(".")[0] + "." + b64(bytes(64)),
    "signed by another key under our id": another_key("k1"),
    "an unknown key": another_key("k2"),
    "a key id that is a path": another_key("../../etc/passwd"),
    "a key id that is SQL": another_key("' or 1=1 --"),
    "a key address": another_key("k1", jku="https://evil.example/jwks.json"),
    "a certificate address": another_key("k1", x5u="https://evil.example/cert.pem"),
    "a certificate": header(x5c=["AA=="]),
    "a key of its own": own_key_inside,
    "a key address, well signed": header(jku="https://aftercare.local/jwks.json"),
    "no key id": header(kid=None),
    "a critical header": header(crit=["b64"], b64=True),
    "no type": header(typ=None),
    "an ID token by type": header(typ="id+jwt"),
    "a log-out token": header(typ="logout+jwt"),
    "a DPoP proof": header(typ="dpop+jwt"),
    "an ID token by its nonce": claims(nonce="n"),
    "an ID token by its hash": claims(at_hash="h"),
    "another issuer": claims(iss="https://evil.example"),
    "an issuer that only begins like ours": claims(iss=ISSUER + ".evil.example"),
    "issuers in a list": claims(iss=[ISSUER]),
    "no issuer": claims(iss=None),
    "another audience": claims(aud="somebody-else"),
    "other audiences": claims(aud=["a", "b"]),
    "no audience": claims(aud=None),
    "no subject": claims(sub=None),
    "an empty subject": claims(sub=""),
    "no end": claims(exp=None),
    "an end that is text": claims(exp="2099-01-01"),
    "an end that is no number": claims(exp=float("nan")),
    "an end that is true": claims(exp=True),
    "not yet valid": claims(nbf=NOW + 600),
    "issued in the future": claims(iat=NOW + 600),
    "claims that are a list": lambda issuer: (
        f"{issuer.token().split('.')[0]}.{b64([])}.{issuer.token().split('.')[2]}"
    ),
    "nothing": lambda _: "",
    "dots": lambda _: "..",
    "words": lambda _: "a b c",
    "beyond ASCII": lambda _: "é.é.é",
    "half a character": lambda _: "\ud800.a.b",
    "deep nesting": lambda issuer: f"{b64(('[' * 3000).encode())}.{b64(issuer.claims())}.AA",
    "a megabyte": lambda issuer: issuer.token(padding="x" * 1_000_000),
    "an encrypted token": lambda _: "a.b.c.d.e",
}


@pytest.fixture
def verifier(issuer: Issuer) -> TokenVerifier:
    return TokenVerifier(issuer.jwks_file, ISSUER, AUDIENCE)


@pytest.mark.parametrize("forge", FORGED.values(), ids=FORGED.keys())
def test_a_forged_token_is_refused(issuer: Issuer, verifier: TokenVerifier, forge: Forge) -> None:
    """Every known attack ends in the same answer, which tells the attacker nothing."""
    with pytest.raises(TokenInvalid):
        verifier.verify(forge(issuer))


def test_the_attacks_would_be_noticed_if_they_worked(
    issuer: Issuer, verifier: TokenVerifier
) -> None:
    """The good token passes, in each form an issuer may write."""
    assert verifier.verify(issuer.token())["sub"] == "u-17"
    assert verifier.verify(issuer.token({"typ": "at+JWT"}, aud=["other", AUDIENCE], nbf=NOW))


def test_a_token_is_good_until_its_end_and_a_minute(issuer: Issuer) -> None:
    """Clocks differ; a minute is forgiven on either side and no more."""
    now = time.time()
    verifier = TokenVerifier(issuer.jwks_file, ISSUER, AUDIENCE, now=lambda: now)
    end = int(now)

    assert verifier.verify(issuer.token(iat=end - 600, exp=end - 59))
    assert verifier.verify(issuer.token(nbf=end + 59, iat=end + 59))
    with pytest.raises(TokenExpired):
        verifier.verify(issuer.token(iat=end - 600, exp=end - 61))
    with pytest.raises(TokenInvalid):
        verifier.verify(issuer.token(nbf=end + 62))


def test_a_token_found_good_is_believed_until_its_end_and_no_longer(issuer: Issuer) -> None:
    """Its signature is checked once; what is remembered of others helps nobody."""
    now = time.time()
    verifier = TokenVerifier(issuer.jwks_file, ISSUER, AUDIENCE, now=lambda: now)
    token = issuer.token(exp=int(now) + 30)
    head, body, _ = token.split(".")
    told = verifier.verify(token)

    assert verifier.verify(token) is told
    with pytest.raises(TokenInvalid):
        verifier.verify(f"{head}.{body}.{issuer.token().rpartition('.')[2]}")
    now += 30 + LEEWAY_SECONDS + 1
    with pytest.raises(TokenExpired):
        verifier.verify(token)


def test_only_so_many_tokens_are_remembered(
    issuer: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Memory does not grow with the number of callers; the oldest is checked anew."""
    monkeypatch.setattr(tokens, "MOST_VERIFIED", 2)
    verifier = TokenVerifier(issuer.jwks_file, ISSUER, AUDIENCE)
    several = [issuer.token(sub=f"u-{number}") for number in range(3)]
    first, _, last = [verifier.verify(token) for token in several]

    assert verifier.verify(several[2]) is last
    assert verifier.verify(several[0]) is not first
    assert verifier.verify(several[0]) == first


@pytest.mark.filterwarnings("ignore:EdDSA is deprecated")
@pytest.mark.parametrize("name", ["EdDSA", "Ed25519"])
def test_ed25519_is_the_other_algorithm(issuer: Issuer, name: str) -> None:
    """Two algorithms, both of public keys."""
    key = OKPKey.generate_key("Ed25519", {"kid": "ed"})
    issuer.publish(issuer.key, key)
    verifier = TokenVerifier(issuer.jwks_file, ISSUER, AUDIENCE)

    assert verifier.verify(issuer.token({"alg": name, "kid": "ed"}, key))


def test_a_secret_key_in_the_file_is_never_used(issuer: Issuer) -> None:
    """A file put together wrongly must not open a second way in."""
    secret = OctKey.import_key("a-secret-of-more-than-32-characters", {"kid": "oct"})
    document = json.loads(issuer.jwks_file.read_text())
    document["keys"].append(secret.as_dict())
    issuer.jwks_file.write_text(json.dumps(document))
    verifier = TokenVerifier(issuer.jwks_file, ISSUER, AUDIENCE)

    with pytest.raises(TokenInvalid):
        verifier.verify(issuer.token({"alg": "HS256", "kid": "oct"}, secret))


class Reads:
    """A clock moved by hand, and a count of how often the key file was read."""

    def __init__(self, issuer: Issuer, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        self.now = 1_000.0
        read_text = Path.read_text

        def counted(path: Path, *args: Any, **kwargs: Any) -> str:
            self.count += path == issuer.jwks_file
            return read_text(path, *args, **kwargs)

        monkeypatch.setattr(Path, "read_text", counted)
        self.verifier = TokenVerifier(
            issuer.jwks_file, ISSUER, AUDIENCE, monotonic=lambda: self.now
        )


def test_a_new_key_is_found_at_once_and_a_flood_reads_once_a_minute(
    issuer: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rotation needs no restart; made-up key ids cost nothing."""
    reads = Reads(issuer, monkeypatch)
    new = ECKey.generate_key("P-256", {"kid": "k2"})
    issuer.publish(issuer.key, new)

    assert reads.verifier.verify(issuer.token({"kid": "k2"}, new))
    assert reads.count == 2
    flood = another_key("made-up")(issuer)
    for _ in range(50):
        reads.now += 1
        with pytest.raises(TokenInvalid):
            reads.verifier.verify(flood)
    assert reads.count == 2
    reads.now += 60
    with pytest.raises(TokenInvalid):
        reads.verifier.verify(flood)
    assert reads.count == 3


def test_a_key_taken_out_stops_working_within_a_minute(
    issuer: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Taking a key out is how everything it signed is revoked."""
    reads = Reads(issuer, monkeypatch)
    token = issuer.token()
    issuer.publish(ECKey.generate_key("P-256", {"kid": "k9"}))
    reads.now += 59
    assert reads.verifier.verify(token)
    reads.now += 1

    with pytest.raises(TokenInvalid):
        reads.verifier.verify(token)


@pytest.mark.parametrize("content", ["", "{", '{"keys": [{"kty": "EC"}]}', None])
def test_a_broken_key_file_keeps_the_keys_we_have(
    issuer: Issuer, monkeypatch: pytest.MonkeyPatch, content: str | None
) -> None:
    """A slip in a rotation must not lock a whole region out."""
    reads = Reads(issuer, monkeypatch)
    token = issuer.token()
    if content is None:
        issuer.jwks_file.unlink()
    else:
        issuer.jwks_file.write_text(content)
    reads.now += 61

    assert reads.verifier.verify(token)
