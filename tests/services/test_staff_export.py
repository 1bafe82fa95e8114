"""An exported list of staff is read in again without a difference, into the same centre and into an empty one."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from centerdesk import demo
from centerdesk.base.i18n import CENTRE, KINDERGARTEN, use_vocabulary
from centerdesk.domain.grids import Grid, key_of, name_of
from centerdesk.domain.people import ClassKind, Education, Employment, IdKind, Post, Role, Sex
from centerdesk.domain.staff_sheet import STAFF
from centerdesk.domain.workbook_words import Col
from centerdesk.services import classes, staff, staff_posts
from centerdesk.services.imports import ImportReport
from centerdesk.services.staff import StaffFields, StaffRow
from centerdesk.services.staff_export import staff_sheet
from centerdesk.services.staff_import import check_staff, read_staff, take_staff
from tests.domain.invented import id_number
from tests.services.import_books import NOW
from tests.services.round_trip import saved, uncommitted
from tests.services.small_centre import TODAY, SmallCentre, small_centre

GROUPS = (
    "托大班",
    "1-1",
    "2/3",
    "托大 1班",
    "托大1班",
    "（一）班",
    "1月1日",
    "20001",
    "甲、乙",
    "甲",
    "乙",
    "无",
)
ODD = (
    *(
        "",
        "",
        "无",
        "没有",
        "／",
        "—",
        "=1+1",
        "+86",
        "@王",
        "两  空",
        "0012",
        "早班接\n晚班送",
        "Ａ１，Ｂ２",
    ),
    *("110199202405011234", "2024-05-01", "姓名", "小计", "备注、住址", "1.50", "TRUE", "#REF!"),
)
NAMES = ("单𬱖", "丁㛃䶮", "阿依古丽·买买提", "Anna Li", "王芳", "姓名", "无", "园长")
PHONES = ("", "15412345678", "154-1234-5678", "+8615412345678", "010-12345678", "无", "0")
_TEXT = st.sampled_from(ODD) | st.text(st.characters(categories=["Lo", "Nd", "Po", "Ps", "Pe"]), max_size=12)
_DAYS = st.none() | st.dates(date(2020, 1, 1), date(2026, 6, 1))
_FIELDS = st.builds(
    StaffFields,
    name=st.sampled_from(NAMES) | st.text(st.characters(categories=["Lo"]), min_size=2, max_size=4),
    sex=st.sampled_from([None, *Sex]),
    birth_date=st.none() | st.dates(date(1955, 1, 1), date(2003, 12, 31)) | st.just(date(1988, 2, 29)),
    id_kind=st.sampled_from(IdKind),
    nation=_TEXT,
    phone=st.sampled_from(PHONES),
    address=_TEXT,
    education=st.sampled_from([None, *Education]),
    employment=st.sampled_from([None, *Employment]),
    contract_from=_DAYS,
    note=_TEXT,
)
_POST = st.tuples(st.sampled_from(Post), st.none() | st.integers(0, len(GROUPS) - 1))


@dataclass(frozen=True)
class Life:
    """Somebody's work: posts from the first day on, one begun later, how long it lasts, whether there is a second."""

    fields: StaffFields
    numbered: bool
    contract: int | None
    hired_on: date
    posts: tuple[tuple[Post, int | None], ...]
    later: tuple[Post, int | None]
    works: int | None
    again: bool


LIVES = st.lists(
    st.builds(
        Life,
        _FIELDS,
        st.booleans(),
        st.none() | st.integers(0, 2000),
        st.dates(date(2020, 1, 1), date(2027, 1, 31)),
        st.lists(_POST, min_size=1, max_size=4, unique=True).map(tuple),
        _POST,
        st.none() | st.integers(0, 900),
        st.booleans(),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda life: name_of(life.fields.name),
)


@pytest.fixture(scope="module")
def centres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[SmallCentre, SmallCentre]]:
    """Two centres with classes; what an example does in them is never committed."""
    folder = tmp_path_factory.mktemp("round")
    with ExitStack() as both:
        one, two = (both.enter_context(small_centre(folder / name)) for name in ("one", "two"))
        for centre in (one, two):
            for name in GROUPS:
                centre.add_class(name, ClassKind.MIXED)
        yield one, two


