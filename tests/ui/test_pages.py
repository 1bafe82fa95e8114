"""All pages on the sample centre: figures agree, all is Chinese, nothing is cut off."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAction, QColor
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from centerdesk.domain.people import Post
from centerdesk.services import staff
from centerdesk.services.opening import Opened
from centerdesk.services.staff import StaffFields
from centerdesk.ui import theme
from centerdesk.ui.contents import CONTENTS
from centerdesk.ui.main_window import MainWindow
from centerdesk.ui.widgets.basics import Elided
from tests.ui.conftest import Enter
from tests.ui.hands import TODAY, page, press, settle, type_in

KEYS = [entry.key for entry in CONTENTS]
# Names of keys and file formats; codes of figures such as C01 have one letter.
ALLOWED = {"Ctrl", "Enter", "PgUp", "PgDn", "Excel", "PDF", "JSON", "XLSX", "xlsx", "WPS"}
ENGLISH = re.compile(r"[A-Za-z]{2,}")


def texts(shown: QWidget) -> Iterator[str]:
    """All that can be read in a widget, tips and accessible names included."""
    for each in [shown, *shown.findChildren(QWidget)]:
        if not each.isVisibleTo(shown):
            continue
        yield from (each.toolTip(), each.accessibleName(), each.windowTitle())
        if isinstance(each, QLabel | QAbstractButton):
            yield each.text()
        elif isinstance(each, QLineEdit):
            yield from (each.text(), each.placeholderText())
        elif isinstance(each, QComboBox):
            yield from (each.itemText(place) for place in range(each.count()))
        elif isinstance(each, QTableView):
            model = each.model()
            for column in range(model.columnCount()):
                yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
                yield from (str(model.index(row, column).data() or "") for row in range(model.rowCount()))
        yield from (action.text() for action in each.actions() if isinstance(action, QAction))


def english(shown: QWidget, opened: Opened) -> set[str]:
    """English words among what can be read; the folder's path is nobody's text."""
    found = set()
    for text in texts(shown):
        plain = text.replace(str(opened.store.folder), "")
        found |= {f"{word}: {text}" for word in ENGLISH.findall(plain) if word not in ALLOWED}
    return found


@pytest.mark.parametrize("key", KEYS)
def test_no_page_shows_an_english_word(key: str, enter: Enter, sample: Opened, qtbot: QtBot) -> None:
    window = enter(sample)
    page(window, key)
    settle()
    assert not english(window, sample)


def clipped(shown: QWidget) -> list[str]:
    """Words and buttons that have less room than they need, or reach out of the place they stand in."""
    found = []
    for each in shown.findChildren(QWidget):
        if not isinstance(each, QLabel | QAbstractButton) or isinstance(each, Elided):
            continue
        if not each.isVisibleTo(shown) or not each.text() or not _is_in_view(each, shown):
            continue
        needs = each.sizeHint()
        if isinstance(each, QLabel) and each.wordWrap():
            needs = QSize(0, each.heightForWidth(each.width()))
        whole = each.visibleRegion().boundingRect().size() == each.size()
        if needs.width() > each.width() + 1 or needs.height() > each.height() + 2 or not whole:
            found.append(f"{each.text()}: {each.size()}, needs {needs}, is whole: {whole}")
    return found


def _is_in_view(each: QWidget, shown: QWidget) -> bool:
    """Whether a scroll area shows the whole of a widget just now; what one scrolls to may be out of it."""
    above = each.parentWidget()
    while above is not None and above is not shown:
        if isinstance(above, QScrollArea):
            place = QRect(each.mapTo(above, QPoint(0, 0)), each.size())
            if not above.viewport().geometry().adjusted(-1, -1, 1, 1).contains(place):
                return False
        above = above.parentWidget()
    return True


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize(
    ("percent", "width", "height"), [(100, 1000, 600), (100, 1280, 800), (150, 1366, 768)]
)
def test_nothing_is_cut_off(
    key: str,
    percent: int,
    width: int,
    height: int,
    enter: Enter,
    sample: Opened,
    look: QApplication,
    qtbot: QtBot,
) -> None:
    theme.apply(look, percent)
    try:
        window = enter(sample)
        window.resize(width, height)
        page(window, key)
        settle()
        assert "\n".join(clipped(window)) == ""
    finally:
        theme.apply(look, 100)


def test_todays_figures_agree_with_the_attendance_page(enter: Enter, sample: Opened) -> None:
    window = enter(sample)
    today, attendance = page(window, "today"), page(window, "attendance")
    for key in ("enrolled", "expected", "attended", "absent", "untaken"):
        assert today.totals.number(key) == attendance.counts.number(key)
    tiles = today._groups
    assert sum(group.tally.attended for group in tiles) == today.totals.number("attended")


def test_open_matters_are_told_most_urgent_first_and_lead_to_their_place(
    enter: Enter, sample: Opened, qtbot: QtBot
) -> None:
    window = enter(sample)
    today = page(window, "today")
    settle()
    first = today._matters[0]
    assert first.tag == "尚未点名"
    today._go(first.page, **first.where)
    attendance: Any = window.page("attendance")
    assert attendance.class_id == first.where["class_id"]
    assert attendance.table.current().mark is None


def test_a_figure_opens_to_those_behind_it(enter: Enter, sample: Opened) -> None:
    monthly = page(enter(sample), "monthly")
    monthly.table.go_to("C01")
    line = monthly.table.current()
    assert monthly.figure_card.table.model_.rowCount() == line.figure.value == 46


def test_search_finds_by_pinyin_initials_name_and_phone(enter: Enter, sample: Opened, qtbot: QtBot) -> None:
    window = enter(sample)
    qtbot.waitUntil(lambda: bool(window.topbar._finds))
    who, shown, words = next(find for find in window.topbar._finds if find[0][0] == "children")
    name, tail = shown.split("　")[0], shown.split("　")[-1]
    initials = words.split()[2]
    for typed in (name, initials, tail):
        assert who in {found for found, _shown, _words in window.topbar.matches(typed)}
    window.topbar.search_edit.setText(name)
    press(window.topbar.search_edit, Qt.Key.Key_Return)
    assert page(window, "children").current().name == name


def test_staff_are_found_too(window: MainWindow) -> None:
    assert window.desk
    window.desk.write(staff.hire, StaffFields("单美玲"), Post.CARER, TODAY)
    settle()
    type_in(window.topbar.search_edit, "shanmei")
    press(window.topbar.search_edit, Qt.Key.Key_Return)
    settle()
    assert window._key == "staff"
    assert page(window, "staff").tab("staff_people").current().name == "单美玲"


def test_the_sample_is_marked_on_every_page(enter: Enter, sample: Opened) -> None:
    window = enter(sample)
    for key in KEYS:
        page(window, key)
        assert window.sample_label.isVisible()


def test_midnight_moves_to_the_new_day_by_itself(window: MainWindow, qtbot: QtBot) -> None:
    from datetime import date

    attendance = page(window, "attendance")
    assert window.desk
    window.desk._fixed_today = date(2026, 11, 25)
    window._on_minute()
    assert attendance.day == date(2026, 11, 25)
    assert "11月25日" in window.topbar.day_label.text()


@pytest.mark.parametrize("tone", list(theme.Tone))
def test_states_can_be_read(tone: theme.Tone) -> None:
    """WCAG 2.1: text has a contrast of 4.5 : 1 at least."""

    def light(colour: QColor) -> float:
        parts = [colour.redF(), colour.greenF(), colour.blueF()]
        red, green, blue = (
            part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)

    assert (light(tone.ground) + 0.05) / (light(tone.text) + 0.05) >= 4.5
