"""Draws the merged API as one page: no script, no picture, nothing from elsewhere."""

import json
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

_STYLE = """
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
nav a { margin-right: 1rem; }
h2 { margin-top: 2.5rem; text-transform: capitalize; }
details { border: 1px solid #8884; border-radius: 4px; margin: .4rem 0; padding: .4rem .7rem; }
summary { cursor: pointer; }
summary b { display: inline-block; font-family: ui-monospace, monospace; width: 4.5rem; }
code, pre { font-family: ui-monospace, monospace; font-size: 13px; }
pre { overflow-x: auto; }
table { border-collapse: collapse; }
td, th { padding: .1rem 1rem .1rem 0; text-align: left; vertical-align: top; }
"""

Document = Mapping[str, Any]


def page_of(document: Document) -> str:
    """The page; operations by service, then every schema."""
    services = [tag["name"] for tag in document["tags"]]
    title = escape(document["info"]["title"])
    links = "".join(f'<a href="#{name}">{name}</a>' for name in (*services, "schemas"))
    sections = "".join(_service(document, name) for name in services)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body><h1>{title}</h1>"
        f"<p>{escape(document['info']['description'])}"
        ' The same for programs: <a href="/openapi.json">/openapi.json</a>.</p>'
        f"<nav>{links}</nav>{sections}{_all_schemas(document)}</body></html>"
    )


def _service(document: Document, service: str) -> str:
    operations = "".join(
        _operation(path, method, operation)
        for path, item in sorted(document["paths"].items())
        for method, operation in sorted(item.items())
        if service in operation["tags"]
    )
    return f'<h2 id="{service}">{service}</h2>{operations}'


def _operation(path: str, method: str, operation: Document) -> str:
    described = escape(operation.get("description", operation.get("summary", "")))
    brief = described.split("\n", 1)[0]
    return (
        f"<details><summary><b>{method.upper()}</b><code>{escape(path)}</code> {brief}</summary>"
        f"<p>{described}</p>{_parameters(operation)}{_body(operation)}{_responses(operation)}"
        "</details>"
    )


def _parameters(operation: Document) -> str:
    rows = "".join(
        f"<tr><td><code>{escape(given['name'])}</code></td><td>{escape(given['in'])}</td>"
        f"<td>{_kind(given.get('schema', {}))}</td></tr>"
        for given in operation.get("parameters", [])
    )
    return f"<h4>Parameters</h4><table>{rows}</table>" if rows else ""


def _body(operation: Document) -> str:
    return "".join(
        f"<h4>Body</h4><p>{_kind(content.get('schema', {}))}</p>"
        for content in operation.get("requestBody", {}).get("content", {}).values()
    )


def _responses(operation: Document) -> str:
    rows = "".join(
        f"<tr><td>{escape(status)}</td><td>{escape(response.get('description', ''))}</td>"
        f"<td>{' '.join(_content(response))}</td></tr>"
        for status, response in sorted(operation.get("responses", {}).items())
    )
    return f"<h4>Answers</h4><table>{rows}</table>"


def _content(response: Document) -> Iterator[str]:
    for kind, content in response.get("content", {}).items():
        yield f"{escape(kind)} {_kind(content.get('schema', {}))}"


def _kind(schema: Document) -> str:
    """A schema in a few words, with a link where it has a name."""
    if "$ref" in schema:
        name = escape(schema["$ref"].rsplit("/", 1)[1])
        return f'<a href="#{name}"><code>{name}</code></a>'
    if "anyOf" in schema:
        return " or ".join(_kind(each) for each in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    if "enum" in schema:
        return " | ".join(f"<code>{escape(str(value))}</code>" for value in schema["enum"])
    return escape(str(schema.get("format", schema.get("type", "anything"))))


def _all_schemas(document: Document) -> str:
    drawn = "".join(
        f'<details id="{escape(name)}"><summary><code>{escape(name)}</code></summary>'
        f"<pre>{escape(json.dumps(schema, indent=2, ensure_ascii=False))}</pre></details>"
        for name, schema in sorted(document["components"]["schemas"].items())
    )
    return f'<h2 id="schemas">schemas</h2>{drawn}'
