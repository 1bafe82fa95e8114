"""The whole centre out: every table as a workbook and as JSON, every filed document as a file; no way of lock-in."""

import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from itertools import islice
from pathlib import Path
from typing import IO, Any

from sqlalchemy import JSON, Column, LargeBinary, Table, select
from sqlalchemy.orm import Session

from centerdesk import __version__
from centerdesk.base.errors import UserError, reason_of
from centerdesk.base.i18n import N_, _
from centerdesk.db.schema.base import Base
from centerdesk.db.schema.centre import Centre
from centerdesk.domain.grids import Cell
from centerdesk.excel import write_rows
from centerdesk.services.audit import note_taken_out
from centerdesk.services.data_words import (
    WITHHELD,
    column_title,
    dictionary,
    is_file,
    is_withheld,
    table_title,
)
from centerdesk.services.rights import Right, needs

SCHEMA = "centerdesk-centre-1"
JSON_FILE = "centre.json"
FILES = "files"
# One workbook holds so many rows: WPS still opens it on an old PC, and one piece is all that lies in memory.
_ROWS_A_BOOK = 50_000
_ROWS_A_READ, _FILES_A_READ = 2_000, 10
_DICTIONARY_HEADS = (
    N_("Table"),
    N_("What it holds"),
    N_("Column"),
    N_("What it means"),
    N_("Type"),
    N_("Words it may hold"),
    N_("Points to"),
    N_("Not taken out"),
)
_FORBIDDEN = '\\/:*?"<>|'
_WITHHELD_NAMES = frozenset(name for names in WITHHELD.values() for name in names)
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was taken out: rows by table, how many filed documents, and where it lies."""

    path: Path
    rows: dict[str, int]
    files: int

    @property
    def total(self) -> int:
        """Rows of all tables."""
        return sum(self.rows.values())


@needs(Right.MANAGE_CENTRE)
def export_everything(session: Session, out: Path, now: datetime) -> ExportReport:
    """Write the whole centre into a new folder, or into a zip when `out` is named so; whole or not at all.

    A table added later comes along by itself. The keys to the file and the PINs stay in it.
    """
    with _put_in_place(out) as folder:
        rows: dict[str, int] = {}
        files = 0
        with (folder / JSON_FILE).open("w", encoding="utf-8", newline="\n") as stream:
            head = {
                "schema": SCHEMA,
                "about": _about(),
                "centre": session.scalars(select(Centre.name)).one(),
                "made_at": now.isoformat(timespec="seconds"),
                "program": f"CenterDesk {__version__}",
            }
            stream.write(json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}"))
            stream.write(',\n "tables": {')
            for place, (name, table) in enumerate(sorted(Base.metadata.tables.items())):
                stream.write(f"{',' if place else ''}\n{json.dumps(name)}: [")
                rows[name], more = _write_table(session, table, folder, stream)
                stream.write("\n]")
                files += more
            stream.write("\n}}\n")
        (folder / f"{_('Data dictionary')}.xlsx").write_bytes(_dictionary_book())
    report = ExportReport(out, rows, files)
    note_taken_out(session, _("All data of the centre"), report.total)
    return report


def _about() -> str:
    return _(
        "All that this centre's file holds, by table: each row by the names of its columns, as they are stored. Days "
        "are written as 2026-11-24, moments as 2026-11-24T08:05:00. Whole files lie beside this one, in the place "
        "named. What each column means stands in the data dictionary."
    )


def _write_table(session: Session, table: Table, folder: Path, stream: IO[str]) -> tuple[int, int]:
    """One table as workbooks and as a list in the JSON, piece by piece; returns its rows and files."""
    columns = [column for column in table.columns if not is_withheld(column)]
    heads = [column_title(column) for column in columns]
    rows = _rows(session, table, columns)
    count = files = 0
    for book in range(1, 10_000):
        sheet: list[list[Cell]] = []
        for row in islice(rows, _ROWS_A_BOOK):
            plain = {column.name: _plain(column, row[column.name]) for column in columns}
            for column in columns:
                if is_file(column) and row[column.name] is not None:
                    plain[column.name] = _write_file(folder, table, row, column, row[column.name])
                    files += 1
            stream.write(f"{',' if count else ''}\n{json.dumps(plain, ensure_ascii=False)}")
            sheet.append([_cell(row[column.name], plain[column.name]) for column in columns])
            count += 1
        if sheet or book == 1:
            number = "" if book == 1 else f"_{book}"
            title = table_title(table)
            content = write_rows({title: [heads, *sheet]}, widths=[16] * len(columns))
            (folder / f"{table.name}{number}.xlsx").write_bytes(content)
        if len(sheet) < _ROWS_A_BOOK:
            break
    return count, files


def _rows(session: Session, table: Table, columns: list[Column[Any]]) -> Iterator[Row]:
    """The rows by their key, read in portions."""
    portion = _FILES_A_READ if any(is_file(column) for column in columns) else _ROWS_A_READ
    query = select(*columns).order_by(*table.primary_key).execution_options(yield_per=portion)
    for row in session.execute(query).mappings():
        yield {column.name: row[column] for column in columns}


def _plain(column: Column[Any], value: Any) -> Any:
    """A value as JSON holds it; what is withheld is withheld from the change log, too."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(column.type, LargeBinary) and value is not None:
        return "" if is_file(column) else value.hex()
    if isinstance(column.type, JSON) and isinstance(value, dict):
        return {name: inner for name, inner in value.items() if name not in _WITHHELD_NAMES}
    return value


