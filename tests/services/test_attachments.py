"""Files kept with records: written anew, encrypted, and shown to those who may see them."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select

from centerdesk.base.errors import RefusedError, UserError
from centerdesk.db.schema.audit import Audit, AuditPayload
from centerdesk.db.schema.centre import CentrePaper
from centerdesk.db.schema.staff import StaffPaper
from centerdesk.db.schema.training import TrainingSession
from centerdesk.domain.consents import Scope
from centerdesk.domain.people import AttachmentKind, CentrePaperKind, Post, Relation, Role, TrainingForm
from centerdesk.images import document_picture, portrait
from centerdesk.services import attachments, consents, staff
from centerdesk.services.child_fields import GuardianRow
from centerdesk.services.staff import StaffFields
from tests.services.small_centre import TODAY, SmallCentre

MARKER = b"A-PAPER-NOBODY-ELSE-MAY-READ"
PDF = b"%PDF-1.7\n" + MARKER + b"\n" * 5000 + b"%%EOF\n"


def _picture(width: int = 900, height: int = 1200, colour: str = "teal") -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (width, height), colour).save(buffer, "PNG")
    return buffer.getvalue()


def _child(centre: SmallCentre, class_id: int = 0, name: str = "欧阳若谷") -> int:
    mother = GuardianRow(Relation.MOTHER, "夏侯小妹", "15400001111")
    return centre.enrol(name, class_id or centre.add_class(), "2026-09-01", guardians=(mother,))


def _agree(centre: SmallCentre, child_id: int) -> int:
    return centre.do(
        consents.record_consent, child_id, [Scope.IMAGES], date(2026, 9, 1), "夏侯小妹", today=TODAY
    )


def _add(centre: SmallCentre, child_id: int, kind: AttachmentKind, content: bytes, title: str = "") -> int:
    return centre.do(attachments.add_attachment, kind, title, content, TODAY, child_id=child_id)


def test_a_picture_comes_out_as_it_was_written_anew(centre: SmallCentre) -> None:
    child_id = _child(centre)
    attachment_id = _add(centre, child_id, AttachmentKind.CONTRACT, _picture(), " 合同第1页 ")
    (row,) = centre.see(attachments.attachments_of, child_id, TODAY)
    name, content = centre.see(attachments.content_of, attachment_id, TODAY)
    assert content == document_picture(_picture())
    assert (row.id, row.kind, row.title, row.media_type, row.added_on, row.size) == (
        attachment_id, AttachmentKind.CONTRACT, "合同第1页", "image/jpeg", TODAY, len(content),
    )  # fmt: skip
    assert name == "欧阳若谷-托育服务合同-合同第1页.jpg"


def test_a_pdf_is_kept_as_it_is(centre: SmallCentre) -> None:
    child_id = _child(centre)
    attachment_id = _add(centre, child_id, AttachmentKind.OTHER, PDF, "评估: 3/4")
    name, content = centre.see(attachments.content_of, attachment_id, TODAY)
    assert content == PDF
    assert name == "欧阳若谷-其他附件-评估_ 3_4.pdf"
    (row,) = centre.see(attachments.attachments_of, child_id, TODAY)
    assert row.is_pdf


def test_its_name_fits_any_disk(centre: SmallCentre) -> None:
    attachment_id = _add(centre, _child(centre), AttachmentKind.OTHER, PDF, "很" * 120)
    name, _content = centre.see(attachments.content_of, attachment_id, TODAY)
    assert name.startswith("欧阳若谷-其他附件-很很")
    assert name.endswith("很.pdf")
    assert len(f"{name}(2).part".encode()) <= 255


def test_no_word_of_it_stands_in_the_file_of_the_centre(centre: SmallCentre) -> None:
    child_id = _child(centre)
    _add(centre, child_id, AttachmentKind.OTHER, PDF)
    files = [file for file in centre.folder.rglob("*") if file.is_file()]
    assert sum(file.stat().st_size for file in files) > len(PDF)
    assert [file.name for file in files if MARKER in file.read_bytes()] == []


def test_the_log_of_changes_holds_no_content(centre: SmallCentre) -> None:
    child_id = _child(centre)
    centre.do(attachments.remove_attachment, _add(centre, child_id, AttachmentKind.OTHER, PDF))
    assert centre.see(attachments.attachments_of, child_id, TODAY) == []

    def noted(session: Any) -> list[Any]:
        query = select(AuditPayload).join(Audit).where(Audit.table_name == "attachment")
        return [(each.before, each.after) for each in session.scalars(query)]

    entries = centre.see(noted)
    assert len(entries) == 2
    assert MARKER.decode() not in str(entries)
    assert all(len(str(entry)) < 600 for entry in entries)


def test_a_photo_needs_the_guardian_s_consent_to_images(centre: SmallCentre) -> None:
    child_id = _child(centre)
    with pytest.raises(UserError, match="欧阳若谷的监护人尚未同意留存影像") as refusal:
        _add(centre, child_id, AttachmentKind.PHOTO, _picture())
    assert refusal.value.field == "kind"
    consent_id = _agree(centre, child_id)
    _add(centre, child_id, AttachmentKind.PHOTO, _picture())
    assert centre.see(attachments.photo_of, child_id, TODAY) == portrait(_picture())
    centre.do(consents.withdraw_consent, consent_id, TODAY, today=TODAY)
    assert centre.see(attachments.photo_of, child_id, TODAY) is None
    with pytest.raises(UserError):
        _add(centre, child_id, AttachmentKind.PHOTO, _picture())


def test_a_new_photo_takes_the_place_of_the_old_one(centre: SmallCentre) -> None:
    class_id = centre.add_class()
    child_id, other = _child(centre, class_id), _child(centre, class_id, "欧阳若水")
    for each in (child_id, other):
        _agree(centre, each)
        _add(centre, each, AttachmentKind.PHOTO, _picture(colour="teal"))
    _add(centre, child_id, AttachmentKind.CONTRACT, _picture())
    _add(centre, child_id, AttachmentKind.PHOTO, _picture(colour="olive"))
    kinds = [row.kind for row in centre.see(attachments.attachments_of, child_id, TODAY)]
    assert kinds == [AttachmentKind.PHOTO, AttachmentKind.CONTRACT]
    assert centre.see(attachments.photo_of, child_id, TODAY) == portrait(_picture(colour="olive"))
    assert centre.see(attachments.photo_of, other, TODAY) == portrait(_picture(colour="teal"))


def test_copies_of_identity_papers_are_kept_only_where_the_director_allows_it(centre: SmallCentre) -> None:
    child_id = _child(centre)
    with pytest.raises(UserError, match="未启用证件复印件") as refusal:
        _add(centre, child_id, AttachmentKind.IDENTITY, _picture())
    assert refusal.value.field == "kind"
    centre.do(attachments.allow_identity_scans, True)
    _add(centre, child_id, AttachmentKind.IDENTITY, _picture())
    centre.do(attachments.allow_identity_scans, False)
    assert not centre.see(attachments.identity_scans_allowed)
    assert len(centre.see(attachments.attachments_of, child_id, TODAY)) == 1
    with pytest.raises(RefusedError):
        centre.as_role(Role.HEALTH_WORKER).do(attachments.allow_identity_scans, True)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"plain words", "不是可以读取的图片"),
        (b"MZ\x90\0" + b"\0" * 500, "不是可以读取的图片"),
        (b"%PDF-1.7\n" + b"0" * (10 * 1024 * 1024), "PDF 文件超过 10 MB"),
    ],
)
def test_other_files_are_refused(centre: SmallCentre, content: bytes, words: str) -> None:
    child_id = _child(centre)
    with pytest.raises(UserError, match=words) as refusal:
        _add(centre, child_id, AttachmentKind.OTHER, content)
    assert refusal.value.field == "file"
    assert centre.see(attachments.attachments_of, child_id, TODAY) == []


def test_a_photo_is_no_pdf(centre: SmallCentre) -> None:
    child_id = _child(centre)
    _agree(centre, child_id)
    with pytest.raises(UserError, match="不是可以读取的图片"):
        _add(centre, child_id, AttachmentKind.PHOTO, PDF)


def test_each_sees_what_the_post_allows(centre: SmallCentre) -> None:
    own, other = centre.add_class("托大班"), centre.add_class("托小班")
    mine, theirs = _child(centre, own), _child(centre, other, "欧阳若水")
    centre.do(attachments.allow_identity_scans, True)
    _agree(centre, mine)
    ids = {kind: _add(centre, mine, kind, _picture(30, 40)) for kind in AttachmentKind}
    hidden = {
        Role.DIRECTOR: set(),
        Role.HEALTH_WORKER: set(),
        Role.TEACHER: {AttachmentKind.IDENTITY, AttachmentKind.CUSTODY},
        Role.CLERK: set(attachments._READ_RIGHTS),
    }
    for role, kinds in hidden.items():
        actor = centre.as_role(role, own)
        seen = {row.kind for row in actor.see(attachments.attachments_of, mine, TODAY)}
        assert seen == set(AttachmentKind) - kinds
        assert actor.see(attachments.photo_of, mine, TODAY)
        for kind in kinds:
            with pytest.raises(RefusedError):
                actor.see(attachments.content_of, ids[kind], TODAY)
    teacher = centre.as_role(Role.TEACHER, own)
    for service in (attachments.attachments_of, attachments.photo_of):
        with pytest.raises(RefusedError):
            teacher.see(service, theirs, TODAY)
    with pytest.raises(RefusedError):
        teacher.see(attachments.content_of, _add(centre, theirs, AttachmentKind.OTHER, PDF), TODAY)
    with pytest.raises(RefusedError):
        _add(teacher, mine, AttachmentKind.OTHER, PDF)


def test_taking_a_file_out_leaves_an_entry(centre: SmallCentre) -> None:
    attachment_id = _add(centre, _child(centre), AttachmentKind.OTHER, PDF, "评估")
    centre.see(attachments.content_of, attachment_id, TODAY)

    def last(session: Any) -> Any:
        query = select(Audit.action, Audit.key, AuditPayload.after).join(AuditPayload)
        return session.execute(query.order_by(Audit.id.desc())).first()

    action, key, after = centre.see(last)
    assert (action, key, after["paper"]) == (
        "attachments.content_of", "taken_out", "欧阳若谷-其他附件-评估",
    )  # fmt: skip


def test_a_file_may_belong_to_a_paper_of_the_centre(centre: SmallCentre) -> None:
    def paper(session: Any) -> int:
        record = CentrePaper(kind=CentrePaperKind.FIRE, title="消防验收", number="")
        session.add(record)
        session.flush()
        return int(record.id)

    paper_id = centre.do(paper)
    attachment_id = centre.do(
        attachments.add_attachment, AttachmentKind.OTHER, "扫描件", PDF, TODAY, centre_paper_id=paper_id
    )
    assert [row.id for row in centre.see(attachments.attachments_of_paper, paper_id)] == [attachment_id]
    assert centre.see(attachments.content_of, attachment_id, TODAY) == ("其他附件-扫描件.pdf", PDF)
    with pytest.raises(ValueError, match="belongs to"):
        centre.do(attachments.add_attachment, AttachmentKind.OTHER, "", PDF, TODAY)


def _colleague(session: Any) -> tuple[int, int, int]:
    """A member of staff with a paper, and a training."""
    staff_id = staff.hire(session, StaffFields("王芳"), Post.CARER, date(2026, 1, 5))
    paper = StaffPaper(staff_id=staff_id, kind="health", issued_on=TODAY)
    held = TrainingSession(
        starts_on=TODAY,
        ends_on=TODAY,
        topic="急救培训",
        category="first_aid",
        form=TrainingForm.GROUP,
        hours=80,
    )
    session.add_all([paper, held])
    session.flush()
    return staff_id, paper.id, held.id


def test_a_file_may_belong_to_a_colleague_a_paper_of_hers_or_a_training(centre: SmallCentre) -> None:
    staff_id, paper_id, session_id = centre.do(_colleague)
    add, other = attachments.add_attachment, AttachmentKind.OTHER
    first = centre.do(add, other, "毕业证", PDF, TODAY, staff_id=staff_id)
    second = centre.do(add, other, "健康证", PDF, TODAY, staff_paper_id=paper_id)
    third = centre.do(add, other, "签到表", PDF, TODAY, session_id=session_id)
    with pytest.raises(ValueError, match="belongs to"):
        centre.do(add, other, "", PDF, TODAY, staff_id=staff_id, session_id=session_id)
    teacher = centre.as_role(Role.TEACHER)
    for service, owner, attachment_id, name in (
        (attachments.attachments_of_staff, staff_id, first, "王芳-其他附件-毕业证.pdf"),
        (attachments.attachments_of_staff_paper, paper_id, second, "王芳-其他附件-健康证.pdf"),
        (attachments.attachments_of_session, session_id, third, "急救培训-其他附件-签到表.pdf"),
    ):
        assert [row.id for row in centre.see(service, owner)] == [attachment_id]
        assert centre.see(attachments.content_of, attachment_id, TODAY) == (name, PDF)
        # The papers of colleagues bear their numbers; the list of a training doesn't.
        assert len(teacher.see(service, owner)) == (attachment_id == third)
    with pytest.raises(RefusedError):
        teacher.see(attachments.content_of, first, TODAY)


def test_a_colleague_has_one_photo_which_all_may_see(centre: SmallCentre) -> None:
    staff_id, _paper_id, _session_id = centre.do(_colleague)
    assert centre.see(attachments.photo_of_staff, staff_id) is None
    for colour in ("teal", "olive"):
        centre.do(attachments.set_photo_of_staff, staff_id, _picture(colour=colour), TODAY)
    teacher = centre.as_role(Role.TEACHER)
    assert teacher.see(attachments.photo_of_staff, staff_id) == portrait(_picture(colour="olive"))
    assert len(teacher.see(attachments.attachments_of_staff, staff_id)) == 1
    with pytest.raises(RefusedError):
        teacher.do(attachments.set_photo_of_staff, staff_id, None, TODAY)
    centre.do(attachments.set_photo_of_staff, staff_id, None, TODAY)
    assert centre.see(attachments.photo_of_staff, staff_id) is None


@pytest.mark.parametrize(
    ("size", "words"),
    [(1, "1 KB"), (300, "1 KB"), (393_000, "384 KB"), (1_023_000, "999 KB"), (1_258_291, "1.2 MB")],
)
def test_sizes_as_people_read_them(size: int, words: str) -> None:
    assert attachments.size_text(size) == words
