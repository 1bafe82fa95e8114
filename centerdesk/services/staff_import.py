"""A list of staff from a workbook: each row held against the staff of the file, shown, and taken."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from centerdesk.base.formats import iso_date
from centerdesk.base.i18n import N_, _
from centerdesk.base.tables import cell_text
from centerdesk.db.schema.staff import StaffMember, StaffPost
from centerdesk.domain.grids import Grid, day_of, name_of
from centerdesk.domain.names import name_key, name_search
from centerdesk.domain.people import Post
from centerdesk.domain.roster_sheet import RosterRow, RosterRows, read_roster
from centerdesk.domain.staff_sheet import STAFF, posts_of
from centerdesk.domain.workbook_words import NOTHING, Col
from centerdesk.services.by_hand import entries_of, keeps_hand_made, last_written
from centerdesk.services.classes import list_classes
from centerdesk.services.imports import ImportKind, ImportReport, record_batch
from centerdesk.services.rights import Right, needs
from centerdesk.services.row_reader import RowReader, phone_in, refuse_unreckoned
from centerdesk.services.table_import import (
    Left,
    RowPlan,
    TablePreview,
    preview_of,
    refuse_doubles,
    rows_to_take,
)
from centerdesk.services.touched import Values, flush_noting

Held = frozenset[tuple[Post, int | None]]

_TITLES = {
    "phone": N_("Phone"),
    "hired_on": N_("Hired on"),
    "left_on": N_("Last day at work"),
    "posts": N_("Post"),
}
_ROOM = {column.name: getattr(column.type, "length", None) for column in StaffMember.__table__.columns}


@dataclass(slots=True)
class _Plan(RowPlan):
    """A row with whom it means; `told` is what it says, `values` what is to be written."""

    member: StaffMember | None = None
    told: dict[str, Any] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Book:
    """The centre's file as a list of staff is held against it."""

    by_name: Mapping[str, Sequence[StaffMember]]
    class_names: Mapping[int, str]
    earlier: Mapping[int, Values]
    today: date

    def words(self, name: str, value: Any) -> str:
        if name != "posts":
            return cell_text(value)
        return _(", ").join(
            f"{post.label} {self.class_names[class_id] if class_id else ''}".strip()
            for post, class_id in sorted(
                value or (), key=lambda each: (list(Post).index(each[0]), each[1] or 0)
            )
        )


def read_staff(grids: Sequence[Grid]) -> RosterRows:
    """The rows of a list of staff."""
    return read_roster(grids, vocabulary=STAFF)


@needs(Right.WRITE_STAFF)
def check_staff(session: Session, sheets: RosterRows, today: date) -> TablePreview:
    """What a list of staff would bring to the centre's file; nothing is written."""
    return preview_of(sheets, _plans(session, sheets, today), today)


@needs(Right.WRITE_STAFF)
def take_staff(
    session: Session,
    preview: TablePreview,
    now: datetime,
    file_name: str,
    *,
    only_good: bool = False,
    without: Left = frozenset(),
) -> ImportReport:
    """Write what the preview shows: all of it, and nothing when a row is refused; or the good rows only."""
    plans = _plans(session, preview.sheets, preview.today)
    wanted = rows_to_take(plans, preview, only_good=only_good, without=without)
    if wanted is None:
        return preview.report()
    with session.no_autoflush:
        for plan in wanted:
            _write(session, plan, preview.today)
        touched = flush_noting(session)
    record_batch(session, ImportKind.STAFF, file_name, now, touched)
    return replace(preview.report(taken=True), taken=len(wanted))


def _write(session: Session, plan: _Plan, today: date) -> None:
    member, values = plan.member, plan.values
    hired_on, left_on = values["hired_on"], values["left_on"]
    day = _effective_on(today, hired_on, left_on)
    if member is None:
        names = {"name": plan.name, "name_key": name_key(plan.name), "name_search": name_search(plan.name)}
        member = StaffMember(**names, posts=[])
        session.add(member)
        day = hired_on
    for post in member.posts:
        if post.starts_on == member.hired_on:
            post.starts_on = hired_on  # held from the first day on, whichever that is
    _write_posts(member, values["posts"], day)
    for post in member.posts:
        if left_on and (post.ends_on in (None, member.left_on) or post.ends_on > left_on):
            post.ends_on = left_on
    member.phone, member.hired_on, member.left_on = values["phone"], hired_on, left_on


