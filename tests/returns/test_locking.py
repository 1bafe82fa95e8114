"""Locking a month: from then on neither its figures, nor who stands behind them, nor its papers ever change."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

import pytest
from sqlalchemy import select

from centerdesk.base.errors import UserError
from centerdesk.db.schema.returns import FiledReturn
from centerdesk.domain.calendar import Month
from centerdesk.domain.people import Sex
from centerdesk.returns import monthly
from centerdesk.returns.content import State
from centerdesk.services import children
from centerdesk.services.centre import CentreFields, describe, set_places
from centerdesk.services.child_fields import ChildFields
from tests.services.small_centre import TODAY, SmallCentre

OCTOBER, NOVEMBER = Month(2026, 10), Month(2026, 11)
NOW = datetime(2026, 11, 24, 10)


def _refusal(call: Callable[[], object]) -> UserError:
    with pytest.raises(UserError) as refusal:
        call()
    return refusal.value


def _lock(centre: SmallCentre, month: Month = OCTOBER) -> list[monthly.Document]:
    return centre.do(monthly.lock, month, today=centre.today)


def _documents(centre: SmallCentre, month: Month = OCTOBER) -> list[monthly.Document]:
    return centre.see(monthly.documents, month, today=centre.today, now=NOW)


def _lived_in(centre: SmallCentre) -> tuple[int, int]:
    """Two children in October: one there on the 8th, the other ill, then at home."""
    group = centre.add_class()
    centre.do(set_places, date(2026, 1, 1), 60, 40)
    one, other = centre.enrol("曾星辰", group, "2026-09-01"), centre.enrol("单若水", group, "2026-10-12")
    centre.mark(one, "2026-10-08", "√")
    centre.mark(other, "2026-10-12", "病发热")
    centre.mark(other, "2026-10-13", "事")
    return one, other


def _behind(centre: SmallCentre, code: str) -> list[tuple[str, str, str]]:
    rows = centre.see(monthly.behind, OCTOBER, code, centre.today).rows
    return [
        (row.name, row.day.isoformat() if row.day else "", row.mark.symbol if row.mark else "")
        for row in rows
    ]


def _everything_changes(centre: SmallCentre, one: int, other: int) -> None:
    """Marks of the month, the class, a name, the centre's own name, places; a child more and one less."""
    centre.mark(one, "2026-10-08", "缺", even_if_locked=True)
    centre.mark(other, "2026-10-12", "", even_if_locked=True)
    centre.enrol("后来", centre.add_class("新班"), "2026-10-09")
    centre.do(children.leave, one, date(2026, 10, 20))
    changed = ChildFields("曾改名", Sex.MALE, date(2024, 6, 1))
    centre.do(children.change, other, changed, today=TODAY)
    centre.do(describe, CentreFields("大树托育园"))
    centre.do(set_places, date(2026, 10, 1), 90, 90)


def test_a_locked_month_gives_the_very_bytes_that_were_made_whatever_changes(centre: SmallCentre) -> None:
    one, other = _lived_in(centre)
    files = _lock(centre)
    assert [file.name.rpartition(".")[2] for file in files] == ["json", "pdf", "xlsx"]
    assert all(file.content for file in files)
    _everything_changes(centre, one, other)
    assert _documents(centre) == files
    assert [file.name for file in files] == [
        f"2026-10_小蜗牛托育园_月报.{kind}" for kind in ("json", "pdf", "xlsx")
    ]


def test_the_figures_of_a_locked_month_stay(centre: SmallCentre) -> None:
    one, other = _lived_in(centre)
    before = centre.see(monthly.make, OCTOBER, TODAY)
    _lock(centre)
    _everything_changes(centre, one, other)
    after = centre.see(monthly.make, OCTOBER, TODAY)
    assert after.figures == before.figures
    assert after.notes == before.notes
    assert (before.state, before.version) == (State.OPEN, 0)
    assert (after.state, after.version, after.findings) == (State.LOCKED, 1, ())


def test_who_stands_behind_a_locked_figure_is_who_stood_there(centre: SmallCentre) -> None:
    one, other = _lived_in(centre)
    codes = ("C01", "C12", "D03", "D06", "D07", "D09")
    open_month = {code: _behind(centre, code) for code in codes}
    _lock(centre)
    assert {code: _behind(centre, code) for code in codes} == open_month
    _everything_changes(centre, one, other)
    renamed = {
        code: [(name.replace("单若水", "曾改名"), day, mark) for name, day, mark in rows]
        for code, rows in open_month.items()
    }
    assert {code: _behind(centre, code) for code in codes} == renamed
    assert renamed["D06"] == [("曾改名", "2026-10-12", "病")]
    assert renamed["C12"] == [("曾改名", "2026-10-12", "")]
    assert len(renamed["D09"]) == 18 + 15 - 3


def test_an_open_month_changes_with_its_marks(centre: SmallCentre) -> None:
    one, _other = _lived_in(centre)
    assert _behind(centre, "D03") == [("曾星辰", "2026-10-08", "√")]
    centre.mark(one, "2026-10-08", "缺")
    assert _behind(centre, "D03") == []
    assert _behind(centre, "D08") == [("曾星辰", "2026-10-08", "缺")]


def test_a_month_is_locked_once(centre: SmallCentre) -> None:
    _lived_in(centre)
    files = _lock(centre)
    refusal = _refusal(lambda: _lock(centre))
    assert (refusal.field, "2026-10" in refusal.text) == ("month", True)
    assert _documents(centre) == files


