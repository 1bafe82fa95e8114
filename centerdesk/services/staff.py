"""Staff: who works here, in which posts and classes; who left stays in the file with everything kept of him."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, selectinload

from centerdesk.base import formats
from centerdesk.base.errors import UserError
from centerdesk.base.i18n import N_, _
from centerdesk.base.tables import Align, Column
from centerdesk.db.schema.staff import StaffMember, StaffPost
from centerdesk.domain.ages import completed_months
from centerdesk.domain.grids import name_of
from centerdesk.domain.identity import check_id_number, masked, plain_number
from centerdesk.domain.names import name_key, name_search
from centerdesk.domain.people import Education, Employment, IdKind, Post, Sex
from centerdesk.services.classes import check_class_open, list_classes
from centerdesk.services.rights import Right, has, needs
from centerdesk.services.staff_posts import outside

_YOUNGEST = 16  # 禁止使用童工规定, art. 2


@dataclass(frozen=True, slots=True)
class StaffFields:
    """What is recorded of a member of staff, as typed; `warnings` in `check_staff` says what looks wrong."""

    name: str
    sex: Sex | None = None
    birth_date: date | None = None
    id_kind: IdKind = IdKind.NONE
    id_number: str = ""
    nation: str = ""
    phone: str = ""
    address: str = ""
    education: Education | None = None
    employment: Employment | None = None
    contract_from: date | None = None
    contract_until: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post with the time it is held; `ends_on` is its last day."""

    id: int
    post: Post
    class_id: int | None
    class_name: str
    starts_on: date
    ends_on: date | None

    def covers(self, day: date) -> bool:
        """Whether it is held on a day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    @property
    def words(self) -> str:
        """The post with its class, as people say it."""
        if not self.class_name:
            return self.post.label
        return _("{post} ({group})").format(post=self.post.label, group=self.class_name)


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A member of staff as lists show it.

    `posts` and `class_names` are those of the day asked for; of who has left, those of the last day at work.
    `post_rows` is every post ever held. Who may not read ID numbers gets them masked, without birth date and address.
    """

    id: int
    name: str
    name_key: str
    name_search: str
    phone: str
    posts: tuple[Post, ...]
    class_names: tuple[str, ...]
    hired_on: date
    left_on: date | None
    post_rows: tuple[PostRow, ...] = field(repr=False)
    fields: StaffFields = field(repr=False)
    found_by: str = field(repr=False)
    has_namesake: bool = False

    @property
    def employment(self) -> Employment | None:
        """Full or part time."""
        return self.fields.employment

    @property
    def education(self) -> Education | None:
        """Schooling completed."""
        return self.fields.education

    @property
    def posts_text(self) -> str:
        """The posts of the day."""
        return _(", ").join(post.label for post in self.posts)

    @property
    def classes_text(self) -> str:
        """The classes of the day."""
        return _(", ").join(self.class_names)

    @property
    def mark(self) -> str:
        """What tells namesakes apart: the end of the phone number, without one the first day at work."""
        return self.phone[-4:] or self.hired_on.isoformat()

    @property
    def distinct_name(self) -> str:
        """The name, with the mark where another one of the list bears it too."""
        return _("{name} ({mark})").format(name=self.name, mark=self.mark) if self.has_namesake else self.name


STAFF_COLUMNS = (
    Column(N_("Name"), lambda row: row.name, 26, sort=lambda row: row.name_key),
    Column(N_("Sex"), lambda row: row.fields.sex.label if row.fields.sex else "", 12, Align.CENTRE),
    Column(N_("Post"), lambda row: row.posts_text, 34),
    Column(N_("Class"), lambda row: row.classes_text, 24),
    Column(N_("Full or part time"), lambda row: row.employment.label if row.employment else "", 18),
    Column(N_("Education"), lambda row: row.education.label if row.education else "", 22),
    Column(N_("Phone"), lambda row: row.phone, 28, text=True),
    Column(N_("Hired on"), lambda row: row.hired_on, 24),
    Column(N_("Last day at work"), lambda row: row.left_on, 24),
)


