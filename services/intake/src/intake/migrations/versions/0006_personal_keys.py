"""People's data and addresses move under keys of their own, in a table apart."""

import base64
import os

import orjson
import sqlalchemy as sa
from alembic import op
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from aftercare_kit.migrations import protect

revision = "0006"
down_revision = "0005"

_PERSONAL = {"contact": ("name", "phone", "email"), "site": ("address",)}


def upgrade() -> None:
    op.execute(
        """
        create table subject_key (
            id uuid primary key,
            region text not null,
            version integer not null,
            key text not null
        )
        """
    )
    for table, columns in _PERSONAL.items():
        op.execute(f"alter table {table} add column sealed text, add column erased_at timestamptz")
        # The owner reads every region's rows this once.
        op.execute(f"alter table {table} no force row level security")
        _seal(table, columns)
        op.execute(f"alter table {table} force row level security")
        op.execute(f"alter table {table} alter column sealed set not null")
        for column in columns:
            op.execute(f"alter table {table} drop column {column}")
    protect("subject_key", "select", "insert", "delete")


def _seal(name: str, columns: tuple[str, ...]) -> None:
    """Seal as `intake.application.customer.sealing` does."""
    table = sa.table(name, *(sa.column(each) for each in ("id", "region", "sealed", *columns)))
    keys = sa.table(
        "subject_key", *(sa.column(each) for each in ("id", "region", "version", "key"))
    )
    connection = op.get_bind()
    for row in connection.execute(sa.select(table)).mappings().all():
        key, nonce = AESGCM.generate_key(256), os.urandom(12)
        said = orjson.dumps({column: row[column] for column in columns})
        sealed = nonce + AESGCM(key).encrypt(nonce, said, row["id"].bytes)
        kept = {"id": row["id"], "region": row["region"], "version": 1}
        connection.execute(sa.insert(keys).values(**kept, key=base64.b64encode(key).decode()))
        connection.execute(
            sa.update(table)
            .where(table.c.id == row["id"])
            .values(sealed=base64.b64encode(sealed).decode())
        )
