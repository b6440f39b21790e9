"""What tests of forms share: their text, and their look beside a picture kept in the tree.

`AFTERCARE_KEEP_PICTURES=1` writes the pictures anew; look at each before it is committed.
"""

import os
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops

_BLOCK = 3
_MOST_DIFFERENCE = 24
"""Of 255, in any block: other builds of the library draw a font a little differently; a word or a
line that came, went or moved changes some block by more.
"""


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
        blocks = (page.width // _BLOCK, page.height // _BLOCK)
        both = [each.convert("L").resize(blocks, Image.Resampling.BOX) for each in (page, kept)]
        spread = ImageChops.difference(*both).histogram()
    different = sum(spread[_MOST_DIFFERENCE:])
    assert not different, f"{picture.name} looks different in {different} places"
