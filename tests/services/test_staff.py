"""Staff: who works here, in which posts and classes, and what is kept of who has left."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from centerdesk.base.errors import UserError
from centerdesk.db.schema.staff import StaffMember, StaffPaper, StaffPost
from centerdesk.db.schema.training import TrainingAttendance, TrainingSession
from centerdesk.domain.people import Education, Employment, IdKind, Post, Role, Sex, TrainingForm
from centerdesk.services import staff, staff_posts
from centerdesk.services.staff import StaffFields, StaffRow
from tests.domain.invented import id_number
from tests.services.small_centre import TODAY, SmallCentre, carers

JANUARY = date(2026, 1, 5)
WANG = StaffFields(
    "王芳",
    Sex.FEMALE,
    date(1990, 5, 1),
    IdKind.RESIDENT,
    id_number(date(1990, 5, 1), 2),
    "汉族",
    "15400000001",
    "北京市大兴区示例路1号",
    Education.COLLEGE,
    Employment.FULL_TIME,
    JANUARY,
    date(2027, 1, 4),
    "育婴员",
)


def _hire(
    centre: SmallCentre,
    name: str,
    post: Post = Post.CARER,
    on: date = JANUARY,
    class_id: int | None = None,
    **fields: Any,
) -> int:
    return centre.do(staff.hire, StaffFields(name, **fields), post, on, class_id=class_id)


def _row(centre: SmallCentre, staff_id: int, on: date = TODAY) -> StaffRow:
    return centre.see(staff.staff_member, staff_id, on)


def _posts(centre: SmallCentre, staff_id: int) -> list[tuple[str, date, date | None]]:
    return [(row.words, row.starts_on, row.ends_on) for row in _row(centre, staff_id).post_rows]


def _refused(call: Callable[[], object], field: str | None, *words: str) -> None:
    with pytest.raises(UserError) as refusal:
        call()
    assert refusal.value.field == field
    for each in words:
        assert each in refusal.value.text


def test_who_is_hired_works_here_from_that_day_on(centre: SmallCentre) -> None:
    group = centre.add_class()
    _hire(centre, " 李 静 ", Post.HEALTH, phone="15400000001")
    _hire(centre, "王芳", on=TODAY, class_id=group)
    assert [row.name for row in centre.see(staff.list_staff, date(2026, 1, 4))] == []
    assert [row.name for row in centre.see(staff.list_staff, date(2026, 11, 23))] == ["李静"]
    first, second = centre.see(staff.list_staff, TODAY)
    assert (first.name, first.posts, first.class_names) == ("王芳", (Post.CARER,), ("托大班",))
    assert (second.name, second.posts, second.phone) == ("李静", (Post.HEALTH,), "15400000001")
    assert (first.hired_on, first.left_on) == (TODAY, None)


def test_all_that_is_recorded_comes_back_as_it_was_typed(centre: SmallCentre) -> None:
    staff_id = centre.do(staff.hire, WANG, Post.CARER, JANUARY)
    row = _row(centre, staff_id)
    assert row.fields == WANG
    assert (row.education, row.employment) == (Education.COLLEGE, Employment.FULL_TIME)
    changed = replace(WANG, name="王小芳", education=Education.BACHELOR, id_kind=IdKind.NONE, id_number="")
    centre.do(staff.change_staff, staff_id, changed, JANUARY)
    after = _row(centre, staff_id)
    assert (after.fields, after.name_key) != (row.fields, row.name_key)
    assert after.fields == changed


def test_carers_are_counted_by_class_and_others_are_not(centre: SmallCentre) -> None:
    one, two = centre.add_class("一班"), centre.add_class("二班")
    for name, post, hired_on, group in (
        ("王芳", Post.CARER, JANUARY, one),
        ("赵敏", Post.CARER, JANUARY, one),
        ("刘洋", Post.CARER, date(2026, 11, 25), one),
        ("李静", Post.HEALTH, JANUARY, two),
        ("陈晨", Post.CARER, JANUARY, None),
    ):
        _hire(centre, name, post, hired_on, group)
    assert carers(centre, TODAY) == {one: 2}


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        (StaffFields(" "), "name", "姓名"),
        (StaffFields("王芳", birth_date=date(2026, 1, 6)), "birth_date", "2026-01-06"),
        (StaffFields("王芳", birth_date=date(2010, 1, 6)), "birth_date", "16"),
        (StaffFields("王芳", id_number="110199199005012345"), "id_number", "证件"),
        (replace(WANG, id_number="110199199005012340"), "id_number", "校验"),
        (replace(WANG, contract_until=date(2026, 1, 4)), "contract_until", "合同"),
    ],
)
def test_what_can_not_be_right_is_refused(
    centre: SmallCentre, fields: StaffFields, field: str, words: str
) -> None:
    _refused(lambda: centre.do(staff.hire, fields, Post.COOK, JANUARY), field, words)
    assert centre.see(staff.list_staff, TODAY) == []


def test_somebody_of_sixteen_to_the_day_may_be_hired(centre: SmallCentre) -> None:
    _hire(centre, "周一", Post.OTHER, JANUARY, birth_date=date(2010, 1, 5))
    assert len(centre.see(staff.list_staff, TODAY)) == 1


def test_what_looks_wrong_is_said_and_taken(centre: SmallCentre) -> None:
    assert staff.check_staff(WANG, JANUARY) == []
    odd = replace(WANG, sex=Sex.MALE, birth_date=date(1990, 5, 2))
    day, sex = staff.check_staff(odd, JANUARY)
    assert "1990-05-02，" in day
    assert "1990-05-01" in day
    assert (Sex.MALE.label in sex, Sex.FEMALE.label in sex) == (True, True)
    assert "𬎆" in staff.check_staff(StaffFields("王𬎆"), JANUARY)[0]


def test_one_person_holds_two_posts_at_once(centre: SmallCentre) -> None:
    one, two = centre.add_class("一班"), centre.add_class("二班")
    staff_id = _hire(centre, "李静", Post.HEALTH)
    centre.do(staff_posts.add_post, staff_id, Post.CARER, date(2026, 3, 2), one)
    centre.do(staff_posts.add_post, staff_id, Post.CARER, date(2026, 9, 1), two)
    centre.do(staff_posts.add_post, staff_id, Post.HEAD, date(2026, 12, 1))
    row = _row(centre, staff_id)
    assert (row.posts, row.class_names) == ((Post.CARER, Post.HEALTH), ("一班", "二班"))
    assert (row.posts_text, row.classes_text) == ("保育人员、保健人员", "一班、二班")
    assert _row(centre, staff_id, date(2026, 3, 1)).posts == (Post.HEALTH,)
    assert carers(centre, TODAY) == {two: 1}  # one place at a time: that of the later post
    _refused(
        lambda: centre.do(staff_posts.add_post, staff_id, Post.CARER, date(2026, 5, 1), one),
        "post",
        "2026-03-02",
    )


def test_a_post_ends_the_day_another_begins(centre: SmallCentre) -> None:
    one, two = centre.add_class("一班"), centre.add_class("二班")
    staff_id = _hire(centre, "王芳", class_id=one)
    (first,) = _row(centre, staff_id).post_rows
    centre.do(staff_posts.end_post, first.id, TODAY)
    centre.do(staff_posts.add_post, staff_id, Post.CARER, TODAY, two)
    assert _row(centre, staff_id, date(2026, 11, 23)).class_names == ("一班",)
    assert _row(centre, staff_id).class_names == ("一班", "二班")  # both, on the day between
    assert _row(centre, staff_id, date(2026, 11, 25)).class_names == ("二班",)


def test_a_post_in_place_of_another_begins_the_day_after_it(centre: SmallCentre) -> None:
    one, two = centre.add_class("一班"), centre.add_class("二班")
    staff_id = _hire(centre, "王芳", class_id=one)
    (first,) = _row(centre, staff_id).post_rows
    centre.do(staff_posts.add_post, staff_id, Post.CARER, date(2026, 9, 1), two, replaces=first.id)
    assert _posts(centre, staff_id) == [
        ("保育人员（一班）", JANUARY, date(2026, 8, 31)),
        ("保育人员（二班）", date(2026, 9, 1), None),
    ]
    later = _row(centre, staff_id).post_rows[1]
    _refused(
        lambda: centre.do(staff_posts.add_post, staff_id, Post.HEAD, date(2026, 9, 1), replaces=later.id),
        "ends_on",
    )
    assert len(_row(centre, staff_id).post_rows) == 2


def test_a_post_is_corrected_and_one_recorded_by_mistake_taken_out(centre: SmallCentre) -> None:
    staff_id = _hire(centre, "王芳")
    second = centre.do(staff_posts.add_post, staff_id, Post.GUARD, date(2026, 3, 2))
    day = date(2026, 3, 9)
    centre.do(staff_posts.change_post, second, Post.COOK, None, day, date(2026, 3, 31))
    assert _posts(centre, staff_id)[1] == ("炊事人员", day, date(2026, 3, 31))
    centre.do(staff_posts.remove_post, second)
    assert len(_posts(centre, staff_id)) == 1
    only = _row(centre, staff_id).post_rows[0].id
    _refused(lambda: centre.do(staff_posts.remove_post, only), None, "王芳")


def test_posts_lie_within_the_time_at_work(centre: SmallCentre) -> None:
    group = centre.add_class()
    staff_id = _hire(centre, "王芳", class_id=group)
    (post,) = _row(centre, staff_id).post_rows
    change = staff_posts.change_post
    _refused(
        lambda: centre.do(change, post.id, Post.CARER, group, date(2026, 1, 4), None),
        "starts_on",
        "2026-01-05",
    )
    _refused(lambda: centre.do(staff_posts.end_post, post.id, date(2026, 1, 4)), "ends_on")
    centre.do(staff.leave, staff_id, date(2026, 6, 30))
    _refused(
        lambda: centre.do(change, post.id, Post.CARER, group, JANUARY, date(2026, 7, 1)),
        "ends_on",
        "2026-06-30",
    )


def test_the_first_day_at_work_moves_with_the_posts_that_began_on_it(centre: SmallCentre) -> None:
    staff_id = _hire(centre, "王芳")
    centre.do(staff_posts.add_post, staff_id, Post.HEAD, date(2026, 3, 2))
    centre.do(staff.change_staff, staff_id, StaffFields("王芳"), date(2026, 2, 2))
    assert [starts_on for _post, starts_on, _end in _posts(centre, staff_id)] == [
        date(2026, 2, 2),
        date(2026, 3, 2),
    ]
    change = staff.change_staff
    _refused(
        lambda: centre.do(change, staff_id, StaffFields("王芳"), date(2026, 3, 3)), "hired_on", "2026-03-03"
    )
    assert _row(centre, staff_id).hired_on == date(2026, 2, 2)


def _paper_and_training(session: Session, staff_id: int) -> None:
    session.add(StaffPaper(staff_id=staff_id, kind="health", issued_on=JANUARY))
    held = TrainingSession(
        starts_on=JANUARY,
        ends_on=JANUARY,
        topic="急救",
        category="first_aid",
        form=TrainingForm.GROUP,
        hours=80,
    )
    session.add(held)
    session.flush()
    session.add(TrainingAttendance(session_id=held.id, staff_id=staff_id))


def _kept(session: Session) -> tuple[int, int, int, int]:
    tables = (StaffMember, StaffPost, StaffPaper, TrainingAttendance)
    one, two, three, four = (len(session.scalars(select(table)).all()) for table in tables)
    return one, two, three, four


def test_leaving_ends_the_posts_and_keeps_everything(centre: SmallCentre) -> None:
    group, last = centre.add_class(), date(2026, 6, 30)
    staff_id = centre.do(staff.hire, WANG, Post.CARER, JANUARY, class_id=group)
    ended = centre.do(staff_posts.add_post, staff_id, Post.COOK, JANUARY, ends_on=date(2026, 2, 1))
    centre.do(_paper_and_training, staff_id)
    centre.do(staff.leave, staff_id, last)
    assert centre.see(_kept) == (1, 2, 1, 1)
    assert [row.name for row in centre.see(staff.list_staff, last)] == ["王芳"]
    assert centre.see(staff.list_staff, date(2026, 7, 1)) == []
    assert carers(centre, date(2026, 7, 1)) == {}
    (row,) = centre.see(staff.list_staff, TODAY, with_left=True)
    assert (row.left_on, row.posts, row.class_names, row.fields) == (last, (Post.CARER,), ("托大班",), WANG)
    assert [post.ends_on for post in row.post_rows if post.id != ended] == [last]
    assert [post.ends_on for post in row.post_rows if post.id == ended] == [date(2026, 2, 1)]


def test_a_leaving_is_put_right_and_taken_back(centre: SmallCentre) -> None:
    staff_id = _hire(centre, "王芳")
    for last in (date(2026, 6, 30), date(2026, 7, 31), date(2026, 5, 29), None):
        centre.do(staff.leave, staff_id, last)
        assert _row(centre, staff_id).left_on == last
        assert _posts(centre, staff_id) == [("保育人员", JANUARY, last)]
    _refused(lambda: centre.do(staff.leave, staff_id, date(2026, 1, 4)), "left_on", "2026-01-05")
    centre.do(staff_posts.add_post, staff_id, Post.HEAD, date(2026, 12, 1))
    _refused(lambda: centre.do(staff.leave, staff_id, TODAY), "left_on", "2026-12-01")


def test_who_comes_back_gets_a_new_record_and_nobody_works_here_twice(centre: SmallCentre) -> None:
    first = centre.do(staff.hire, WANG, Post.CARER, JANUARY)

    def again() -> int:
        return centre.do(staff.hire, WANG, Post.COOK, date(2026, 9, 1))

    _refused(again, "id_number", "王芳")
    centre.do(staff.leave, first, date(2026, 6, 30))
    second = again()
    assert [row.id for row in centre.see(staff.list_staff, TODAY)] == [second]
    assert len(centre.see(staff.list_staff, TODAY, with_left=True)) == 2
    centre.do(staff.change_staff, second, replace(WANG, note="返聘"), date(2026, 9, 1))


def test_namesakes_are_told_apart_by_their_phones(centre: SmallCentre) -> None:
    _hire(centre, "王芳", phone="15400000001")
    other = _hire(centre, "王芳", Post.COOK, phone="15400000002")
    _hire(centre, "李静", Post.HEALTH)
    names = [row.distinct_name for row in centre.see(staff.list_staff, TODAY)]
    assert names == ["王芳（0001）", "李静", "王芳（0002）"]
    assert centre.see(staff.find_staff, "王芳/0002", TODAY).id == other
    _refused(lambda: centre.see(staff.find_staff, "王芳", TODAY), "name", "王芳/0001")
    _refused(lambda: centre.see(staff.find_staff, "赵敏", TODAY), "name", "赵敏", "2026-11-24")


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (Role.DIRECTOR, (WANG.id_number, WANG.birth_date, WANG.address)),
        (Role.HEALTH_WORKER, (WANG.id_number, WANG.birth_date, WANG.address)),
        (Role.TEACHER, (f"110199********{WANG.id_number[-4:]}", None, "")),
        (Role.CLERK, (f"110199********{WANG.id_number[-4:]}", None, "")),
    ],
)
def test_who_may_not_read_id_numbers_sees_no_birth_date_and_address_either(
    centre: SmallCentre, role: Role, seen: tuple[str, date | None, str]
) -> None:
    staff_id = centre.do(staff.hire, WANG, Post.CARER, JANUARY)
    hands = centre.as_role(role)
    (row,) = hands.see(staff.list_staff, TODAY)
    assert (row.fields.id_number, row.fields.birth_date, row.fields.address) == seen
    assert (WANG.id_number[-6:] in row.found_by) == (seen[0] == WANG.id_number)
    assert hands.see(staff.staff_member, staff_id, TODAY).fields == row.fields
    assert row.phone == WANG.phone


def test_staff_are_found_by_pinyin_phone_and_id_number(centre: SmallCentre) -> None:
    centre.do(staff.hire, WANG, Post.CARER, JANUARY)
    (row,) = centre.see(staff.list_staff, TODAY)
    for typed in ("wangfang", "wf", "0001", WANG.id_number[-6:].lower()):
        assert typed in row.found_by


def test_a_long_list_needs_no_more_questions_than_a_short_one(centre: SmallCentre) -> None:
    group = centre.add_class()
    counts = []
    for first in (0, 20):
        for number in range(first, first + 20):
            _hire(centre, f"保育{number}", class_id=group)
        with centre.counting() as sent:
            assert len(centre.see(staff.list_staff, TODAY)) == first + 20
        counts.append(len(sent))
    assert counts[0] == counts[1]
