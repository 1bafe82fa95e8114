"""SQLite's and the disk's troubles as sentences."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from centerdesk.base.errors import UserError, reason_of
from centerdesk.base.i18n import N_, _

_PAGE = 4096
_SENTENCES = {
    "database is locked": N_(
        "Another program is using the centre's file. Close it, or wait a moment, and try again; nothing was changed."
    ),
    "database or disk is full": N_(
        "The disk is full. Make room and try again; what was saved before is safe, this step was not saved."
    ),
    "attempt to write a readonly database": N_(
        "The centre's folder is read-only, so nothing can be saved. Give yourself the right to write there, "
        "or copy the folder to another place."
    ),
    "unable to open database file": N_(
        "The centre's file can't be opened in its folder. Check that the folder exists and may be written."
    ),
    "file is not a database": N_(
        "The centre's file is damaged or belongs to another key file. Restore the newest backup; "
        "this file was left as it is."
    ),
    "malformed database schema": N_(
        "The centre's file is damaged. Restore the newest backup; this file was left as it is."
    ),
    "database disk image is malformed": N_(
        "The centre's file is damaged. Restore the newest backup; this file was left as it is."
    ),
    "disk I/O error": N_(
        "The disk failed while reading or writing. Check the disk, and restore the newest backup if this happens again."
    ),
}


def sentence_for(error: BaseException) -> UserError | None:
    """The sentence for a trouble of the file, or None when it is a bug of ours."""
    text = str(getattr(error, "orig", None) or error)
    for sign, sentence in _SENTENCES.items():
        if sign in text:
            return UserError(_(sentence))
    return None


def check_size(file: Path) -> None:
    """UserError when a centre's file is empty or cut off within its first page.

    To be asked before it is opened: SQLite would take it for a new file and write a header into it.
    """
    if file.stat().st_size < _PAGE:
        raise UserError(
            _(
                "The centre's file {file} is empty or cut off. Restore the newest backup; this file was left as it is."
            ).format(file=file)
        )


@contextmanager
def as_sentences() -> Iterator[None]:
    """Raise what SQLite and the disk complain of as UserError; anything else as it is."""
    from sqlalchemy.exc import DBAPIError
    from sqlcipher3.dbapi2 import Error

    try:
        yield
    except (DBAPIError, Error) as error:
        if told := sentence_for(error):
            raise told from error
        raise


def folder_sentence(error: OSError, folder: object) -> UserError:
    """A folder that can't be read or written, as a sentence."""
    return UserError(
        _(
            "The folder {folder} can't be used: {reason}. Choose another, or give yourself the right to write there."
        ).format(folder=folder, reason=reason_of(error))
    )
