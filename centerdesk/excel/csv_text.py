"""Tables as text, as programs, Excel and WPS write them; nothing is made a number or a date."""

import csv
import re
from io import StringIO
from pathlib import Path

from centerdesk.domain.grids import Cell, Grid
from centerdesk.domain.workbook_words import CLASS_IN_TITLE
from centerdesk.excel import refusals

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
# No detector: it takes short GB18030 for Korean. UTF-8 is strict, so it is tried first.
_CODES = ("utf-8-sig", "gb18030")
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\ufffd]")
_SEPARATORS = ",;\t"
_LOOKED_AT = 20  # lines that tell the separator
_AS_FORMULA = re.compile(r'="(.*)"')  # how systems keep Excel from making an ID number a sum


def read_csv(path: Path, content: bytes) -> list[Grid]:
    """The one sheet of a text file; UserError when it is no text."""
    text = _decoded(content)
    if text is None or _NO_TEXT.search(text):
        raise refusals.no_workbook(path)
    first = text.splitlines()[:_LOOKED_AT]
    separator = max(_SEPARATORS, key=lambda each: _columns(first, each))
    try:
        rows = tuple(
            tuple(map(_cell, row)) for row in csv.reader(StringIO(text, newline=""), delimiter=separator)
        )
    except csv.Error as error:
        raise refusals.damaged(path) from error
    if not any(cell is not None for row in rows for cell in row):
        raise refusals.empty(path)
    # A text has no sheet; its file's name is worth something only where it names the class.
    sheet = path.stem if CLASS_IN_TITLE.search(path.stem) else "Sheet1"
    return [Grid(sheet, rows)]


def _decoded(content: bytes) -> str | None:
    for code in ("utf-16",) if content.startswith(_UTF16) else _CODES:
        try:
            return content.decode(code)
        except UnicodeDecodeError:
            continue
    return None


def _columns(lines: list[str], separator: str) -> int:
    try:
        return sum(len(row) for row in csv.reader(lines, delimiter=separator))
    except csv.Error:
        return 0


def _cell(text: str) -> Cell:
    if match := _AS_FORMULA.fullmatch(text.strip()):
        text = match[1]
    return text if text.strip() else None
