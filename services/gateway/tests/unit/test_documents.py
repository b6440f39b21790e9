"""The API of the whole suite as one document and one page."""

import json
import re
from html.parser import HTMLParser
from typing import Any

from gateway.documents.merge import merged
from gateway.documents.page import page_of


def a_document(path: str, **schemas: Any) -> dict[str, Any]:
    """A service's document with one route that answers with each of its schemas."""
    content = {
        f"application/{name}": {"schema": {"$ref": f"#/components/schemas/{name}"}}
        for name in schemas
    }
    operation = {
        "operationId": "show",
        "tags": ["things"],
        "description": "Show <one>.",
        "parameters": [{"name": "id", "in": "path", "schema": {"type": "string"}}],
        "responses": {"200": {"description": "OK", "content": content}},
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "x", "version": "1"},
        "paths": {path: {"get": operation}},
        "components": {"schemas": schemas, "securitySchemes": {"bearer": {"type": "http"}}},
    }


TEXT = {"type": "string"}
ALIKE = {"type": "object", "properties": {"field": {"$ref": "#/components/schemas/Field"}}}
TWO = {
    "intake": a_document("/requests", Problem=ALIKE, Field=TEXT, View={"type": "string"}),
    "gateway": a_document("/cases", Problem=ALIKE, Field=TEXT, View={"type": "integer"}),
}


def test_paths_are_as_the_edge_has_them() -> None:
    """A service stands behind its name; the gateway's own routes do not."""
    assert set(merged(TWO)["paths"]) == {"/api/intake/requests", "/api/cases"}


def test_schemas_that_are_the_same_stand_once() -> None:
    """Others of one name carry their service's, and references follow."""
    document = merged(TWO)

    assert set(document["components"]["schemas"]) == {
        "Problem",
        "Field",
        "intake.View",
        "gateway.View",
    }
    shown = document["paths"]["/api/cases"]["get"]["responses"]["200"]["content"]
    assert shown["application/View"]["schema"] == {"$ref": "#/components/schemas/gateway.View"}
    assert shown["application/Problem"]["schema"] == {"$ref": "#/components/schemas/Problem"}


def test_a_schema_that_mentions_different_ones_is_not_the_same() -> None:
    """Two that read alike may still mean different things by the names they mention."""
    mentioning = {"type": "array", "items": {"$ref": "#/components/schemas/View"}}
    two = {
        "intake": a_document("/requests", List=mentioning, View=TEXT),
        "gateway": a_document("/cases", List=mentioning, View={"type": "integer"}),
    }

    assert set(merged(two)["components"]["schemas"]) == {
        "intake.List",
        "gateway.List",
        "intake.View",
        "gateway.View",
    }


def test_every_reference_of_the_merged_document_leads_somewhere() -> None:
    """And no two operations share an id."""
    document = merged(TWO)
    names = set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(document)))
    ids = [o["operationId"] for item in document["paths"].values() for o in item.values()]

    assert names <= set(document["components"]["schemas"])
    assert len(ids) == len(set(ids))


class _Page(HTMLParser):
    """Reads a page's addresses and anchors."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.anchors: set[str] = set()
        self.tags: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name in ("href", "src") and value:
                self.links.add(value)
            if name == "id" and value:
                self.anchors.add(value)


def test_the_page_needs_nothing_from_elsewhere() -> None:
    """It works offline: no script, no picture, no foreign address; every link leads somewhere."""
    page = _Page(page_of(merged(TWO)))

    assert not page.tags & {"script", "img", "link", "iframe"}
    assert {link for link in page.links if not link.startswith("#")} == {"/openapi.json"}
    assert {link[1:] for link in page.links if link.startswith("#")} <= page.anchors


def test_the_page_shows_text_as_text() -> None:
    """What a docstring holds is never read as markup."""
    page = page_of(merged(TWO))

    assert "Show &lt;one&gt;." in page
    assert "/api/intake/requests" in page
