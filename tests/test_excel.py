"""Workbooks as centres send them, and as we write them."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlwt
from openpyxl import Workbook, load_workbook
from PIL import Image
from xlsxwriter import Workbook as Writer

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.base.tables import Align, Column, Sheet
from centerdesk.domain.grids import Cell
from centerdesk.domain.people import Sex
from centerdesk.excel import read_workbook, write_rows, write_sheets

SAMPLE = Path(__file__).parent / "data" / "花名册-示例.xlsx"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@dataclass(frozen=True)
class Line:
    name: str
    phone: str
    born: date | None
    count: int
    rate: Decimal | None


LINES = (
    Line("曾星辰", "15400000001", date(2024, 5, 1), 21, Decimal("95.0")),
    Line("=1+1", "15400000002", None, 0, None),
)
COLUMNS = (
    Column("Name", lambda row: row.name, 30),
    Column("Phone", lambda row: row.phone, 28, text=True),
    Column("Birth date", lambda row: row.born, 24),
    Column("Count", lambda row: row.count, 18, Align.RIGHT),
    Column("Rate", lambda row: row.rate, 18, Align.RIGHT),
)
SHEET = Sheet(
    "婴幼儿花名册",
    COLUMNS,
    LINES,
    subtitle="2026年11月",
    totals=("合计", None, None, 21),
    legend="√ 出勤",
    notes=("甲", "乙" * 200),
    signatures=("填表人", "日期：    年  月  日"),
    landscape=True,
)


def test_sample_workbook_is_read_with_its_dates_numbers_and_merged_cells() -> None:
    (grid,) = read_workbook(SAMPLE)
    assert grid.sheet == "花名册"
    assert grid.rows[3][:6] == (1, "乳儿班", "雷沐宸", "男", date(2025, 12, 18), "110199202512181377")
    assert (1, 8, 1, 9) in grid.merged
    assert grid.spread()[1][8:10] == ("父亲", "父亲")
    assert grid.address(48, 5) == "F49"


def test_cells_keep_their_kinds(tmp_path: Path) -> None:
    book = Writer(file := tmp_path / "种类.xlsx")
    paper = book.add_worksheet()
    day, moment = (
        book.add_format({"num_format": "yyyy年m月d日"}),
        book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
    )
    paper.write_row(0, 0, [7, 1.5, True, " "])
    paper.write_datetime(0, 4, datetime(2026, 1, 2), day)
    paper.write_datetime(0, 5, datetime(2026, 1, 2, 8, 30), moment)
    paper.write_formula(0, 6, "=3+4", None, 7)
    paper.write_formula(0, 7, "=1/0", None, "#DIV/0!")
    paper.write_number(0, 8, 110199202512181377)
    paper.write_datetime(0, 9, time(8, 30), book.add_format({"num_format": "hh:mm"}))
    book.close()
    (grid,) = read_workbook(file)
    row = grid.rows[0]
    assert row[:8] == (7, 1.5, True, None, date(2026, 1, 2), datetime(2026, 1, 2, 8, 30), 7, None)
    assert isinstance(row[0], int)
    assert isinstance(row[8], float), "a number of 18 digits must not look whole"
    assert row[9] == "08:30:00"


def test_hidden_and_empty_sheets_are_not_read(tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "空表"  # type: ignore[union-attr]
    book.create_sheet("字典")["A1"] = "汉族"
    book["字典"].sheet_state = "hidden"
    book.create_sheet("托大班")["B2"] = "姓名"
    book.save(file := tmp_path / "三张表.xlsx")
    (grid,) = read_workbook(file)
    assert (grid.sheet, grid.rows, grid.number(1)) == ("托大班", ((None, None), (None, "姓名")), 2)


def _zip(**members: str) -> bytes:
    with zipfile.ZipFile(buffer := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in members.items():
            packed.writestr(name.replace("__", "/"), text)
    return buffer.getvalue()


def _far_cell() -> bytes:
    book = Writer(buffer := io.BytesIO())
    paper = book.add_worksheet()
    paper.write("A1", "姓名")
    paper.write("XFD1048576", "x")
    book.close()
    return buffer.getvalue()


def _absurd_date() -> bytes:
    book = Writer(buffer := io.BytesIO())
    book.add_worksheet().write_number("A1", -1e17, book.add_format({"num_format": "yyyy-mm-dd"}))
    book.close()
    return buffer.getvalue()


def _only_empty() -> bytes:
    Workbook().save(buffer := io.BytesIO())
    return buffer.getvalue()


def _only_a_picture() -> bytes:
    Image.new("RGB", (4, 4)).save(picture := io.BytesIO(), "PNG")
    book = Writer(buffer := io.BytesIO())
    book.add_worksheet().insert_image("B2", "照片.png", {"image_data": picture})
    book.close()
    return buffer.getvalue()


def _locked_xls() -> bytes:
    book = xlwt.Workbook()
    book.add_sheet("托大班")
    book.save(buffer := io.BytesIO())
    content = bytearray(buffer.getvalue())
    begin = content.index(bytes.fromhex("09081000"))  # the first record of the workbook, 16 bytes long
    content[begin + 20 : begin + 22] = bytes.fromhex("2f00")  # the record that only locked workbooks have
    return bytes(content)


def _truncated_member() -> bytes:
    sample = SAMPLE.read_bytes()
    middle = len(sample) // 2
    return sample[:middle] + bytes(40) + sample[middle + 40 :]


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", _("The file {file} is empty (0 bytes). Ask for it again, or copy it once more.")),
    "something else": (
        lambda: b"%PDF-1.7\n\x00\x01\xff",
        _("{file} is no Excel workbook. Open it in WPS or Excel, save it as .xlsx and choose the new file."),
    ),
    "a web page": (
        lambda: "<html><body><table><tr><td>姓名</td></tr></table></body></html>".encode(),
        _(
            "{file} is a web page that only bears the name of a workbook. Open it in WPS or Excel, save it as .xlsx "
            "and choose the new file."
        ),
    ),
    "an old workbook cut off": (
        lambda: OLE + bytes(504) + "Workbook".encode("utf-16-le") + bytes(500),
        _(
            "The workbook {file} is damaged and can't be read. Open it in WPS or Excel and save it again, or ask for "
            "another copy."
        ),
    ),
    "only a picture": (
        lambda: _only_a_picture(),
        _(
            "The workbook {file} holds pictures only. A picture can't be read as a table; ask for the workbook it was "
            "taken from, or type the table in."
        ),
    ),
    "text without a word": (
        lambda: b",,\r\n,,\r\n",
        _("The workbook {file} is empty. Choose the one with the table."),
    ),
    "password": (
        lambda: OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(500),
        _(
            "The workbook {file} is protected by a password. Open it in WPS or Excel, remove the password, save it "
            "and try again."
        ),
    ),
    "an old workbook with a password": (
        lambda: _locked_xls(),
        _(
            "The workbook {file} is protected by a password. Open it in WPS or Excel, remove the password, save it "
            "and try again."
        ),
    ),
    "a zip of something else": (
        lambda: _zip(a="b"),
        _("{file} is no Excel workbook. Open it in WPS or Excel, save it as .xlsx and choose the new file."),
    ),
    "bomb": (
        lambda: _zip(xl__workbook="x", xl__bomb="0" * (30 << 20)),
        _(
            "The workbook {file} is far too large when unpacked. Copy only the table into a new workbook and try "
            "again."
        ),
    ),
    "cut off": (
        lambda: SAMPLE.read_bytes()[:3000],
        _(
            "The workbook {file} is damaged and can't be read. Open it in WPS or Excel and save it again, or ask for "
            "another copy."
        ),
    ),
    "damaged inside": (
        _truncated_member,
        _(
            "The workbook {file} is damaged and can't be read. Open it in WPS or Excel and save it again, or ask for "
            "another copy."
        ),
    ),
    "no sheets": (
        lambda: _zip(**{"xl__workbook.xml": "<workbook"}),
        _(
            "The workbook {file} is damaged and can't be read. Open it in WPS or Excel and save it again, or ask for "
            "another copy."
        ),
    ),
    "a date of absurd size": (
        _absurd_date,
        _(
            "The workbook {file} is damaged and can't be read. Open it in WPS or Excel and save it again, or ask for "
            "another copy."
        ),
    ),
    "nothing in it": (_only_empty, _("The workbook {file} is empty. Choose the one with the table.")),
}


@pytest.mark.parametrize("kind", BAD)
def test_file_that_is_no_usable_workbook_is_refused_with_a_sentence(kind: str, tmp_path: Path) -> None:
    make, sentence = BAD[kind]
    file = tmp_path / "花名册.xlsx"
    file.write_bytes(make())
    with pytest.raises(UserError) as refused:
        read_workbook(file)
    assert refused.value.text == sentence.format(file="花名册.xlsx")


def test_missing_file_is_refused_with_its_whole_path(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        read_workbook(tmp_path / "没有.xlsx")
    assert refused.value.text == _("There is no file {file}. Choose it again.").format(
        file=tmp_path / "没有.xlsx"
    )


def test_folder_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=tmp_path.name):
        read_workbook(tmp_path)


def test_value_at_the_end_of_the_sheet_is_refused_and_named_instead_of_filling_the_memory(
    tmp_path: Path,
) -> None:
    (file := tmp_path / "远.xlsx").write_bytes(_far_cell())
    with pytest.raises(UserError, match="XFD1048576"):
        read_workbook(file)


def test_blank_cells_formatted_to_the_end_of_the_sheet_do_no_harm(tmp_path: Path) -> None:
    book = Writer(file := tmp_path / "格式.xlsx")
    paper = book.add_worksheet()
    paper.write("A1", "姓名")
    paper.write_blank("XFD1048576", None, book.add_format({"bold": True}))
    book.close()
    assert read_workbook(file)[0].rows == (("姓名",),)


def _written(*sheets: Sheet) -> Any:
    return load_workbook(io.BytesIO(write_sheets(sheets)))


def test_sheet_holds_numbers_as_numbers_dates_as_dates_and_phones_as_text() -> None:
    paper = _written(SHEET)["婴幼儿花名册"]
    title, subtitle, head, first, second, totals = paper.iter_rows(max_row=6, values_only=True)
    assert (title[0], subtitle[0]) == ("婴幼儿花名册", "2026年11月")
    assert head == tuple(_(column.title) for column in COLUMNS)
    assert first == ("曾星辰", "15400000001", datetime(2024, 5, 1), 21, 95)
    assert second == ("=1+1", "15400000002", None, 0, None)
    assert totals == ("合计", None, None, 21, None)
    assert [cell.number_format for cell in paper[4]] == ["General", "@", "yyyy-mm-dd", "0", "0.0"]
    assert paper["A5"].data_type == "s", "a name that begins with = is no formula"
    assert paper["A6"].font.b


def test_sheet_prints_on_a4_one_page_wide_with_its_head_on_each_page() -> None:
    paper = _written(SHEET)["婴幼儿花名册"]
    assert paper.page_setup.paperSize == 9
    assert paper.page_setup.orientation == "landscape"
    assert paper.sheet_properties.pageSetUpPr.fitToPage
    assert paper.page_setup.fitToHeight == 0, (
        "as many pages down as there are; 1 across is Excel's own default"
    )
    assert paper.print_title_rows == "$1:$3"
    assert paper.freeze_panes == "A4"


def test_legend_notes_and_signatures_stand_under_the_table() -> None:
    paper = _written(SHEET)["婴幼儿花名册"]
    under = [row[0] for row in paper.iter_rows(min_row=7, values_only=True) if row[0]]
    assert under[:3] == ["√ 出勤", "甲", "乙" * 200]
    assert "填表人" in under[3]
    assert "日期：    年  月  日" in under[3]


def test_equal_sheets_give_equal_bytes() -> None:
    assert write_sheets([SHEET]) == write_sheets([SHEET])


def test_sheet_names_are_as_excel_allows_them_and_differ() -> None:
    titles = ["托大班/出勤[10月]", "很" * 40, "很" * 40, "", "History"]
    names = _written(*(Sheet(title, COLUMNS, ()) for title in titles)).sheetnames
    assert names[0] == "托大班 出勤 10月"
    assert all(0 < len(name) <= 31 for name in names)
    assert len({name.lower() for name in names}) == len(names)
    assert "history" not in {name.lower() for name in names}


def test_words_of_ours_are_written_as_people_read_them() -> None:
    columns = (Column("Sex", lambda row: row), Column("Sex", lambda _row: True))
    paper = _written(Sheet("性别", columns, (Sex.MALE,))).active
    assert [cell.value for cell in paper[3]] == [Sex.MALE.label, "√"]


def test_bare_rows_come_back_as_they_were_written(tmp_path: Path) -> None:
    rows: list[tuple[Cell, ...]] = [
        ("姓名", None, "110199202512181377"),
        (7, date(2026, 1, 2), "=HYPERLINK(1)"),
    ]
    (file := tmp_path / "行.xlsx").write_bytes(write_rows({"甲": rows}))
    (grid,) = read_workbook(file)
    assert [tuple(row) for row in grid.rows] == rows
