"""Ways out to people: one port, and its adapters for e-mail and webhooks."""

import asyncio
import hashlib
import hmac
import http.client
import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Protocol
from urllib.parse import unquote, urlsplit
from uuid import UUID

import orjson

from aftercare_kit.settings import ServiceSettings

SECONDS = 15.0


@dataclass(frozen=True)
class Message:
    """What is sent to one address; `id` is the same each time it is tried."""

    id: UUID
    address: str
    subject: str
    text: str
    facts: dict[str, object]


class Channel(Protocol):
    """A way to tell somebody outside the suite; whatever fails, raises."""

    def takes(self, address: str) -> bool:
        """Whether an address can be told this way."""
        ...

    async def send(self, message: Message) -> None:
        """Tell it, in seconds."""
        ...


def channels_of(settings: ServiceSettings) -> dict[str, Channel]:
    """The ways out that are set up."""
    ways: dict[str, Channel] = {}
    if settings.smtp_url:
        ways["email"] = Mail(settings.smtp_url, settings.mail_from)
    if settings.webhook_hosts and settings.webhook_secret:
        ways["webhook"] = Webhook(settings.webhook_hosts, settings.webhook_secret)
    return ways


class Mail:
    """E-mail over SMTP: `smtp://`, `smtp+starttls://` or `smtps://`, with user and password."""

    def __init__(self, url: str, sender: str) -> None:
        self._url = urlsplit(url)
        self._sender = sender

    def takes(self, address: str) -> bool:
        """One plain address."""
        name, at, domain = address.rpartition("@")
        plain = address.isascii() and address.isprintable() and not set(address) & set(' <>,;:\\"')
        return bool(name and at and domain) and plain

    async def send(self, message: Message) -> None:
        """Hand it to the mail server, in a thread."""
        await asyncio.to_thread(self._send, message)

    def _send(self, message: Message) -> None:
        mail = EmailMessage()
        mail["From"], mail["To"] = self._sender, message.address
        mail["Subject"] = message.subject
        mail["Message-ID"] = f"<{message.id}@{self._sender.rpartition('@')[2]}>"
        mail.set_content(message.text)
        host, secured = self._url.hostname or "localhost", ssl.create_default_context()
        if self._url.scheme == "smtps":
            server = smtplib.SMTP_SSL(host, self._url.port or 465, timeout=SECONDS, context=secured)
        else:
            server = smtplib.SMTP(host, self._url.port or 25, timeout=SECONDS)
        with server:
            if self._url.scheme == "smtp+starttls":
                server.starttls(context=secured)
            if self._url.username:
                server.login(unquote(self._url.username), unquote(self._url.password or ""))
            server.send_message(mail)


class Webhook:
    """POST of JSON to hosts an operator named, signed with HMAC-SHA256; redirects are not followed.

    Plain HTTP is for this machine only.
    """

    def __init__(self, hosts: frozenset[str], secret: str) -> None:
        self._hosts = hosts
        self._secret = secret.encode()

    def takes(self, address: str) -> bool:
        """An address on one of the hosts, so that nobody makes us knock elsewhere."""
        try:
            url = urlsplit(address)
            host = url.netloc
        except ValueError:
            return False
        local = url.hostname in {"127.0.0.1", "localhost"}
        return host in self._hosts and (url.scheme == "https" or (url.scheme == "http" and local))

    async def send(self, message: Message) -> None:
        """Post it, in a thread."""
        await asyncio.to_thread(self._send, message)

    def _send(self, message: Message) -> None:
        url = urlsplit(message.address)
        body = orjson.dumps({"id": message.id, "text": message.text, **message.facts}, default=str)
        kind = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
        connection = kind(url.netloc, timeout=SECONDS)
        try:
            path = f"{url.path or '/'}{'?' + url.query if url.query else ''}"
            signature = hmac.new(self._secret, body, hashlib.sha256).hexdigest()
            headers = {
                "Content-Type": "application/json",
                "Idempotency-Key": str(message.id),
                "X-Aftercare-Signature": f"sha256={signature}",
            }
            connection.request("POST", path, body, headers)
            status = connection.getresponse().status
        finally:
            connection.close()
        if status >= http.client.MULTIPLE_CHOICES:
            raise ConnectionError(f"answered {status}")
