"""Rota: who is with which class when, and who of them counts in the ratio."""

from datetime import date, datetime

import pytest

from centerdesk.base.errors import UserError
from centerdesk.domain.people import ClassKind, Half, Post, Role, StaffLeaveKind
from centerdesk.services import classes, rota, staff, staff_leaves, staff_papers, staff_posts, undo
from centerdesk.services.staff import StaffFields
from centerdesk.services.staff_papers import StaffPaperFields
from tests.services.small_centre import TODAY, SmallCentre

HIRED = date(2026, 9, 1)
MONDAY = date(2026, 11, 23)


@pytest.fixture
def one(centre: SmallCentre) -> int:
    return centre.add_class("一班")


@pytest.fixture
def two(centre: SmallCentre, one: int) -> int:
    return centre.add_class("二班")


def _hire(centre: SmallCentre, name: str, class_id: int | None = None, post: Post = Post.CARER) -> int:
    return centre.do(staff.hire, StaffFields(name), post, HIRED, class_id=class_id)


def _duty(centre: SmallCentre, day: date = TODAY) -> list[str]:
    """Name, class and half of who is on duty, with the reason where somebody isn't counted."""
    return [
        f"{row.name} {row.class_id} {half.label}" + (f" {row.why}" if not row.counted else "")
        for half, rows in centre.see(rota.duty_of_day, day).items()
        for row in rows
    ]


def _week(centre: SmallCentre, monday: date = MONDAY) -> list[str]:
    return [
        " ".join([row.name, *(day.text + "*" * day.changed for day in row.days)])
        for row in centre.see(rota.who_is_where, monday)
    ]


def test_without_a_rota_a_carer_is_with_the_class_of_the_post_all_day(centre: SmallCentre, one: int) -> None:
    _hire(centre, "王芳", one)
    _hire(centre, "赵敏")
    _hire(centre, "何师傅", post=Post.COOK)
    assert _duty(centre) == [f"王芳 {one} 上午", f"王芳 {one} 下午"]
    assert _duty(centre, date(2026, 8, 31)) == []
    assert _duty(centre, date(2026, 11, 22)) == []  # a Sunday
    assert [row.name for row in centre.see(rota.on_duty, TODAY, Half.MORNING)] == ["王芳"]


def test_a_weekly_rota_holds_from_its_day_on_by_weekday_and_half(
    centre: SmallCentre, one: int, two: int
) -> None:
    wang = _hire(centre, "王芳", one)
    centre.do(rota.set_week, wang, MONDAY, {1: (two, two), 2: (one, two), 3: (None, one)})
    assert _week(centre) == ["王芳 二班 一班／二班 —／一班 — — 休息日 休息日"]
    assert _week(centre, date(2026, 11, 16)) == ["王芳 一班 一班 一班 一班 一班 休息日 休息日"]
    assert _duty(centre) == [f"王芳 {one} 上午", f"王芳 {two} 下午"]
    assert centre.see(rota.week_of, wang, TODAY)[3] == (None, one)
    centre.do(rota.set_week, wang, date(2026, 11, 25), dict.fromkeys(range(1, 6), (one, one)))
    assert _week(centre) == ["王芳 二班 一班／二班 一班 一班 一班 休息日 休息日"]
    centre.do(rota.set_week, wang, date(2026, 11, 25), {})
    assert _week(centre) == ["王芳 二班 一班／二班 — — — 休息日 休息日"]


def test_a_later_post_in_a_class_goes_before_the_rota(centre: SmallCentre, one: int, two: int) -> None:
    wang = _hire(centre, "王芳", one)
    centre.do(rota.set_week, wang, date(2026, 10, 12), {1: (one, None)})
    (held,) = centre.see(staff.staff_member, wang, TODAY).post_rows
    centre.do(staff_posts.add_post, wang, Post.CARER, TODAY, two, replaces=held.id)
    assert _week(centre) == ["王芳 一班／— 二班 二班 二班 二班 休息日 休息日"]
    assert [row.begins for row in centre.see(rota.who_is_where, MONDAY)] == [TODAY]
    centre.do(rota.set_week, wang, TODAY, {2: (one, two)})
    assert _week(centre) == ["王芳 一班／— 一班／二班 — — — 休息日 休息日"]