def check_staff(fields: StaffFields, hired_on: date) -> list[str]:
    """UserError when the fields can't be right; sentences for what looks wrong but may be so."""
    if not fields.name.strip():
        raise UserError(_("The name is missing."), "name")
    if fields.birth_date:
        _check_age(fields.name.strip(), fields.birth_date, hired_on)
    if fields.contract_from and fields.contract_until and fields.contract_until < fields.contract_from:
        raise UserError(_("The contract can't end before it begins."), "contract_until")
    warnings = []
    if missing := _unprintable(fields.name):
        warnings.append(
            _("Papers can't show “{characters}” of the name; 〓 is printed in its place.").format(
                characters=missing
            )
        )
    facts = check_id_number(fields.id_kind, plain_number(fields.id_number)) if fields.id_number else None
    if facts and fields.birth_date and facts.birth_date != fields.birth_date:
        warnings.append(
            _("The birth date is {typed}, but the ID number says {number}.").format(
                typed=formats.iso_date(fields.birth_date), number=formats.iso_date(facts.birth_date)
            )
        )
    if facts and fields.sex and facts.sex is not fields.sex:
        warnings.append(
            _("The sex is {typed}, but the ID number says {number}.").format(
                typed=fields.sex.label, number=facts.sex.label
            )
        )
    return warnings


@needs(Right.READ_STAFF)
def list_staff(session: Session, on: date, *, with_left: bool = False) -> list[StaffRow]:
    """Who works here on a day, by post and pinyin; with those who have left or are still to come, on request."""
    make = _row_maker(session, on)
    rows = [make(member) for member in session.scalars(_with_posts()) if with_left or _here(member, on)]
    bearers = Counter(row.name for row in rows)
    rows = [replace(row, has_namesake=True) if bearers[row.name] > 1 else row for row in rows]
    return sorted(rows, key=lambda row: (_rank(row.posts), row.name_key, row.id))


@needs(Right.READ_STAFF)
def staff_member(session: Session, staff_id: int, on: date) -> StaffRow:
    """One member's record."""
    return _row_maker(session, on)(session.scalars(_with_posts().where(StaffMember.id == staff_id)).one())


@needs(Right.READ_STAFF)
def find_staff(session: Session, name: str, on: date, *, with_left: bool = False) -> StaffRow:
    """The member of that name on a day, or named `name/0001` by the phone's end; UserError otherwise."""
    plain, _sep, mark = name.partition("/")
    found = [
        row
        for row in list_staff(session, on, with_left=with_left)
        if row.name == plain and mark in ("", row.mark)
    ]
    if not found:
        raise UserError(
            _("There is no member of staff “{name}” on {day}.").format(name=name, day=formats.iso_date(on)),
            "name",
        )
    if len(found) > 1:
        raise UserError(
            _(
                "There are {n} members of staff named “{name}”. Add the phone's last digits: {example}."
            ).format(n=len(found), name=plain, example=f"{plain}/{found[0].mark}"),
            "name",
        )
    return found[0]


@needs(Right.WRITE_STAFF)
def hire(
    session: Session, fields: StaffFields, post: Post, hired_on: date, *, class_id: int | None = None
) -> int:
    """Take somebody on in a post; returns the id. Who comes back after having left gets a new record."""
    member = StaffMember(hired_on=hired_on)
    _fill(session, member, fields)
    if class_id is not None:
        check_class_open(session, class_id, hired_on)
    member.posts = [StaffPost(post=post, class_id=class_id, starts_on=hired_on)]
    session.add(member)
    session.flush()
    return member.id


@needs(Right.WRITE_STAFF)
def change_staff(session: Session, staff_id: int, fields: StaffFields, hired_on: date) -> None:
    """Write a member's fields; posts held from the first day on move with it."""
    member = session.get_one(StaffMember, staff_id)
    if member.left_on and member.left_on < hired_on:
        raise outside(member, hired_on, "hired_on")
    first, member.hired_on = member.hired_on, hired_on
    for post in member.posts:
        if post.starts_on == first:
            post.starts_on = hired_on
        if post.starts_on < hired_on or (post.ends_on and post.ends_on < post.starts_on):
            raise UserError(
                _("A post was held before {day} already. Correct the post first.").format(
                    day=formats.iso_date(hired_on)
                ),
                "hired_on",
            )
    _fill(session, member, fields)


@needs(Right.WRITE_STAFF)
def leave(session: Session, staff_id: int, left_on: date | None) -> None:
    """End a member's work and posts with the last day; None takes the leaving back. Everything else is kept."""
    member = session.get_one(StaffMember, staff_id)
    if left_on and left_on < member.hired_on:
        raise outside(member, left_on, "left_on")
    for post in member.posts:
        if left_on and post.starts_on > left_on:
            raise UserError(
                _("{name} has a post from {day} on, after that day. Correct or remove it first.").format(
                    name=member.name, day=formats.iso_date(post.starts_on)
                ),
                "left_on",
            )
        if post.ends_on is None or post.ends_on == member.left_on or (left_on and post.ends_on > left_on):
            post.ends_on = left_on
    member.left_on = left_on


