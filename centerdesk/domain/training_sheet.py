"""Trainings from a workbook: one row for each person and training, as centres and training bodies keep them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, auto

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.domain.grids import Cell, Grid, day_of, key_of, name_of, text_of
from centerdesk.domain.people import TrainingForm
from centerdesk.domain.training import OTHER, category_of, category_title, parse_hours

_HEAD_WITHIN = 20  # rows: titles and remarks may stand above the heading
_SUMS = {"合计", "总计", "小计"}


class TrainingCol(Enum):
    """What a column holds."""

    NAME = auto()
    PHONE = auto()
    DAY = auto()
    LAST_DAY = auto()
    TOPIC = auto()
    CATEGORY = auto()
    FORM = auto()
    HOURS = auto()
    ORGANISER = auto()
    PLACE = auto()
    TRAINER = auto()
    CERTIFICATE = auto()
    ASSESSMENT = auto()
    NOTE = auto()


_HEADINGS = {
    TrainingCol.NAME: "姓名 教师姓名 员工姓名 人员 人员姓名 参训人员 参训人 参加人 参加人员 学员 学员姓名 教职工姓名",
    TrainingCol.PHONE: "电话 手机 手机号 手机号码 联系电话 联系方式",
    TrainingCol.DAY: "日期 培训日期 开始日期 起始日期 培训开始日期 起止日期 日期起止 培训起止日期 培训时间 时间 "
    "起止时间 开始时间 培训起止时间 日期(起止) 培训日期(起止)",
    TrainingCol.LAST_DAY: "结束日期 截止日期 终止日期 培训结束日期 结束时间",
    TrainingCol.TOPIC: "主题 培训主题 培训名称 培训内容 培训项目 项目名称 内容 课程 课程名称 培训课程 题目",
    TrainingCol.CATEGORY: "类别 培训类别 类型 培训类型 分类 培训分类",
    TrainingCol.FORM: "形式 培训形式 培训方式 方式",
    TrainingCol.HOURS: "学时 课时 培训学时 学时数 课时数 学时(小时) 学时/课时 实得学时 计入学时 个人学时",
    TrainingCol.ORGANISER: "组织单位 主办单位 培训单位 培训机构 举办单位 主办方 承办单位 组织机构",
    TrainingCol.PLACE: "地点 培训地点 地址 培训地址",
    TrainingCol.TRAINER: "授课人 主讲人 讲师 培训师 培训老师 授课教师 主讲 培训讲师 主讲教师",
    TrainingCol.CERTIFICATE: "证书号 证书编号 证书号码 合格证号 结业证号 结业证书编号",
    TrainingCol.ASSESSMENT: "考核 考核结果 考核情况 考试成绩 成绩 考核成绩 结果",
    TrainingCol.NOTE: "备注 说明",
}
_BY_HEADING = {key_of(word): column for column, words in _HEADINGS.items() for word in words.split()}
_NEEDED = (TrainingCol.NAME, TrainingCol.DAY, TrainingCol.TOPIC, TrainingCol.HOURS)
_LONGEST = {
    TrainingCol.TOPIC: 120,
    TrainingCol.ORGANISER: 80,
    TrainingCol.PLACE: 80,
    TrainingCol.TRAINER: 60,
    TrainingCol.CERTIFICATE: 80,
    TrainingCol.ASSESSMENT: 60,
    TrainingCol.NOTE: 500,
}
_FORMS = {
    TrainingForm.GROUP: "集中 集中培训 面授 线下 线下培训 现场 现场培训 外出培训 外训 脱产 讲座",
    TrainingForm.ONLINE: "线上 网络 网络培训 线上培训 在线 在线培训 网课 远程 远程培训 直播",
    TrainingForm.PRACTICE: "实践 实操 跟岗 实习 实践培训 跟岗实践 观摩 演练 见习",
    TrainingForm.IN_HOUSE: "园本 园本培训 园内 园内培训 内训 内部培训 本园 机构内 机构内培训 所内 校本 园本教研",
}
_BY_FORM = {word: form for form, words in _FORMS.items() for word in words.split()}
_WHOLE_DAY = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?")
_LAST_PART = re.compile(r"\s*[-~—–至到]+\s*(?:(\d{1,2})\s*[-./月]\s*)?(\d{1,2})\s*[日号]?")


@dataclass(frozen=True, slots=True)
class TrainingSheetRow:
    """A row: somebody at a training. What can't be read of it is None and said in `refusals`.

    `given` names the fields that the row itself tells; the others hold what is taken where nothing is told.
    """

    sheet: str
    row: int
    name: str
    phone: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    topic: str = ""
    category: str = OTHER
    form: TrainingForm = TrainingForm.GROUP
    hours: Decimal | None = None
    organiser: str = ""
    place: str = ""
    trainer: str = ""
    certificate: str = ""
    assessment: str = ""
    note: str = ""
    given: frozenset[str] = frozenset()
    refusals: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TrainingRows:
    """The rows of a workbook; `heads` gives the last row of each sheet's heading."""

    rows: tuple[TrainingSheetRow, ...]
    notes: tuple[str, ...]
    heads: Mapping[str, int]


