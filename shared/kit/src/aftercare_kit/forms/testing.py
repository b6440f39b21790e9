"""What tests of forms share: their text, and their look beside a picture kept in the tree.

`AFTERCARE_KEEP_PICTURES=1` writes the pictures anew; look at each before it is committed.
"""

import os
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageStat

_MOST_DIFFERENCE = 1.5
"""Of 255, on average: fonts are drawn a little differently by other builds of the same library."""


def text_of(pdf: bytes) -> list[str]:
    """What each page says, without blanks, which a PDF puts wherever it likes."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [
            "".join(document[index].get_textpage().get_text_range().split())
            for index in range(len(document))
        ]


def must_look_like(pdf: bytes, picture: Path) -> None:
    """Fail when the first page, A4, does not look like the picture."""
    with pypdfium2.PdfDocument(pdf) as document:
        width, height = document[0].get_size()
        assert (round(width), round(height)) == (595, 842), "no A4"
        # At 72 dots an inch: enough to see a line or a word that moved.
        page = document[0].render(grayscale=True).to_pil().convert("L")
    if os.environ.get("AFTERCARE_KEEP_PICTURES"):
        picture.parent.mkdir(exist_ok=True)
        page.save(picture, optimize=True)
    with Image.open(picture) as kept:
        assert kept.size == page.size
        difference = ImageStat.Stat(ImageChops.difference(page, kept.convert("L"))).mean[0]
    assert difference < _MOST_DIFFERENCE, f"{picture.name} looks different: {difference:.2f}"
