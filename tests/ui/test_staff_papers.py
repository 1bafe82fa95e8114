"""The tab of the staff's papers: lights, papers recorded, renewed and corrected, days off duty."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from centerdesk.domain.people import Post, Role, StaffLeaveKind
from centerdesk.services import attachments, staff, staff_leaves
from centerdesk.services import staff_papers as papers
from centerdesk.services.opening import Opened
from centerdesk.services.staff import StaffFields
from centerdesk.services.staff_papers import StaffPaperFields
from centerdesk.ui.desk import Desk
from centerdesk.ui.dialogs.attachment import PictureDialog
from centerdesk.ui.dialogs.fault import FaultDialog
from centerdesk.ui.dialogs.off_duty import OffDutyDialog
from centerdesk.ui.dialogs.staff_paper import StaffPaperDialog
from centerdesk.ui.dialogs.staff_paper_files import StaffPaperFilesDialog
from centerdesk.ui.main_window import MainWindow
from centerdesk.ui.tabs.staff_papers import StaffPapersTab
from centerdesk.ui.widgets.basics import Pill
from centerdesk.ui.widgets.five_lights import LightChip
from tests.ui.hands import TODAY, click, found, last_button, settle


@pytest.fixture
def tab(window: MainWindow) -> StaffPapersTab:
    """The tab in the place of a page, with a carer and a cook of whom nothing is recorded."""
    desk = window.desk
    assert desk is not None
    for name, post in (("王芳", Post.CARER), ("孙强", Post.COOK)):
        desk.write(staff.hire, StaffFields(name), post, date(2025, 9, 1))
    return _show(window, desk)


def _show(window: MainWindow, desk: Desk) -> StaffPapersTab:
    place = QWidget(window)
    layout = QVBoxLayout(place)
    made = StaffPapersTab(desk)
    layout.addWidget(made)
    place.resize(1100, 700)
    place.show()
    desk.changed.connect(made.refresh)
    made.refresh()
    settle()
    return made


def _lines(tab: StaffPapersTab) -> list[str]:
    return [f"{row.name} {row.title} {row.state_text}" for row in tab.list.shown()]


def _lights(tab: StaffPapersTab) -> list[str]:
    settle()
    chips = [chip for chip in tab.lights.findChildren(LightChip) if chip.isVisible()]
    return [f"{found(chip, Pill).text()}" for chip in chips]


def _go_to(tab: StaffPapersTab, title: str, name: str) -> None:
    wanted = (row.key for row in tab.list.shown() if (row.title, row.name) == (title, name))
    assert tab.list.table.go_to(next(wanted))


def test_what_is_missing_is_proposed_and_recorded(tab: StaffPapersTab) -> None:
    assert _lines(tab)[:2] == ["孙强 健康合格证 缺", "孙强 无犯罪与从业查询 缺"]
    assert _lights(tab) == ["红灯", "红灯", "绿灯", "红灯", "黄灯"]
    _go_to(tab, "健康合格证", "王芳")
    assert not tab.change_button.isEnabled()
    click(tab.add_button)
    dialog = found(tab, StaffPaperDialog)
    assert (dialog.staff_combo.currentText(), dialog.kind_combo.currentText()) == ("王芳", "健康合格证")
    click(last_button(dialog))
    settle()
    assert dialog.form.error("issued_on") == "请填写日期。"
    dialog.issued_field.setText("2026.3.15")
    assert dialog.until_field.placeholderText() == "2027-03-15"
    dialog.until_field.setText("2027-03-16")
    click(last_button(dialog))
    settle()
    assert "最晚到 2027-03-15" in dialog.form.error("valid_until")
    dialog.until_field.clear()
    dialog.number_edit.setText("健 0315")
    click(last_button(dialog))
    settle()
    assert "王芳 健康合格证 有效" in _lines(tab)
    _go_to(tab, "健康合格证", "王芳")
    assert tab.change_button.isEnabled()


def test_a_paper_is_corrected_and_removed(tab: StaffPapersTab) -> None:
    carer = tab.list.shown()[-1].staff_id
    fields = StaffPaperFields("first_aid", date(2024, 2, 29), None, "急 77")
    tab.desk.write(papers.record_paper, carer, fields, today=TODAY)
    settle()
    row = next(row for row in tab.list.shown() if row.id)
    tab.list.table.go_to(row.key)
    click(tab.change_button)
    dialog = found(tab, StaffPaperDialog)
    assert (dialog.number_edit.text(), dialog.until_field.text()) == ("急 77", "")
    assert not dialog.staff_combo.isEnabled()
    assert not dialog.passed_combo.isEnabled()
    assert dialog.until_field.placeholderText() == "2027-02-28"
    dialog.issued_field.set_day(date(2024, 3, 1))
    click(last_button(dialog))
    settle()
    (changed,) = tab.desk.read(papers.papers_of, carer, TODAY)
    assert str(changed.valid_until) == "2027-03-01"
    tab.list.table.go_to(changed.key)
    click(tab.remove_button)
    click(last_button(tab.findChildren(QDialog)[-1]))
    settle()
    assert tab.desk.read(papers.papers_of, carer, TODAY) == []


def test_of_a_background_check_nothing_but_the_result_is_kept(tab: StaffPapersTab) -> None:
    _go_to(tab, "无犯罪与从业查询", "王芳")
    tab._on_opened(tab.list.table.current())
    dialog = found(tab, StaffPaperDialog)
    assert not dialog.note_edit.isEnabled()
    assert dialog.issuer_edit.placeholderText() == "公安、检察或教育系统"
    assert "不登记查询内容" in dialog.hint_label.text()
    dialog.issued_field.set_day(date(2026, 11, 20))
    dialog.passed_combo.choose(False)
    assert not dialog.until_field.isEnabled()
    click(last_button(dialog))
    settle()
    assert "王芳 无犯罪与从业查询 不合格" in _lines(tab)


def test_the_list_is_sifted(tab: StaffPapersTab) -> None:
    whole = len(_lines(tab))
    carer = next(row.staff_id for row in tab.list.shown() if row.name == "王芳")
    for kind, day in (("health_certificate", date(2025, 12, 1)), ("background_check", date(2026, 11, 1))):
        tab.desk.write(papers.record_paper, carer, StaffPaperFields(kind, day), today=TODAY)
    settle()
    tab.view_combo.choose("care")
    assert len(_lines(tab)) == whole - 1
    tab.view_combo.choose("missing")
    assert len(_lines(tab)) == whole - 2
    tab.open_at({"staff_id": carer})
    settle()
    assert tab.view_combo.value() == "care"
    assert tab.list.table.current().name == "王芳"
    tab.list.filter_edit.setText("健康合格证")
    assert _lines(tab) == ["孙强 健康合格证 缺", "王芳 健康合格证 7 天后到期"]


def test_a_scan_is_kept_with_its_paper(tab: StaffPapersTab, tmp_path: Path) -> None:
    carer = tab.list.shown()[-1].staff_id
    fields = StaffPaperFields("first_aid", date(2025, 3, 1))
    paper_id = tab.desk.write(papers.record_paper, carer, fields, today=TODAY)
    settle()
    assert not tab.files_button.isEnabled()
    tab.list.table.go_to((carer, "first_aid", paper_id))
    click(tab.files_button)
    dialog = found(tab, StaffPaperFilesDialog)
    assert "暂无附件" in "".join(label.text() for label in dialog.findChildren(QLabel))
    Image.new("RGB", (600, 400), "white").save(tmp_path / "scan.png")
    dialog.add_file(tmp_path / "scan.png")
    settle()
    (file,) = tab.desk.read(attachments.attachments_of_staff_paper, paper_id)
    dialog._on_view(file)
    settle()
    picture = dialog.findChild(PictureDialog)
    assert picture is not None
    picture.accept()
    _name, content = tab.desk.read(attachments.content_of, file.id, TODAY)
    assert Image.open(BytesIO(content)).size == (600, 400)
    dialog._on_remove(file)
    click(last_button(dialog.findChildren(QDialog)[-1]))
    settle()
    assert tab.desk.read(attachments.attachments_of_staff_paper, paper_id) == []


def test_days_off_duty_are_recorded_ended_and_taken_back(tab: StaffPapersTab) -> None:
    def told() -> str:
        settle()
        return " ".join(label.text() for label in tab.findChildren(QLabel) if label.isVisible())

    assert "目前无人离岗。" in told()
    _go_to(tab, "健康合格证", "王芳")
    click(tab.off_duty_button)
    dialog = found(tab, OffDutyDialog)
    assert dialog.staff_combo.currentText() == "王芳"
    dialog.first_field.set_day(date(2026, 11, 23))
    click(last_button(dialog))
    settle()
    assert "王芳 · 因健康原因离岗 · 2026-11-23 起，结束日期未定" in told()
    assert _lights(tab)[1] == "红灯"  # the cook
    (leave,) = tab.desk.read(staff_leaves.list_leaves, TODAY)
    tab._on_leave(leave)
    change = tab.findChildren(OffDutyDialog)[-1]
    change.last_field.set_day(date(2026, 11, 22))
    click(last_button(change))
    settle()
    assert change.form.error("ends_on")
    change.last_field.set_day(TODAY)
    change.kind_combo.choose(StaffLeaveKind.OTHER)
    click(last_button(change))
    assert "王芳 · 其他离岗 · 2026-11-23 至 2026-11-24" in told()
    (leave,) = tab.desk.read(staff_leaves.list_leaves, TODAY)
    tab._on_leave_back(leave)
    click(last_button(tab.findChildren(QDialog)[-1]))
    assert "目前无人离岗。" in told()


def test_a_light_opens_to_who_stands_behind_it_and_leads_there(tab: StaffPapersTab) -> None:
    asked: list[tuple[str, dict[str, object]]] = []
    tab.asked.connect(lambda page, where: asked.append((page, where)))
    chips = [chip for chip in tab.lights.findChildren(LightChip) if chip.isVisible()]
    chips[1].clicked.emit()
    dialog = found(tab, FaultDialog)
    texts = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "2 名在岗人员未登记健康合格证" in texts
    assert "第十九条第（二）项：聘用未进行健康检查或者健康检查不合格的工作人员" in texts
    assert [row.who for row in dialog.table.model_.rows] == ["孙强", "王芳"]
    click(dialog.go_button)
    settle()
    cook = next(row.staff_id for row in tab.list.shown() if row.name == "孙强")
    assert asked == [("staff", {"tab": "staff_people", "staff_id": cook})]
    chips[2].clicked.emit()
    green = tab.findChildren(FaultDialog)[-1]
    assert not green.table.isVisible()


@pytest.mark.parametrize(
    ("role", "sees"), [(Role.HEALTH_WORKER, True), (Role.TEACHER, False), (Role.CLERK, False)]
)
def test_who_may_not_write_has_no_buttons_and_who_may_not_read_no_papers(
    window: MainWindow, opened: Opened, role: Role, sees: bool
) -> None:
    assert window.desk is not None
    window.desk.write(staff.hire, StaffFields("王芳"), Post.CARER, date(2025, 9, 1))
    tab = _show(window, Desk(replace(opened, actor=replace(opened.actor, role=role)), TODAY))
    assert not tab.add_button.isVisible()
    assert not tab.off_duty_button.isVisible()
    assert (tab.list.isVisible(), tab.closed.isVisible()) == (sees, not sees)
    assert bool(_lines(tab)) is sees
