"""Staff: who works here, in which post and class."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.db.schema.staff import StaffMember, StaffPost
from centerdesk.domain.names import name_key, name_search
from centerdesk.domain.people import Post
from centerdesk.services.rights import Right, needs


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A member of staff with the posts held on a day."""

    id: int
    name: str
    phone: str
    posts: tuple[Post, ...]
    hired_on: date


@needs(Right.READ_STAFF)
def list_staff(session: Session, on: date) -> list[StaffRow]:
    """Who works here on a day."""
    members = session.scalars(
        select(StaffMember).options(selectinload(StaffMember.posts)).order_by(StaffMember.id)
    )
    return [
        StaffRow(
            member.id,
            member.name,
            member.phone,
            tuple(post.post for post in _held(member, on)),
            member.hired_on,
        )
        for member in members
        if _here(member, on)
    ]


@needs(Right.READ_STAFF)
def carers_by_class(session: Session, on: date) -> Counter[int]:
    """How many carers belong to each class on a day."""
    members = session.scalars(select(StaffMember).options(selectinload(StaffMember.posts)))
    return Counter(
        post.class_id
        for member in members
        if _here(member, on)
        for post in _held(member, on)
        if post.post is Post.CARER and post.class_id is not None
    )


@needs(Right.WRITE_STAFF)
def hire(
    session: Session, name: str, post: Post, hired_on: date, *, phone: str = "", class_id: int | None = None
) -> int:
    """Take somebody on in a post; returns the id."""
    if not name.strip():
        raise UserError(_("The name is missing."), "name")
    member = StaffMember(
        name=name.strip(),
        name_key=name_key(name.strip()),
        name_search=name_search(name.strip()),
        phone=phone,
        hired_on=hired_on,
        posts=[StaffPost(post=post, class_id=class_id, starts_on=hired_on)],
    )
    session.add(member)
    session.flush()
    return member.id


def _here(member: StaffMember, on: date) -> bool:
    return member.hired_on <= on and (member.left_on is None or on <= member.left_on)


def _held(member: StaffMember, on: date) -> list[StaffPost]:
    return [
        post for post in member.posts if post.starts_on <= on and (post.ends_on is None or on <= post.ends_on)
    ]
