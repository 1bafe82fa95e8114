"""A sheet of weights and lengths as centres keep it: its headings, its units, the day it was measured on."""

import re
from datetime import date

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import N_
from centerdesk.domain.grids import Grid, day_of, key_of, text_of, words_of
from centerdesk.domain.headings import Vocabulary
from centerdesk.domain.roster_sheet import SheetProposal
from centerdesk.domain.workbook_words import COLUMNS, Col

_SIZES = {
    Col.WEIGHT: ("体重 体重测量值 宝宝体重 幼儿体重", "kg 千克 公斤 斤 市斤 克 g"),
    Col.LENGTH: (
        "身高 身长 身高/身长 身长/身高 身长身高 身高身长 卧位身长 卧长 立位身高 站立身高 身高测量值",
        "cm 厘米 公分 mm 毫米 米 m",
    ),
    Col.HEAD: ("头围", "cm 厘米 公分 mm 毫米"),
}
_OTHERS = {
    Col.MEASURED_ON: "测量日期 测量时间 体检日期 体检时间 检查日期 检查时间 测查日期 日期 测量日",
    Col.LYING: "测量方式 测量体位 体位 卧位/立位 立位/卧位 卧位或立位 测量姿势",
}
_OF_ROSTER = (
    Col.POSITION,
    Col.REASON,
    Col.CLASS,
    Col.NAME,
    Col.SEX,
    Col.BIRTH_DATE,
    Col.ID_NUMBER,
    Col.NOTE,
)


def _lookup() -> dict[str, Col]:
    found = {word: column for word, column in COLUMNS.items() if column in _OF_ROSTER}
    found |= {word: column for column, words in _OTHERS.items() for word in words.split()}
    for column, (words, units) in _SIZES.items():
        found = dict.fromkeys(units.split(), column) | found  # alone in the lower line of a heading
        for word in words.split():
            found |= {word: column}
            found |= {
                f"{word}{between}{unit}": column for unit in units.split() for between in ("", "/", "-", "_")
            }
    return found


GROWTH = Vocabulary(
    _lookup(),
    N_(
        "No heading was found: one row must name the columns, such as 姓名, 测量日期, 体重, 身高. Put it above the "
        "children and try again."
    ),
    N_("There is no child under the heading. Choose the workbook with the weights and lengths."),
    N_("Say which column of sheet “{sheet}” holds the children's names."),
)

_DAY = re.compile(r"\d{4}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*日?")
_LYING = re.compile("卧|躺|平量床")
_STANDING = re.compile("立|站")


def day_above(grid: Grid, proposal: SheetProposal) -> date | None:
    """The day a title over the columns states, or the sheet's name; None unless it is one only."""
    above = grid.rows[: max(0, proposal.last - grid.first_row + 1)]
    days = {
        cell if type(cell) is date else day_of(cell)
        for row in above
        for cell in row
        if isinstance(cell, date)
    }
    for text in (*(word for row in above for word in words_of(row)), text_of(grid.sheet)):
        for found in _DAY.findall(text):
            try:
                days.add(day_of(found))
            except UserError:
                continue  # no day: 2026.13.5 in a title
    return days.pop() if len(days) == 1 else None


def lying_of(text: str) -> bool | None:
    """卧位 or 立位, in a cell or in the heading of the length; None where it says neither, or both."""
    lying = bool(_LYING.search(text)) or (key_of(text).startswith("身长") and "身高" not in text)
    standing = bool(_STANDING.search(text))
    return None if lying is standing else lying
