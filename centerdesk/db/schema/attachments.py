"""Files kept with the records they belong to."""

from datetime import date

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from centerdesk.db.schema.base import Base, word
from centerdesk.domain.people import AttachmentKind


class Attachment(Base):
    """A picture (JPEG, written anew) or a PDF: of a child, a paper of the centre, a member of staff, a training."""

    __tablename__ = "attachment"

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int | None] = mapped_column(ForeignKey("child.id", ondelete="CASCADE"), index=True)
    centre_paper_id: Mapped[int | None] = mapped_column(
        ForeignKey("centre_paper.id", ondelete="CASCADE"), index=True
    )
    staff_id: Mapped[int | None] = mapped_column(
        ForeignKey("staff_member.id", ondelete="CASCADE"), index=True
    )
    staff_paper_id: Mapped[int | None] = mapped_column(
        ForeignKey("staff_paper.id", ondelete="CASCADE"), index=True
    )
    session_id: Mapped[int | None] = mapped_column(
        ForeignKey("training_session.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[AttachmentKind] = mapped_column(word(AttachmentKind))
    title: Mapped[str] = mapped_column(String(100), default="")
    media_type: Mapped[str] = mapped_column(String(40))
    added_on: Mapped[date]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
