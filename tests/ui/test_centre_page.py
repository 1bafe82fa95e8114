"""The page of the centre: particulars, dated places and fees, papers."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog

from centerdesk.domain.people import (
    CentreKind,
    CentrePaperKind,
    ClassKind,
    FeeUnit,
    Funding,
    Network,
    Service,
)
from centerdesk.services import centre, centre_papers, fees
from centerdesk.services.centre import PlacesRow
from centerdesk.services.centre_papers import PaperFields
from centerdesk.services.fees import FeeRow
from centerdesk.ui.dialogs.centre_paper import CentrePaperDialog
from centerdesk.ui.dialogs.fee import FeeDialog
from centerdesk.ui.dialogs.particulars import ParticularsDialog
from centerdesk.ui.dialogs.places import PlacesDialog
from centerdesk.ui.main_window import MainWindow
from tests.ui.hands import TODAY, click, found, last_button, page, settle


def _tab(window: MainWindow, name: str) -> Any:
    shown = page(window, "centre")
    shown.open_at({"tab": name})
    settle()
    return shown.tab(name)


def _cells(frame: Any, *columns: int) -> list[tuple[str, ...]]:
    model = frame.table.model()
    return [
        tuple(str(model.index(row, column).data() or "") for column in columns)
        for row in range(model.rowCount())
    ]


def test_particulars_are_written_and_shown(window: MainWindow) -> None:
    tab = _tab(window, "centre_particulars")
    assert tab.labels["credit_code"].text() == "未登记"
    click(tab.edit_button)
    dialog = found(tab, ParticularsDialog)
    dialog.code_edit.setText("N2990000MF0000001")
    dialog.network_combo.choose(Network.EXTENSION)
    dialog.recognised_combo.choose(True)
    dialog.address_edit.setText("示例区槐树街 8 号")
    click(last_button(dialog))
    settle()
    assert "17 位" in dialog.form.error("credit_code")
    assert dialog.isVisible()
    dialog.code_edit.setText("n2990000mf00000015")
    click(last_button(dialog))
    settle()
    shown = {name: label.text() for name, label in tab.labels.items()}
    assert shown["credit_code"] == "N2990000MF00000015"
    assert (shown["network"], shown["recognised"], shown["ownership"]) == ("园所延伸式", "普惠", "未登记")
    assert (shown["name"], shown["address"]) == ("槐树托育园", "示例区槐树街 8 号")


def test_another_kind_brings_its_words(window: MainWindow) -> None:
    tab = _tab(window, "centre_particulars")
    tab._on_particulars()
    dialog = found(tab, ParticularsDialog)
    dialog.kind_combo.choose(CentreKind.KINDERGARTEN)
    click(last_button(dialog))
    settle()
    assert tab.desk.read(centre.about, TODAY).kind is CentreKind.KINDERGARTEN
    assert tab.labels["kind"].text() == "幼儿园托班"


def test_places_are_entered_mended_and_removed(window: MainWindow) -> None:
    tab = _tab(window, "centre_places")
    tab._on_add_places()
    dialog = found(tab, PlacesDialog)
    dialog.total_edit.setText("60")
    dialog.kind_edits[ClassKind.SENIOR].setText("61")
    click(last_button(dialog))
    settle()
    assert "托大班 61" in dialog.form.error("senior")
    dialog.kind_edits[ClassKind.SENIOR].setText("六十")
    click(last_button(dialog))
    settle()
    assert "整数" in dialog.form.error("senior")
    dialog.kind_edits[ClassKind.SENIOR].setText("40")
    dialog.from_field.set_day(date(2026, 9, 1))
    click(last_button(dialog))
    settle()
    assert tab.desk.read(centre.list_places) == [
        PlacesRow(date(2026, 9, 1), 60, None, ((ClassKind.SENIOR, 40),))
    ]
    tab.desk.write(centre.set_places, date(2027, 1, 1), 80, 60)
    assert _cells(tab.places, 0, 1, 3) == [("2027-01-01", "80", ""), ("2026-09-01", "60", "托大班 40")]
    assert [tab._look(day).badges != () for day in (date(2027, 1, 1), date(2026, 9, 1))] == [False, True]
    tab._on_add_places()
    new = tab.findChildren(PlacesDialog)[-1]
    assert new.total_edit.text() == "60", "it begins with what holds today"
    new.reject()
    settle()
    tab.places.table.selectRow(1)
    tab._on_change_places(tab.places.table.current())
    mending = tab.findChildren(PlacesDialog)[-1]
    mending.total_edit.setText("65")
    click(last_button(mending))
    settle()
    assert _cells(tab.places, 0, 1, 3)[1] == ("2026-09-01", "65", "托大班 40")
    tab.places.table.selectRow(0)
    tab._remove_places()
    click(last_button(tab.findChildren(QDialog)[-1]))
    settle()
    assert _cells(tab.places, 0, 1) == [("2026-09-01", "65")]


def test_a_fee_is_typed_in_yuan_and_mended(window: MainWindow) -> None:
    tab = _tab(window, "centre_places")
    tab._on_add_fee()
    dialog = found(tab, FeeDialog)
    dialog.service_combo.choose(Service.HOURLY)
    assert dialog.unit_combo.value() is FeeUnit.HOUR
    dialog.funding_combo.choose(Funding.MARKET)
    click(last_button(dialog))
    settle()
    assert dialog.form.error("care")
    dialog.care_edit.setText("45.5")
    dialog.meals_edit.setText("三十")
    click(last_button(dialog))
    settle()
    assert "三十" in dialog.form.error("meals")
    dialog.meals_edit.clear()
    click(last_button(dialog))
    settle()
    hourly = FeeRow(Service.HOURLY, Funding.MARKET, TODAY, FeeUnit.HOUR, 4_550)
    assert tab.desk.read(fees.list_fees) == [hourly]
    assert _cells(tab.fees, 0, 1, 2, 3, 4) == [("计时托", "市场价", "45.50", "—", "元/小时")]
    tab._on_change_fee(hourly)
    mending = tab.findChildren(FeeDialog)[-1]
    mending.meals_edit.setText("12")
    click(last_button(mending))
    settle()
    assert _cells(tab.fees, 2, 3) == [("45.50", "12.00")]
    tab.fees.table.selectRow(0)
    tab._remove_fee()
    click(last_button(tab.findChildren(QDialog)[-1]))
    settle()
    assert tab.desk.read(fees.list_fees) == []


def test_papers_are_recorded_renewed_and_removed(window: MainWindow) -> None:
    tab = _tab(window, "centre_papers")
    assert "消防安全检查合格证明" in tab.missing_label.text()
    click(tab.add_button)
    dialog = found(tab, CentrePaperDialog)
    assert not dialog.hint_label.isVisible()
    dialog.kind_combo.choose(CentrePaperKind.FIRE)
    assert "推荐性标准" in dialog.hint_label.text()
    dialog.issued_field.set_day(date(2025, 11, 20))
    dialog.until_field.set_day(date(2025, 11, 19))
    click(last_button(dialog))
    settle()
    assert "早于签发日期" in dialog.form.error("valid_until")
    dialog.until_field.set_day(date(2026, 11, 19))
    click(last_button(dialog))
    settle()
    assert _cells(tab.list, 0, 1) == [("消防安全检查合格证明", "已过期 5 天")]
    assert "消防安全检查合格证明" not in tab.missing_label.text()
    tab.list.table.selectRow(0)
    click(tab.change_button)
    mending = tab.findChildren(CentrePaperDialog)[-1]
    mending.until_field.set_day(date(2027, 11, 19))
    click(last_button(mending))
    settle()
    assert _cells(tab.list, 1) == [("有效",)]
    click(tab.remove_button)
    click(last_button(tab.findChildren(QDialog)[-1]))
    settle()
    assert _cells(tab.list, 0) == []
    assert not tab.remove_button.isEnabled()


def test_the_reminder_is_set_beside_the_papers(window: MainWindow) -> None:
    tab = _tab(window, "centre_papers")
    fields = PaperFields(CentrePaperKind.FOOD, valid_until=date(2027, 1, 10))
    tab.desk.write(centre_papers.record_paper, fields)
    assert _cells(tab.list, 1) == [("有效",)]
    tab.days_spin.setValue(60)
    tab._on_days()
    settle()
    assert _cells(tab.list, 1) == [("47 天后到期",)]


@pytest.mark.parametrize("name", ["centre_places", "centre_papers"])
def test_steps_wait_until_a_line_is_chosen(window: MainWindow, name: str) -> None:
    tab = _tab(window, name)
    frames = [tab.list] if name == "centre_papers" else [tab.places, tab.fees]
    for frame in frames:
        steps = [frame.head.itemAt(frame.head.count() - place).widget() for place in (2, 3)]
        assert [step.isEnabled() for step in steps] == [False, False]
