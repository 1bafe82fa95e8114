"""A child's record as a form: everything typed is kept, doubts are told once, sentences are seen."""

from datetime import date

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from centerdesk.domain.attendance import Pattern
from centerdesk.domain.gates import GateState
from centerdesk.domain.people import Funding, Half, IdKind, PauseKind, Relation, Service, Sex
from centerdesk.services import children, classes, entry, pauses
from centerdesk.services.child_fields import GuardianRow
from centerdesk.services.children import ChildRow
from centerdesk.ui.dialogs.child import ChildDialog
from centerdesk.ui.dialogs.observation import ObservationDialog
from centerdesk.ui.main_window import MainWindow
from centerdesk.ui.widgets.basics import Pill
from tests.domain.invented import id_number
from tests.ui.hands import TODAY, click, page, settle

BORN = date(2024, 5, 1)


def _open(window: MainWindow, name: str = "") -> ChildDialog:
    shown = page(window, "children")
    if name:
        (row,) = [row for row in _rows(window) if row.name == name]
        shown.list.table.go_to(row.id)
        shown._on_edit()
    else:
        shown._on_enrol()
    dialog: ChildDialog = shown.findChildren(ChildDialog)[-1]
    return dialog


def _rows(window: MainWindow) -> list[ChildRow]:
    assert window.desk
    return window.desk.read(children.list_children, TODAY)


def test_all_that_is_typed_of_a_new_child_is_kept(window: MainWindow, qtbot: QtBot) -> None:
    dialog = _open(window)
    dialog.name_edit.setText("谷雨")
    dialog.birth_field.setText("2024-05-01")
    dialog.number_edit.setText(f" {id_number(BORN, 1)} ")
    dialog.order_spin.setValue(2)
    dialog.multiple_combo.choose(True)
    typed = {"pet_name": "豆豆", "allergies": "鸡蛋", "chronic": "哮喘", "special_needs": "左耳听力弱"}
    for name, text in typed.items():
        dialog._texts[name].setText(text)
    relation, name_edit, phone, work, custody = dialog.guardians._lines[0]
    relation.choose(Relation.FATHER)
    name_edit.setText("谷立夏")
    phone.setText("15400001234")
    work.setText("荣华小学")
    custody.setChecked(False)
    pattern = Pattern(Service.HALF, "135", Half.AFTERNOON, Funding.SUBSIDISED)
    dialog.pattern_field.show_pattern(pattern)
    dialog.settling_field.setText("2026-12-04")
    dialog.papers.examined_field.setText("2026-11-16")
    click(dialog.save_button)
    (row,) = [row for row in _rows(window) if row.name == "谷雨"]
    fields = row.fields
    assert (fields.sex, fields.birth_date, fields.id_number) == (Sex.MALE, BORN, id_number(BORN, 1))
    assert (fields.birth_order, fields.multiple_birth) == (2, True)
    assert {name: getattr(fields, name) for name in typed} == typed
    assert fields.guardians == (
        GuardianRow(Relation.FATHER, "谷立夏", "15400001234", "荣华小学", custody=False),
    )
    assert (row.pattern, row.settling_until) == (pattern, date(2026, 12, 4))
    again = _open(window, "谷雨")
    assert again.fields() == fields
    again.reject()


def test_what_was_never_recorded_stays_so_when_a_record_is_saved_again(
    window: MainWindow, qtbot: QtBot
) -> None:
    before = next(row for row in _rows(window) if row.name == "单若水").fields
    click(_open(window, "单若水").save_button)
    after = next(row for row in _rows(window) if row.name == "单若水").fields
    assert after == before
    assert (after.birth_order, after.multiple_birth) == (None, None)


def test_doubts_about_number_name_and_paper_are_told_together_and_once(
    window: MainWindow, qtbot: QtBot
) -> None:
    dialog = _open(window)
    dialog.name_edit.setText("单若水")
    dialog.sex_combo.choose(Sex.FEMALE)
    dialog.birth_field.setText("2024-05-02")
    dialog.number_edit.setText(id_number(BORN, 1))
    dialog.guardians._lines[0][1].setText("单𬎆")
    dialog.papers.examined_field.setText("2026-11-16")
    click(dialog.save_button)
    told = dialog.messages.text_label.text()
    for word in ("2024-05-01", "2024-05-02", "男", "女", "2024-06-01", "托大班", "𬎆", "入托"):
        assert word in told
    assert len(_rows(window)) == 5
    click(dialog.save_button)
    assert len(_rows(window)) == 6


def test_a_child_without_an_examination_comes_in_only_with_the_head_s_reason(
    window: MainWindow, qtbot: QtBot
) -> None:
    dialog = _open(window)
    dialog.name_edit.setText("谷雨")
    dialog.birth_field.setText("2024-05-01")
    click(dialog.save_button)
    assert "体检" in dialog.papers.form.error("examined_on")
    assert len(_rows(window)) == 5
    click(dialog.papers.waive_button)
    dialog.papers.waived_edit.setText("已预约周五体检")
    click(dialog.save_button)
    assert len(_rows(window)) == 6
    assert window.desk
    (child_id,) = [row.id for row in _rows(window) if row.name == "谷雨"]
    (examination, *_others) = window.desk.read(entry.gates, child_id, TODAY)
    assert examination.state is GateState.WAIVED