def _write_posts(member: StaffMember, wanted: Held, day: date) -> None:
    """The posts held from a day on: those that are no more end the day before, or go where they began on it."""
    for post in list(member.posts):
        if post.ends_on is not None and post.ends_on < day:
            continue
        if (post.post, post.class_id) in wanted:
            wanted -= {(post.post, post.class_id)}
        elif post.starts_on == day:
            member.posts.remove(post)
        elif post.starts_on < day:
            post.ends_on = day - timedelta(days=1)
    member.posts += [
        StaffPost(post=kind, class_id=class_id, starts_on=day)
        for kind, class_id in sorted(wanted, key=lambda each: (each[0].value, each[1] or 0))
    ]


def _plans(session: Session, sheets: RosterRows, today: date) -> list[_Plan]:
    """A plan for each row, in a fixed number of queries."""
    book = _book(session, today)
    plans = [_plan(row, book) for row in sheets.rows]
    people, members = defaultdict(list), defaultdict(list)
    for plan in plans:
        if plan.name and "hired_on" in plan.told:
            people[plan.name, plan.told.get("phone"), plan.told["hired_on"]].append(plan)
        if plan.member:
            members[plan.member.id].append(plan)
    refuse_doubles(people.values(), N_("The same person stands in several rows: {rows}."))
    if not any(len(group) > 1 for group in people.values()):
        refuse_doubles(members.values(), N_("Several rows mean the same member of staff: {rows}."))
    return plans


def _book(session: Session, today: date) -> _Book:
    earlier = _earlier(last_written(session.execute(entries_of(ImportKind.STAFF))))
    by_name = defaultdict(list)
    query = select(StaffMember).options(selectinload(StaffMember.posts)).order_by(StaffMember.id)
    for member in session.scalars(query):
        for name in {member.name, earlier.get(member.id, {}).get("name", member.name)}:
            by_name[name].append(member)
    return _Book(by_name, {row.id: row.name for row in list_classes(session)}, earlier, today)


def _earlier(written: Mapping[tuple[str, str], Values]) -> dict[int, Values]:
    """By member what imports wrote last; the posts as they are compared, but those that ended before the work."""
    members = {
        int(key): dict(values)
        for (table, key), values in written.items()
        if table == StaffMember.__tablename__
    }
    posts: dict[int, set[tuple[Post, int | None]]] = defaultdict(set)
    for (table, _key), values in written.items():
        if table == StaffPost.__tablename__ and "staff_id" in values:
            member_id = values["staff_id"]
            if values["ends_on"] in (None, members.get(member_id, {}).get("left_on")):
                posts[member_id].add((Post(values["post"]), values["class_id"]))
    return members | {
        member_id: members.get(member_id, {}) | {"posts": frozenset(held)}
        for member_id, held in posts.items()
    }


def _plan(row: RosterRow, book: _Book) -> _Plan:
    reader = RowReader(row)
    refuse_unreckoned(reader)
    name = name_of(row.cells.get(Col.NAME))
    if not name and Col.NAME not in row.unreckoned:
        reader.refusals.append(_("The name is missing."))
    elif len(name) > (_ROOM["name"] or 0):
        reader.said(Col.NAME, _ROOM["name"])
    plan = _Plan(row, name, row.text(Col.CLASS), reader.refusals, reader.doubts)
    told = {
        "phone": phone_in(reader, Col.PHONE),
        "hired_on": reader.tried(Col.HIRED_ON, day_of, None),
        "left_on": reader.day(Col.LEFT_ON),
        "posts": _posts(reader, book),
    }
    plan.told = {name: value for name, value in told.items() if value}
    if not plan.refusals:
        plan.member = _find(plan, book)
    if not plan.refusals:
        _hold_against(plan, book)
    return plan


def _posts(reader: RowReader, book: _Book) -> Held:
    row = reader.row
    posts, unknown = posts_of(row.text(Col.POST))
    if unknown:
        posts = (*posts, *(() if Post.OTHER in posts else (Post.OTHER,)))
        reader.doubts.append(
            reader.about(
                Col.POST,
                _("“{text}” is no post this program knows and is taken as: {post}.").format(
                    text=_(", ").join(unknown), post=Post.OTHER.label
                ),
            )
        )
    name = row.text(Col.CLASS).replace(" ", "")
    class_id = None
    if name and name not in NOTHING:
        class_id = next((number for number, each in book.class_names.items() if each == name), None)
        if class_id is None and Post.CARER in posts:
            reader.refusals.append(
                reader.about(
                    Col.CLASS, _("There is no class “{name}”. Add the class first.").format(name=name)
                )
            )
        elif Post.CARER not in posts and posts:
            reader.doubts.append(
                reader.about(
                    Col.CLASS, _("Only carers belong to a class; “{name}” is left out.").format(name=name)
                )
            )
    return frozenset((post, class_id if post is Post.CARER else None) for post in posts)