def _number(fields: StaffFields, place: int) -> str:
    born, serial = fields.birth_date or date(1990, 5, 1), 2 * place + (fields.sex is Sex.MALE)
    return {
        IdKind.NONE: "",
        IdKind.PASSPORT: f"E{place:08d}",
        IdKind.BIRTH: f"R{place:09d}",
        IdKind.HK_MACAO: id_number(born, serial, "810000"),
        IdKind.TAIWAN: id_number(born, serial, "830000"),
    }.get(fields.id_kind, id_number(born, serial))


def _live(session: Session, life: Life, place: int) -> None:
    groups = [group.id for group in classes.list_classes(session)]
    start = life.fields.contract_from
    until = start + timedelta(days=life.contract) if start and life.contract is not None else None
    number = _number(life.fields, place) if life.numbered else ""
    fields = replace(life.fields, id_number=number, contract_until=until)
    (first, group), *others = ((post, None if place is None else groups[place]) for post, place in life.posts)
    staff_id = staff.hire(session, fields, first, life.hired_on, class_id=group)
    for post, group in others:
        staff_posts.add_post(session, staff_id, post, life.hired_on, group)
    if life.later not in life.posts and life.works is None:
        post, place_of = life.later
        group = None if place_of is None else groups[place_of]
        staff_posts.add_post(session, staff_id, post, life.hired_on + timedelta(days=90), group)
    if life.works is not None:
        last = life.hired_on + timedelta(days=life.works)
        staff.leave(session, staff_id, last)
        session.flush()
        if life.again:
            staff.hire(session, fields, Post.COOK, last + timedelta(days=30))
    session.flush()
    session.expire_all()


def _told(row: StaffRow) -> tuple[object, ...]:
    day = max(row.hired_on, min(TODAY, row.left_on or TODAY))
    held = {(each.post, each.class_name) for each in row.post_rows if each.covers(day)}
    return row.fields, row.hired_on, row.left_on, held


def _everybody(session: Session) -> list[tuple[object, ...]]:
    rows = staff.list_staff(session, TODAY, with_left=True)
    return [_told(row) for row in sorted(rows, key=lambda row: (row.name, row.hired_on))]


def _checked(session: Session, grids: list[Grid]) -> ImportReport:
    return check_staff(session, read_staff(grids), TODAY).report()


