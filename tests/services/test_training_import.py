"""Trainings from a workbook: rows of one day and topic are one training, taken as a whole or not at all."""

from datetime import date, datetime
from typing import Any

import pytest

from centerdesk.base.errors import RefusedError, UserError
from centerdesk.domain.grids import Cell, Grid
from centerdesk.domain.people import Role
from centerdesk.services import training
from centerdesk.services.imports import ImportReport, list_imports, undo_import
from centerdesk.services.table_import import TablePreview
from centerdesk.services.training import Attendee
from centerdesk.services.training_import import TrainingRows, check_training, read_training, take_training
from tests.services.small_centre import TODAY, SmallCentre
from tests.services.training_made import fields, hire, train

NOW = datetime(2026, 11, 24, 9)
HEADS = ("姓名", "日期", "主题", "类别", "形式", "学时", "组织单位", "证书号", "考核结果")


def _line(name: str = "王芳", hours: Cell = 8, **more: Cell) -> tuple[Cell, ...]:
    told: dict[str, Cell] = {
        "姓名": name,
        "日期": "2026-03-01至3-02",
        "主题": "婴幼儿急救",
        "类别": "急救",
        "形式": "集中",
        "学时": hours,
        "组织单位": "区红十字会",
    }
    return tuple((told | more).get(head) for head in HEADS)


def _check(
    centre: SmallCentre, *lines: tuple[Cell, ...], heads: tuple[str, ...] = HEADS
) -> TablePreview[TrainingRows]:
    return centre.see(check_training, read_training([Grid("培训", (heads, *lines))]), TODAY)


def _take(centre: SmallCentre, *lines: tuple[Cell, ...], **how: Any) -> ImportReport:
    return centre.do(take_training, _check(centre, *lines), NOW, "培训.xlsx", **how)


def _counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.new, report.changed, report.unchanged, report.taken


def _all(centre: SmallCentre) -> list[str]:
    """Each training with its people and their hours."""
    told = []
    for row in centre.see(training.sessions, 2026):
        detail = centre.see(training.session_row, row.id)
        people = " ".join(f"{each.name}{each.counted}" for each in detail.attendees)
        told.append(f"{row.days} {row.topic} {row.category} {row.hours}: {people}")
    return told


@pytest.fixture
def wang(centre: SmallCentre) -> int:
    return hire(centre, "王芳")


@pytest.fixture
def zhao(centre: SmallCentre) -> int:
    return hire(centre, "赵敏")


def test_rows_of_one_day_and_topic_become_one_training_in_which_hours_may_differ(
    centre: SmallCentre, wang: int, zhao: int
) -> None:
    hire(centre, "陈晨")
    report = _take(
        centre,
        _line(证书号="A1", 考核结果="合格"),
        _line("赵敏", 4.5, 主题="婴幼儿 急救"),
        _line("陈晨"),
        _line(日期="2026-04-01", 主题="消防演练", 类别="消防", 学时="2学时"),
    )
    assert (_counts(report), report.refused, report.doubtful) == ((4, 0, 0, 4), (), ())
    assert _all(centre) == [
        "2026-04-01 消防演练 fire 2.0: 王芳2.0",
        "2026-03-01 至 2026-03-02 婴幼儿急救 first_aid 8.0: 陈晨8.0 王芳8.0 赵敏4.5",
    ]
    (_fire, first_aid) = centre.see(training.trainings_of, wang)
    assert (first_aid.certificate, first_aid.assessment, first_aid.organiser) == ("A1", "合格", "区红十字会")


def test_same_workbook_a_second_time_changes_nothing(centre: SmallCentre, wang: int, zhao: int) -> None:
    lines = _line(证书号="A1"), _line("赵敏", 4.5)
    _take(centre, *lines)
    assert _counts(_take(centre, *lines)) == (0, 0, 2, 0)
    assert len(centre.see(list_imports)) == 1


def test_rows_join_a_training_that_is_there_and_change_what_they_say_anew(
    centre: SmallCentre, wang: int, zhao: int
) -> None:
    number = centre.do(
        training.record_session,
        fields(
            "2026-03-01", "8", "2026-03-02", topic="婴幼儿急救", category="first_aid", organiser="区红十字会"
        ),
        [Attendee(wang, certificate="A1")],
    )
    report = _take(centre, _line(hours=6), _line("赵敏"))
    assert _counts(report) == (1, 1, 0, 2)
    assert _all(centre) == ["2026-03-01 至 2026-03-02 婴幼儿急救 first_aid 8.0: 王芳6.0 赵敏8.0"]
    assert centre.see(training.session_row, number).attendees[0].certificate == "A1", (
        "an empty cell wipes nothing"
    )


def test_import_is_undone_as_one_step(centre: SmallCentre, wang: int, zhao: int) -> None:
    train(centre, "2026-03-01", "8", wang, last="2026-03-02", topic="婴幼儿急救", category="first_aid")
    before = _all(centre)
    _take(centre, _line(hours=6), _line("赵敏"), _line(日期="2026-05-01"))
    assert _all(centre) != before
    centre.do(undo_import, centre.see(list_imports)[0].id, NOW)
    assert _all(centre) == before


