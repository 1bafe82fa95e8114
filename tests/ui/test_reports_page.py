"""The page of papers: what is chosen is seen, what is seen is printed and saved."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QEventLoop, QPoint, QPointF, QSettings, Qt, QTimer
from PySide6.QtGui import QPixmap, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QFileDialog, QLineEdit, QWidget

from centerdesk.domain.calendar import Month
from centerdesk.pdf.preview import page_count
from centerdesk.services import attendance
from centerdesk.services.opening import Opened
from centerdesk.ui.dialogs.batch import BatchDialog, Progress, batch_work
from centerdesk.ui.main_window import MainWindow
from centerdesk.ui.messages import Dialog
from centerdesk.ui.papers import Wanted, shelves
from centerdesk.ui.widgets.paper_view import FIT
from tests.pdf.reading import pages, squeezed
from tests.ui.conftest import Enter
from tests.ui.hands import TODAY, click, found, page, press, settle, type_in


@pytest.fixture
def window(enter: Enter, sample: Opened) -> Iterator[MainWindow]:
    """The window on the sample centre, on its papers."""
    window = enter(sample, "reports")
    yield window
    ready(window.page("reports"))


@pytest.fixture
def reports(window: MainWindow) -> Any:
    """The page itself, with its first paper on it."""
    return ready(window.page("reports"))


def ready(reports: Any) -> Any:
    """Wait until the paper is made and all its pages in sight are drawn; PDFium bears no reader beside it."""
    for _ in range(1000):
        drawing = (reports.view._renderer, reports.paper_desk.strip._renderer)
        if not (reports._job or reports._settled.isActive() or any(each._job for each in drawing)):
            return reports
        loop = QEventLoop()
        QTimer.singleShot(5, loop.quit)
        loop.exec()
    raise AssertionError("the paper is never ready")


def choose(reports: Any, code: str) -> None:
    """Go to a paper and wait until it is there."""
    reports.catalogue.choose(code)
    ready(reports)


def text(reports: Any) -> str:
    """What stands on the paper that is seen."""
    return squeezed("".join(pages(ready(reports).paper.pdf)))


# The catalogue --------------------------------------------------------------------------------------------------------


def test_the_first_paper_is_there_when_the_page_is_opened(reports: Any) -> None:
    assert reports.paper.wanted.item.code == "attendance-register"
    assert "2026年11月" in text(reports)
    assert reports.paper_desk.page_label.text() == f"第 1 页 共 {len(reports.paper.sizes)} 页"
    assert reports.view.is_sharp()


def test_papers_are_found_by_a_part_of_their_title_or_by_initials(reports: Any) -> None:
    for typed, codes in (
        ("花名", ["roster", "roster-masked", "staff-roster", "staff-roster-masked"]),
        ("dmcj", ["roll-call"]),
        ("ETCQ", ["attendance-register", "attendance-by-class"]),
        ("现场", ["site-check"]),
        ("没有", []),
    ):
        reports.catalogue.search_edit.setText(typed)
        assert reports.catalogue.shown() == codes
        assert reports.catalogue.empty.isVisible() == (not codes)


def test_enter_in_the_search_opens_what_was_found(reports: Any) -> None:
    type_in(reports.catalogue.search_edit, "hmc")
    press(reports.catalogue.search_edit, Qt.Key.Key_Return)
    ready(reports)
    assert reports.paper.wanted.item.code == "roster"
    assert reports.catalogue.list.hasFocus()


def test_arrows_go_from_paper_to_paper_past_the_headings(reports: Any) -> None:
    codes, papers = [], [item.code for _family, items in shelves() for item in items]
    for _ in papers:
        codes.append(reports._item.code)
        press(reports.catalogue.list, Qt.Key.Key_Down)
    assert codes == papers


# What a paper is made for ---------------------------------------------------------------------------------------------


def test_only_what_a_paper_asks_for_is_asked(reports: Any) -> None:
    for code, asked in (
        ("attendance-register", {"月份", "班级"}),
        ("attendance-by-class", {"月份"}),
        ("roster", {"日期", "班级"}),
        ("site-check", {"日期"}),
    ):
        reports.catalogue.choose(code)
        inputs = [*reports.choice.findChildren(QComboBox), *reports.choice.findChildren(QLineEdit)]
        assert {each.accessibleName() for each in inputs if each.isVisible()} - {""} == asked


def test_another_month_and_class_make_another_paper(reports: Any) -> None:
    reports.choice.class_combo.choose(3)
    reports.choice.month_combo.choose(Month(2026, 10))
    ready(reports)
    assert "2026年10月托大1班" in text(reports)
    assert len(reports.paper.sizes) == 1


def test_what_was_chosen_is_kept_for_each_paper(reports: Any) -> None:
    reports.choice.month_combo.choose(Month(2026, 9))
    reports.choice.class_combo.choose(2)
    choose(reports, "roster")
    assert reports.choice.class_combo.value() is None
    choose(reports, "attendance-register")
    assert reports.choice.month_combo.value() == Month(2026, 9)
    assert reports.choice.class_combo.value() == 2


def test_a_class_is_remembered_on_this_machine_a_period_only_for_the_day(
    reports: Any, sample: Opened, enter: Enter
) -> None:
    reports.choice.month_combo.choose(Month(2026, 9))
    reports.choice.class_combo.choose(2)
    ready(reports)
    again = enter(sample, "reports").page("reports").choice  # type: ignore[attr-defined]
    assert (again.month_combo.value(), again.class_combo.value()) == (Month(2026, 9), 2)
    later = enter(sample, "reports", date(2026, 11, 25)).page("reports").choice  # type: ignore[attr-defined]
    assert (later.month_combo.value(), later.class_combo.value()) == (Month(2026, 11), 2)


def test_nothing_personal_is_remembered(reports: Any) -> None:
    for _family, items in shelves():
        for item in items:
            choose(reports, item.code)
    stored = {key: str(QSettings().value(key)) for key in QSettings().allKeys() if key.startswith("papers")}
    assert stored
    assert not any("\u4e00" <= letter <= "\u9fff" for value in stored.values() for letter in value)


def test_a_day_is_typed_or_stepped(reports: Any) -> None:
    choose(reports, "roll-call")
    reports.choice.day_edit.setText("2026.11.20")
    press(reports.choice.day_edit, Qt.Key.Key_Return)
    ready(reports)
    assert "2026年11月20日星期五" in text(reports)
    reports.choice._step_day(3)
    ready(reports)
    assert "2026年11月23日星期一" in text(reports)


def test_the_blank_form_is_a_button_that_stays_pressed_for_its_paper(reports: Any) -> None:
    filled = text(reports)
    click(reports.blank_button)
    ready(reports)
    assert "√" not in text(reports).replace("√出勤", "")
    assert text(reports) != filled
    choose(reports, "roster")
    assert not reports.blank_button.isChecked()
    choose(reports, "attendance-register")
    assert reports.blank_button.isChecked()


# The paper on the screen ----------------------------------------------------------------------------------------------


def test_when_choices_follow_quickly_only_the_last_is_shown(reports: Any) -> None:
    shown: list[int] = []
    reports.view.first_shown.connect(lambda: shown.append(reports.paper.wanted.choice.month))
    for _ in range(6):
        reports.choice._step_month(-1)
        QTest.qWait(5)
    assert reports.paper is None  # the old one is neither printed nor saved any more
    ready(reports)
    assert shown[-1:] == [5]
    assert len(shown) <= 2
    assert "2026年5月" in text(reports)


def test_a_change_of_the_data_is_seen_at_once_and_the_place_is_kept(window: MainWindow, reports: Any) -> None:
    reports.view.go_to_page(2)
    ready(reports)
    window.desk.changed.emit()  # type: ignore[union-attr]
    ready(reports)
    assert reports.view.page == 2


def test_zoom_goes_by_keys_wheel_and_buttons_and_pages_stay_sharp(window: MainWindow, reports: Any) -> None:
    view = reports.view
    fitting = view.zoom
    QTest.keyClick(view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    ready(reports)
    assert view.zoom > fitting
    _wheel(view, -120)
    _wheel(view, -120)
    ready(reports)
    assert view.zoom < fitting
    QTest.keyClick(view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    ready(reports)
    assert view.zoom == 1
    assert view.is_sharp()
    assert view.horizontalScrollBar().maximum() > 0
    click(reports.paper_desk.fit_button)
    ready(reports)
    assert view.zoom == pytest.approx(fitting)
    assert view.horizontalScrollBar().maximum() == 0


def _wheel(view: QWidget, turned: int) -> None:
    place = QPointF(100, 100)
    event = QWheelEvent(
        place, view.mapToGlobal(place), QPoint(), QPoint(0, turned), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)  # type: ignore[attr-defined]


def test_a_page_is_drawn_dot_for_dot_as_sharp_as_the_screen_is(reports: Any) -> None:
    view = reports.view
    view._ratio = 2.0
    view._on_scrolled()
    ready(reports)
    scale, picture = view._pictures[0]
    assert isinstance(picture, QPixmap)
    assert scale == view._scale * 2
    assert picture.width() == pytest.approx(view._rects[0].width() * 2, abs=3)


def test_zoom_keeps_the_place_and_far_pages_are_let_go(reports: Any) -> None:
    reports.view.set_zoom(2.0)
    reports.view.go_to_page(3)
    ready(reports)
    reports.view.set_zoom(1.0)
    ready(reports)
    assert reports.view.page == 3
    assert set(reports.view._pictures) <= {1, 2, 3}
    reports.view.set_zoom(FIT)


def test_thumbnails_lead_to_their_page_and_follow_it(reports: Any) -> None:
    strip = reports.paper_desk.strip
    assert strip.isVisible()
    strip.setFocus()
    press(strip, Qt.Key.Key_Down, Qt.Key.Key_Down)
    ready(reports)
    assert reports.view.page == 2
    press(reports.view, Qt.Key.Key_Home)
    assert strip.currentIndex().row() == 0
    click(reports.paper_desk.strip_button)
    assert not strip.isVisible()
    choose(reports, "attendance-by-class")
    assert not reports.paper_desk.strip_button.isVisible()  # one page


def test_the_paper_is_scrolled_by_keys(reports: Any) -> None:
    bar = reports.view.verticalScrollBar()
    press(reports.view, Qt.Key.Key_PageDown)
    assert bar.value() == bar.pageStep()
    press(reports.view, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    assert "第 4 页" in reports.view.accessibleName()


# Saved and printed ----------------------------------------------------------------------------------------------------


def _file(reports: Any, path: Path) -> str:
    """Choose a file in the dialog that stands open; returns the name that was offered."""
    ready(reports)
    dialog = reports.findChildren(QFileDialog)[-1]
    offered = Path(dialog.selectedFiles()[0]).name
    dialog.fileSelected.emit(str(path))
    dialog.close()
    settle()
    return offered


def test_the_file_saved_is_the_paper_seen_byte_for_byte(reports: Any, tmp_path: Path) -> None:
    reports.choice.class_combo.choose(3)
    ready(reports)
    click(reports.pdf_button)
    assert _file(reports, tmp_path / "a.pdf") == "儿童出勤登记表_托大1班_2026-11.pdf"
    assert (tmp_path / "a.pdf").read_bytes() == reports.paper.pdf
    assert list(tmp_path.glob("*.part")) == []


def test_the_workbook_saved_holds_the_same_table(reports: Any, tmp_path: Path, window: MainWindow) -> None:
    choose(reports, "site-check")
    click(reports.xlsx_button)
    assert _file(reports, tmp_path / "a.xlsx") == "现场核对单_2026-11-24.xlsx"
    book = load_workbook(BytesIO((tmp_path / "a.xlsx").read_bytes()))
    assert book.worksheets[0]["A1"].value == "现场核对单"
    assert window.messages is not None
    assert "a.xlsx" in window.messages.text_label.text()


def test_saving_asked_for_before_the_paper_is_there_saves_the_new_one(reports: Any, tmp_path: Path) -> None:
    reports.choice._step_month(-1)
    click(reports.pdf_button)
    assert "2026-10" in _file(reports, tmp_path / "a.pdf")
    assert "2026年10月" in squeezed(pages((tmp_path / "a.pdf").read_bytes())[0])


def test_without_a_printer_a_sentence_says_so_and_offers_a_file(
    reports: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("centerdesk.ui.printing.has_printers", lambda: False)
    QTest.keyClick(reports.catalogue.list, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    ready(reports)
    dialog = reports.findChild(Dialog)
    assert "没有找到打印机" in dialog.windowTitle()
    dialog.accept()
    assert _file(reports, Path("/nowhere/a.pdf")).endswith(".pdf")


# Several at once ------------------------------------------------------------------------------------------------------


def _batch(reports: Any, folder: Path) -> BatchDialog:
    click(reports.batch_button)
    ready(reports)
    dialog: BatchDialog = found(reports, BatchDialog)
    dialog.folder_edit.setText(str(folder))
    return dialog


def test_a_file_is_made_for_each_class(reports: Any, tmp_path: Path, window: MainWindow) -> None:
    dialog = _batch(reports, tmp_path)
    dialog.xlsx_check.setChecked(True)
    assert "共 8 个文件" in dialog.sum_label.text()
    click(dialog.make_button)
    settle()
    assert sorted(file.name for file in tmp_path.glob("儿童*")) == sorted(
        f"儿童出勤登记表_{name}_2026-11{kind}"
        for name in ("乳儿班", "托小班", "托大1班", "托大2班")
        for kind in (".pdf", ".xlsx")
    )
    one = next(tmp_path.glob("*托大2班*.pdf")).read_bytes()
    assert page_count(one) == 1
    assert "托大2班" in squeezed(pages(one)[0])
    assert window.messages is not None
    assert "8 个文件" in window.messages.text_label.text()


def test_a_file_is_made_for_each_month_and_says_before_what_it_replaces(reports: Any, tmp_path: Path) -> None:
    choose(reports, "attendance-by-class")
    (tmp_path / "儿童出勤统计表（按班级）_2026-10.pdf").write_bytes(b"old")
    dialog = _batch(reports, tmp_path)
    assert not dialog.class_radio.isEnabled()
    dialog.first_combo.choose(Month(2026, 9))
    assert "共 3 个文件" in dialog.sum_label.text()
    assert "其中 1 个同名文件" in dialog.sum_label.text()
    click(dialog.make_button)
    settle()
    made = sorted(tmp_path.glob("*.pdf"))
    assert [file.stem[-7:] for file in made] == ["2026-09", "2026-10", "2026-11"]
    assert all(page_count(file.read_bytes()) == 1 for file in made)


def test_a_period_that_ends_before_it_begins_makes_nothing(reports: Any, tmp_path: Path) -> None:
    dialog = _batch(reports, tmp_path)
    dialog.last_combo.choose(Month(2026, 9))
    assert not dialog.make_button.isEnabled()
    dialog.first_combo.choose(Month(2026, 9))
    assert dialog.make_button.isEnabled()
    dialog.folder_edit.setText(str(tmp_path / "none"))
    click(dialog.make_button)
    assert "没有这个文件夹" in dialog.messages.text_label.text()


def test_a_batch_called_off_leaves_whole_files_and_no_others(
    reports: Any, tmp_path: Path, sample: Opened
) -> None:
    stop, progress = Event(), Progress()
    progress.came.connect(
        lambda count: stop.set() if count == 2 else None, Qt.ConnectionType.DirectConnection
    )
    dialog = _batch(reports, tmp_path)
    work = batch_work(dialog.files(), tmp_path, "张园长", reports.desk.now(), progress, stop)
    with pytest.raises(Exception), sample.store.read(sample.actor) as session:  # noqa: B017, PT011
        work(session)
    assert len(list(tmp_path.glob("*.pdf"))) == 2
    assert list(tmp_path.glob("*.part")) == []
    assert all(page_count(file.read_bytes()) for file in tmp_path.glob("*.pdf"))


def test_cancel_while_files_are_made_says_how_many_there_are(reports: Any, tmp_path: Path) -> None:
    dialog = _batch(reports, tmp_path)
    click(dialog.make_button)
    dialog.reject()
    assert dialog.isVisible()
    assert "都是完整的" in dialog.messages.text_label.text()
    settle()
    dialog.reject()


# States ---------------------------------------------------------------------------------------------------------------


def test_a_centre_without_classes_says_what_is_to_be_done_first(
    enter: Enter, opened: Opened, tmp_path: Path
) -> None:
    from centerdesk.services.opening import new_centre
    from tests.bench.centres import CHEAP
    from tests.house.papers_made import MORNING

    empty, _code = new_centre(tmp_path / "new", "新园", "丁园长", "a long password", now=MORNING, cost=CHEAP)
    window = enter(empty, "reports")
    reports = page(window, "reports")
    ready(reports)
    assert reports.stack.currentWidget() is reports.state
    assert "设置班级" in reports.state.text_label.text()
    assert not reports.print_button.isEnabled()
    click(reports.centre_button)
    assert window._key == "centre"
    choose(reports, "roster")
    assert "本期无记录" in text(reports)
    empty.store.close()


def test_a_paper_one_may_not_see_says_so_in_its_place(reports: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from centerdesk.db.store import Actor
    from centerdesk.domain.people import Role

    reports.desk.actor = Actor(None, "王芳", Role.TEACHER)
    choose(reports, "monthly-return")
    assert reports.stack.currentWidget() is reports.state
    assert "王芳" in reports.state.text_label.text()
    assert reports.paper is None or not reports.print_button.isEnabled()


def test_at_midnight_today_s_paper_becomes_the_new_day_s(window: MainWindow, reports: Any) -> None:
    choose(reports, "roll-call")
    assert window.desk is not None
    window.desk._fixed_today = date(2026, 11, 25)
    window._on_minute()
    ready(reports)
    assert "2026年11月25日" in text(reports)


def test_every_control_has_a_name_and_is_reached_by_tab(window: MainWindow, reports: Any) -> None:
    shown = [
        each
        for each in reports.findChildren(QWidget)
        if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isEnabled()
    ]
    named = [each for each in shown if isinstance(each, QAbstractButton | QComboBox | QLineEdit)]
    assert all(each.accessibleName() for each in named if not isinstance(each.parent(), QLineEdit))
    for each in (reports.catalogue.list, reports.view, reports.paper_desk.strip):
        assert each.accessibleName()
    assert reports.catalogue.list.hasFocus()
    reached = []
    for _ in range(40):
        reached.append(QApplication.focusWidget())
        press(QApplication.focusWidget(), Qt.Key.Key_Tab)  # type: ignore[arg-type]
    assert set(named) - {each for each in named if isinstance(each.parent(), QLineEdit)} <= set(reached)
    order = [
        reports.catalogue.list,
        reports.choice.month_combo,
        reports.view,
        reports.paper_desk.strip,
    ]
    places = [reached.index(each) for each in order]
    assert places == sorted(places)


def test_the_paper_counts_as_the_attendance_page_does(window: MainWindow, reports: Any) -> None:
    choose(reports, "site-check")
    assert window.desk is not None
    days = window.desk.read(attendance.classes_of_day, TODAY)
    there = sum(day.tally.attended + day.visitors for day in days)
    assert f"{there}名" in text(reports) or f"{there}人" in text(reports) or str(there) in text(reports)


def test_the_names_of_files_hold_nothing_a_file_name_cannot(reports: Any) -> None:
    wanted: Wanted = reports.paper.wanted
    odd = Wanted(wanted.item, wanted.choice, True, ("一/二:班?",))
    assert odd.stem == "儿童出勤登记表_一二班_2026-11_空白表"
