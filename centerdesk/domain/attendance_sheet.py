"""A month sheet as centres keep it: children down, days across, marks by the sheet's own legend."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.domain.attendance import BY_SYMBOL, NOT_EXPECTED, Mark
from centerdesk.domain.calendar import Month
from centerdesk.domain.grids import Cell, Grid, Rows, day_of, key_of, name_of, text_of, words_of
from centerdesk.domain.workbook_words import (
    DASHES,
    LEGEND,
    MARK_WORDS,
    MONTH_OF_SHEET,
    NOT_A_MARK,
    REMARKS,
    TOTALS,
    Col,
    column_of,
)

_HEADING_WITHIN = 20  # rows from the top
_DAYS_UNDER_NAME = 2  # lines between 姓名 and the line of the days
_DAY = re.compile(r"(?:\d{1,2}月)?0?([1-9]|[12]\d|3[01])[日号]?")
_WORDS = "|".join(sorted((word for word in MARK_WORDS if len(word) > 1), key=len, reverse=True))
_SIGN = r"[^\s,;、。:=()\"“”'‘’\u4e00-\u9fff]"
_SIGN_FIRST = re.compile(rf"({_SIGN})\1*\s*(?:[:=(]|[-—]+|表示|代表|为|是|\s)*({_WORDS})")
_WORD_FIRST = re.compile(rf"({_WORDS})\s*(?:[:=(\"“'‘]|用|以|打|画|划|记|为|是|\s)*({_SIGN})")
_ILLNESS = re.compile(r"[\w\u4e00-\u9fff+,、.()/℃°-]+")
_BETWEEN = " ·:,、。()/-—"
_HALF_DAYS = ("上午", "下午", "上", "下")


@dataclass(frozen=True, slots=True)
class MarkCell:
    """A cell that holds a mark: its day, and None for a child that isn't expected."""

    day: date
    address: str
    mark: Mark | None
    reason: str


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A child's row; `refusals` are sentences about cells that can't be read."""

    sheet: str
    row: int
    name: str
    class_name: str
    cells: tuple[MarkCell, ...]
    refusals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MonthSheets:
    """The rows of all sheets of a month; `heads` gives the last row of each sheet's heading."""

    rows: tuple[SheetRow, ...]
    heads: Mapping[str, int]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Heading:
    last: int
    name: int
    group: int | None
    days: Mapping[int, int]  # column: day


def read_month_sheets(grids: Sequence[Grid], month: Month, symbols: Mapping[str, str]) -> MonthSheets:
    """The marks of a month; `symbols` come before the sheet's own legend. UserError when it holds no such sheet."""
    rows: list[SheetRow] = []
    heads: dict[str, int] = {}
    notes: list[str] = []
    others: list[str] = []
    for grid in grids:
        spread = grid.spread()
        heading = _find_heading(spread, month)
        other = _other_month(grid.sheet, spread, heading, month)
        if other:
            others.append(_("“{sheet}” ({month})").format(sheet=grid.sheet, month=other))
            continue
        if heading is None:
            notes.append(
                _("Sheet “{sheet}” has no names and days and was left out.").format(sheet=grid.sheet)
            )
            continue
        heads[grid.sheet] = grid.number(heading.last)
        rows += _rows(grid, spread, heading, month, {**BY_SYMBOL_TEXT, **read_legend(spread), **symbols})
    if not heads and others:
        raise UserError(
            _(
                "The workbook is not of {month}: {sheets}. Choose the other month, or the other workbook."
            ).format(month=month, sheets=_(", ").join(others)),
            "month",
        )
    if not heads:
        raise UserError(
            _(
                "No month sheet was found: one row must hold 姓名 and the days 1 to 31. Put it above the children and "
                "try again."
            )
        )
    if not rows:
        raise UserError(_("There is no child under the heading. Choose the workbook with the month's marks."))
    if others:
        notes.append(_("Sheets of other months were left out: {sheets}.").format(sheets=_(", ").join(others)))
    return MonthSheets(tuple(rows), heads, tuple(notes))


BY_SYMBOL_TEXT = {symbol: symbol for symbol in (*BY_SYMBOL, NOT_EXPECTED)}


def parse_marks(text: str) -> dict[str, str]:
    """Somebody's own symbols, written as ○=病,△=事; UserError for what can't be read."""
    found = {}
    for pair in filter(None, re.split(r"[,;，；、\s]+", text)):
        symbol, _sep, word = (part.strip() for part in pair.partition("="))
        meaning = MARK_WORDS.get(text_of(word)) or BY_SYMBOL_TEXT.get(word)
        if not symbol or meaning is None:
            raise UserError(
                _(
                    "“{text}” doesn't say what a symbol means. Write for example ○=病,△=事; the marks are {marks}."
                ).format(text=pair, marks=" ".join(BY_SYMBOL_TEXT)),
                "marks",
            )
        found[text_of(symbol)] = meaning
    return found


