"""Old workbooks, texts, macros, links and formulas: told by their content, read by their values."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlwt
from openpyxl import Workbook
from xlsxwriter import Workbook as Writer

from centerdesk.base.i18n import _
from centerdesk.excel import read_workbook
from tests.services.import_books import write_csv, write_xls

ROWS = (("姓名", "班级", "身份证号"), ("曾星辰", "1-1", "11019920240501012X"))


def test_old_workbook_is_read_with_its_dates_numbers_and_merged_cells(tmp_path: Path) -> None:
    file = write_xls(
        tmp_path / "花名册.xls",
        {"托大班": [[], ["姓名", "生日", 7, 1.5, True, 1.1019920240501e17], ["曾星辰", date(2024, 5, 1)]]},
        merged=[(0, 0, 0, 2, "2026年秋季花名册")],
    )
    (grid,) = read_workbook(file)
    assert (grid.sheet, grid.merged) == ("托大班", ((0, 0, 0, 2),))
    assert grid.spread()[0][:3] == ("2026年秋季花名册",) * 3
    assert grid.rows[1] == ("姓名", "生日", 7, 1.5, True, 1.1019920240501e17)
    assert isinstance(grid.rows[1][5], float), "a number of 18 digits must not look whole"
    assert grid.rows[2][1] == date(2024, 5, 1)


def test_old_workbook_of_a_macintosh_counts_its_days_from_1904(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    book.dates_1904 = True
    paper = book.add_sheet("托大班")
    paper.write(0, 0, "生日")
    paper.write(1, 0, datetime(2024, 5, 1), xlwt.easyxf(num_format_str="YYYY-MM-DD"))
    paper.write(2, 0, datetime(2024, 5, 1, 8, 30), xlwt.easyxf(num_format_str="YYYY-MM-DD HH:MM"))
    book.save(str(file := tmp_path / "花名册.xls"))
    (grid,) = read_workbook(file)
    assert [row[0] for row in grid.rows] == ["生日", date(2024, 5, 1), datetime(2024, 5, 1, 8, 30)]


def test_hidden_sheets_of_an_old_workbook_are_not_read(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    book.add_sheet("字典").write(0, 0, "汉族")
    book.add_sheet("托大班").write(0, 0, "姓名")
    book.get_sheet(0).visibility = 1
    book.active_sheet = 1
    book.save(str(file := tmp_path / "花名册.xls"))
    assert [grid.sheet for grid in read_workbook(file)] == ["托大班"]


def test_macros_of_an_old_workbook_are_said(tmp_path: Path) -> None:
    file = write_xls(tmp_path / "花名册.xls", {"托大班": [["姓名"]]})
    assert read_workbook(file)[0].remarks == ()
    file.write_bytes(file.read_bytes() + "_VBA_PROJECT".encode("utf-16-le").ljust(512, b"\0"))
    assert read_workbook(file)[0].remarks == (
        _("The workbook holds macros; they were not run, only the values were read."),
    )


def test_new_workbook_called_xls_is_read_as_what_it_is(tmp_path: Path) -> None:
    book = Workbook()
    book.active["A1"] = "姓名"  # type: ignore[index]
    book.save(real := tmp_path / "花名册.xlsx")
    real.rename(file := tmp_path / "花名册.xls")
    assert read_workbook(file)[0].rows == (("姓名",),)


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_text_is_read_in_all_its_codes_and_separators_and_stays_text(
    tmp_path: Path, code: str, separator: str
) -> None:
    (grid,) = read_workbook(write_csv(tmp_path / "花名册.csv", ROWS, code, separator))
    assert grid.rows == ROWS
    assert grid.sheet == "Sheet1"


def test_text_keeps_commas_and_line_breaks_within_quotes_and_numbers_told_as_formulas(tmp_path: Path) -> None:
    (file := tmp_path / "托大1班.csv").write_bytes(
        '姓名,住址,身份证号\r\n曾星辰,"鹿海园,1号楼\n2单元","=""110199202405010123"""\r\n\r\n'.encode(
            "gb18030"
        )
    )
    (grid,) = read_workbook(file)
    assert grid.rows[1] == ("曾星辰", "鹿海园,1号楼\n2单元", "110199202405010123")
    assert grid.sheet == "托大1班", "a text's name tells its class"