def _check_age(name: str, birth_date: date, hired_on: date) -> None:
    if birth_date > hired_on:
        raise UserError(
            _("The birth date {day} is after the first day at work.").format(
                day=formats.iso_date(birth_date)
            ),
            "birth_date",
        )
    if completed_months(birth_date, hired_on) < _YOUNGEST * 12:
        raise UserError(
            _(
                "{name} is not yet {age} on {day}, the first day at work. Nobody so young may be hired."
            ).format(name=name, age=_YOUNGEST, day=formats.iso_date(hired_on)),
            "birth_date",
        )


def _unprintable(name: str) -> str:
    """Characters of a name that papers can't show."""
    try:
        name.encode("gb2312")
    except UnicodeEncodeError:
        from centerdesk.pdf.fonts import missing_characters  # reads the fonts, which most names need not

        return missing_characters(name)
    return ""


def _fill(session: Session, member: StaffMember, fields: StaffFields) -> None:
    fields = replace(fields, name=name_of(fields.name), id_number=plain_number(fields.id_number))
    check_staff(fields, member.hired_on)
    if fields.id_number:
        _check_single(session, member, fields.id_number)
    name = fields.name
    member.name, member.name_key, member.name_search = name, name_key(name), name_search(name)
    member.sex, member.birth_date = fields.sex, fields.birth_date
    member.id_kind, member.id_number = fields.id_kind, fields.id_number or None
    member.nation, member.phone = fields.nation.strip(), fields.phone.strip()
    member.address, member.note = fields.address.strip(), fields.note.strip()
    member.education, member.employment = fields.education, fields.employment
    member.contract_from, member.contract_until = fields.contract_from, fields.contract_until


def _check_single(session: Session, member: StaffMember, id_number: str) -> None:
    """Nobody works here twice at a time; an earlier record of who came back is no fault."""
    query = select(StaffMember).where(
        StaffMember.id_number == id_number,
        StaffMember.id != (member.id or 0),
        or_(StaffMember.left_on.is_(None), StaffMember.left_on >= member.hired_on),
        StaffMember.hired_on <= (member.left_on or date.max),
    )
    with session.no_autoflush:
        other = session.scalars(query).first()
    if other is not None:
        raise UserError(
            _(
                "{name} already has this ID number. One of the two was mistyped, or it is the same person."
            ).format(name=other.name),
            "id_number",
        )


def _with_posts() -> Select[StaffMember]:
    return select(StaffMember).options(selectinload(StaffMember.posts)).order_by(StaffMember.id)


def _here(member: StaffMember, on: date) -> bool:
    return member.hired_on <= on and (member.left_on is None or on <= member.left_on)


def _held(member: StaffMember, on: date) -> list[StaffPost]:
    return [
        post for post in member.posts if post.starts_on <= on and (post.ends_on is None or on <= post.ends_on)
    ]


def _rank(posts: tuple[Post, ...]) -> int:
    return min((list(Post).index(post) for post in posts), default=len(Post))


def _fields_of(member: StaffMember) -> StaffFields:
    return StaffFields(
        member.name,
        member.sex,
        member.birth_date,
        member.id_kind,
        member.id_number or "",
        member.nation,
        member.phone,
        member.address,
        member.education,
        member.employment,
        member.contract_from,
        member.contract_until,
        member.note,
    )


def _row_maker(session: Session, on: date) -> Callable[[StaffMember], StaffRow]:
    """What makes rows of a day; the names of classes are read once, here."""
    classes = {row.id: row.name for row in list_classes(session)}
    sees_numbers = has(session, Right.READ_ID_NUMBERS)

    def make(member: StaffMember) -> StaffRow:
        fields = _fields_of(member)
        found_by = [member.name_search, member.phone]
        if sees_numbers:
            found_by.append(fields.id_number[-6:].lower())
        else:
            fields = replace(fields, id_number=masked(fields.id_number), birth_date=None, address="")
        post_rows = tuple(
            PostRow(
                post.id,
                post.post,
                post.class_id,
                classes[post.class_id] if post.class_id else "",
                post.starts_on,
                post.ends_on,
            )
            for post in member.posts
        )
        shown_on = max(member.hired_on, min(on, member.left_on or on))
        held = [row for row in post_rows if row.covers(shown_on)]
        return StaffRow(
            id=member.id,
            name=member.name,
            name_key=member.name_key,
            name_search=member.name_search,
            phone=member.phone,
            posts=tuple(post for post in Post if any(row.post is post for row in held)),
            class_names=tuple(dict.fromkeys(row.class_name for row in held if row.class_name)),
            hired_on=member.hired_on,
            left_on=member.left_on,
            post_rows=post_rows,
            fields=fields,
            found_by=" ".join(found_by),
        )

    return make