def read_legend(rows: Rows) -> dict[str, str]:
    """What a sheet's own legend says: 图例：○病假 △事假 √出勤, or 出勤：√ 病假：○."""
    found: dict[str, str] = {}
    for row in rows:
        text = " ".join(dict.fromkeys(words_of(row)))
        if legend := LEGEND.search(text):
            by_sign = dict(_SIGN_FIRST.findall(text, legend.end()))
            by_word = {sign: word for word, sign in _WORD_FIRST.findall(text, legend.end())}
            pairs = by_sign if len(by_sign) >= len(by_word) else by_word
            found |= {sign: MARK_WORDS[word] for sign, word in pairs.items()}
    return found


def read_mark(text: str, symbols: Mapping[str, str]) -> tuple[Mark | None, str]:
    """A mark and what stands behind it: 病发热; None for —, not expected. UserError for a symbol nobody explained."""
    meanings = {**MARK_WORDS, **symbols}
    for word in sorted(meanings, key=len, reverse=True):
        if text.startswith(word):
            mark = BY_SYMBOL.get(meanings[word])
            behind = text.removeprefix(word)
            rest = behind.strip(_BETWEEN)
            if not behind or (mark is Mark.HALF and rest in _HALF_DAYS):
                return mark, ""
            if mark and not mark.attended and _ILLNESS.fullmatch(rest) and rest not in meanings:
                return mark, rest
    if DASHES.fullmatch(text):
        return None, ""
    raise UserError(_("the mark “{text}” is explained nowhere").format(text=text))


def _find_heading(rows: Rows, month: Month) -> _Heading | None:
    best: _Heading | None = None
    for top in range(min(_HEADING_WITHIN, len(rows))):
        columns = {column_of(key_of(cell)): place for place, cell in reversed(list(enumerate(rows[top])))}
        if Col.NAME not in columns:
            continue
        for line in range(top, min(top + _DAYS_UNDER_NAME + 1, len(rows))):
            days = _days(rows[line], columns[Col.NAME], month)
            if days and (best is None or len(days) > len(best.days)):
                best = _Heading(line, columns[Col.NAME], columns.get(Col.CLASS), days)
    return best


def _days(row: tuple[Cell, ...], after: int, month: Month) -> dict[int, int]:
    """The columns that are days: rising numbers behind the name."""
    days: dict[int, int] = {}
    for place, cell in enumerate(row):
        day = _day(cell, month) if place > after else None
        if day and day > max(days.values(), default=0):
            days[place] = day
    return days


def _day(cell: Cell, month: Month) -> int | None:
    if isinstance(cell, date):  # a datetime is one, too
        return cell.day if (cell.year, cell.month) == (month.year, month.month) else None
    if match := _DAY.fullmatch(text_of(cell)):
        return int(match[1])
    try:
        day = day_of(cell)
    except UserError:
        return None
    return _day(day, month) if day else None


def _other_month(sheet: str, rows: Rows, heading: _Heading | None, month: Month) -> str:
    """The month a sheet's titles, its name or its days state, when it isn't the one asked for."""
    titles = rows[: heading.last] if heading else rows[:_DAYS_UNDER_NAME]
    for text in (*(word for row in titles for word in words_of(row)), text_of(sheet)):
        if match := MONTH_OF_SHEET.search(text):
            stated = Month(int(match["year"] or month.year), int(match["month"]))
            return "" if stated == month else str(stated)
    dates = [cell for row in rows[:_HEADING_WITHIN] for cell in row if isinstance(cell, date)]
    return str(Month.of(dates[0])) if heading is None and dates else ""


def _rows(
    grid: Grid, rows: Rows, heading: _Heading, month: Month, symbols: Mapping[str, str]
) -> list[SheetRow]:
    found = []
    for index in range(heading.last + 1, len(rows)):
        row = rows[index]
        words = list(words_of(row))
        name = name_of(row[heading.name])
        marks = {place: text for place in heading.days if (text := text_of(row[place]))}
        if not words or TOTALS.match(words[0]) or REMARKS.match(words[0]) or LEGEND.match(words[0]):
            continue
        if column_of(key_of(row[heading.name])) is Col.NAME or len(set(words)) == 1 < len(words):
            continue  # a heading printed once more, a remark across the sheet
        if not name and all(NOT_A_MARK.fullmatch(text) for text in marks.values()):
            continue  # the line of the weekdays, or of sums
        cells = []
        refusals = [] if name else [_("The name is missing.")]
        for place, text in marks.items():
            address = grid.address(index, place)
            try:
                if cell := _mark_cell(month, heading.days[place], address, text, symbols):
                    cells.append(cell)
            except UserError as error:
                refusals.append(
                    _("{cell} (day {day}): {sentence}.").format(
                        cell=address, day=heading.days[place], sentence=error.text
                    )
                )
        group = text_of(row[heading.group]) if heading.group is not None else text_of(grid.sheet)
        found.append(SheetRow(grid.sheet, grid.number(index), name, group, tuple(cells), tuple(refusals)))
    return found


def _mark_cell(
    month: Month, day: int, address: str, text: str, symbols: Mapping[str, str]
) -> MarkCell | None:
    mark, reason = read_mark(text, symbols)
    if day <= month.last.day:
        return MarkCell(date(month.year, month.month, day), address, mark, reason)
    if mark is None:
        return None  # the sheet has 31 columns for every month
    raise UserError(_("there is no such day in {month}").format(month=month))