def test_a_month_is_locked_from_its_last_operating_day_on(centre: SmallCentre) -> None:
    # October 2026 ends on a Saturday; its last operating day is Friday 30.
    _lived_in(centre)
    refusal = _refusal(lambda: _lock(centre.on("2026-10-29")))
    assert (refusal.field, "2026年10月30日" in refusal.text) == ("month", True)
    assert centre.see(monthly.make, OCTOBER, TODAY).state is State.OPEN
    files = _lock(centre.on("2026-10-30"))
    assert centre.see(monthly.make, OCTOBER, TODAY).as_of == date(2026, 10, 31)
    assert _documents(centre) == files


def test_a_month_locked_on_its_last_operating_day_counts_to_its_end(centre: SmallCentre) -> None:
    _lived_in(centre)
    centre.enrol("周六来", 1, "2026-10-31")
    _lock(centre.on("2026-10-30"))
    figures = {figure.code: figure.value for figure in centre.see(monthly.make, OCTOBER, TODAY).figures}
    assert (figures["C01"], figures["D01"]) == (3, 18)


@pytest.mark.parametrize("month", [NOVEMBER, Month(2026, 12)])
def test_a_month_that_is_not_over_is_not_locked(centre: SmallCentre, month: Month) -> None:
    assert _refusal(lambda: _lock(centre, month)).field == "month"


@pytest.mark.parametrize(
    "call",
    [
        lambda centre: centre.see(monthly.make, Month(2026, 12), TODAY),
        lambda centre: centre.see(monthly.behind, Month(2026, 12), "C01", TODAY),
        lambda centre: centre.see(monthly.documents, Month(2026, 12), today=TODAY, now=NOW),
    ],
)
def test_a_month_in_the_future_has_no_return(
    centre: SmallCentre, call: Callable[[SmallCentre], object]
) -> None:
    refusal = _refusal(lambda: call(centre))
    assert (refusal.field, "2026-12" in refusal.text) == ("month", True)


def test_papers_of_a_month_without_an_operating_day_yet_are_refused(centre: SmallCentre) -> None:
    _lived_in(centre)
    holiday = centre.on("2026-10-07")
    refusal = _refusal(lambda: _documents(holiday))
    assert (refusal.field, "2026-10" in refusal.text) == ("month", True)
    assert _documents(centre.on("2026-10-08"))


def test_a_locked_month_keeps_when_by_whom_and_with_which_program_it_was_locked(centre: SmallCentre) -> None:
    _lived_in(centre)
    _lock(centre)
    with centre.opened.store.read(centre.opened.actor) as session:
        filed = session.scalars(select(FiledReturn)).one()
        told = (filed.period, filed.version, filed.state, filed.locked_at, filed.locked_by)
        assert told == ("2026-10", 1, "locked", datetime(2026, 11, 24, 9), "张园长")
        assert filed.program_version
        assert len(filed.id) == 32
        names = str(filed.evidence) + str(filed.figures) + str(filed.notes)
    assert "曾星辰" not in names  # evidence is kept by ids


def test_the_months_of_a_centre_begin_with_its_first_child_and_show_where_they_stand(
    centre: SmallCentre,
) -> None:
    assert [str(row.month) for row in centre.see(monthly.months, TODAY)] == ["2026-11"]
    _lived_in(centre)
    _lock(centre)
    rows = centre.see(monthly.months, TODAY)
    assert [(str(row.month), row.state, row.version) for row in rows] == [
        ("2026-09", State.OPEN, 0),
        ("2026-10", State.LOCKED, 1),
        ("2026-11", State.OPEN, 0),
    ]
    assert [str(row.month) for row in centre.see(monthly.months, TODAY, 1)] == ["2026-10", "2026-11"]
    centre.enrol("从前", 1, "2023-09-01", birth_date=date(2022, 6, 1))
    assert len(centre.see(monthly.months, TODAY)) == 13


def test_a_figure_that_is_not_in_the_return_is_refused_with_those_there_are(centre: SmallCentre) -> None:
    for code in ("Z99", "C03.99", "", "c01"):
        refusal = _refusal(partial(_behind, centre, code))
        assert (refusal.field, "C03.12_17" in refusal.text) == ("code", True)


def test_an_opened_figure_says_what_it_counts_and_where_that_is_written(centre: SmallCentre) -> None:
    _lived_in(centre)
    detail = centre.see(monthly.behind, OCTOBER, "D02", TODAY)
    assert "附件5 表1" in detail.source
    assert "应出勤" in detail.figure.title + detail.definition
    assert detail.figure.value == len(detail.rows) == 18 + 15


def test_who_left_stands_in_the_class_of_the_last_day_and_who_came_in_that_of_the_first(
    centre: SmallCentre,
) -> None:
    small, big, later = (centre.add_class(name) for name in ("托小班", "托大班", "明年班"))
    child_id = centre.enrol("曾星辰", small, "2026-10-08")
    centre.do(children.move, child_id, big, date(2026, 10, 12))
    centre.do(children.move, child_id, later, date(2026, 10, 26))
    centre.do(children.leave, child_id, date(2026, 10, 20))
    rows = [centre.see(monthly.behind, OCTOBER, code, TODAY).rows for code in ("C12", "C13", "C13.unknown")]
    assert [[(row.class_name, row.day) for row in each] for each in rows] == [
        [("托小班", date(2026, 10, 8))],
        [("托大班", date(2026, 10, 20))],
        [("托大班", date(2026, 10, 20))],
    ]


def test_a_share_is_opened_to_those_it_counts_and_a_fact_to_nobody(centre: SmallCentre) -> None:
    _lived_in(centre)
    assert _behind(centre, "D04") == [("曾星辰", "2026-10-08", "√")]
    assert [name for name, _day, _mark in _behind(centre, "C14")] == ["单若水", "曾星辰"]
    assert _behind(centre, "B01") == []
    assert _behind(centre, "C02.senior") == _behind(centre, "C01")
    assert _behind(centre, "C02.infant") == []
