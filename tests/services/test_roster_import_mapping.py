"""How a workbook would be read is shown first, corrected by the user, and remembered."""

from dataclasses import replace

import pytest

from centerdesk.base.errors import UserError
from centerdesk.domain.grids import Cell, Grid
from centerdesk.domain.people import Role
from centerdesk.domain.roster_sheet import SheetProposal
from centerdesk.domain.workbook_words import Col
from centerdesk.services.import_words import remember_words, words_of_centre
from centerdesk.services.roster_import import propose, propose_at, read_roster
from tests.services.small_centre import SmallCentre

OURS = Grid(
    "托大1班",
    (
        ("小蜗牛托育园花名册",),
        ("娃娃", "性别", "生辰", "籍贯", "备注"),
        ("曾星辰", "男", "2024-05-01", "河北", None),
        ("单若水", "女", "2024-06-01", "北京", "左撇子"),
        ("区乐瑶", "女", "2024-06-02", "北京", None),
        ("仇小满", "男", "2024-06-03", "山东", None),
    ),
)


def _as(proposal: SheetProposal, **columns: Col | None) -> SheetProposal:
    """The proposal with other columns, by their headings."""
    return replace(
        proposal,
        columns=tuple(
            replace(each, column=columns.get(each.title, each.column)) for each in proposal.columns
        ),
    )


def test_proposal_shows_heading_class_columns_and_the_first_values() -> None:
    roster = Grid(
        "Sheet1",
        (
            ("小蜗牛托育园托大1班花名册", None, None, None),
            ("姓名", "父亲", None, "血型"),
            (None, "姓名", "电话", None),
            ("曾星辰", "曾强", 15400000001, None),
            ("单若水", "单勇", 15400000002, "A"),
        ),
        first_row=3,
    )
    other = Grid("说明", (("请勿改动",),))
    found, left = propose([roster, other])
    assert (found.sheet, found.first, found.last, found.class_name, found.taken) == (
        "Sheet1",
        4,
        5,
        "托大1班",
        True,
    )
    assert [(each.letter, each.title, each.column, each.samples) for each in found.columns] == [
        ("A", "姓名", Col.NAME, ("曾星辰", "单若水")),
        ("B", "父亲姓名", Col.FATHER, ("曾强", "单勇")),
        ("C", "电话", Col.FATHER_PHONE, ("15400000001", "15400000002")),
        ("D", "血型", None, ("A",)),
    ]
    assert (left.first, left.last, left.columns, left.taken) == (0, 0, (), False)


def test_heading_chosen_by_the_user_and_columns_named_by_him_are_read() -> None:
    with pytest.raises(UserError):
        read_roster([OURS])
    proposal = propose_at(OURS, 2, 2)
    assert [(each.title, each.column) for each in proposal.columns] == [
        ("娃娃", None),
        ("性别", Col.SEX),
        ("生辰", None),
        ("籍贯", None),
        ("备注", Col.NOTE),
    ]
    named = _as(proposal, 娃娃=Col.NAME, 生辰=Col.BIRTH_DATE, 备注=None)
    found = read_roster([OURS], [named])
    assert [(row.row, row.text(Col.NAME), row.text(Col.CLASS)) for row in found.rows] == [
        (3, "曾星辰", "托大1班"),
        (4, "单若水", "托大1班"),
        (5, "区乐瑶", "托大1班"),
        (6, "仇小满", "托大1班"),
    ]
    assert found.rows[0].titles[Col.BIRTH_DATE] == "生辰"
    assert Col.NOTE not in found.rows[0].cells
    assert found.notes[0] == "工作表“托大1班”中未导入的列：籍贯、备注。"


def test_class_of_a_sheet_is_what_the_user_says() -> None:
    proposal = replace(
        _as(propose_at(OURS, 2, 2), 娃娃=Col.NAME),
        class_name="月亮班",
    )
    assert {row.text(Col.CLASS) for row in read_roster([OURS], [proposal]).rows} == {"月亮班"}


def test_sheet_the_user_leaves_out_is_not_read_and_named() -> None:
    rows: tuple[tuple[Cell, ...], ...] = (("姓名", "性别"), ("曾星辰", "男"))
    grids = [Grid("托大班", rows), Grid("托小班", rows)]
    first, second = propose(grids)
    found = read_roster(grids, [replace(first, taken=False), second])
    assert [row.sheet for row in found.rows] == ["托小班"]
    assert found.notes[0] == "工作表“托大班”未导入。"


def test_columns_that_cannot_be_read_so_are_refused_with_a_sentence() -> None:
    proposal = propose_at(OURS, 2, 2)
    with pytest.raises(UserError, match="哪一列是婴幼儿姓名"):
        read_roster([OURS], [proposal])
    with pytest.raises(UserError, match="有几列都对应“姓名”"):
        read_roster([OURS], [_as(proposal, 娃娃=Col.NAME, 籍贯=Col.NAME)])
    for first, last in ((0, 0), (2, 9), (2, 4), (3, 2)):
        with pytest.raises(UserError, match="表头只能是"):
            propose_at(OURS, first, last)


def test_words_of_the_centre_are_remembered_and_the_next_workbook_is_read_right(centre: SmallCentre) -> None:
    named = _as(propose_at(OURS, 2, 2), 娃娃=Col.NAME, 生辰=Col.BIRTH_DATE, 备注=None)
    centre.do(remember_words, [named])
    words = centre.see(words_of_centre)
    assert words == {"娃娃": Col.NAME, "生辰": Col.BIRTH_DATE, "备注": None}
    (again,) = propose([OURS], words)
    assert (again.first, again.last) == (2, 2)
    assert again.columns == named.columns
    assert len(read_roster([OURS], [again]).rows) == 4


def test_word_taken_as_the_program_takes_it_is_forgotten_again(centre: SmallCentre) -> None:
    proposal = _as(propose_at(OURS, 2, 2), 娃娃=Col.NAME)
    centre.do(remember_words, [_as(proposal, 备注=None)])
    centre.do(remember_words, [proposal])
    assert centre.see(words_of_centre) == {"娃娃": Col.NAME}


def test_headings_that_stand_twice_are_not_remembered(centre: SmallCentre) -> None:
    twice = Grid("托大班", (("姓名", "备注", "备注"), ("曾星辰", "甲", "乙")))
    (proposal,) = propose([twice])
    assert [each.column for each in proposal.columns] == [Col.NAME, Col.NOTE, None]
    centre.do(remember_words, [proposal])
    assert centre.see(words_of_centre) == {}
    assert read_roster([twice]).notes[0] == "工作表“托大班”中未导入的列：备注。"


def test_only_who_may_write_the_roster_may_teach_words(centre: SmallCentre) -> None:
    with pytest.raises(UserError):
        centre.as_role(Role.TEACHER).do(remember_words, propose([OURS]))
