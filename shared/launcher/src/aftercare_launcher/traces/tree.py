"""A trace as a tree: who called whom, in order of start, with the database folded away."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from aftercare_launcher.traces.spans import Span


@dataclass(frozen=True, slots=True)
class Node:
    """One span, or several statements to the database told as one (``folded``)."""

    spans: tuple[Span, ...]
    children: "tuple[Node, ...]" = field(default=())

    @property
    def first(self) -> Span:
        return self.spans[0]

    @property
    def folded(self) -> bool:
        return len(self.spans) > 1

    @property
    def milliseconds(self) -> float:
        return sum(span.milliseconds for span in self.spans)


def grow(spans: Sequence[Span], *, fold: bool) -> tuple[Node, ...]:
    """The roots: spans whose parent is outside this trace's kept spans."""
    known = {span.span_id for span in spans}
    children: defaultdict[str, list[Span]] = defaultdict(list)
    for span in sorted(spans, key=lambda one: (one.start_ns, -one.end_ns)):
        children[span.parent_id if span.parent_id in known else ""].append(span)

    def nodes(parent: str) -> tuple[Node, ...]:
        grown = [Node((span,), nodes(span.span_id)) for span in children[parent]]
        return tuple(_folded(grown)) if fold else tuple(grown)

    return nodes("")


def as_json(node: Node, origin_ns: int) -> dict[str, Any]:
    span = node.first
    told: dict[str, Any] = {
        "service": span.service,
        "name": span.name,
        "kind": span.kind,
        "span_id": span.span_id,
        "start_ms": round((span.start_ns - origin_ns) / 1e6, 3),
        "duration_ms": round(node.milliseconds, 3),
        "failed": any(one.failed for one in node.spans),
        "attributes": dict(span.attributes),
        "children": [as_json(child, origin_ns) for child in node.children],
    }
    return told | {"count": len(node.spans)} if node.folded else told


def _folded(nodes: Iterable[Node]) -> Iterable[Node]:
    """Make one node of each run of statements."""
    run: list[Span] = []
    for node in nodes:
        if _is_statement(node):
            run.append(node.first)
            continue
        if run:
            yield Node(tuple(run))
            run = []
        yield node
    if run:
        yield Node(tuple(run))


def _is_statement(node: Node) -> bool:
    span = node.first
    to_database = "db.system" in span.attributes or "db.system.name" in span.attributes
    return span.kind == "client" and to_database and not node.children