def _find(plan: _Plan, book: _Book) -> StaffMember | None:
    """Whom of the file a row means; None: somebody new, also who comes back after having left."""
    named = book.by_name.get(plan.name, ())
    phone, hired_on = plan.told.get("phone"), plan.told.get("hired_on")
    sure = [
        member
        for member in named
        if (phone and phone in (member.phone, book.earlier.get(member.id, {}).get("phone")))
        or (hired_on and member.hired_on == hired_on)
    ]
    here = [
        member for member in sure or named if not (member.left_on and hired_on and hired_on > member.left_on)
    ]
    if len(here) > 1:
        plan.refusals.append(
            _(
                "Several members of staff have this name: add the phone or the day of hiring to tell them apart."
            )
        )
    elif here and not sure and phone and hired_on and here[0].phone:
        plan.refusals.append(
            _(
                "The file has somebody of this name with another phone and another day of hiring. If it is the same "
                "person, write one of the two as in the file; otherwise add the person by hand."
            )
        )
    return here[0] if len(here) == 1 else None


def _hold_against(plan: _Plan, book: _Book) -> None:
    member, told = plan.member, dict(plan.told)
    now: dict[str, Any] = {"phone": "", "hired_on": None, "left_on": None, "posts": frozenset()}
    if member:
        plan.is_new = False
        day = _effective_on(book.today, member.hired_on, member.left_on)
        now = {
            "phone": member.phone,
            "hired_on": member.hired_on,
            "left_on": member.left_on,
            "posts": frozenset(
                (post.post, post.class_id)
                for post in member.posts
                if post.starts_on <= day and (post.ends_on is None or post.ends_on >= day)
            ),
        }
        if "posts" in told and not plan.row.text(Col.CLASS):
            told["posts"] = _in_class_of(told["posts"], now["posts"])
        earlier = book.earlier.get(member.id, {})
        for name in [name for name in told if name in earlier]:
            words = partial(book.words, name)
            if keeps_hand_made(plan.doubts, _TITLES[name], earlier[name], now[name], told[name], words):
                del told[name]
    values = plan.values = now | told
    if not values["posts"]:
        plan.refusals.append(_("The post is missing."))
    if values["hired_on"] is None:
        plan.refusals.append(_("The day of hiring is missing."))
    elif values["left_on"] and values["left_on"] < values["hired_on"]:
        plan.refusals.append(_("The last day is before the day of hiring."))
    elif member:
        plan.refusals += _against_posts(member, values["hired_on"], values["left_on"])
    for name, title in _TITLES.items():
        plan.change(title, book.words(name, now[name]), book.words(name, values[name]))
    if not values["phone"]:
        plan.doubts.append(_("There is no phone number."))


def _against_posts(member: StaffMember, hired_on: date, left_on: date | None) -> Iterator[str]:
    """Posts of the file that would lie outside the days of work."""
    if any(member.hired_on < post.starts_on < hired_on for post in member.posts):
        yield _("A post was held before {day} already. Correct the post first.").format(
            day=iso_date(hired_on)
        )
    later = [post.starts_on for post in member.posts if left_on and post.starts_on > left_on]
    if later:
        yield _("{name} has a post from {day} on, after that day. Correct or remove it first.").format(
            name=member.name, day=iso_date(min(later))
        )


def _in_class_of(told: Held, now: Held) -> Held:
    """A carer without a class in the list stays in the class of the file: an empty cell says nothing."""
    classes = {each for each in now if each[0] is Post.CARER}
    return told - {(Post.CARER, None)} | classes if (Post.CARER, None) in told and classes else told


def _effective_on(today: date, hired_on: date, left_on: date | None) -> date:
    """The day on which posts are compared and changed: today, or the nearest day of the employment."""
    day = max(today, hired_on)
    return min(day, left_on) if left_on else day