def test_an_exception_holds_on_its_day_alone_and_can_be_taken_back(
    centre: SmallCentre, one: int, two: int
) -> None:
    wang = _hire(centre, "王芳", one)
    head = _hire(centre, "张园长", post=Post.HEAD)
    centre.do(rota.set_day, wang, TODAY, None, two, " 上午培训 ")
    centre.do(rota.set_day, head, TODAY, one, None)
    assert _week(centre) == [
        "王芳 一班 —／二班* 一班 一班 一班 休息日 休息日",
        "张园长 — 一班／—* — — — 休息日 休息日",
    ]
    assert _duty(centre) == [f"张园长 {one} 上午 不是保育人员", f"王芳 {two} 下午"]
    found = centre.see(rota.day_of, wang, TODAY)
    assert (found.shift, found.changed, found.note) == ((None, two), True, "上午培训")
    centre.do(rota.set_day, wang, TODAY, two, two)
    assert centre.see(rota.day_of, wang, TODAY).shift == (two, two)
    centre.do(rota.clear_day, wang, TODAY)
    assert centre.see(rota.day_of, wang, TODAY) == rota.DayRota((one, one), False, "")


def test_on_a_worked_saturday_everybody_is_with_the_class_of_the_post(
    centre: SmallCentre, one: int, two: int
) -> None:
    wang = _hire(centre, "王芳", one)
    centre.do(rota.set_week, wang, HIRED, {})
    assert _week(centre, date(2026, 10, 5)) == [
        "王芳 法定节假日 法定节假日 法定节假日 — — 一班 休息日",
    ]
    centre.do(rota.set_day, wang, date(2026, 10, 10), two, two)
    assert _week(centre, date(2026, 10, 5))[0].endswith("二班* 休息日")


def test_who_is_off_duty_is_on_the_rota_and_not_counted(centre: SmallCentre, one: int) -> None:
    wang = _hire(centre, "王芳", one)
    centre.do(staff_leaves.record_leave, wang, StaffLeaveKind.HEALTH, TODAY, TODAY)
    assert _duty(centre) == [f"王芳 {one} 上午 离岗", f"王芳 {one} 下午 离岗"]
    assert _duty(centre, date(2026, 11, 25)) == [f"王芳 {one} 上午", f"王芳 {one} 下午"]
    assert _week(centre) == ["王芳 一班 离岗 一班 一班 一班 休息日 休息日"]


def test_without_the_papers_nobody_counts_once_the_centre_keeps_them(centre: SmallCentre, one: int) -> None:
    wang, zhao = _hire(centre, "王芳", one), _hire(centre, "赵敏", one)
    assert not centre.see(rota.keeps_papers)
    assert [text for text in _duty(centre) if "上午" in text] == [f"王芳 {one} 上午", f"赵敏 {one} 上午"]
    for kind in ("health_certificate", "background_check"):
        fields = StaffPaperFields(kind, date(2026, 2, 2))
        centre.do(staff_papers.record_paper, wang, fields, today=TODAY)
    centre.do(staff_papers.record_paper, zhao, StaffPaperFields("background_check", HIRED), today=TODAY)
    assert centre.see(rota.keeps_papers)
    morning = [text for text in _duty(centre) if "上午" in text]
    assert morning[0] == f"王芳 {one} 上午"
    assert "健康合格证" in morning[1]
    assert "查询" not in morning[1]


