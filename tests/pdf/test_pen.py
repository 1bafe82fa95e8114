"""Pages of a fixed layout: what is drawn stands where it was put, in the paper's own type."""

from dataclasses import replace
from io import BytesIO

import pypdfium2
from PIL import Image

from centerdesk.base.tables import Align, Sheet
from centerdesk.excel import write_sheets
from centerdesk.pdf.pen import Pen
from centerdesk.pdf.sheet import sheets_pdf
from tests.pdf.reading import column, pages, words

MM = 72 / 25.4


def _draw(pen: Pen) -> None:
    pen.text(0, 10, "接送卡", 18, bold=True)
    pen.text(pen.width, 10, "右", align=Align.RIGHT)
    pen.cell(0, 20, 30, 10, "荣华南路永康公寓九号楼三单元一层二室")
    pen.box(60, 20, 40, 40, dashed=True)
    red = BytesIO()
    Image.new("RGB", (40, 20), (255, 0, 0)).save(red, "JPEG")
    pen.picture(60, 20, 40, 40, red.getvalue())
    pen.line(0, 70, pen.width, 70)


SHEET = Sheet("接送卡", [column("项目", 0), column("内容", 1)], [("姓名", "甲")], draw=_draw)


def test_a_drawn_sheet_is_one_page_without_its_table() -> None:
    (text,) = pages(sheets_pdf([SHEET]))
    assert "接送卡" in text
    assert "甲" not in text
    (table,) = pages(sheets_pdf([replace(SHEET, draw=None)]))
    assert "甲" in table


def test_words_stand_where_they_were_put() -> None:
    runs = {run.text: run for run in words(sheets_pdf([SHEET]))}
    title = runs["接送卡"]
    assert abs(title.left - 25 * MM) < 2
    assert abs((title.bottom + title.top) / 2 - (297 - 15 - 10) * MM) < 3
    assert runs["右"].left < (210 - 15) * MM


def test_words_in_a_cell_are_broken_and_made_smaller_until_they_fit() -> None:
    runs = [run for run in words(sheets_pdf([SHEET])) if run.text in "荣华南路永康公寓九号楼三单元一层二室"]
    assert "".join(run.text for run in runs) == "荣华南路永康公寓九号楼三单元一层二室"
    assert len(runs) > 1
    assert max(run.size for run in runs) < 10.5
    assert all(run.bottom > (297 - 15 - 30) * MM and run.top < (297 - 15 - 20) * MM for run in runs)


def test_a_picture_keeps_its_shape_in_the_middle_of_its_frame() -> None:
    with pypdfium2.PdfDocument(sheets_pdf([SHEET])) as document:
        picture = document[0].render(scale=2).to_pil().convert("RGB")
    red = [
        (x, y)
        for x in range(picture.width)
        for y in range(picture.height)
        if picture.getpixel((x, y)) == (254, 0, 0)
    ]
    across = (max(x for x, _y in red) - min(x for x, _y in red)) / 2 / MM
    down = (max(y for _x, y in red) - min(y for _x, y in red)) / 2 / MM
    middle = (max(y for _x, y in red) + min(y for _x, y in red)) / 4 / MM
    assert abs(across - 40) < 1
    assert abs(down - 20) < 1
    assert abs(middle - (15 + 40)) < 1


def test_equal_drawings_give_equal_bytes_and_the_workbook_holds_the_table() -> None:
    assert sheets_pdf([SHEET]) == sheets_pdf([SHEET])
    assert write_sheets([SHEET]) == write_sheets([replace(SHEET, draw=None)])
