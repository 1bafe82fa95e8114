"""The workbooks of today: .xlsx, with macros or without, as Excel, WPS and others write them."""

import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from html import unescape
from io import BytesIO
from pathlib import Path
from posixpath import basename
from zlib import error as ZlibError  # noqa: N812 - an error by its name

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.domain.grids import Grid, column_name
from centerdesk.excel import refusals
from centerdesk.excel.cells import MACROS, MOST_CELLS, cell

_BOOK = "xl/workbook.xml"
_LINKS = "xl/_rels/workbook.xml.rels"
_SHEETS = "xl/worksheets/"
# No centre's workbook comes near these: they are a bomb.
_MOST_BYTES = 200 << 20
_MOST_PACKED, _SUSPECT_BYTES = 500, 20 << 20  # times its packed size, asked of large members only
_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br=[\"']([A-Z]{1,3})(\d{1,7})[\"'][^>]*(?<!/)>\s*<(?:\w+:)?[vfi]")
# A formula whose value was never saved, and a cell that holds #REF! or the like.
_NOT_RECKONED = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)(?<!/)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)"
    rb"\s*(<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_FAILED = re.compile(rb"<(?:\w+:)?c\b([^>]*\bt=[\"']e[\"'][^>]*)>")
_PLACE = re.compile(rb"\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_TEXT_RESULT = re.compile(rb"\bt=[\"']str[\"']")
_SHEET = re.compile(r"<(?:\w+:)?sheet\b[^>]*>")
_LINK = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(r"([\w:]+)=[\"']([^\"']*)[\"']")

Places = frozenset[tuple[int, int]]


def read_xlsx(path: Path, content: bytes) -> list[Grid]:
    """The visible sheets that hold something; formulas give the values saved with them."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    names, unreckoned = _look_inside(path, content)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        shown = [each.name for each in book.sheets_metadata if each.visible == SheetVisibleEnum.Visible]
        sheets = [book.get_sheet_by_name(name) for name in shown]
        grids = [
            Grid(
                sheet.name,
                tuple(tuple(map(cell, row)) for row in sheet.to_python(skip_empty_area=False)),
                merged=tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ()),
                unreckoned=unreckoned.get(sheet.name, frozenset()),
            )
            for sheet in sheets
            if sheet.end is not None
        ]
    except CalamineError as error:
        raise refusals.damaged(path) from error
    except BaseException as error:
        # The reader's own mistakes (a date of absurd size) are no Exception, and their class has no name to import.
        if type(error).__name__ != "PanicException":
            raise
        raise refusals.damaged(path) from error
    grids = [
        grid
        for grid in grids
        if grid.unreckoned or any(each is not None for row in grid.rows for each in row)
    ]
    if not grids:
        pictures = any(name.startswith("xl/media/") for name in names)
        raise refusals.only_pictures(path) if pictures else refusals.empty(path)
    return [replace(grids[0], remarks=tuple(_remarks(names))), *grids[1:]]


def _remarks(names: Sequence[str]) -> Iterator[str]:
    """What else the workbook holds, and what was done about it."""
    if any(basename(name) == "vbaProject.bin" for name in names):
        yield _(MACROS)
    if any(name.startswith("xl/externalLinks/") for name in names):
        yield _(
            "The workbook is linked to other workbooks; they were not opened, the values saved last were read."
        )


def _look_inside(path: Path, content: bytes) -> tuple[list[str], Mapping[str, Places]]:
    """Look into the zip before the reader does: its size unpacked, its wholeness, the reach of its sheets.

    Returns the names of its members, and the cells without a value by the name of their sheet.
    """
    lacking: dict[str, Places] = {}
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            members = packed.infolist()
            if _is_bomb(members):
                raise refusals.too_large(path)
            if _BOOK not in packed.namelist():
                raise refusals.no_workbook(path)
            for member in members:
                # Read to the end, so that its checksum is compared: sizes can lie.
                xml = packed.read(member)
                if not member.filename.startswith(_SHEETS):
                    continue
                if corner := _far_corner(xml):
                    raise refusals.far_cell(path, corner)
                if places := _unreckoned(xml):
                    lacking[basename(member.filename)] = places
            return packed.namelist(), _by_sheet(packed, lacking) if lacking else {}
    except (zipfile.BadZipFile, ZlibError, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise refusals.damaged(path) from error
    except RuntimeError as error:  # zipfile's word for an encrypted member
        raise UserError(
            _("The file {file} is packed with a password. Unpack it, and choose the workbook inside.").format(
                file=path.name
            )
        ) from error


def _is_bomb(members: Sequence[zipfile.ZipInfo]) -> bool:
    return sum(member.file_size for member in members) > _MOST_BYTES or any(
        member.file_size > max(_SUSPECT_BYTES, member.compress_size * _MOST_PACKED) for member in members
    )


def _far_corner(xml: bytes) -> str:
    """The last cell of a sheet, when the rectangle up to it is too large to read."""
    last_row = last_column = 0
    for match in _CELL.finditer(xml):
        last_row, last_column = max(last_row, int(match[2])), max(last_column, _column(match[1]))
    return f"{column_name(last_column - 1)}{last_row}" if last_row * last_column > MOST_CELLS else ""


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _unreckoned(xml: bytes) -> Places:
    """The cells whose formula has no value, or a fault for a value."""
    found = [match[1] for match in _FAILED.finditer(xml)]
    found += [
        match[1]
        for match in _NOT_RECKONED.finditer(xml)
        if not (match[2] and _TEXT_RESULT.search(match[1]))  # an empty text is a result, too
    ]
    places = (_PLACE.search(attributes) for attributes in found)
    return frozenset((int(place[2]) - 1, _column(place[1]) - 1) for place in places if place)


def _by_sheet(packed: zipfile.ZipFile, lacking: Mapping[str, Places]) -> dict[str, Places]:
    """What was found in the members, by the names of the sheets they hold."""
    targets: defaultdict[str, str] = defaultdict(str)
    for link in _LINK.findall(
        packed.read(_LINKS).decode("utf-8", "replace") if _LINKS in packed.namelist() else ""
    ):
        attributes = dict(_ATTRIBUTE.findall(link))
        targets[attributes.get("Id", "")] = basename(attributes.get("Target", ""))
    found = {}
    for sheet in _SHEET.findall(packed.read(_BOOK).decode("utf-8", "replace")):
        attributes = dict(_ATTRIBUTE.findall(sheet))
        link = next((value for name, value in attributes.items() if name.endswith(":id")), "")
        if places := lacking.get(targets[link]):
            found[unescape(attributes.get("name", ""))] = places
    return found
