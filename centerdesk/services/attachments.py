"""Files kept with a child's record or with a paper of the centre: taken in, listed, taken out again."""

import re
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from centerdesk.base import formats
from centerdesk.base.errors import RefusedError, UserError
from centerdesk.base.i18n import N_, _
from centerdesk.base.tables import Align, Column
from centerdesk.db.schema.attachments import Attachment
from centerdesk.db.schema.centre import CentrePaper
from centerdesk.db.schema.children import Child
from centerdesk.db.schema.settings import Setting
from centerdesk.domain.consents import Scope
from centerdesk.domain.people import AttachmentKind, Role
from centerdesk.images import document_picture, portrait
from centerdesk.services.audit import note_taken_out
from centerdesk.services.children import child
from centerdesk.services.consents import consents_in_force
from centerdesk.services.rights import Right, has, needs

PDF, JPEG = "application/pdf", "image/jpeg"
_SUFFIXES = {PDF: ".pdf", JPEG: ".jpg"}
_MOST_PDF_BYTES = 10 * 1024 * 1024
_IDENTITY_SCANS = "attachments.identity"
_LONGEST_NAME = 75  # a file's name holds 255 bytes on Linux, a Chinese character three of them

# Who may see a kind of file at all: what stands on it is kept from the others elsewhere, too.
_READ_RIGHTS = {
    AttachmentKind.IDENTITY: Right.READ_ID_NUMBERS,
    AttachmentKind.CUSTODY: Right.READ_ID_NUMBERS,
    AttachmentKind.EXAMINATION: Right.READ_HEALTH,
    AttachmentKind.VACCINATION: Right.READ_HEALTH,
}


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """A file as lists show it, without its content; `size` is in bytes."""

    id: int
    kind: AttachmentKind
    title: str
    media_type: str
    added_on: date
    size: int

    @property
    def is_pdf(self) -> bool:
        """Whether it is a PDF; a picture otherwise."""
        return self.media_type == PDF

    @property
    def size_text(self) -> str:
        """Its size as people read it."""
        return size_text(self.size)


ATTACHMENT_COLUMNS = (
    Column(N_("Kind"), lambda row: row.kind.label, 30),
    Column(N_("Title"), lambda row: row.title, 60),
    Column(N_("Added on"), lambda row: row.added_on, 24),
    Column(N_("Size"), lambda row: row.size_text, 20, Align.RIGHT, sort=lambda row: row.size),
)


@needs(Right.WRITE_ROSTER)
def add_attachment(
    session: Session,
    kind: AttachmentKind,
    title: str,
    content: bytes,
    added_on: date,
    *,
    child_id: int | None = None,
    centre_paper_id: int | None = None,
) -> int:
    """Keep a file with a child or with a paper of the centre; pictures are written anew. Returns its id.

    A child's photo takes the place of the earlier one.
    """
    if (child_id is None) == (centre_paper_id is None):
        raise ValueError("a file belongs to a child or to a paper of the centre")
    if child_id is not None:
        _check_child(session, child_id, kind, added_on)
    else:
        session.get_one(CentrePaper, centre_paper_id)
    if kind is AttachmentKind.IDENTITY and not identity_scans_allowed(session):
        raise UserError(
            _(
                "Copies of identity papers are not kept here. The director can allow them in the settings of "
                "the centre."
            ),
            "kind",
        )
    media_type, kept = _prepared(kind, content)
    if kind is AttachmentKind.PHOTO and child_id is not None:
        session.execute(delete(Attachment).where(_is_photo_of(child_id)))
    record = Attachment(
        child_id=child_id,
        centre_paper_id=centre_paper_id,
        kind=kind,
        title=title.strip()[:100],
        media_type=media_type,
        added_on=added_on,
        content=kept,
    )
    session.add(record)
    session.flush()
    return record.id


@needs(Right.READ_ROSTER)
def attachments_of(session: Session, child_id: int, on: date) -> list[AttachmentRow]:
    """A child's files that the actor may see, the newest first."""
    child(session, child_id, on)  # refuses a teacher of another class
    return _rows(session, Attachment.child_id == child_id)


@needs(Right.READ_ROSTER)
def attachments_of_paper(session: Session, centre_paper_id: int) -> list[AttachmentRow]:
    """The files kept with a paper of the centre, the newest first."""
    return _rows(session, Attachment.centre_paper_id == centre_paper_id)


