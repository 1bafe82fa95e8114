"""A paper is made for a year and a member of staff, too; what was chosen is kept for the day."""

from datetime import date

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QComboBox, QLineEdit, QToolButton

from centerdesk.base.papers import Asks, Choice, Report
from centerdesk.ui.papers import Wanted
from centerdesk.ui.widgets.paper_choice import PaperChoice
from tests.ui.hands import TODAY, click

YEARLY = Report("yearly", "Year", (Asks.YEAR, Asks.PERSON), lambda _session, _choice: [])
DAILY = Report("daily", "Day", (Asks.DAY,), lambda _session, _choice: [])
PEOPLE = ((4, "王芳"), (7, "赵敏"))

pytestmark = pytest.mark.usefixtures("look")


def _choice(item: Report = YEARLY) -> PaperChoice:
    made = PaperChoice()
    made.show_item(item, TODAY)
    made.offer([], [], PEOPLE)
    return made


def test_only_the_year_and_the_person_are_asked() -> None:
    made = _choice()
    asked = {
        each.accessibleName()
        for kind in (QComboBox, QLineEdit)
        for each in made.findChildren(kind)
        if each.isVisibleTo(made)
    }
    assert asked - {""} == {"年度", "教职工"}
    assert made.choice() == Choice(TODAY, 2026, 11, staff_id=4)
    assert made.period() == (date(2026, 1, 1), date(2026, 12, 31))
    assert made.year_combo.currentText() == "2026年"


def test_the_way_to_the_years_beside_it_goes_on_for_ever() -> None:
    made = _choice()
    seen = []
    made.changed.connect(lambda: seen.append(made.choice().year))
    (before,) = [each for each in made.findChildren(QToolButton) if each.accessibleName() == "上一年"]
    for _step in range(13):
        click(before)
    assert seen == list(range(2025, 2012, -1))


def test_person_and_year_are_kept_for_the_paper_and_the_person_not_on_this_machine() -> None:
    made = _choice()
    made.person_combo.choose(7)
    made.year_combo.choose(2024)
    made.show_item(DAILY, TODAY)
    made.show_item(YEARLY, TODAY)
    made.offer([], [], PEOPLE)
    assert (made.choice().year, made.choice().staff_id) == (2024, 7)
    assert [key for key in QSettings().allKeys() if "staff" in key or "person" in key] == []
    assert _choice().choice() == Choice(TODAY, 2024, 11, staff_id=4)
    tomorrow = PaperChoice()
    tomorrow.show_item(YEARLY, date(2026, 11, 25))
    tomorrow.offer([], [], PEOPLE)
    assert tomorrow.choice().year == 2026


def test_who_is_gone_falls_back_to_the_first_and_nobody_is_said() -> None:
    made = _choice()
    made.person_combo.choose(7)
    made.offer([], [], PEOPLE[:1])
    assert made.choice().staff_id == 4
    made.offer([], [], [])
    assert made.choice().staff_id is None
    assert made.person_combo.currentText() == "没有教职工"


def test_a_paper_is_proposed_for_a_day_or_a_person() -> None:
    made = _choice()
    made.propose("yearly", {"year": 2023, "staff_id": 7, "code": "yearly"}, TODAY)
    made.propose("daily", {"day": date(2026, 3, 2)}, TODAY)
    made.show_item(DAILY, TODAY)
    assert made.choice().day == date(2026, 3, 2)
    made.show_item(YEARLY, TODAY)
    made.offer([], [], PEOPLE)
    assert (made.choice().year, made.choice().staff_id) == (2023, 7)


def test_the_file_bears_the_person_and_the_year() -> None:
    wanted = Wanted(YEARLY, Choice(TODAY, 2025, 11, staff_id=4), words=("王芳",))
    assert wanted.stem == "年度_王芳_2025"
