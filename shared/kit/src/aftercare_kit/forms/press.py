"""Presses forms: a typst template and data become a PDF with the font and a QR code inside.

What people wrote is handed over as JSON and set as text; it is never part of a template's source,
so that nothing in it can be markup. The same data make the same bytes.
"""

import hashlib
import importlib
import io
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import orjson
import pylopdf_fonts_zh_cn
import segno
import typst

_PAPER = Path(__file__).with_name("paper.typ")


@dataclass(frozen=True)
class Printed:
    """A printed form and its hash."""

    content: bytes
    sha256: str


class Press:
    """Prints the forms of one service.

    One thread prints at a time; what two forms have in common is worked out once.
    """

    def __init__(self, package: str) -> None:
        home = importlib.import_module(package).__file__
        if home is None:
            raise ValueError(f"{package} is not a package with files")
        self._folder = Path(home).parent / "forms"
        self._lock = threading.Lock()
        self._sources: dict[str, bytes] = {}
        # Its root is the forms' own folder: a template reads nothing else of the machine.
        self._compiler = typst.Compiler(root=self._folder, font_paths=_fonts())

    def pdf(self, form: str, said: Mapping[str, Any], leads_to: str) -> Printed:
        """Print a form; it takes tens of milliseconds of a processor, so call it in a thread.

        Args:
            form: which template of the service.
            said: what the form says; plain values that JSON can carry.
            leads_to: the address in the QR code.

        """
        inputs = {"said": orjson.dumps(said).decode(), "code": _qr(leads_to)}
        with self._lock:
            content = self._compiler.compile(self._source(form), format="pdf", sys_inputs=inputs)
        if not isinstance(content, bytes):
            raise TypeError(f"{form} is no one file")
        return Printed(content, hashlib.sha256(content).hexdigest())

    def _source(self, form: str) -> bytes:
        known = self._sources.get(form)
        if known is None:
            known = _PAPER.read_bytes() + (self._folder / f"{form}.typ").read_bytes()
            self._sources[form] = known
        return known


@cache
def _fonts() -> typst.Fonts:
    """Only the font that comes with us: a form looks the same on every machine."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[pylopdf_fonts_zh_cn.sans_path().parent],
    )


def _qr(address: str) -> str:
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=1, xmldecl=False)
    return out.getvalue().decode()
