"""儿童出勤登记表 (附件4 表3): a class's month as inspectors know it."""

from io import BytesIO

from openpyxl import load_workbook

from centerdesk.base.papers import Choice
from centerdesk.base.tables import Sheet
from centerdesk.domain.attendance import Pattern
from centerdesk.excel import write_sheets
from centerdesk.forms.attendance_register import FORM
from centerdesk.pdf.sheet import sheets_pdf
from tests.pdf.reading import pages, squeezed
from tests.reports.reading import heads, lines
from tests.services.small_centre import TODAY, SmallCentre


def _sheet(centre: SmallCentre, month: int = 10, class_id: int | None = None) -> Sheet:
    (sheet,) = centre.see(FORM.build, Choice(TODAY, 2026, month, class_id))
    return sheet


def _lived_in(centre: SmallCentre) -> None:
    """October: one child there, ill and away; one on Mondays, Wednesdays and Fridays; one from the 20th on."""
    group = centre.add_class()
    one = centre.enrol("陈晨", group, "2026-09-01")
    weekly = centre.enrol("李安", group, "2026-09-01", pattern=Pattern(weekdays="135"))
    late = centre.enrol("周一", group, "2026-10-20")
    for child_id, marks in (
        (one, "8√ 9病发热 10√ 12病发热 13半 14事 15病咳嗽"),
        (weekly, "9√ 12缺"),
        (late, "20√ 21隔"),
    ):
        for written in marks.split():
            day = "".join(filter(str.isdigit, written))
            centre.mark(child_id, f"2026-10-{int(day):02d}", written.removeprefix(day))


def _picture(sheet: Sheet) -> list[str]:
    """A character for each day: the mark, . where nothing stands, _ where the day is grey."""
    days = sheet.columns[2:-3]
    rows = [[str(column.value(row)) for column in days] for row in sheet.rows] + [
        [str(value) for value in sheet.totals[2:-3]]
    ]
    return [
        "".join(
            "_" if column.shade and not value else value or "."
            for column, value in zip(days, row, strict=True)
        )
        for row in rows
    ]


def test_a_month_as_it_is_printed(centre: SmallCentre) -> None:
    _lived_in(centre)
    sheet = _sheet(centre)
    assert heads(sheet) == ["序号", "姓名", *map(str, range(1, 32)), "出勤", "缺勤", "备注"]
    assert _picture(sheet) == [
        # 1 to 7 National Day, Saturday 10 worked
        "_______√病√_病半事病.__.....__....._",
        "_______—√—_缺—.—.__.—.—.__.—.—._",
        "_______———_—————__—√隔..__....._",
        "_______111_01000__01000__00000_",
    ]
    assert lines(sheet, 0, 1, 33, 34, 35) == [
        "1|陈晨|3|4|发热（9、12日）；咳嗽（15日）",
        "2|李安|1|1|",
        "3|周一|1|1|",
        "|合计|5|6|",
    ]


def test_the_legend_explains_each_mark_and_the_head_names_class_and_month(centre: SmallCentre) -> None:
    _lived_in(centre)
    sheet = _sheet(centre)
    assert all(symbol in sheet.legend for symbol in ("√", "半", "病", "事", "隔", "缺", "—"))
    assert all(word in sheet.subtitle for word in ("小蜗牛托育园", "2026年10月", "托大班"))
    assert (sheet.form_number, "18" in sheet.unit) == ("附件4 表3", True)


def test_a_month_that_is_not_taken_whole_is_a_draft_and_says_what_is_missing(centre: SmallCentre) -> None:
    child_id = centre.enrol("陈晨", centre.add_class(), "2026-10-30")
    draft = _sheet(centre)
    assert draft.draft
    assert any("1" in note for note in draft.notes[1:])
    centre.mark(child_id, "2026-10-30", "√")
    whole = _sheet(centre)
    assert not whole.draft
    assert len(whole.notes) == 1
    assert _sheet(centre, 11).draft  # the running month


def test_the_running_month_is_blank_after_the_day(centre: SmallCentre) -> None:
    centre.enrol("陈晨", centre.add_class(), "2026-09-01", pattern=Pattern(weekdays="135"))
    assert _picture(_sheet(centre, 11))[0] == "_.—.—.__.—.—.__.—.—.__.—...__."


def test_each_class_has_its_sheet_unless_one_is_asked_for(centre: SmallCentre) -> None:
    one, two = centre.add_class("一班"), centre.add_class("二班")
    centre.enrol("陈晨", one, "2026-09-01")
    centre.enrol("李安", two, "2026-09-01")
    sheets = centre.see(FORM.build, Choice(TODAY, 2026, 10))
    assert [lines(sheet, 1)[0] for sheet in sheets] == ["陈晨", "李安"]
    assert lines(_sheet(centre, class_id=two), 1)[0] == "李安"


def test_paper_and_workbook_hold_the_same_lines(centre: SmallCentre) -> None:
    _lived_in(centre)
    sheet = _sheet(centre)
    printed = squeezed("".join(pages(sheets_pdf([sheet]))))
    assert "儿童出勤登记表" in printed
    assert "陈晨√病√病半事病34发热（9、12日）；咳嗽（15日）" in printed
    book = load_workbook(BytesIO(write_sheets([sheet])))
    assert book.active
    rows = [[cell.value for cell in row] for row in book.active.iter_rows()]
    (row,) = [row for row in rows if "陈晨" in row]
    assert (
        "".join(str(value) for value in row if value is not None)
        == "1陈晨√病√病半事病34发热（9、12日）；咳嗽（15日）"
    )


def test_the_blank_form_knows_the_names_and_leaves_the_rest_to_the_hand(centre: SmallCentre) -> None:
    _lived_in(centre)
    (blank,) = centre.see(FORM.blank, Choice(TODAY, 2026, 10))
    assert lines(blank, 0, 1, 33, 35)[:3] == ["1|陈晨||", "2|李安||", "3|周一||"]
    assert set("".join(_picture(blank)[:3])) == {".", "_"}
    assert not blank.draft