@given(LIVES)
@settings(
    max_examples=60,
    phases=[Phase.generate],  # so many fields take minutes to shrink
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_whatever_is_recorded_comes_back_the_same(
    centres: tuple[SmallCentre, SmallCentre], tmp_path: Path, lives: list[Life]
) -> None:
    one, two = centres
    with uncommitted(one) as session:
        for place, life in enumerate(lives):
            _live(session, life, place)
        before = _everybody(session)
        grids = saved(staff_sheet(session, TODAY, with_left=True), tmp_path / "名单.xlsx")
        again = _checked(session, grids)
        assert (again.refused, again.new, again.changed, again.unchanged) == ((), 0, 0, len(before))
    with uncommitted(two) as session:
        preview = check_staff(session, read_staff(grids), TODAY)
        report = take_staff(session, preview, NOW, "名单.xlsx")
        session.expire_all()
        assert (report.refused, report.taken) == ((), len(before))
        assert _everybody(session) == before


def test_sample_centre_reads_its_own_staff_without_a_change_or_a_doubt(tmp_path: Path) -> None:
    opened = demo.make(tmp_path / "centre", TODAY)
    try:
        for with_left in (False, True):
            with opened.store.read(opened.actor, NOW) as session:
                expected = len(staff.list_staff(session, TODAY, with_left=with_left))
                grids = saved(staff_sheet(session, TODAY, with_left=with_left), tmp_path / "名单.xlsx")
                report = _checked(session, grids)
            assert expected > 5
            assert (report.new, report.changed, report.unchanged) == (0, 0, expected)
            assert (report.doubtful, report.refused, report.notes) == ((), (), ())
    finally:
        opened.store.close()


BORN = date(1990, 5, 1)
WANG = StaffFields(
    "王芳",
    Sex.FEMALE,
    BORN,
    IdKind.RESIDENT,
    id_number(BORN, 2),
    "汉族",
    "15400000001",
    "示例小区1号楼",
    Education.COLLEGE,
    Employment.FULL_TIME,
    date(2026, 1, 5),
    date(2029, 1, 4),
    "无",
)


@pytest.mark.parametrize("vocabulary", [CENTRE, KINDERGARTEN])
def test_every_column_and_every_word_is_known_to_the_import(
    centre: SmallCentre, tmp_path: Path, vocabulary: str
) -> None:
    words = zip(range(6), IdKind, [*Education, None], [*Employment] * 3, strict=False)
    for place, kind, education, employment in words:
        fields = replace(
            WANG, name=f"王{place}", id_kind=kind, id_number="", education=education, employment=employment
        )
        centre.do(staff.hire, fields, list(Post)[place], date(2026, 1, 5))
    use_vocabulary(vocabulary)
    (grid,) = saved(centre.see(staff_sheet, TODAY), tmp_path / "名单.xlsx")
    assert {STAFF.column_of(key_of(head)) for head in grid.rows[1]} == set(STAFF.known) - {
        *(Col.POSITION, Col.REASON, Col.CONTRACT, Col.GUARDIAN, Col.GUARDIAN_PHONE, Col.GUARDIAN_WORK),
    }, "with 按原文读取的栏目, as the note is 无"
    report = centre.see(_checked, [grid])
    assert (report.unchanged, report.refused, report.doubtful) == (6, (), ())


@pytest.mark.parametrize("role", [Role.TEACHER, Role.CLERK])
def test_who_may_not_see_id_numbers_gets_a_list_without_them(
    centre: SmallCentre, tmp_path: Path, role: Role
) -> None:
    centre.do(staff.hire, WANG, Post.CARER, date(2026, 1, 5))
    (grid,) = saved(centre.as_role(role).see(staff_sheet, TODAY), tmp_path / "名单.xlsx")
    (mine,) = saved(centre.as_role(Role.HEALTH_WORKER).see(staff_sheet, TODAY), tmp_path / "名单2.xlsx")
    private = {"证件号码", "出生日期", "家庭住址"}
    assert set(mine.rows[1]) - set(grid.rows[1]) == private
    words = {str(cell) for row in grid.rows for cell in row}
    assert not any(hidden in word for word in words for hidden in (WANG.id_number[-4:], "1990", "示例小区"))
    report = centre.see(_checked, [grid])
    assert (report.unchanged, report.refused) == (1, ())


def test_who_has_no_post_now_stays_as_recorded(centre: SmallCentre, tmp_path: Path) -> None:
    number = centre.do(staff.hire, WANG, Post.CARER, date(2026, 1, 5))
    (post,) = centre.see(staff.staff_member, number, TODAY).post_rows
    centre.do(staff_posts.end_post, post.id, date(2026, 6, 30))
    grids = saved(centre.see(staff_sheet, TODAY), tmp_path / "名单.xlsx")
    assert centre.see(_checked, grids).unchanged == 1


def test_posts_in_classes_are_written_as_people_would(centre: SmallCentre, tmp_path: Path) -> None:
    one, two = centre.add_class("甲班"), centre.add_class("乙班")
    first = centre.do(staff.hire, WANG, Post.CARER, date(2026, 1, 5), class_id=one)
    centre.do(staff_posts.add_post, first, Post.HEALTH, date(2026, 1, 5))
    health = replace(WANG, name="李静", id_number="", phone="15400000002")
    second = centre.do(staff.hire, health, Post.HEALTH, date(2026, 1, 5), class_id=two)
    centre.do(staff_posts.add_post, second, Post.CARER, date(2026, 1, 5))
    (grid,) = saved(centre.see(staff_sheet, TODAY), tmp_path / "名单.xlsx")
    place = grid.rows[1].index("岗位")
    assert {row[0]: row[place : place + 2] for row in grid.rows[2:]} == {
        "王芳": ("保育人员、保健人员", "甲班"),
        "李静": ("保育人员\n保健人员（乙班）", None),
    }
