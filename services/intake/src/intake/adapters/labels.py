"""QR labels: a code that leads to the unit, for its nameplate."""

import io
from typing import Literal

import segno

LabelFormat = Literal["svg", "png"]
MEDIA_TYPES = {"svg": "image/svg+xml", "png": "image/png"}


def label(address: str, form: LabelFormat) -> bytes:
    """A code that stays readable with a quarter of it scratched off."""
    out = io.BytesIO()
    segno.make(address, error="q", micro=False).save(out, kind=form, scale=8, border=4)
    return out.getvalue()
