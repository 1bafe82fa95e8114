"""The posts of a member of staff: several at once, each with its time and, where it belongs to one, its class."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from centerdesk.base import formats
from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.db.schema.staff import StaffMember, StaffPost
from centerdesk.domain.people import Post
from centerdesk.services.classes import check_class_open
from centerdesk.services.rights import Right, needs


@needs(Right.WRITE_STAFF)
def add_post(
    session: Session,
    staff_id: int,
    post: Post,
    starts_on: date,
    class_id: int | None = None,
    *,
    ends_on: date | None = None,
    replaces: int | None = None,
) -> int:
    """Give a member a post beside the others, or in place of one, which ends the day before; returns its id."""
    member = session.get_one(StaffMember, staff_id)
    if replaces is not None:
        end_post(session, replaces, starts_on - timedelta(days=1))
    record = StaffPost()
    _fill(session, member, record, post, class_id, starts_on, ends_on)
    member.posts.append(record)
    session.flush()
    return record.id


@needs(Right.WRITE_STAFF)
def change_post(
    session: Session,
    post_id: int,
    post: Post,
    class_id: int | None,
    starts_on: date,
    ends_on: date | None,
) -> None:
    """Correct what is recorded of a post."""
    record = session.get_one(StaffPost, post_id)
    _fill(session, record.member, record, post, class_id, starts_on, ends_on)


@needs(Right.WRITE_STAFF)
def end_post(session: Session, post_id: int, ends_on: date) -> None:
    """End a post; `ends_on` is its last day."""
    record = session.get_one(StaffPost, post_id)
    _fill(session, record.member, record, record.post, record.class_id, record.starts_on, ends_on)


@needs(Right.WRITE_STAFF)
def remove_post(session: Session, post_id: int) -> None:
    """Take out a post that was recorded by mistake; the only one is corrected instead."""
    record = session.get_one(StaffPost, post_id)
    if len(record.member.posts) == 1:
        raise UserError(
            _("{name} has no other post. Correct this one instead.").format(name=record.member.name)
        )
    record.member.posts.remove(record)
    session.flush()


def outside(member: StaffMember, day: date, field_name: str) -> UserError:
    """A day before the first or after the last day at work."""
    if day < member.hired_on:
        sentence, limit = _("{day} is before the first day at work of {name} ({limit})."), member.hired_on
    else:
        sentence, limit = _("{day} is after the last day at work of {name} ({limit})."), member.left_on or day
    return UserError(
        sentence.format(name=member.name, day=formats.iso_date(day), limit=formats.iso_date(limit)),
        field_name,
    )


def _fill(
    session: Session,
    member: StaffMember,
    record: StaffPost,
    post: Post,
    class_id: int | None,
    starts_on: date,
    ends_on: date | None,
) -> None:
    ends_on = member.left_on if ends_on is None else ends_on
    if ends_on and ends_on < starts_on:
        raise UserError(_("The post can't end before it begins."), "ends_on")
    if starts_on < member.hired_on:
        raise outside(member, starts_on, "starts_on")
    if member.left_on and ends_on and ends_on > member.left_on:
        raise outside(member, ends_on, "ends_on")
    if class_id is not None:
        check_class_open(session, class_id, starts_on)
    for other in member.posts:
        if (
            other is not record
            and (other.post, other.class_id) == (post, class_id)
            and other.starts_on <= (ends_on or date.max)
            and starts_on <= (other.ends_on or date.max)
        ):
            raise UserError(
                _("{name} holds this post from {day} on already.").format(
                    name=member.name, day=formats.iso_date(other.starts_on)
                ),
                "post",
            )
    record.post, record.class_id = post, class_id
    record.starts_on, record.ends_on = starts_on, ends_on
