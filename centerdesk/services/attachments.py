"""Files kept with a record (a child, a member of staff, a paper, a training): taken in, listed, taken out again."""

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
from centerdesk.db.schema.base import Base
from centerdesk.db.schema.centre import CentrePaper
from centerdesk.db.schema.children import Child
from centerdesk.db.schema.settings import Setting
from centerdesk.db.schema.staff import StaffMember, StaffPaper
from centerdesk.db.schema.training import TrainingSession
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

_OWNERS: dict[str, type[Base]] = {
    "child_id": Child,
    "centre_paper_id": CentrePaper,
    "staff_id": StaffMember,
    "staff_paper_id": StaffPaper,
    "session_id": TrainingSession,
}

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
    staff_id: int | None = None,
    staff_paper_id: int | None = None,
    session_id: int | None = None,
) -> int:
    """Keep a file with the one record it belongs to; pictures are written anew. Returns its id.

    The photo of a child or of a member of staff takes the place of the earlier one.
    """
    record = Attachment(
        child_id=child_id,
        centre_paper_id=centre_paper_id,
        staff_id=staff_id,
        staff_paper_id=staff_paper_id,
        session_id=session_id,
    )
    if sum(getattr(record, name) is not None for name in _OWNERS) != 1:
        raise ValueError("a file belongs to one record")
    for name, table in _OWNERS.items():
        if (owner_id := getattr(record, name)) is not None:
            session.get_one(table, owner_id)
    if child_id is not None:
        _check_child(session, child_id, kind, added_on)
    if kind is AttachmentKind.IDENTITY and not identity_scans_allowed(session):
        raise UserError(
            _(
                "Copies of identity papers are not kept here. The director can allow them in the settings of "
                "the centre."
            ),
            "kind",
        )
    record.kind, record.title, record.added_on = kind, title.strip()[:100], added_on
    record.media_type, record.content = _prepared(kind, content)
    if kind is AttachmentKind.PHOTO and child_id is not None:
        session.execute(delete(Attachment).where(_is_photo(Attachment.child_id == child_id)))
    elif kind is AttachmentKind.PHOTO and staff_id is not None:
        session.execute(delete(Attachment).where(_is_photo(Attachment.staff_id == staff_id)))
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


@needs(Right.READ_STAFF)
def attachments_of_staff(session: Session, staff_id: int) -> list[AttachmentRow]:
    """The files kept with a member of staff that the actor may see, the newest first."""
    return _rows(session, Attachment.staff_id == staff_id)


@needs(Right.READ_STAFF)
def attachments_of_staff_paper(session: Session, staff_paper_id: int) -> list[AttachmentRow]:
    """The files kept with a paper of a member of staff that the actor may see, the newest first."""
    return _rows(session, Attachment.staff_paper_id == staff_paper_id)


@needs(Right.READ_STAFF)
def attachments_of_session(session: Session, session_id: int) -> list[AttachmentRow]:
    """The files kept with a training, the newest first."""
    return _rows(session, Attachment.session_id == session_id)


@needs(Right.READ_ROSTER)
def content_of(session: Session, attachment_id: int, on: date) -> tuple[str, bytes]:
    """A name for the file and what is in it, for the user to keep or open; it leaves an entry."""
    record = session.get_one(Attachment, attachment_id)
    _check_may_read(session, record.kind, _is_personal(record.staff_id, record.staff_paper_id))
    owner = _owner_name(session, record, on)
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
    return session.scalar(select(Attachment.content).where(_is_photo(Attachment.child_id == child_id)))


@needs(Right.READ_STAFF)
def photo_of_staff(session: Session, staff_id: int) -> bytes | None:
    """The photo of a member of staff as JPEG; nothing where there is none."""
    return session.scalar(select(Attachment.content).where(_is_photo(Attachment.staff_id == staff_id)))


@needs(Right.WRITE_STAFF)
def set_photo_of_staff(session: Session, staff_id: int, content: bytes | None, on: date) -> None:
    """Put a photo in the place of the earlier one of a member of staff; None takes it out for good."""
    if content is None:
        session.execute(delete(Attachment).where(_is_photo(Attachment.staff_id == staff_id)))
    else:
        add_attachment(session, AttachmentKind.PHOTO, "", content, on, staff_id=staff_id)


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
            Attachment.staff_id,
            Attachment.staff_paper_id,
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
    return [
        AttachmentRow(*found)
        for staff_id, staff_paper_id, *found in session.execute(query)
        if _may_read(session, found[1], _is_personal(staff_id, staff_paper_id))
    ]


def _is_photo(owner: ColumnElement[bool]) -> ColumnElement[bool]:
    return owner & (Attachment.kind == AttachmentKind.PHOTO)


def _owner_name(session: Session, record: Attachment, on: date) -> str:
    """Whose file it is, for its name; refuses a teacher of another class."""
    if record.child_id:
        return child(session, record.child_id, on).name
    if record.session_id:
        return session.get_one(TrainingSession, record.session_id).topic
    staff_id = record.staff_id
    if record.staff_paper_id:
        staff_id = session.get_one(StaffPaper, record.staff_paper_id).staff_id
    return session.get_one(StaffMember, staff_id).name if staff_id else ""


def _is_personal(staff_id: int | None, staff_paper_id: int | None) -> bool:
    """Whether it is a file of a colleague."""
    return staff_id is not None or staff_paper_id is not None


def _may_read(session: Session, kind: AttachmentKind, personal: bool) -> bool:
    # A colleague's papers bear the ID number, the birth date or the address; the photo does not.
    if personal and kind is not AttachmentKind.PHOTO:
        return has(session, Right.READ_ID_NUMBERS)
    return has(session, _READ_RIGHTS.get(kind, Right.READ_ROSTER))


def _check_may_read(session: Session, kind: AttachmentKind, personal: bool) -> None:
    if not _may_read(session, kind, personal):
        actor = session.info["actor"]
        raise RefusedError(
            _("{name} may not do this ({role}). Ask the director.").format(
                name=actor.name, role=Role(actor.role).label
            ),
            "attachments.content_of",
        )