def _cell(value: Any, plain: Any) -> Cell:
    """A value as people read it in a workbook: words instead of what is stored."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Enum):
        return str(getattr(value, "label", value.value))
    if isinstance(plain, dict | list):
        return json.dumps(plain, ensure_ascii=False)
    return value if isinstance(value, date) else plain


def _write_file(folder: Path, table: Table, row: Row, column: Column[Any], content: bytes) -> str:
    """A stored file under the key of its row; returns its place in the export."""
    keys = [_safe(str(row[each.name])) for each in table.primary_key]
    place = Path(FILES, table.name, *keys) if "." in keys[-1] else Path(FILES, table.name, *keys, column.name)
    (folder / place).parent.mkdir(parents=True, exist_ok=True)
    (folder / place).write_bytes(content)
    return place.as_posix()


def _safe(name: str) -> str:
    """A name as every system takes it for a file."""
    plain = "".join("_" if letter in _FORBIDDEN or letter < " " else letter for letter in name)
    return plain.strip(" .") or "_"


def _dictionary_book() -> bytes:
    """The data dictionary, and in words what lies in the export."""
    words: list[list[Cell]] = [[_(head) for head in _DICTIONARY_HEADS]]
    for row in dictionary():
        withheld = "√" if row.withheld else ""
        words.append(
            [row.table, row.table_title, row.column, row.title, row.type, row.values, row.links, withheld]
        )
    about: list[list[Cell]] = [
        [_("What lies in this folder")],
        [_("NAME.xlsx: one table as a workbook; one of over 50,000 rows goes on in NAME_2.xlsx.")],
        [_("{file}: all tables in one file for other programs.").format(file=JSON_FILE)],
        [_about()],
        [_("{folder}: the documents of locked returns, as they were made.").format(folder=FILES)],
        [_("A cell holds 32,767 characters at most; longer texts stand whole in the JSON file.")],
        [_("Nothing here is encrypted: keep it locked away, and delete it when it is no longer needed.")],
    ]
    return write_rows(
        {_("Data dictionary"): words, _("About this export"): about}, widths=[18, 36, 18, 36, 18, 60, 24, 12]
    )


@contextmanager
def _put_in_place(out: Path) -> Iterator[Path]:
    """A folder to fill that gets its name, or becomes a zip, only when all has been written."""
    zipped = out.suffix.lower() == ".zip"
    part = None
    try:
        if out.exists() and (zipped or not out.is_dir() or any(out.iterdir())):
            raise _in_the_way(out)
        out.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=f".{out.name}.", suffix=".part", dir=out.parent))
        whole = part / "whole"
        whole.mkdir()
        yield whole
        if zipped:
            _pack(whole, part / "whole.zip").replace(out)
        else:
            if out.exists():
                out.rmdir()  # not every system renames onto an empty folder
            whole.replace(out)
    except OSError as error:
        raise UserError(
            _("{file} can't be written: {reason}. Choose another folder.").format(
                file=out, reason=reason_of(error)
            ),
            "out",
        ) from error
    finally:
        if part:
            shutil.rmtree(part, ignore_errors=True)


def _in_the_way(out: Path) -> UserError:
    return UserError(
        _("{folder} is not empty, and nothing in it is overwritten. Choose a new or an empty folder.").format(
            folder=out
        ),
        "out",
    )


def _pack(folder: Path, file: Path) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for each in sorted(folder.rglob("*")):
            packed.write(each, each.relative_to(folder))
    return file