def _with(content: bytes, *names: str) -> bytes:
    with zipfile.ZipFile(buffer := io.BytesIO(content), "a") as packed:
        for name in names:
            packed.writestr(name, "x")
    return buffer.getvalue()


def _plain() -> bytes:
    book = Writer(buffer := io.BytesIO())
    book.add_worksheet("托大班").write("A1", "姓名")
    book.add_worksheet("托小班").write("A1", "姓名")
    book.close()
    return buffer.getvalue()


def test_macros_are_not_run_and_links_not_followed_and_both_are_said(tmp_path: Path) -> None:
    (file := tmp_path / "花名册.xlsm").write_bytes(
        _with(_plain(), "xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml")
    )
    first, second = read_workbook(file)
    assert first.remarks == (
        _("The workbook holds macros; they were not run, only the values were read."),
        _(
            "The workbook is linked to other workbooks; they were not opened, the values saved last were read."
        ),
    )
    assert (first.rows, second.remarks) == ((("姓名",),), ())


def _formulas(paper: Any) -> None:
    paper["A1"], paper["B1"], paper["B3"], paper["C3"] = "姓名", "出生日期", "=TODAY()", '="甲"&"乙"'


def test_formulas_without_a_result_are_told_from_empty_cells(tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "别的"  # type: ignore[union-attr]
    book.active["A1"] = "无"  # type: ignore[index]
    _formulas(book.create_sheet("托大班 & 托小班"))
    book.save(file := tmp_path / "花名册.xlsx")
    other, grid = read_workbook(file)
    assert (other.unreckoned, grid.unreckoned) == (frozenset(), frozenset({(2, 1), (2, 2)}))


def _patched(content: bytes, old: bytes, new: bytes) -> bytes:
    """The workbook with something else in its first sheet."""
    packed = zipfile.ZipFile(io.BytesIO(content))
    with zipfile.ZipFile(buffer := io.BytesIO(), "w") as out:
        for name in packed.namelist():
            inside = packed.read(name)
            if name.endswith("sheet1.xml"):
                assert old in inside
                inside = inside.replace(old, new)
            out.writestr(name, inside)
    return buffer.getvalue()


def test_formulas_with_a_result_count_and_those_that_failed_do_not(tmp_path: Path) -> None:
    book = Writer(buffer := io.BytesIO())
    paper = book.add_worksheet("托大班")
    paper.write_formula("A1", "=B1&C1", None, "曾星辰")
    paper.write_formula("A2", '=""', None, "")
    paper.write_formula("A3", "='[别的.xlsx]表'!A1", None, "#REF!")
    book.close()
    # Excel and WPS say of an empty result that it is a text.
    saved = _patched(buffer.getvalue(), b'<c r="A2"><f>', b'<c r="A2" t="str"><f>')
    (file := tmp_path / "花名册.xlsx").write_bytes(saved)
    (grid,) = read_workbook(file)
    assert grid.rows == (("曾星辰",), (None,), (None,))
    assert grid.unreckoned == {(2, 0)}


def test_dimension_that_says_one_cell_only_hides_nothing(tmp_path: Path) -> None:
    """WPS writes a wrong one at times."""
    cell = b'<row r="5"><c r="C5"><v>7</v></c></row></sheetData>'
    assert b'<dimension ref="A1"' in zipfile.ZipFile(io.BytesIO(_plain())).read("xl/worksheets/sheet1.xml")
    (file := tmp_path / "花名册.xlsx").write_bytes(_patched(_plain(), b"</sheetData>", cell))
    assert read_workbook(file)[0].rows[4] == (None, None, 7)
