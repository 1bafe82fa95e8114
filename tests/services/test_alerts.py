"""Alerts stand wherever the child's name stands, on the days they hold."""

from datetime import date

from centerdesk.domain.collecting import BarringPaper
from centerdesk.domain.people import Role
from centerdesk.services import attendance, children
from centerdesk.services.alerts import alert_words
from centerdesk.services.collecting import add_barred
from tests.services.small_centre import TODAY, SmallCentre


def _bar(centre: SmallCentre, child_id: int, name: str, since: date, until: date | None = None) -> None:
    paper = next(iter(BarringPaper))
    centre.do(add_barred, child_id, name, "亲属", paper, "（2026）1 号", since, until=until)


def test_alerts_are_told_in_the_roster_and_at_the_roll_call(centre: SmallCentre) -> None:
    group = centre.add_class()
    child_id = centre.enrol("陈晨", group, "2026-09-01", allergies="鸡蛋", chronic="哮喘")
    centre.enrol("李安", group, "2026-09-01")
    _bar(centre, child_id, "冯强", date(2026, 10, 1))
    _bar(centre, child_id, "冯刚", date(2026, 10, 1))
    words = ["禁止接走：冯强、冯刚", "鸡蛋过敏", "慢性病：哮喘"]
    teacher = centre.as_role(Role.TEACHER, group)
    for rows in (
        teacher.see(children.list_children, TODAY),
        teacher.see(attendance.day_sheet, TODAY, group),
    ):
        assert [alert_words(row) for row in rows] == [words, []]
    assert alert_words(centre.see(children.child, child_id, TODAY)) == words


def test_a_bar_is_shown_from_its_first_to_its_last_day(centre: SmallCentre) -> None:
    child_id = centre.enrol("陈晨", centre.add_class(), "2026-09-01")
    _bar(centre, child_id, "冯强", date(2026, 11, 10), date(2026, 11, 20))
    shown = [centre.see(children.child, child_id, date(2026, 11, day)).barred for day in (9, 10, 20, 21)]
    assert shown == ["", "冯强", "冯强", ""]


def test_alerts_cost_no_statement_a_child(centre: SmallCentre) -> None:
    group = centre.add_class()
    counts = []
    for number in range(12):
        child_id = centre.enrol(f"孩子{number}", group, "2026-09-01")
        _bar(centre, child_id, "冯强", date(2026, 10, 1))
        if number + 1 in (2, 12):
            with centre.counting() as sent:
                assert centre.see(children.list_children, TODAY)[-1].barred == "冯强"
                assert centre.see(attendance.day_sheet, TODAY)[-1].barred == "冯强"
            counts.append(len(sent))
    assert counts[0] == counts[1] > 0
