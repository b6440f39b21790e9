"""Columns as intake's tables have them."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB


def text(name: str, *, nullable: bool = False) -> "sa.Column[str]":
    return sa.Column(name, sa.Text, nullable=nullable)


def key(name: str, *, nullable: bool = False) -> "sa.Column[object]":
    return sa.Column(name, sa.Uuid, nullable=nullable)


def day(name: str, *, nullable: bool = False) -> "sa.Column[object]":
    return sa.Column(name, sa.Date, nullable=nullable)


def flag(name: str) -> "sa.Column[bool]":
    return sa.Column(name, sa.Boolean, nullable=False)


def number(name: str, *, nullable: bool = False) -> "sa.Column[int]":
    return sa.Column(name, sa.Integer, nullable=nullable)


def document(name: str, *, nullable: bool = False) -> "sa.Column[object]":
    return sa.Column(name, JSONB(none_as_null=True), nullable=nullable)


def head() -> tuple["sa.Column[object]", "sa.Column[str]", "sa.Column[int]"]:
    return (sa.Column("id", sa.Uuid, primary_key=True), text("region"), number("version"))
