"""今日待办: what is open, the most urgent first, and for whom."""

import subprocess
import sys
from collections import Counter
from datetime import date, datetime, timedelta

import pytest

from centerdesk.base.i18n import _
from centerdesk.db.schema.centre import CentrePaper
from centerdesk.db.schema.entry import Contract
from centerdesk.domain.people import CentrePaperKind, ClassKind, Role
from centerdesk.services import backups, staff
from centerdesk.services import centre as centres
from centerdesk.services.opening import Opened
from centerdesk.tasks import Matter, Situation, Urgency, all_tasks, open_matters
from tests.services.small_centre import TODAY, SmallCentre

BORN = date(2024, 11, 23)  # two years old yesterday


def _matters(centre: SmallCentre, code: str) -> list[Matter]:
    """What one task finds for whoever works in the centre."""
    (task,) = [task for task in all_tasks() if task.code == code]
    with centre.opened.store.read(centre.opened.actor) as session:
        return list(task.find(Situation(session, centre.today, centre.folder)))


def _told(centre: SmallCentre, code: str) -> list[str]:
    return [f"{each.urgency.value} {each.tag} {each.text}" for each in _matters(centre, code)]


def _open(centre: SmallCentre, late: bool | None = None) -> list[Matter]:
    with centre.opened.store.read(centre.opened.actor) as session:
        return open_matters(Situation(session, centre.today, centre.folder), late=late)


@pytest.fixture
def group(centre: SmallCentre) -> int:
    return centre.add_class()


def test_every_task_has_its_own_code_and_a_title_in_chinese() -> None:
    counts = Counter(task.code for task in all_tasks())
    assert len(counts) >= 10
    assert max(counts.values()) == 1
    assert [task.code for task in all_tasks() if _(task.title) == task.title] == []


