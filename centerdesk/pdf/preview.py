"""Pages of a PDF as pictures, for the window, the printer and the eye; free of Qt."""

from io import BytesIO
from threading import Lock

import pypdfium2

_lock = Lock()  # PDFium is not safe to use from two threads


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has."""
    with _lock, pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of each page in points."""
    with _lock, pypdfium2.PdfDocument(pdf) as document:
        return [document.get_page_size(page) for page in range(len(document))]


def page_bitmap(pdf: bytes, page: int, scale: float = 1.0) -> tuple[int, int, bytes]:
    """Width, height and pixels of a page (the first is 0) at `scale` x 72 dpi.

    Four bytes a pixel: blue, green, red and 255, rows without a gap (Qt: `QImage.Format_RGB32`).
    """
    with _lock, pypdfium2.PdfDocument(pdf) as document:
        leaf = document[page]
        bitmap = leaf.render(scale=scale, prefer_bgrx=True)
        try:
            return bitmap.width, bitmap.height, bytes(bitmap.buffer)
        finally:  # else they would be freed when the lock is another thread's
            bitmap.close()
            leaf.close()


def page_png(pdf: bytes, page: int, scale: float = 1.0) -> bytes:
    """A page as a PNG file."""
    from PIL import Image

    across, down, pixels = page_bitmap(pdf, page, scale)
    buffer = BytesIO()
    Image.frombytes("RGB", (across, down), pixels, "raw", "BGRX").save(buffer, "PNG")
    return buffer.getvalue()