def test_the_class_that_gets_too_large_is_told_once(window: MainWindow, qtbot: QtBot) -> None:
    assert window.desk
    group = window.desk.read(classes.list_classes)[0]
    window.desk.write(classes.change_class, group.id, group.name, group.kind, 5)
    dialog = _open(window)
    dialog.name_edit.setText("谷雨")
    dialog.birth_field.setText("2024-05-01")
    dialog.papers.examined_field.setText("2026-11-16")
    click(dialog.save_button)
    assert "托大班" in dialog.messages.text_label.text()
    assert len(_rows(window)) == 5
    click(dialog.save_button)
    assert len(_rows(window)) == 6


def test_a_number_without_a_paper_is_refused_at_its_field_which_is_brought_into_view(
    window: MainWindow, qtbot: QtBot
) -> None:
    dialog = _open(window)
    dialog.name_edit.setText("谷雨")
    dialog.birth_field.setText("2024-05-01")
    dialog.kind_combo.choose(IdKind.NONE)
    dialog.number_edit.setText("E12345678")
    bar = dialog._area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    click(dialog.save_button)
    assert "暂无" in dialog.form.error("id_number")
    place = dialog.number_edit.mapTo(dialog._area.viewport(), dialog.number_edit.rect().topLeft())
    assert 0 <= place.y() < dialog._area.viewport().height()
    assert dialog.isVisible()


def test_alerts_stand_in_the_record_and_at_the_roll_call(window: MainWindow, qtbot: QtBot) -> None:
    dialog = _open(window, "单若水")
    for name, text in (("allergies", "鸡蛋"), ("chronic", "哮喘"), ("special_needs", "左耳听力弱")):
        dialog._texts[name].setText(text)
    click(dialog.save_button)
    record = page(window, "children").record
    qtbot.waitUntil(lambda: len(_pills(record)) == 3)
    assert _pills(record) == ["鸡蛋过敏", "慢性病：哮喘", "特殊需要：左耳听力弱"]
    table = page(window, "attendance").table
    row = next(row for row in table.model_.rows if row.name == "单若水")
    look = table.model_._looks["Name"](row)
    assert [words for words, _tone in look.badges] == ["鸡蛋过敏", "慢性病：哮喘"]


def _pills(record: QWidget) -> list[str]:
    return [pill.text() for pill in record.findChildren(Pill) if pill.isVisible()]


def test_the_list_finds_by_any_reading_phone_tail_and_number_tail(window: MainWindow, qtbot: QtBot) -> None:
    dialog = _open(window, "单若水")
    dialog.birth_field.setText("2024-05-01")
    number = id_number(BORN, 2)
    dialog.kind_combo.choose(IdKind.RESIDENT)
    dialog.number_edit.setText(number)
    dialog.guardians._lines[0][1].setText("𫖯")
    dialog.guardians._lines[0][2].setText("15400001234")
    click(dialog.save_button)
    settle()
    shown = page(window, "children").list
    for typed in ("单若", "shan", "drs", "chanruoshui", "1234", number[-4:]):
        shown.filter_edit.setText(typed)
        assert [row.name for row in shown.shown()] == ["单若水"], typed
        assert len(window.topbar.matches(typed)) == 1


def test_a_suspended_child_is_known_at_the_roll_call(window: MainWindow, qtbot: QtBot) -> None:
    assert window.desk
    child = next(row for row in _rows(window) if row.name == "单若水")
    window.desk.write(pauses.pause, child.id, PauseKind.SUSPENDED, TODAY, TODAY, "", today=TODAY)
    table = page(window, "attendance").table
    row = next(row for row in table.model_.rows if row.name == "单若水")
    assert not row.expected
    assert [words for words, _tone in table.model_._looks["Name"](row).badges] == ["停托"]


def test_children_of_one_name_are_told_apart_in_the_search(window: MainWindow, qtbot: QtBot) -> None:
    dialog = _open(window)
    dialog.name_edit.setText("单若水")
    dialog.sex_combo.choose(Sex.FEMALE)
    dialog.birth_field.setText("2024-05-02")
    dialog.papers.examined_field.setText("2026-11-16")
    for _time in range(2):  # the doubt about the name is set aside
        click(dialog.save_button)
    settle()
    found = {words for _id, words, _search in window.topbar.matches("单若水")}
    assert found == {"单若水（2024-05-02）　托大班", "单若水（2024-06-01）　托大班"}


def test_a_class_under_observation_takes_nobody_in(window: MainWindow, qtbot: QtBot) -> None:
    shown = page(window, "children")
    shown.observe()
    observation = shown.findChildren(ObservationDialog)[-1]
    observation.disease_edit.setText("手足口病")
    observation.last_field.setText("2026-12-07")
    observation._on_save()
    dialog = _open(window)
    dialog.name_edit.setText("谷雨")
    dialog.birth_field.setText("2024-05-01")
    dialog.papers.examined_field.setText("2026-11-16")
    click(dialog.save_button)
    assert "手足口病" in dialog.stay.error("class")
    assert len(_rows(window)) == 5