def test_looking_for_tasks_imports_nothing_heavy() -> None:
    code = (
        "import sys; from centerdesk.tasks import all_tasks; all_tasks();"
        "print([name for name in ('reportlab', 'pypinyin', 'PySide6', 'centerdesk.returns') if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_classes_not_taken_are_told_until_the_last_child_is(centre: SmallCentre, group: int) -> None:
    ids = [centre.enrol(name, group, "2026-11-23") for name in ("王一", "王二")]
    assert _told(centre, "attendance_today") == ["alarm 尚未点名 托大班 2 人"]
    centre.mark(ids[0], "2026-11-24", "√")
    assert _told(centre, "attendance_today") == ["warn 未点名 托大班 1 人"]
    assert _matters(centre, "attendance_today")[0].where == {"day": TODAY, "class_id": group}
    centre.mark(ids[1], "2026-11-24", "事")
    assert _told(centre, "attendance_today") == []


def test_nothing_is_to_be_taken_on_a_day_off(centre: SmallCentre, group: int) -> None:
    centre.enrol("王一", group, "2026-11-02")
    sunday = centre.on("2026-11-22")
    assert _told(sunday, "attendance_today") == _told(sunday, "carers_on_duty") == []


def test_too_few_carers_are_told_until_there_are_enough(centre: SmallCentre, group: int) -> None:
    from centerdesk.domain.people import Post

    for place in range(8):  # 1 to 7 in a senior class: two are needed
        centre.enrol(f"王{place}", group, "2026-11-02")
    centre.do(staff.hire, staff.StaffFields("李老师"), Post.CARER, date(2026, 9, 1), class_id=group)
    assert _told(centre, "carers_on_duty") == ["alarm 配比不足 托大班 在岗 1 名，8 名婴幼儿应配 2 名"]
    centre.do(staff.hire, staff.StaffFields("周老师"), Post.CARER, date(2026, 9, 1), class_id=group)
    assert _told(centre, "carers_on_duty") == []


def test_a_ratio_without_a_rule_warns_and_does_not_alarm(centre: SmallCentre) -> None:
    mixed = centre.add_class("混龄班", ClassKind.MIXED, 18)
    child = centre.enrol("王一", mixed, "2026-11-02")
    assert _told(centre, "carers_on_duty") == ["warn 配比不足 混龄班 在岗 0 名，1 名婴幼儿应配 1 名（参考）"]
    centre.mark(child, "2026-11-24", "事")
    assert _told(centre, "carers_on_duty") == []


def test_earlier_days_are_to_be_filled_in_one_by_one(centre: SmallCentre, group: int) -> None:
    child = centre.enrol("王一", group, "2026-11-20")
    assert _told(centre, "attendance_before") == [
        "warn 待补点名 11-20 有 1 人未点名",
        "warn 待补点名 11-23 有 1 人未点名",
    ]
    centre.mark(child, "2026-11-20", "√")
    assert _told(centre, "attendance_before") == ["warn 待补点名 11-23 有 1 人未点名"]


def test_last_month_s_return_is_told_only_when_there_was_something(centre: SmallCentre, group: int) -> None:
    centre.enrol("王一", group, "2026-11-02")
    assert _told(centre, "return_of_last_month") == []
    centre.enrol("王二", group, "2026-10-30")
    assert _told(centre, "return_of_last_month") == ["warn 月报 2026年10月月报尚未锁定上报"]


def test_ages_are_told_by_class(centre: SmallCentre) -> None:
    toddlers = centre.add_class("托小班", ClassKind.TODDLER, 15)
    for name in ("王一", "王二"):
        centre.enrol(name, toddlers, "2026-11-02", birth_date=BORN)
    centre.enrol("王三", toddlers, "2026-11-02", birth_date=date(2024, 12, 1))
    assert _told(centre, "ages_and_classes") == [
        "warn 年龄与班级 托小班：2 名婴幼儿已超出班级年龄",
        "info 年龄与班级 托小班：1 名婴幼儿即将超出班级年龄，最早 2026-12-01",
    ]
    assert {each.page for each in _matters(centre, "ages_and_classes")} == {"reports"}


def test_places_are_asked_for_and_then_watched(centre: SmallCentre, group: int) -> None:
    centre.enrol("王一", group, "2026-11-02")
    centre.enrol("王二", group, "2026-11-02")
    assert [each.page for each in _matters(centre, "capacity")] == ["centre"]
    centre.do(centres.set_places, TODAY, 1, None)
    assert [text.split("：")[0] for text in _told(centre, "capacity")] == ["warn 超员 全机构"]
    centre.do(centres.set_places, TODAY, 2, None)
    assert _told(centre, "capacity") == []


def test_consents_and_papers_of_entry_are_counted(centre: SmallCentre, group: int) -> None:
    centre.enrol("王一", group, "2026-11-02")
    assert _told(centre, "consents") == ["warn 缺少的知情同意 1 名婴幼儿缺少监护人的必要同意"]
    told = _told(centre, "entry_papers")
    assert told
    assert all("1 名婴幼儿" in text for text in told)
    assert not [text for text in told if "同意" in text]


def test_contracts_that_ended_and_that_end(centre: SmallCentre, group: int) -> None:
    for name, ends_on in (("王一", date(2026, 11, 23)), ("王二", TODAY)):
        child_id = centre.enrol(name, group, "2026-11-02")
        with centre.opened.store.begin(centre.opened.actor, datetime(2026, 11, 24)) as session:
            day = date(2026, 11, 2)
            session.add(Contract(child_id=child_id, signed_on=day, starts_on=day, ends_on=ends_on))
    assert _told(centre, "contracts") == [
        "warn 托育服务合同 1 名婴幼儿的托育服务合同已到期",
        "info 托育服务合同 1 名婴幼儿的托育服务合同即将到期，最早 2026-11-24",
    ]


def test_the_centre_s_papers_expire(centre: SmallCentre) -> None:
    for kind, until in ((CentrePaperKind.FOOD, date(2026, 11, 23)), (CentrePaperKind.INSURANCE, TODAY)):
        with centre.opened.store.begin(centre.opened.actor, datetime(2026, 11, 24)) as session:
            session.add(CentrePaper(kind=kind, valid_until=until))
    assert [text.split("：")[1] for text in _told(centre, "centre_papers")] == [
        "已于 2026-11-23 到期",
        "有效期至 2026-11-24",
    ]


def test_a_backup_is_missed_after_three_days(centre: SmallCentre) -> None:
    assert _told(centre, "backup") == ["alarm 备份 还没有通过校验的备份。"]
    backups.back_up(Opened(centre.opened.store, centre.opened.actor), datetime(2026, 11, 24, 18))
    ages = [len(_told(centre.on(f"2026-11-{day}"), "backup")) for day in (24, 27, 28)]
    assert ages == [0, 0, 1]


def test_the_most_urgent_stands_first_and_late_ones_are_apart(centre: SmallCentre, group: int) -> None:
    centre.enrol("王一", group, "2026-11-20")
    order = list(Urgency)
    both = _open(centre)
    ranks = [order.index(each.urgency) for each in both]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) > 1
    at_once, late = _open(centre, late=False), _open(centre, late=True)
    assert {each.tag for each in at_once} == {"尚未点名", "配比不足", "待补点名"}
    assert len(both) == len(at_once) + len(late)


def test_a_teacher_is_told_of_her_classes_and_of_nothing_that_isn_t_hers(
    centre: SmallCentre, group: int
) -> None:
    other = centre.add_class("乙班")
    centre.enrol("王一", group, "2026-10-20", birth_date=BORN - timedelta(days=400))
    matters = _open(centre.as_role(Role.TEACHER, other))
    assert {each.page for each in matters} <= {"attendance", "children", "reports"}
    assert not [each for each in matters if "托大班" in each.text]
    assert [each for each in _open(centre.as_role(Role.TEACHER, group)) if "托大班" in each.text]


def test_no_matter_names_a_child(centre: SmallCentre, group: int) -> None:
    centre.enrol("欧阳小满", group, "2026-10-20", birth_date=BORN - timedelta(days=500))
    assert not [each.text for each in _open(centre) if "欧阳" in each.text]


def test_the_day_is_read_in_a_fixed_number_of_queries(centre: SmallCentre, group: int) -> None:
    counted = []
    for names in ("一", "二三四五六"):
        for name in names:
            centre.enrol(f"王{name}", group, "2026-11-02")
        with centre.counting() as sent:
            _open(centre, late=False)
        counted.append(len(sent))
    assert counted[0] == counted[1] <= 20
