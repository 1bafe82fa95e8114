"""An exported roster is read in again without a difference, into the same centre and into an empty one."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from centerdesk import demo
from centerdesk.base.i18n import CENTRE, KINDERGARTEN, use_vocabulary
from centerdesk.domain.attendance import Pattern
from centerdesk.domain.grids import Grid, key_of, name_of
from centerdesk.domain.headings import ROSTER
from centerdesk.domain.people import (
    ClassKind,
    Funding,
    Half,
    Household,
    IdKind,
    Relation,
    Role,
    Service,
    Sex,
)
from centerdesk.domain.workbook_words import Col, column_of, nth_of
from centerdesk.services import children, classes
from centerdesk.services.child_fields import ChildFields, GuardianRow
from centerdesk.services.children import ChildRow
from centerdesk.services.imports import ImportReport
from centerdesk.services.roster_export import roster_sheet
from centerdesk.services.roster_import import check_roster, read_roster, take_roster
from tests.domain.invented import id_number
from tests.services.import_books import NOW, check, child, take
from tests.services.import_books import grid as books_grid
from tests.services.round_trip import saved, uncommitted
from tests.services.small_centre import TODAY, SmallCentre, small_centre


@dataclass(frozen=True)
class Life:
    """A child, and its way through the centre; days are counted from its birth and from each other."""

    fields: ChildFields
    numbered: bool
    group: int
    until_enrolled: int
    stays: int | None
    again: bool
    settles: int | None
    pattern: Pattern
    later: Pattern | None
    moved_to: int | None


GROUPS = ("托大班", "1-1", "2/3", "托大 1班", "（一）班", "1月1日", "2024-1-1", "20001", "小计班", "12")
ODD = (
    *(
        "",
        "",
        "无",
        "无",
        "没有",
        "／",
        "—",
        "=1+1",
        "+86",
        "-12",
        "@王",
        "'引号",
        " 前空",
        "后空 ",
        "两  空",
        "0012",
    ),
    *(
        "早班接\n晚班送",
        "a\r\nb",
        "对花生过敏（重度）",
        "Ａ１，Ｂ２",
        "看\u200b不见",
        "110199202405011234",
        "2024-05-01",
    ),
    *("姓名", "小计", "注：看", "、", "备注、住址", "_x000D_", "1.50", "TRUE", "#REF!"),
)
NAMES = (
    "单𬱖",
    "丁㛃䶮",
    "阿依古丽·买买提",
    "张 三",
    "Anna  Li",
    "合计",
    "共3人",
    "曾•若水",
    "姓名",
    "无",
    "e\u0301",
)
PHONES = (
    "",
    "15412345678",
    "154-1234-5678",
    "+8615412345678",
    "154 1234 5678",
    "010-12345678",
    "无",
    "１５４",
    "0",
)
_ANYTHING = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), max_size=12)
_TEXT = st.sampled_from(ODD) | _ANYTHING.filter(lambda text: not text or bool(text.strip()))
_NAME = st.sampled_from(NAMES) | st.text(st.characters(categories=["Lo"]), min_size=1, max_size=4)
_GUARDIAN = st.builds(
    GuardianRow,
    st.sampled_from(Relation),
    st.sampled_from(("", "李秀英", "李秀英", "王 芳")) | _TEXT,
    st.sampled_from(PHONES),
    _TEXT,
    st.booleans(),
).map(lambda each: each if each.name or each.phone else replace(each, phone="15400000000"))
_FIELDS = st.builds(
    ChildFields,
    name=_NAME,
    sex=st.sampled_from(Sex),
    birth_date=st.dates(date(2023, 9, 1), date(2026, 10, 1)) | st.just(date(2024, 2, 29)),
    former_name=_TEXT,
    pet_name=_TEXT,
    id_kind=st.sampled_from(IdKind),
    nation=_TEXT,
    household=st.sampled_from([None, *Household]),
    address=_TEXT,
    allergies=_TEXT,
    chronic=_TEXT,
    special_needs=_TEXT,
    birth_order=st.none() | st.integers(1, 15),
    multiple_birth=st.sampled_from([None, False, True]),
    note=_TEXT,
    guardians=st.lists(_GUARDIAN, max_size=4).map(tuple),
)
_PATTERN = st.builds(
    Pattern,
    st.sampled_from(Service),
    st.sampled_from(("12345", "135", "24", "5", "1234")),
    st.sampled_from([None, *Half]),
    st.sampled_from([None, *Funding]),
)
_LIFE = st.builds(
    Life,
    _FIELDS,
    st.booleans(),
    st.integers(0, len(GROUPS) - 1),
    st.integers(0, 400),
    st.none() | st.integers(0, 300),
    st.booleans(),
    st.none() | st.integers(0, 30),
    _PATTERN,
    st.none() | _PATTERN,
    st.none() | st.integers(0, len(GROUPS) - 1),
)
LIVES = st.lists(
    _LIFE, min_size=1, max_size=6, unique_by=lambda life: (name_of(life.fields.name), life.fields.birth_date)
)


@pytest.fixture(scope="module")
def centres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[SmallCentre, SmallCentre]]:
    """A centre with classes, and an empty one; what an example does in them is never committed."""
    folder = tmp_path_factory.mktemp("round")
    with ExitStack() as both:
        one, two = (both.enter_context(small_centre(folder / name)) for name in ("one", "two"))
        for name in GROUPS:
            one.add_class(name, ClassKind.MIXED)
        yield one, two


def _number(life: Life, place: int) -> str:
    kind, born, serial = (
        life.fields.id_kind,
        life.fields.birth_date,
        2 * place + (life.fields.sex is Sex.MALE),
    )
    if kind is IdKind.NONE or not life.numbered:
        return ""
    return {
        IdKind.PASSPORT: f"E{place:08d}",
        IdKind.BIRTH: f"R{place:09d}",
        IdKind.HK_MACAO: id_number(born, serial, "810000"),
        IdKind.TAIWAN: id_number(born, serial, "830000"),
    }.get(kind) or id_number(born, serial)


def _live(session: Session, life: Life, place: int) -> None:
    groups = [group.id for group in classes.list_classes(session)]
    fields = replace(life.fields, id_number=_number(life, place))
    first = fields.birth_date + timedelta(days=life.until_enrolled)
    until = None if life.settles is None else first + timedelta(days=life.settles)
    child_id = children.enrol(
        session, fields, groups[life.group], first, today=TODAY, pattern=life.pattern, settling_until=until
    )
    if life.later:
        children.set_pattern(session, child_id, max(first, TODAY), life.later)
    if life.moved_to is not None:
        children.move(session, child_id, groups[life.moved_to], max(first, TODAY))
    if life.stays is not None:
        last = first + timedelta(days=life.stays)
        children.leave(session, child_id, last)
        if life.again:
            children.enrol_again(session, child_id, groups[0], last + timedelta(days=1), life.pattern)
    session.flush()
    session.expire_all()


def _told(row: ChildRow) -> tuple[object, ...]:
    return row.fields, row.class_name, row.enrolled_on, row.left_on, row.settling_until, row.pattern


def _checked(session: Session, grids: list[Grid]) -> ImportReport:
    return check_roster(session, read_roster(grids), TODAY).report()


@given(LIVES)
@settings(
    max_examples=80,
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
        grids = saved(roster_sheet(session, TODAY, with_left=True), tmp_path / "花名册.xlsx")
        again = _checked(session, grids)
        assert (again.new, again.changed, again.unchanged, again.refused) == (0, 0, len(lives), ())
        before = list(map(_told, children.list_children(session, TODAY, with_left=True)))
    with uncommitted(two) as session:
        preview = check_roster(session, read_roster(grids), TODAY)
        report = take_roster(session, preview, NOW, "花名册.xlsx")
        assert (report.taken, report.refused) == (len(lives), ())
        assert list(map(_told, children.list_children(session, TODAY, with_left=True))) == before


def test_sample_centre_reads_its_own_roster_without_a_change_or_a_doubt(tmp_path: Path) -> None:
    opened = demo.make(tmp_path / "centre", TODAY)
    try:
        for with_left, expected in ((False, 46), (True, 76)):
            with opened.store.read(opened.actor, NOW) as session:
                grids = saved(roster_sheet(session, TODAY, with_left=with_left), tmp_path / "花名册.xlsx")
                report = _checked(session, grids)
            assert (report.new, report.changed, report.unchanged) == (0, 0, expected)
            assert (report.doubtful, report.refused, report.notes) == ((), (), ())
    finally:
        opened.store.close()


def test_all_guardians_come_along_in_their_order_with_custody(centre: SmallCentre, tmp_path: Path) -> None:
    guardians = (
        GuardianRow(Relation.MOTHER, "武静", "15400000001", "亦庄医院"),
        GuardianRow(Relation.FATHER, "冯勇", "15400000002", custody=False),
        GuardianRow(Relation.PATERNAL_GRANDMOTHER, "李秀英", "15400000003"),
        GuardianRow(Relation.PATERNAL_GRANDMOTHER, "李秀英", "15400000003", "亦庄小学"),
        GuardianRow(Relation.FATHER, "赵强", ""),
    )
    centre.enrol("曾星辰", centre.add_class(), "2026-09-01", guardians=guardians)
    (grid,) = saved(centre.see(roster_sheet, TODAY), tmp_path / "花名册.xlsx")
    heads = [text for text in grid.rows[1] if text]
    assert [head for head in heads if str(head).startswith("监护人5")] == [
        "监护人5姓名",
        "监护人5关系",
        "监护人5电话",
        "监护人5工作单位",
        "监护人5监护权",
    ]
    preview = check(centre, grid)
    assert tuple(each.row for each in preview.entries[0].guardians) == guardians
    assert preview.report().unchanged == 1

    cells: dict[str, Any] = {"监护人": "赵强", "关系": "父亲", "监护人电话": "15400000005", "身份证号": None}
    (row,) = check(centre, books_grid(child(born="2024-06-01", 性别="女", **cells))).rows
    (change,) = row.changes
    assert change.new == change.old.replace("父亲 赵强", "父亲 赵强 15400000005"), (
        "the second father, not the first"
    )


def test_custody_told_by_the_workbook_is_taken(centre: SmallCentre, tmp_path: Path) -> None:
    mother = GuardianRow(Relation.MOTHER, "武静", "15400000001")
    number = centre.enrol("曾星辰", centre.add_class(), "2026-09-01", guardians=(mother,))
    (grid,) = saved(centre.see(roster_sheet, TODAY), tmp_path / "花名册.xlsx")
    place = grid.rows[1].index("监护人1监护权")
    assert grid.rows[2][place] == "有"
    row = (*grid.rows[2][:place], "无", *grid.rows[2][place + 1 :])
    preview = check(centre, replace(grid, rows=(*grid.rows[:2], row)))
    assert [(each.title, each.old, each.new) for each in preview.rows[0].changes] == [
        ("监护人", "母亲 武静 15400000001", "母亲 武静 15400000001 无监护权")
    ]
    centre.do(take_roster, preview, NOW, "花名册.xlsx")
    assert centre.see(children.child, number, TODAY).guardians == (replace(mother, custody=False),)


def test_custody_given_back_by_hand_since_the_import_is_kept(centre: SmallCentre) -> None:
    cells = {"监护人": "武静", "关系": "母亲", "监护人电话": "15400000001", "监护权": "无"}
    take(centre, books_grid(child(**cells)))
    (row,) = centre.see(children.list_children, TODAY)
    (mother,) = row.guardians
    assert not mother.custody
    given_back = replace(row.fields, guardians=(replace(mother, custody=True),))
    centre.do(children.change, row.id, given_back, today=TODAY)
    (again,) = check(centre, books_grid(child(**cells))).rows
    assert again.changes == ()
    assert again.doubts == ("母亲：手工改为“有监护权”，文件仍为“无监护权”，保留手工值。",)


def test_who_may_not_see_id_numbers_gets_a_roster_without_them(centre: SmallCentre, tmp_path: Path) -> None:
    group, other = centre.add_class(), centre.add_class("托小班")
    born = date(2024, 6, 1)
    kind, number = IdKind.RESIDENT, id_number(born)
    centre.enrol("曾星辰", group, "2026-09-01", sex=Sex.MALE, birth_date=born, id_kind=kind, id_number=number)
    centre.enrol("单若水", other, "2026-09-01")
    sheet = centre.as_role(Role.TEACHER, group).see(roster_sheet, TODAY)
    (grid,) = saved(sheet, tmp_path / "花名册.xlsx")
    assert "证件号码" not in grid.rows[1]
    assert len(grid.rows) == 3, "the title, the heading, the child of her class"
    report = centre.see(_checked, [grid])
    assert (report.unchanged, report.refused) == (1, ())


def test_of_several_times_in_the_centre_the_last_begun_is_told(centre: SmallCentre, tmp_path: Path) -> None:
    group = centre.add_class()
    number = centre.enrol("曾星辰", group, "2026-01-05", left="2026-03-31")
    centre.do(children.enrol_again, number, group, date(2026, 9, 1))
    (grid,) = saved(centre.see(roster_sheet, TODAY), tmp_path / "花名册.xlsx")
    (entry,) = centre.see(check_roster, read_roster([grid]), TODAY).entries
    assert (entry.enrolled_on, entry.left_on) == (date(2026, 9, 1), None)


@pytest.mark.parametrize("vocabulary", [CENTRE, KINDERGARTEN])
def test_every_column_and_every_word_is_known_to_the_import(
    centre: SmallCentre, tmp_path: Path, vocabulary: str
) -> None:
    group = centre.add_class()
    for place, service in enumerate(Service):
        centre.enrol(
            f"孩子{place}",
            group,
            "2026-09-01",
            id_kind=list(IdKind)[place],
            household=list(Household)[place % 2],
            multiple_birth=bool(place % 2),
            birth_order=place + 9,
            pattern=Pattern(service, "135", list(Half)[place % 2], list(Funding)[place % 2]),
            guardians=tuple(GuardianRow(relation, "李秀英", "15400000001") for relation in Relation),
        )
    use_vocabulary(vocabulary)
    (grid,) = saved(centre.see(roster_sheet, TODAY), tmp_path / "花名册.xlsx")
    heads = [key_of(head) for head in grid.rows[1]]
    assert {column_of(head) for head in heads} == set(ROSTER.known) - {
        Col.POSITION,
        Col.REASON,
        Col.AS_IT_STANDS,
        *(Col.FATHER, Col.FATHER_PHONE, Col.FATHER_WORK, Col.MOTHER, Col.MOTHER_PHONE, Col.MOTHER_WORK),
    }
    assert {nth_of(head) for head in heads} == set(range(1, len(Relation) + 1))
    report = centre.see(_checked, [grid])
    assert (report.unchanged, report.refused) == (len(Service), ())
    assert {each.reason for each in report.doubtful} <= {"没有证件号码。"}


def test_a_text_the_import_would_change_is_named_in_the_last_column(
    centre: SmallCentre, tmp_path: Path
) -> None:
    group = centre.add_class("托大 1班")
    number = centre.enrol("曾星辰", group, "2026-09-01", allergies="无", note="早班接\n晚班送（奶奶）")
    (grid,) = saved(centre.see(roster_sheet, TODAY), tmp_path / "花名册.xlsx")
    assert (grid.rows[1][-1], grid.rows[2][-1]) == ("按原文读取的栏目", "班级、过敏史")
    (entry,) = centre.see(check_roster, read_roster([grid]), TODAY).entries
    assert (entry.class_name, entry.given["allergies"]) == ("托大 1班", "无")

    fields = centre.see(children.child, number, TODAY).fields
    centre.do(children.change, number, replace(fields, allergies="花生"), today=TODAY)
    centre.do(classes.change_class, group, "托大1班", ClassKind.SENIOR, 20)
    (grid,) = saved(centre.see(roster_sheet, TODAY), tmp_path / "花名册.xlsx")
    assert grid.rows[1][-1] != "按原文读取的栏目", "only where it is needed"
