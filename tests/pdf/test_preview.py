"""Pages as pictures."""

from centerdesk.base.tables import Sheet
from centerdesk.pdf.preview import page_bitmap, page_count, page_png
from centerdesk.pdf.sheet import sheets_pdf
from tests.pdf.reading import column


def _pdf() -> bytes:
    shaded = Sheet("表", [column("甲", 0)], [("√",)], landscape=True)
    return sheets_pdf([Sheet("表", [column("甲", 0)], [("√",)]), shaded])


def test_pages_are_counted() -> None:
    assert page_count(_pdf()) == 2


def test_a_page_is_rows_of_four_bytes_a_pixel_with_ink_on_white() -> None:
    across, down, pixels = page_bitmap(_pdf(), 0, scale=0.5)
    assert (across, down) == (298, 421)
    assert len(pixels) == across * down * 4
    assert pixels[:4] == b"\xff" * 4
    assert set(pixels[3::4]) == {255}
    assert min(pixels[0::4]) < 128


def test_a_lying_page_is_broader_than_high() -> None:
    across, down, _pixels = page_bitmap(_pdf(), 1)
    assert across > down


def test_a_picture_file_begins_as_png_does() -> None:
    assert page_png(_pdf(), 0).startswith(b"\x89PNG")
