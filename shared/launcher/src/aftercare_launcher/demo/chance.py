"""Choices that come out the same in every run and on every machine: `hash` does not."""

from collections.abc import Sequence
from typing import TypeVar
from zlib import crc32

T = TypeVar("T")


def number_for(text: str) -> int:
    """A number that is always the same for the same text."""
    return crc32(text.encode())


def one_of(choices: Sequence[T], text: str) -> T:
    """One of the choices, always the same for the same text."""
    return choices[number_for(text) % len(choices)]
