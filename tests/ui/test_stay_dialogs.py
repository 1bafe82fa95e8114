"""Days away, leaving, coming back, and the transfer certificate, in dialogs and beside a child's record."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from centerdesk.domain.attendance import Pattern
from centerdesk.domain.calendar import Month
from centerdesk.domain.people import Funding, LeaveReason, PauseKind
from centerdesk.returns import monthly
from centerdesk.services import children, classes, observations, pauses, transfers
from centerdesk.services.children import ChildRow
from centerdesk.services.opening import Opened
from centerdesk.services.pause_effect import set_minimum_days
from centerdesk.ui.desk import Desk
from centerdesk.ui.dialogs.observation import ObservationDialog
from centerdesk.ui.dialogs.pause import ChangePauseDialog, EndPauseDialog, PauseDialog, RemovePauseDialog
from centerdesk.ui.dialogs.stay import LeaveDialog, ReturnDialog
from centerdesk.ui.dialogs.transfer import TransferDialog
from centerdesk.ui.preview import PreviewDialog
from centerdesk.ui.tabs.child_stays import ChildStays
from tests.ui.hands import TODAY, click, last_button, settle

SUSPENDED, LEAVE = PauseKind.SUSPENDED, PauseKind.LEAVE


@pytest.fixture
def desk(look: Any, opened: Opened) -> Desk:
    return Desk(opened, TODAY)


@pytest.fixture
def place(qtbot: QtBot) -> QWidget:
    """A window for the dialogs to stand over."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def _child(desk: Desk, number: int = 0) -> ChildRow:
    rows = desk.read(children.list_children, desk.today(), with_left=True)
    return rows[number]


def _table(dialog: PauseDialog) -> list[str]:
    """The months of the effect as they stand there."""
    grid = dialog.effect_view._grid
    lines: list[list[str]] = []
    for place in range(grid.count()):
        item = grid.itemAt(place)
        words = item.widget() if item else None
        assert isinstance(words, QLabel)
        if place % 5 == 0:
            lines.append([])
        lines[-1].append(words.text())
    return [" ".join(line) for line in lines]


def test_the_effect_is_shown_while_the_days_are_typed(desk: Desk, place: QWidget) -> None:
    row = _child(desk)
    desk.write(children.set_pattern, row.id, date(2026, 11, 2), Pattern(funding=Funding.SUBSIDISED))
    desk.write(set_minimum_days, 15)
    dialog = PauseDialog(place, desk, row)
    dialog.open()
    dialog.first_field.setText("2026-11-23")
    dialog.last_field.setText("2026-12-11")
    assert _table(dialog) == [
        "月份 现应出勤 其中不来 保存后应出勤 可出勤天数",
        "2026年11月 21 6 15 15",
        "2026年12月 23 9 14 14",
    ]
    words = dialog.effect_view.words_label.text()
    assert "停托期间保留托位，不计入应出勤" in words
    assert "2026年12月将低于该天数" in words
    dialog.kind_combo.choose(LEAVE)
    assert _table(dialog)[2] == "2026年12月 23 9 23 14"
    assert "仍计入应出勤" in dialog.effect_view.words_label.text()
    for typed in ("2026-12-", "2026-11-22"):
        dialog.last_field.setText(typed)
        assert _table(dialog) == []
    assert desk.read(pauses.pauses_of, row.id, TODAY) == []  # nothing was saved by looking


def test_a_pause_is_recorded_changed_ended_and_taken_back(desk: Desk, place: QWidget) -> None:
    row = _child(desk)
    dialog = PauseDialog(place, desk, row)
    dialog.open()
    dialog.kind_combo.choose(LEAVE)
    dialog.first_field.setText("2026-11-23")
    dialog.reason_edit.setText("回老家")
    click(last_button(dialog))
    (pause,) = desk.read(pauses.pauses_of, row.id, TODAY)
    assert (pause.kind, pause.starts_on, pause.ends_on, pause.reason) == (
        LEAVE,
        date(2026, 11, 23),
        None,
        "回老家",
    )
    change = ChangePauseDialog(place, desk, row, pause)
    change.open()
    assert (change.kind_combo.value(), change.reason_edit.text()) == (LEAVE, "回老家")
    change.kind_combo.choose(SUSPENDED)
    click(last_button(change))
    end = EndPauseDialog(place, desk, row, pause)
    end.open()
    assert end.last_field.day() == TODAY
    click(last_button(end))
    (pause,) = desk.read(pauses.pauses_of, row.id, TODAY)
    assert (pause.kind, pause.ends_on) == (SUSPENDED, TODAY)
    remove = RemovePauseDialog(place, desk, row, pause)
    remove.open()
    click(last_button(remove))
    assert desk.read(pauses.pauses_of, row.id, TODAY) == []


def test_a_locked_month_is_asked_about_before(look: Any, opened: Opened, place: QWidget) -> None:
    later = Desk(opened, date(2026, 12, 1))
    row = _child(later)
    later.write(monthly.lock, Month(2026, 11), today=later.today())
    dialog = PauseDialog(place, later, row)
    dialog.open()
    dialog.first_field.setText("2026-11-30")
    dialog.last_field.setText("2026-11-30")
    click(last_button(dialog))
    assert later.read(pauses.pauses_of, row.id, TODAY) == []
    (question,) = dialog.findChildren(QDialog)
    click(last_button(question))
    settle()
    assert len(later.read(pauses.pauses_of, row.id, TODAY)) == 1


