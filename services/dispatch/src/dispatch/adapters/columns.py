"""Columns that every table of dispatch has, or has often."""

import sqlalchemy as sa


def text(name: str, *, nullable: bool = False) -> "sa.Column[str]":
    """Text of any length."""
    return sa.Column(name, sa.Text, nullable=nullable)


def key(name: str, *, nullable: bool = False) -> "sa.Column[object]":
    """The id of something else."""
    return sa.Column(name, sa.Uuid, nullable=nullable)


def head() -> tuple["sa.Column[object]", "sa.Column[str]", "sa.Column[int]"]:
    """Id, region and version: what makes a row an aggregate."""
    return (
        sa.Column("id", sa.Uuid, primary_key=True),
        text("region"),
        sa.Column("version", sa.Integer, nullable=False),
    )
