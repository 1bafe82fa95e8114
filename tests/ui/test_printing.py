"""Papers on the printer: a PDF printer stands for one, so that what comes out can be looked at."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat
from PySide6.QtGui import QPageLayout, QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QLineEdit, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from centerdesk.base.errors import UserError
from centerdesk.base.tables import Column, Sheet
from centerdesk.pdf.preview import page_bitmap, page_sizes
from centerdesk.pdf.sheet import sheets_pdf
from centerdesk.services.opening import Opened
from centerdesk.ui import printing
from centerdesk.ui.desk import CancelledError, Desk
from tests.pdf.reading import squeezed
from tests.ui.hands import TODAY, found, settle

_COMPARED = 0.25  # 18 dots an inch: an A4 page as 149 x 211 grey dots


def _sheet(title: str, rows: int, *, landscape: bool) -> Sheet:
    columns = [Column("姓名", lambda row: row, 30), Column("备注", lambda _row: "", 90)]
    return Sheet(title, columns, ["陈𬱖", "欧阳子墨"] * rows, landscape=landscape, signatures=("负责人",))


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """Two lying pages, then two upright ones."""
    return sheets_pdf([_sheet("花名册", 20, landscape=True), _sheet("名单", 30, landscape=False)])


def _printer(pdf: bytes, file: Path) -> QPrinter:
    printer = printing.make_printer("花名册", pdf)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    return printer


def _print(pdf: bytes, file: Path, pages: Sequence[int]) -> bytes:
    printing.print_pages(_printer(pdf, file), pdf, pages)
    return file.read_bytes()


def _grey(pdf: bytes, page: int) -> Image.Image:
    """A page drawn at 300 dpi and reduced: what is left are the greys of its areas."""
    across, down, pixels = page_bitmap(pdf, page, printing.DPI / 72)
    picture = Image.frombytes("RGB", (across, down), pixels, "raw", "BGRX").convert("L")
    width, height = page_sizes(pdf)[page]
    return picture.resize((round(width * _COMPARED), round(height * _COMPARED)), Image.Resampling.BOX)


def test_print_has_the_pages_sizes_and_picture_of_the_paper(
    look: QApplication, pdf: bytes, tmp_path: Path
) -> None:
    out = _print(pdf, tmp_path / "out.pdf", range(4))
    for (across, down), (printed_across, printed_down) in zip(page_sizes(pdf), page_sizes(out), strict=True):
        assert (printed_across, printed_down) == pytest.approx((across, down), abs=1)
    for page in range(4):
        difference = ImageChops.difference(_grey(pdf, page), _grey(out, page))
        assert ImageStat.Stat(difference).mean[0] < 2  # of 255, over all dots; 0.3 to 1.0 measured
        assert ImageStat.Stat(difference).extrema[0][1] < 48  # a hairline moved by half a dot, no more


def test_that_measure_sees_a_page_moved_by_a_millimetre_and_a_half(pdf: bytes) -> None:
    page = _grey(pdf, 0)
    assert ImageStat.Stat(ImageChops.difference(page, ImageChops.offset(page, 1, 1))).mean[0] > 5


def test_only_the_pages_asked_for_are_printed_in_the_order_asked_for(look: QApplication, pdf: bytes) -> None:
    printer = printing.make_printer("花名册", pdf)
    assert printing.pages_asked(printer, 4, current=2) == [0, 1, 2, 3]
    printer.setPrintRange(QPrinter.PrintRange.CurrentPage)
    assert printing.pages_asked(printer, 4, current=2) == [2]
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    assert printing.pages_asked(printer, 4, current=0) == [1, 2]
    printer.setPageRanges(QPageRanges.fromString("1,3-4"))
    assert printing.pages_asked(printer, 4, current=0) == [0, 2, 3]
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert printing.pages_asked(printer, 4, current=0) == [3, 2, 0]


def test_copies_are_made_where_the_printer_makes_none(look: QApplication, pdf: bytes, tmp_path: Path) -> None:
    printer = _printer(pdf, tmp_path / "out.pdf")
    printer.setCopyCount(2)
    assert printing.print_pages(printer, pdf, [1, 2]) == 4
    assert [across > down for across, down in page_sizes((tmp_path / "out.pdf").read_bytes())] == [
        True, False, True, False,
    ]  # fmt: skip
    printer = _printer(pdf, tmp_path / "apart.pdf")
    printer.setCopyCount(2)
    printer.setCollateCopies(False)
    printing.print_pages(printer, pdf, [1, 2])
    assert [across > down for across, down in page_sizes((tmp_path / "apart.pdf").read_bytes())] == [
        True, True, False, False,
    ]  # fmt: skip


def test_on_smaller_paper_the_page_is_reduced_and_nothing_is_cut_off(
    look: QApplication, pdf: bytes, tmp_path: Path
) -> None:
    printer = _printer(pdf, tmp_path / "out.pdf")
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    printing.print_pages(printer, pdf, [2])
    out = (tmp_path / "out.pdf").read_bytes()
    ((across, down),) = page_sizes(out)
    assert (across, down) == pytest.approx((420, 595), abs=2)
    whole, reduced = _grey(pdf, 2), _grey(out, 0)
    difference = ImageChops.difference(whole.resize(reduced.size), reduced)
    assert ImageStat.Stat(difference).mean[0] < 4


def test_a_paper_is_set_up_with_its_size_to_the_edge(look: QApplication, pdf: bytes) -> None:
    layout = printing.make_printer("花名册", pdf).pageLayout()
    assert layout.pageSize().id() is QPageSize.PageSizeId.A4
    assert layout.orientation() is QPageLayout.Orientation.Landscape
    assert layout.mode() is QPageLayout.Mode.FullPageMode


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_takes_nothing_is_told_in_a_sentence(
    look: QApplication, pdf: bytes, tmp_path: Path
) -> None:
    with pytest.raises(UserError, match="打印机"):
        printing.print_pages(_printer(pdf, tmp_path / "no folder" / "out.pdf"), pdf, [0])


def test_printing_that_is_called_off_sends_no_further_page(
    look: QApplication, pdf: bytes, tmp_path: Path
) -> None:
    asked = iter([False, True])
    with pytest.raises(CancelledError):
        printing.print_pages(_printer(pdf, tmp_path / "out.pdf"), pdf, range(4), lambda: next(asked))
    assert next(asked, None) is None


def test_pages_are_sent_off_the_windows_thread(
    look: QApplication, opened: Opened, pdf: bytes, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = Desk(opened, TODAY)
    sent: list[int] = []
    job = printing.print_later(desk, _printer(pdf, tmp_path / "out.pdf"), pdf, [0, 3], sent.append)
    assert squeezed(job.words) == "正在打印2页……"
    with qtbot.waitSignal(job.finished, timeout=20_000):
        pass
    assert sent == [2]
    assert len(page_sizes((tmp_path / "out.pdf").read_bytes())) == 2


def test_the_dialog_asks_for_printer_pages_and_copies_in_chinese(
    look: QApplication, pdf: bytes, tmp_path: Path, qtbot: QtBot
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    asked: list[list[int]] = []
    dialog = printing.ask_printer(parent, "花名册", pdf, 1, lambda _printer, pages: asked.append(pages))
    settle()
    words = {each.text() for each in dialog.findChildren(QRadioButton)}
    assert {"打印全部", "当前页面", "长边装订"} <= words
    assert (dialog.minPage(), dialog.maxPage()) == (1, 4)
    option = QPrintDialog.PrintDialogOption
    assert all(
        dialog.testOption(each)
        for each in (option.PrintPageRange, option.PrintCurrentPage, option.PrintCollateCopies)
    )
    found(dialog, QLineEdit, "filename").setText(str(tmp_path / "out.pdf"))
    found(dialog, QRadioButton, "printCurrentPage").setChecked(True)
    dialog.accept()
    assert asked == [[1]]
