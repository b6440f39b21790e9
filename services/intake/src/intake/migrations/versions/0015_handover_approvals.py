"""Reviews of completion files become rounds of approval, like everything else agreed to."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from aftercare_kit.ids import new_id

revision = "0015"
down_revision = "0014"

_STEPS: list[dict[str, Any]] = [
    {"name": name, "roles": [role], "alone": False, "escalate_to": [above]}
    for name, role, above in (
        ("review_file", "regional_manager", "service_supervisor"),
        ("confirm_file", "service_supervisor", "service_dept_manager"),
    )
]
_PATIENCE = {"remind_every": "PT4H", "escalate_after": "PT8H"}


def upgrade() -> None:
    # The owner reads and writes every region's rows this once.
    for table in ("handover", "approval"):
        op.execute(f"alter table {table} no force row level security")
    _move()
    for table in ("handover", "approval"):
        op.execute(f"alter table {table} force row level security")
    op.execute("alter table handover drop column reviews")


def _move() -> None:
    names = ("id", "region", "centre", "project_no", "name", "project_manager", "state")
    kept = sa.table(
        "handover",
        *map(sa.column, names),
        sa.column("reviews", JSONB),
        sa.column("last_act_at", sa.DateTime(timezone=True)),
    )
    connection = op.get_bind()
    found = connection.execute(sa.select(kept)).mappings().all()
    rows = [row for each in found for row in _rounds(each)]
    if rows:
        connection.execute(sa.insert(_APPROVAL), rows)
    op.execute(
        """
        insert into timer (kind, key, due_at, region)
        select t.kind, a.id, now() + t.after, a.region
        from approval a, (values
            ('approval.remind', interval '4 hours'), ('approval.escalate', interval '8 hours')
        ) t (kind, after)
        where a.kind = 'handover' and a.state = 'pending'
        """
    )


_TEXTS = ("region", "kind", "centre", "title", "author", "rule", "state")
_JSON = ("steps", "patience", "waiting_for", "decisions")
_APPROVAL = sa.table(
    "approval",
    *(sa.column(name, sa.Uuid) for name in ("id", "about_id")),
    *(sa.column(name, sa.Text) for name in _TEXTS),
    *(sa.column(name, JSONB) for name in _JSON),
    *(sa.column(name, sa.DateTime(timezone=True)) for name in ("last_act_at", "waiting_since")),
    *(sa.column(name, sa.Integer) for name in ("version", "at_step")),
    sa.column("escalated", sa.Boolean),
)


def _rounds(handover: Mapping[Any, Any]) -> Iterable[dict[str, Any]]:
    """One for each time the file was handed in; the one under way, if any, comes last."""
    taken: list[dict[str, Any]] = []
    for review in handover["reviews"]:
        taken.append(review)
        if review["step"] == "return_file":
            yield _round(handover, taken, "returned")
        elif review["step"] == "confirm_file":
            yield _round(handover, taken, "approved")
        else:
            continue
        taken = []
    if handover["state"] in {"under_review", "reviewed"}:
        yield _round(handover, taken, "pending")


def _round(
    handover: Mapping[Any, Any], taken: Sequence[Mapping[str, Any]], state: str
) -> dict[str, Any]:
    passed = sum(review["step"] != "return_file" for review in taken)
    return {
        "id": new_id(),  # Rounds are listed by their keys: in the order they were begun.
        "region": handover["region"],
        "version": 1,
        "kind": "handover",
        "about_id": handover["id"],
        "centre": handover["centre"],
        "title": f"{handover['project_no']} {handover['name']}",
        "author": handover["project_manager"],
        "rule": "000-4.2c",
        "steps": _STEPS,
        "patience": _PATIENCE,
        "last_act_at": handover["last_act_at"],
        "waiting_since": handover["last_act_at"],
        "waiting_for": _STEPS[passed]["roles"] if state == "pending" else [],
        "state": state,
        "at_step": passed,
        "decisions": [_decision(number, review) for number, review in enumerate(taken)],
        "escalated": False,
    }


def _decision(number: int, review: Mapping[str, Any]) -> dict[str, Any]:
    returned = review["step"] == "return_file"
    return {
        "step": _STEPS[number]["name"],
        "verdict": "returned" if returned else "approved",
        "by": review["by"],
        "role": _STEPS[number]["roles"][0],
        "at": review["at"],
        "comment": review["reasons"],
        "on_behalf_of": None,
    }
