"""Routes of the merged API: for people at `/docs`, for programs at `/openapi.json`."""

import importlib.resources
import json
from functools import cache

from fastapi import APIRouter, Response

from gateway.documents.page import page_of

router = APIRouter(include_in_schema=False)

FILE = "openapi.merged.json"
_NOTHING_FROM_ELSEWHERE = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'"
}


@router.get("/openapi.json")
async def openapi() -> Response:
    """Give the merged document, as `scripts/generate` wrote it into this package."""
    return Response(_document(), media_type="application/json")


@router.get("/docs")
async def docs() -> Response:
    """Show the merged document as a page."""
    return Response(_page(), headers=_NOTHING_FROM_ELSEWHERE, media_type="text/html")


@cache
def _document() -> bytes:
    return importlib.resources.files("gateway").joinpath(FILE).read_bytes()


@cache
def _page() -> str:
    return page_of(json.loads(_document()))
