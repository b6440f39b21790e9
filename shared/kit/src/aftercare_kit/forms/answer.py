"""A printed form as an answer: pressed beside the event loop, named, versioned and hashed."""

import asyncio
import base64
import re
from typing import Any

from fastapi import Request, Response

from aftercare_kit.forms.paper import Paper
from aftercare_kit.forms.press import Press

MEDIA_TYPE = "application/pdf"
PDF: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The form",
        "content": {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}},
    }
}
"""What a route that answers with a form declares."""

_NO_NAME = re.compile(r"[^A-Za-z0-9._-]+")


async def answer(press: Press, paper: Paper, request: Request) -> Response:
    """Print a form; its code leads to the record, at the public address of the suite."""
    leads_to = f"{request.app.state.public_url}{paper.leads_to}"
    printed = await asyncio.to_thread(press.pdf, paper.form, paper.said, leads_to)
    digest = base64.b64encode(bytes.fromhex(printed.sha256)).decode()
    headers = {
        "Content-Disposition": f'inline; filename="{_NO_NAME.sub("-", paper.name)}.pdf"',
        "ETag": f'"{paper.version}"',
        "Repr-Digest": f"sha-256=:{digest}:",
    }
    return Response(printed.content, media_type=MEDIA_TYPE, headers=headers)