def test_leaving_asks_where_the_child_goes_and_offers_the_certificate(desk: Desk, place: QWidget) -> None:
    row = _child(desk)
    dialog = LeaveDialog(place, desk, row)
    dialog.open()
    dialog.reason_combo.choose(LeaveReason.KINDERGARTEN)
    dialog.destination_edit.setText("荣华幼儿园")
    dialog.certificate_check.setChecked(True)
    click(last_button(dialog))
    settle()
    (issue,) = place.findChildren(TransferDialog)
    assert issue.destination_edit.text() == "荣华幼儿园"
    assert any("2027-02-24" in each.text() for each in issue.findChildren(QLabel))
    issue.history_edit.setText("无")
    issue.health_edit.setText("健康")
    click(last_button(issue))
    (issued,) = desk.read(transfers.certificates_of, row.id, TODAY)
    assert (issued.destination, issued.history, issued.health) == ("荣华幼儿园", "无", "健康")


def test_leaving_without_a_certificate_opens_nothing(desk: Desk, place: QWidget) -> None:
    dialog = LeaveDialog(place, desk, _child(desk))
    dialog.open()
    click(last_button(dialog))
    settle()
    assert place.findChildren(TransferDialog) == []


@pytest.mark.parametrize(("back", "told"), [("2027-02-24", False), ("2027-02-25", True), ("2027-02-", False)])
def test_coming_back_after_more_than_three_months_asks_for_an_examination(
    desk: Desk, place: QWidget, back: str, told: bool
) -> None:
    row = _child(desk)
    desk.write(children.leave, row.id, TODAY)
    dialog = ReturnDialog(place, desk, _child(desk))
    dialog.open()
    dialog.day_field.setText(back)
    assert dialog.away_label.isVisible() is told
    assert ("入托健康检查" in dialog.away_label.text()) is told


def _part(desk: Desk, qtbot: QtBot, row: ChildRow) -> ChildStays:
    part = ChildStays(desk)
    qtbot.addWidget(part)
    part.show_child(row)
    part.show()
    settle()
    return part


def _texts(part: QWidget) -> list[str]:
    return [each.text() for each in part.findChildren(QLabel) if each.isVisibleTo(part)]


def _link(part: QWidget, words: str) -> QPushButton:
    found = [each for each in part.findChildren(QPushButton) if each.text() == words and each.isVisible()]
    return found[0]


def test_the_record_shows_the_whole_history_the_newest_first(desk: Desk, qtbot: QtBot) -> None:
    row = _child(desk)
    (group,) = desk.read(classes.list_classes)
    desk.write(pauses.pause, row.id, SUSPENDED, date(2026, 11, 5), date(2026, 11, 6), "出国", today=TODAY)
    desk.write(children.leave, row.id, date(2026, 11, 10), LeaveReason.MOVED, "通州")
    desk.write(children.enrol_again, row.id, group.id, date(2026, 11, 23))
    texts = _texts(_part(desk, qtbot, _child(desk)))
    wanted = [
        "2026-11-23 起，在托",
        "2026-11-02 至 2026-11-10",
        "离托原因与去向：搬家；通州",
        "停托",
        "2026-11-05 至 2026-11-06，出国",
    ]
    assert [text for text in texts if text in wanted] == wanted


def test_steps_beside_the_record(desk: Desk, qtbot: QtBot) -> None:
    row = _child(desk)
    part = _part(desk, qtbot, row)
    assert not part.issue_button.isVisible()
    click(part.pause_button)
    (dialog,) = part.findChildren(PauseDialog)
    click(last_button(dialog))
    settle()
    assert "2026-11-24 起，结束日期未定" in _texts(part)
    click(_link(part, "恢复来托"))
    (end,) = part.findChildren(EndPauseDialog)
    click(last_button(end))
    settle()
    assert "2026-11-24 至 2026-11-24" in _texts(part)
    desk.write(children.leave, row.id, TODAY)
    part.show_child(_child(desk))
    assert not part.pause_button.isVisible()
    click(part.issue_button)
    (issue,) = part.findChildren(TransferDialog)
    issue.health_edit.setText("健康")
    click(last_button(issue))
    settle()
    assert any("有效期至 2027-02-24" in text for text in _texts(part))
    assert not part.issue_button.isVisible()
    click(_link(part, "打印"))
    settle()
    (preview,) = part.findChildren(PreviewDialog)
    preview.close()
    part._on_take_back(desk.read(transfers.certificates_of, row.id, TODAY)[0])
    click(last_button(part.findChildren(QDialog)[-1]))
    settle()
    assert part.issue_button.isVisible()


def test_a_class_comes_under_observation_and_is_observed_longer(desk: Desk, place: QWidget) -> None:
    dialog = ObservationDialog(place, desk)
    dialog.open()
    dialog.disease_edit.setText("手足口病")
    dialog.last_field.setText("2026-12-08")
    click(last_button(dialog))
    (row,) = desk.read(observations.observations_on, date(2026, 12, 8))
    assert (row.disease, row.starts_on) == ("手足口病", TODAY)
    longer = ObservationDialog(place, desk, row)
    longer.open()
    longer.last_field.setText("2026-12-10")
    click(last_button(longer))
    assert len(desk.read(observations.observations_on, date(2026, 12, 10))) == 1
