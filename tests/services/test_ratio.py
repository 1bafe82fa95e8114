"""Staff to children: needed by the books and by presence, on duty by halves; health workers."""

from datetime import date

import pytest

from centerdesk.domain.attendance import Pattern
from centerdesk.domain.people import ClassKind, Employment, PauseKind, Post, Role, Service
from centerdesk.services import pauses, ratio, rota, staff
from centerdesk.services.ratio import HealthWorkers, RatioRow
from centerdesk.services.staff import StaffFields
from tests.services.small_centre import TODAY, SmallCentre

HIRED = date(2026, 9, 1)


@pytest.fixture
def group(centre: SmallCentre) -> int:
    return centre.add_class()


def _hire(centre: SmallCentre, name: str, class_id: int | None = None, post: Post = Post.CARER) -> int:
    return centre.do(staff.hire, StaffFields(name), post, HIRED, class_id=class_id)


def _enrol(centre: SmallCentre, group: int, n: int) -> list[int]:
    return [centre.enrol(f"孩子{place}", group, "2026-09-01") for place in range(n)]


def _only(centre: SmallCentre) -> RatioRow:
    (row,) = centre.see(ratio.class_ratios, TODAY)
    return row


def test_needed_by_the_books_counts_all_and_by_presence_who_is_there(centre: SmallCentre, group: int) -> None:
    ids = _enrol(centre, group, 15)  # a senior class, 1 to 7
    _hire(centre, "王芳", group)
    _hire(centre, "赵敏", group)
    row = _only(centre)
    assert (row.enrolled, row.expected, row.present, row.taken) == (15, 15, 0, False)
    assert (row.needed_by_books, row.needed_by_presence) == (3, 3)  # nobody is taken: by who is expected
    assert (row.enough, row.state) == (False, "配比不足")
    centre.mark(ids[0], "2026-11-24", "事")
    assert _only(centre).needed_by_presence == 2
    for child_id in ids[1:8]:
        centre.mark(child_id, "2026-11-24", "√")
    for child_id in ids[8:]:
        centre.mark(child_id, "2026-11-24", "病发热")
    row = _only(centre)
    assert (row.present, row.taken, row.needed_by_presence, row.needed_by_books) == (7, True, 1, 3)
    assert (row.enough, row.enough_by_books, row.state) == (True, False, "按在册不足")
    _hire(centre, "刘洋", group)
    assert _only(centre).state == "达标"


def test_suspended_children_are_on_the_books_and_visitors_are_there(centre: SmallCentre, group: int) -> None:
    ids = _enrol(centre, group, 8)
    visitor = centre.enrol("小时", group, "2026-09-01", pattern=Pattern(Service.HOURLY))
    centre.do(pauses.pause, ids[0], PauseKind.SUSPENDED, date(2026, 11, 2), None, "", today=TODAY)
    row = _only(centre)
    assert (row.enrolled, row.expected, row.needed_by_books, row.needed_by_presence) == (9, 7, 2, 1)
    centre.mark(visitor, "2026-11-24", "√")
    row = _only(centre)
    assert (row.present, row.needed_by_presence) == (1, 2)


def test_the_weaker_half_of_the_day_decides(centre: SmallCentre, group: int) -> None:
    _enrol(centre, group, 8)
    wang = _hire(centre, "王芳", group)
    _hire(centre, "赵敏", group)
    assert _only(centre).enough
    centre.do(rota.set_day, wang, TODAY, group, None)
    row = _only(centre)
    assert (row.morning, row.afternoon, row.enough) == (2, 1, False)


def test_who_does_not_count_is_named_with_the_reason(centre: SmallCentre, group: int) -> None:
    head = _hire(centre, "张园长", post=Post.HEAD)
    centre.do(rota.set_day, head, TODAY, group, group)
    row = _only(centre)
    assert (row.morning, row.uncounted) == (0, ("张园长（不是保育人员）",))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (ClassKind.INFANT, "1:3"),
        (ClassKind.SENIOR, "1:7"),
        (ClassKind.MIXED, "1:5（参考）"),
        (ClassKind.NURSERY, "1:7（参考）"),
    ],
)
def test_where_no_rule_was_found_the_ratio_is_a_reference(
    centre: SmallCentre, kind: ClassKind, text: str
) -> None:
    centre.add_class("某班", kind)
    assert _only(centre).ratio_text == text


def test_a_teacher_sees_her_classes_only(centre: SmallCentre, group: int) -> None:
    other = centre.add_class("乙班")
    rows = centre.as_role(Role.TEACHER, other).see(ratio.class_ratios, TODAY)
    assert [row.class_id for row in rows] == [other]


def test_below_150_one_health_worker_of_any_kind_will_do(centre: SmallCentre, group: int) -> None:
    _enrol(centre, group, 2)
    centre.enrol("已离", group, "2026-09-01", left="2026-11-23")
    found = centre.see(ratio.health_workers, TODAY)
    assert (found.children, found.needed, found.must_be_full_time, found.enough) == (2, 1, False, False)
    fields = StaffFields("李静", employment=Employment.PART_TIME)
    centre.do(staff.hire, fields, Post.HEALTH, HIRED)
    _hire(centre, "王芳", group)
    found = centre.see(ratio.health_workers, TODAY)
    assert (found.part_time, found.present, found.enough) == (1, 1, True)
    assert found.sentence == (
        "在册婴幼儿 2 名，应配保健人员 1 名（专职或兼职）；现有 1 名，其中专职 0 名、兼职 1 名"
        "（《托儿所幼儿园卫生保健管理办法》（卫生部、教育部令第76号）第十二条）。"
    )
    _hire(centre, "钱护士", post=Post.HEALTH)
    assert "1 名未登记专职或兼职" in centre.see(ratio.health_workers, TODAY).sentence


def test_from_150_on_only_full_time_ones_count() -> None:
    def found(full_time: int, part_time: int) -> HealthWorkers:
        return HealthWorkers(151, 2, True, full_time, part_time, 0, "76号令")

    assert found(2, 0).enough
    assert not found(1, 3).enough
    assert "应配专职保健人员 2 名" in found(1, 3).sentence