def test_import_is_not_undone_once_somebody_was_added_by_hand(
    centre: SmallCentre, wang: int, zhao: int
) -> None:
    _take(centre, _line())
    centre.do(training.sign_in, centre.see(training.sessions, 2026)[0].id, [zhao])
    with pytest.raises(UserError):
        centre.do(undo_import, centre.see(list_imports)[0].id, NOW)
    assert len(_all(centre)) == 1


def test_one_refused_row_stops_all_unless_the_good_rows_are_asked_for(centre: SmallCentre, wang: int) -> None:
    lines = _line(), _line("张三"), _line(学时="8.25", 日期="2026-04-01")
    report = _take(centre, *lines)
    assert [(each.row, each.name) for each in report.refused] == [(3, "张三"), (4, "王芳")]
    assert (report.taken, _all(centre)) == (0, [])
    assert _take(centre, *lines, only_good=True).taken == 1
    assert len(_all(centre)) == 1


def test_rows_left_out_by_the_user_hinder_nothing(centre: SmallCentre, wang: int) -> None:
    report = _take(centre, _line(), _line("张三"), without=frozenset({("培训", 3)}))
    assert report.taken == 1


def test_namesakes_are_told_apart_by_the_phone(centre: SmallCentre) -> None:
    hire(centre, "王芳", phone="15400000001")
    second = hire(centre, "王芳", phone="15400000002")
    heads = (*HEADS, "电话")
    assert len(_check(centre, _line(), heads=heads[:-1]).report().refused) == 1
    preview = _check(centre, (*_line(), "154 0000 0002"), heads=heads)
    assert centre.do(take_training, preview, NOW, "培训.xlsx").taken == 1
    assert len(centre.see(training.trainings_of, second)) == 1


def test_one_person_twice_in_a_training_is_refused_in_both_rows(centre: SmallCentre, wang: int) -> None:
    assert [each.row for each in _take(centre, _line(), _line(hours=4)).refused] == [2, 3]


def test_person_at_two_trainings_at_a_time_is_taken_and_doubted(centre: SmallCentre, wang: int) -> None:
    train(centre, "2026-03-02", "2", wang, topic="消防")
    report = _take(centre, _line(), _line(主题="食品安全", 日期="2026-03-01"), _line(日期="2026-06-01"))
    assert report.taken == 3
    assert [(each.row, each.reason) for each in report.doubtful] == [
        (2, "该人员同一时间还参加：消防、食品安全。"),
        (3, "该人员同一时间还参加：婴幼儿急救。"),
    ]


def test_row_that_says_something_else_of_a_training_is_doubted(
    centre: SmallCentre, wang: int, zhao: int
) -> None:
    report = _take(centre, _line(), _line("赵敏", 组织单位="市红十字会", 类别=None))
    (doubt,) = report.doubtful
    assert (doubt.row, "组织单位" in doubt.reason) == (3, True)
    assert centre.see(training.sessions, 2026)[0].organiser == "区红十字会"


def test_training_to_come_is_taken_and_doubted(centre: SmallCentre, wang: int) -> None:
    report = _take(centre, _line(日期=date(2026, 11, 25)))
    assert (report.taken, len(report.doubtful)) == (1, 1)


def test_hours_changed_by_hand_since_an_import_are_kept(centre: SmallCentre, wang: int) -> None:
    _take(centre, _line(hours=8))
    row = centre.see(training.sessions, 2026)[0]
    detail = centre.see(training.session_row, row.id)
    told = fields(
        "2026-03-01", "8", "2026-03-02", topic="婴幼儿急救", category="first_aid", organiser="区红十字会"
    )
    assert detail.people == 1
    centre.do(training.change_session, row.id, told, [Attendee(wang, fields("2026-01-01", "5").hours)])
    report = _take(centre, _line(hours=8))
    assert (_counts(report), len(report.doubtful)) == ((0, 0, 1, 0), 1)
    assert _all(centre)[0].endswith("王芳5.0")


def test_file_changed_since_the_check_is_not_written_over(centre: SmallCentre, wang: int) -> None:
    preview = _check(centre, _line())
    train(centre, "2026-03-01", "8", wang, last="2026-03-02", topic="婴幼儿急救")
    with pytest.raises(UserError):
        centre.do(take_training, preview, NOW, "培训.xlsx")


def test_check_takes_a_fixed_number_of_queries(centre: SmallCentre, wang: int, zhao: int) -> None:
    with centre.counting() as few:
        _check(centre, _line())
    lines = [_line(name, 日期=f"2026-0{month}-01") for month in range(1, 10) for name in ("王芳", "赵敏")]
    with centre.counting() as many:
        assert _check(centre, *lines).report().new == 18
    assert len(many) == len(few)


def test_only_the_director_takes_trainings_in(centre: SmallCentre, wang: int) -> None:
    with pytest.raises(RefusedError):
        _check(centre.as_role(Role.CLERK), _line())