def read_training(grids: Sequence[Grid]) -> TrainingRows:
    """The rows of all sheets that have the columns needed; UserError when none has."""
    rows: list[TrainingSheetRow] = []
    notes = [remark for grid in grids for remark in grid.remarks]
    heads = {}
    for grid in grids:
        found = _heading(grid)
        if found is None:
            notes.append(
                _("Sheet {sheet} was left out: it has no heading with {columns}.").format(
                    sheet=grid.sheet, columns=_needed_words()
                )
            )
            continue
        index, columns = found
        heads[grid.sheet] = grid.number(index)
        spread = grid.spread()
        rows += [
            _row(
                grid.sheet,
                grid.number(number),
                {column: spread[number][at] for column, at in columns.items()},
                any((number, at) in grid.unreckoned for at in columns.values()),
            )
            for number in range(index + 1, len(spread))
            if _holds_something(spread[number], columns)
        ]
    if not heads:
        raise UserError(
            _("No sheet has a heading with {columns}. Put these columns into the first rows.").format(
                columns=_needed_words()
            )
        )
    return TrainingRows(tuple(rows), tuple(notes), heads)


def days_of(cell: Cell) -> tuple[date, date] | None:
    """The first and the last day of a cell: 2026-03-01, 2026.3.1-3.3, 2026年3月1日至3日, 2026-12-30至2027-01-02."""
    text = text_of(cell)
    if not text:
        return None
    whole = list(_WHOLE_DAY.finditer(text))
    if isinstance(cell, date) or not whole or whole[0].end() == len(text):
        day = day_of(cell)
        return (day, day) if day else None
    first = _day(text, whole[0])
    if len(whole) == 2 and whole[1].end() == len(text):
        return first, _day(text, whole[1])
    if part := _LAST_PART.fullmatch(text, whole[0].end()):
        month = int(part[1] or first.month)
        year = first.year + (month < first.month)
        try:
            return first, date(year, month, int(part[2]))
        except ValueError:
            raise _no_day(text) from None
    raise _no_day(text)


def _day(text: str, match: re.Match[str]) -> date:
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        raise _no_day(text) from None


def _no_day(text: str) -> UserError:
    return UserError(_("“{text}” can't be read as a date; write it as 2023-01-05.").format(text=text))


def _heading(grid: Grid) -> tuple[int, dict[TrainingCol, int]] | None:
    for index, cells in enumerate(grid.rows[:_HEAD_WITHIN]):
        columns: dict[TrainingCol, int] = {}
        for at, cell in enumerate(cells):
            if column := _BY_HEADING.get(key_of(cell)):
                columns.setdefault(column, at)
        if all(column in columns for column in _NEEDED):
            return index, columns
    return None


