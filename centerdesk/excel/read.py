"""Other people's workbooks, told by their content and not by their name: .xlsx, .xls, .csv."""

from pathlib import Path

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.domain.grids import Grid
from centerdesk.excel import refusals
from centerdesk.excel.csv_text import read_csv
from centerdesk.excel.xls import read_xls
from centerdesk.excel.xlsx import read_xlsx

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ZIP = b"PK"
_WEB = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"<head", b"mime-version")
_MOST_BYTES = 100 << 20


def read_workbook(path: Path) -> list[Grid]:
    """The visible sheets that hold something; formulas give their values. UserError for what is no such workbook."""
    content = _content(path)
    if content.startswith(_ZIP):
        return read_xlsx(path, content)
    if content.startswith(_OLE):
        if _names(content, "EncryptedPackage"):  # a locked new workbook lies in the container of the old ones
            raise refusals.locked(path)
        if _names(content, "Workbook") or _names(content, "Book"):
            return read_xls(path, content)
        raise refusals.no_workbook(path)
    if content[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_WEB):
        raise refusals.web_page(path)
    return read_csv(path, content)


def _names(content: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") in content


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise refusals.too_large(path)
        content = path.read_bytes()
    except FileNotFoundError:
        raise UserError(_("There is no file {file}. Choose it again.").format(file=path)) from None
    except OSError as error:
        raise UserError(
            _(
                "The file {file} can't be read: {reason}. Close it in other programs, or copy it to this computer."
            ).format(file=path.name, reason=error.strerror or error)
        ) from error
    if not content:
        raise UserError(
            _("The file {file} is empty (0 bytes). Ask for it again, or copy it once more.").format(
                file=path.name
            )
        )
    return content
