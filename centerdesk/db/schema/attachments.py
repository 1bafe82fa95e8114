"""Files kept with a child's record or with a paper of the centre."""

from datetime import date

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from centerdesk.db.schema.base import Base, word
from centerdesk.domain.people import AttachmentKind


class Attachment(Base):
    """A picture (JPEG, written anew) or a PDF, of a child or of a paper of the centre."""

    __tablename__ = "attachment"

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int | None] = mapped_column(ForeignKey("child.id", ondelete="CASCADE"), index=True)
    centre_paper_id: Mapped[int | None] = mapped_column(
        ForeignKey("centre_paper.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[AttachmentKind] = mapped_column(word(AttachmentKind))
    title: Mapped[str] = mapped_column(String(100), default="")
    media_type: Mapped[str] = mapped_column(String(40))
    added_on: Mapped[date]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