def _needed_words() -> str:
    return _(", ").join(_HEADINGS[column].split()[0] for column in _NEEDED)


def _holds_something(cells: tuple[Cell, ...], columns: Mapping[TrainingCol, int]) -> bool:
    name = name_of(cells[columns[TrainingCol.NAME]])
    held = name or text_of(cells[columns[TrainingCol.TOPIC]])
    return bool(held) and name not in _SUMS and text_of(cells[0]) not in _SUMS


def _row(sheet: str, number: int, cells: Mapping[TrainingCol, Cell], unreckoned: bool) -> TrainingSheetRow:
    refusals: list[str] = []
    if unreckoned:
        refusals.append(
            _(
                "The formula in this cell has no result. Open the workbook in WPS or Excel, save it and choose it "
                "again."
            )
        )
    doubts: list[str] = []
    words = {column: text_of(cell) for column, cell in cells.items()}
    name = name_of(cells[TrainingCol.NAME])
    if not name:
        refusals.append(_("The name is missing."))
    if not words[TrainingCol.TOPIC]:
        refusals.append(_("The topic is missing."))
    refusals += _too_long(words)
    starts_on, ends_on = _days(cells, refusals)
    hours = None
    try:
        hours = parse_hours(words[TrainingCol.HOURS])
    except UserError as error:
        refusals.append(str(error))
    category = _category(words.get(TrainingCol.CATEGORY, ""), doubts)
    form = _form(words.get(TrainingCol.FORM, ""), doubts)
    unread = {name for name, value in (("category", category), ("form", form)) if value is None}
    given = {column.name.lower() for column, text in words.items() if text} - unread
    return TrainingSheetRow(
        sheet,
        number,
        name,
        words.get(TrainingCol.PHONE, "").replace(" ", ""),
        starts_on,
        ends_on,
        words[TrainingCol.TOPIC],
        category or OTHER,
        form or TrainingForm.GROUP,
        hours,
        words.get(TrainingCol.ORGANISER, ""),
        words.get(TrainingCol.PLACE, ""),
        words.get(TrainingCol.TRAINER, ""),
        words.get(TrainingCol.CERTIFICATE, ""),
        words.get(TrainingCol.ASSESSMENT, ""),
        words.get(TrainingCol.NOTE, ""),
        frozenset(given),
        tuple(refusals),
        tuple(doubts),
    )


def _too_long(words: Mapping[TrainingCol, str]) -> Iterator[str]:
    for column, most in _LONGEST.items():
        if len(words.get(column, "")) > most:
            yield _("{column} is longer than {n} characters.").format(
                column=_HEADINGS[column].split()[0], n=most
            )


def _days(cells: Mapping[TrainingCol, Cell], refusals: list[str]) -> tuple[date | None, date | None]:
    try:
        first = days_of(cells[TrainingCol.DAY])
        last = days_of(cells.get(TrainingCol.LAST_DAY))
    except UserError as error:
        refusals.append(str(error))
        return None, None
    if first is None:
        refusals.append(_("The date is missing."))
        return None, None
    starts_on, ends_on = first[0], last[1] if last else first[1]
    if ends_on < starts_on:
        refusals.append(_("The last day lies before the first."))
        return None, None
    return starts_on, ends_on


def _category(words: str, doubts: list[str]) -> str | None:
    if not words:
        return None
    code = category_of(words)
    if code is None:
        doubts.append(
            _("The category “{words}” isn't in the list; it is entered as “{other}”.").format(
                words=words, other=category_title(OTHER)
            )
        )
    return code


def _form(words: str, doubts: list[str]) -> TrainingForm | None:
    if not words:
        return None
    form = next((form for form in TrainingForm if form.label == words), _BY_FORM.get(words))
    if form is None:
        doubts.append(
            _("The form “{words}” isn't known; it is entered as “{form}”.").format(
                words=words, form=TrainingForm.GROUP.label
            )
        )
    return form