@needs(Right.READ_ROSTER)
def content_of(session: Session, attachment_id: int, on: date) -> tuple[str, bytes]:
    """A name for the file and what is in it, for the user to keep or open; it leaves an entry."""
    record = session.get_one(Attachment, attachment_id)
    _check_may_read(session, record.kind)
    owner = child(session, record.child_id, on).name if record.child_id else ""
    words = "-".join(part for part in (owner, record.kind.label, record.title) if part)
    name = re.sub(r'[\\/:*?"<>|\x00-\x1f]', "_", words)  # what no file's name may hold on Windows
    note_taken_out(session, words, 1)
    return f"{name[:_LONGEST_NAME]}{_SUFFIXES[record.media_type]}", record.content


@needs(Right.READ_ROSTER)
def photo_of(session: Session, child_id: int, on: date) -> bytes | None:
    """A child's photo as JPEG; nothing where there is none, or where the consent no longer holds."""
    child(session, child_id, on)  # refuses a teacher of another class
    if Scope.IMAGES not in consents_in_force(session, on).get(child_id, ()):
        return None
    return session.scalar(select(Attachment.content).where(_is_photo_of(child_id)))


@needs(Right.WRITE_ROSTER)
def remove_attachment(session: Session, attachment_id: int) -> None:
    """Delete a file; it can't be brought back, for the log of changes keeps no content of files."""
    session.delete(session.get_one(Attachment, attachment_id))
    session.flush()


@needs(Right.READ_ROSTER)
def identity_scans_allowed(session: Session) -> bool:
    """Whether copies of identity papers may be kept: not unless the director says so (regulations §9, 6)."""
    setting = session.get(Setting, _IDENTITY_SCANS)
    return bool(setting and setting.value)


@needs(Right.MANAGE_CENTRE)
def allow_identity_scans(session: Session, allowed: bool) -> None:
    """Let copies of identity papers be kept from now on, or no more; those that are there stay."""
    session.merge(Setting(name=_IDENTITY_SCANS, value=allowed))


def size_text(size: int) -> str:
    """384 KB, 1.2 MB"""
    kilobytes = max(1, (size + 512) // 1024)
    if kilobytes < 1000:
        return f"{kilobytes} KB"
    return f"{size / 1024 / 1024:.1f} MB"


def _check_child(session: Session, child_id: int, kind: AttachmentKind, on: date) -> None:
    record = session.get_one(Child, child_id)
    if record.erased_on:
        raise UserError(
            _("This child's file was erased on {day}.").format(day=formats.iso_date(record.erased_on))
        )
    agreed = consents_in_force(session, on).get(child_id, set())
    if kind is AttachmentKind.PHOTO and Scope.IMAGES not in agreed:
        raise UserError(
            _(
                "The guardian of {name} has not consented to photos. Record the signed consent to “{scope}” "
                "first, then add the photo."
            ).format(name=record.name, scope=Scope.IMAGES.label),
            "kind",
        )


def _prepared(kind: AttachmentKind, content: bytes) -> tuple[str, bytes]:
    """The kind of file and what is kept of it."""
    if kind is AttachmentKind.PHOTO:
        return JPEG, portrait(content)
    if not content.startswith(b"%PDF-"):
        return JPEG, document_picture(content)
    if len(content) > _MOST_PDF_BYTES:
        raise UserError(
            _("The PDF is larger than {most} MB. Scan it with less detail and add it again.").format(
                most=_MOST_PDF_BYTES // 1024 // 1024
            ),
            "file",
        )
    return PDF, content


def _rows(session: Session, condition: ColumnElement[bool]) -> list[AttachmentRow]:
    query = (
        select(
            Attachment.id,
            Attachment.kind,
            Attachment.title,
            Attachment.media_type,
            Attachment.added_on,
            func.length(Attachment.content),
        )
        .where(condition)
        .order_by(Attachment.added_on.desc(), Attachment.id.desc())
    )
    rows = [AttachmentRow(*found) for found in session.execute(query)]
    return [row for row in rows if _may_read(session, row.kind)]


def _is_photo_of(child_id: int) -> ColumnElement[bool]:
    return (Attachment.child_id == child_id) & (Attachment.kind == AttachmentKind.PHOTO)


def _may_read(session: Session, kind: AttachmentKind) -> bool:
    return has(session, _READ_RIGHTS.get(kind, Right.READ_ROSTER))


def _check_may_read(session: Session, kind: AttachmentKind) -> None:
    if not _may_read(session, kind):
        actor = session.info["actor"]
        raise RefusedError(
            _("{name} may not do this ({role}). Ask the director.").format(
                name=actor.name, role=Role(actor.role).label
            ),
            "attachments.content_of",
        )
