"""Why a file can't be read as a workbook, as sentences."""

from pathlib import Path

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _


def no_workbook(path: Path) -> UserError:
    """It is something else."""
    return UserError(
        _(
            "{file} is no Excel workbook. Open it in WPS or Excel, save it as .xlsx and choose the new file."
        ).format(file=path.name)
    )


def web_page(path: Path) -> UserError:
    """Many systems export a web page and call it .xls."""
    return UserError(
        _(
            "{file} is a web page that only bears the name of a workbook. Open it in WPS or Excel, save it as .xlsx "
            "and choose the new file."
        ).format(file=path.name)
    )


def damaged(path: Path) -> UserError:
    """It is a workbook, but not whole."""
    return UserError(
        _(
            "The workbook {file} is damaged and can't be read. Open it in WPS or Excel and save it again, or ask for "
            "another copy."
        ).format(file=path.name)
    )


def locked(path: Path) -> UserError:
    """It opens with a password only."""
    return UserError(
        _(
            "The workbook {file} is protected by a password. Open it in WPS or Excel, remove the password, save it "
            "and try again."
        ).format(file=path.name)
    )


def too_large(path: Path) -> UserError:
    """No table of a centre is as large."""
    return UserError(
        _(
            "The workbook {file} is far too large when unpacked. Copy only the table into a new workbook and try again."
        ).format(file=path.name)
    )


def far_cell(path: Path, cell: str) -> UserError:
    """Something stands so far from the table that the reader would fill the memory."""
    return UserError(
        _(
            "A sheet of {file} reaches to cell {cell}: something stands far from the table. Delete it, "
            "or copy the table into a new workbook."
        ).format(file=path.name, cell=cell)
    )


def empty(path: Path) -> UserError:
    """No cell holds anything."""
    return UserError(_("The workbook {file} is empty. Choose the one with the table.").format(file=path.name))


def only_pictures(path: Path) -> UserError:
    """A photograph of a table is no table."""
    return UserError(
        _(
            "The workbook {file} holds pictures only. A picture can't be read as a table; ask for the workbook it was "
            "taken from, or type the table in."
        ).format(file=path.name)
    )