@pytest.mark.parametrize(
    ("day", "words"), [("2026-11-22", "休息日"), ("2026-08-31", "不在岗"), ("2026-11-26", "不在岗")]
)
def test_an_exception_needs_a_day_that_is_worked(centre: SmallCentre, one: int, day: str, words: str) -> None:
    wang = _hire(centre, "王芳", one)
    centre.do(staff.leave, wang, date(2026, 11, 25))
    with pytest.raises(UserError) as refusal:
        centre.do(rota.set_day, wang, date.fromisoformat(day), one, one)
    assert refusal.value.field == "day"
    assert words in refusal.value.text


def test_a_rota_begins_with_the_work_here_at_the_earliest_and_in_open_classes(
    centre: SmallCentre, one: int, two: int
) -> None:
    wang = _hire(centre, "王芳", one)
    with pytest.raises(UserError) as refusal:
        centre.do(rota.set_week, wang, date(2026, 8, 31), {})
    assert refusal.value.field == "valid_from"
    centre.do(classes.change_class, two, "二班", ClassKind.SENIOR, 20, MONDAY)
    with pytest.raises(UserError) as refusal:
        centre.do(rota.set_week, wang, TODAY, {1: (two, two)})
    assert refusal.value.field == "class"


def test_who_left_is_gone_from_the_next_day_on(centre: SmallCentre, one: int) -> None:
    wang = _hire(centre, "王芳", one)
    centre.do(staff.leave, wang, TODAY)
    assert _week(centre) == ["王芳 一班 一班 — — — 休息日 休息日"]
    assert _week(centre, date(2026, 11, 30)) == []


def test_all_may_look_and_only_the_director_writes(centre: SmallCentre, one: int) -> None:
    wang = _hire(centre, "王芳", one)
    teacher = centre.as_role(Role.TEACHER, one)
    assert len(teacher.see(rota.who_is_where, MONDAY)) == 1
    with pytest.raises(UserError):
        teacher.do(rota.set_week, wang, TODAY, {})
    with pytest.raises(UserError):
        teacher.do(rota.set_day, wang, TODAY, None, None)
    with pytest.raises(UserError):
        teacher.do(rota.clear_day, wang, TODAY)


def test_the_number_of_people_changes_nothing_in_the_number_of_queries(centre: SmallCentre, one: int) -> None:
    sent = []
    for names in ("一", "二三四五六"):
        for name in names:
            staff_id = _hire(centre, f"王{name}", one)
            centre.do(rota.set_day, staff_id, TODAY, None, one)
            centre.do(rota.set_week, staff_id, TODAY, {2: (one, None)})
            fields = StaffPaperFields("background_check", HIRED)
            centre.do(staff_papers.record_paper, staff_id, fields, today=TODAY)
        with centre.counting() as duty:
            _duty(centre)
        with centre.counting() as week:
            _week(centre)
        sent.append((len(duty), len(week)))
    assert sent[0] == sent[1]
    assert max(sent[0]) <= 9


def test_each_step_of_the_rota_can_be_undone_and_done_again(centre: SmallCentre, one: int) -> None:
    """A half off duty is a record with nothing beside its key: it comes and goes like the others."""
    wang = _hire(centre, "王芳", one)

    def states() -> tuple[rota.Shift, rota.DayRota]:
        return centre.see(rota.week_of, wang, TODAY)[2], centre.see(rota.day_of, wang, TODAY)

    seen = [states()]
    for step in (
        lambda: centre.do(rota.set_week, wang, TODAY, {2: (one, None)}),
        lambda: centre.do(rota.set_week, wang, TODAY, {}),
        lambda: centre.do(rota.set_day, wang, TODAY, None, one, "培训"),
        lambda: centre.do(rota.clear_day, wang, TODAY),
    ):
        step()  # type: ignore[no-untyped-call]  # lambdas in a tuple
        seen.append(states())
    for before in reversed(seen[:-1]):
        centre.do(undo.undo_last, TODAY, datetime(2026, 11, 24, 10))
        assert states() == before
    for after in seen[1:]:
        centre.do(undo.redo_last, TODAY)
        assert states() == after
