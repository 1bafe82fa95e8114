"""A list of staff from a workbook: each row held against the staff of the file, shown, and taken."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from dataclasses import fields as dataclass_fields
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from centerdesk.base.errors import UserError
from centerdesk.base.formats import iso_date
from centerdesk.base.i18n import N_, _
from centerdesk.base.tables import cell_text
from centerdesk.db.schema.staff import StaffMember, StaffPost
from centerdesk.domain.grids import Grid
from centerdesk.domain.identity import masked
from centerdesk.domain.names import name_key, name_search
from centerdesk.domain.people import IdKind, Post
from centerdesk.domain.roster_sheet import RosterRow, RosterRows, read_roster
from centerdesk.domain.staff_sheet import STAFF
from centerdesk.domain.workbook_words import Col
from centerdesk.services.by_hand import entries_of, keeps_hand_made, last_written
from centerdesk.services.classes import list_classes
from centerdesk.services.imports import Change, ImportKind, ImportReport, record_batch
from centerdesk.services.rights import Right, needs
from centerdesk.services.staff import StaffFields
from centerdesk.services.staff import check_staff as check_fields
from centerdesk.services.staff_entry import Held, StaffEntry, read_entry
from centerdesk.services.staff_match import Days, People, any_overlap, find_member, overlap
from centerdesk.services.table_import import (
    Left,
    RowPlan,
    TablePreview,
    preview_of,
    refuse_doubles,
    rows_to_take,
)
from centerdesk.services.touched import Values, flush_noting

_TITLES = {
    "sex": N_("Sex"),
    "birth_date": N_("Birth date"),
    "id_kind": N_("Kind of ID paper"),
    "id_number": N_("ID number"),
    "nation": N_("Nation"),
    "phone": N_("Phone"),
    "address": N_("Address"),
    "education": N_("Education"),
    "employment": N_("Full or part time"),
    "hired_on": N_("Hired on"),
    "left_on": N_("Last day at work"),
    "contract_from": N_("Contract of employment from"),
    "contract_until": N_("Contract of employment until"),
    "note": N_("Note"),
    "posts": N_("Post"),
}
_EMPTY: Values = dict.fromkeys(_TITLES) | {
    "id_kind": IdKind.NONE, "id_number": "", "nation": "", "phone": "", "address": "", "note": "",
    "posts": frozenset(),
}  # fmt: skip
_OF_POSTS = ("hired_on", "left_on", "posts")


@dataclass(slots=True)
class _Plan(RowPlan):
    """A row with whom it means; `values` is what is to be written, empty when it is refused."""

    entry: StaffEntry = field(kw_only=True)
    member: StaffMember | None = None
    values: Values = field(default_factory=dict)

    @property
    def days(self) -> Days | None:
        """The time of work."""
        hired_on, left_on = (self.values.get(name) for name in ("hired_on", "left_on"))
        return (hired_on, left_on) if hired_on else None


@dataclass(frozen=True, slots=True)
class _Book:
    """The centre's file as a list of staff is held against it."""

    people: People
    class_names: Mapping[int, str]
    today: date

    def words(self, name: str, value: Any) -> str:
        if name == "id_number":
            return masked(value)
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
def check_staff(session: Session, sheets: RosterRows, today: date) -> TablePreview[RosterRows]:
    """What a list of staff would bring to the centre's file; nothing is written."""
    return preview_of(sheets, _plans(session, sheets, today), today)


@needs(Right.WRITE_STAFF)
def take_staff(
    session: Session,
    preview: TablePreview[RosterRows],
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
    for name in [name for name in _TITLES if name != "posts"]:
        setattr(member, name, values[name])
    member.id_number = values["id_number"] or None


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
    _refuse_doubles(plans)
    return plans


def _refuse_doubles(plans: Sequence[_Plan]) -> None:
    """Rows that mean one person at one time; who came back after having left stands in one row for each time."""
    people, members, numbers = defaultdict(list), defaultdict(list), defaultdict(list)
    for plan in plans:
        told = plan.entry.told
        if plan.name and "hired_on" in told:
            people[plan.name, told.get("phone"), told["hired_on"]].append(plan)
        if plan.member:
            members[plan.member.id].append(plan)
        if plan.values.get("id_number"):
            numbers[plan.values["id_number"]].append(plan)
    same = [group for group in people.values() if not _are_namesakes(group)]
    refuse_doubles(same, N_("The same person stands in several rows: {rows}."))
    if not any(len(group) > 1 for group in same):
        refuse_doubles(members.values(), N_("Several rows mean the same member of staff: {rows}."))
        apart = [group for group in numbers.values() if any_overlap(_times(group))]
        refuse_doubles(apart, N_("One ID number stands in several rows: {rows}."))


def _are_namesakes(plans: Sequence[_Plan]) -> bool:
    """Whether each has an ID number of its own."""
    numbers = {plan.entry.told.get("id_number") for plan in plans}
    return None not in numbers and len(numbers) == len(plans)


def _times(plans: Iterable[_Plan]) -> list[Days]:
    return [plan.days for plan in plans if plan.days]


def _book(session: Session, today: date) -> _Book:
    earlier = _earlier(last_written(session.execute(entries_of(ImportKind.STAFF))))
    by_name, by_number = defaultdict(list), defaultdict(list)
    query = select(StaffMember).options(selectinload(StaffMember.posts)).order_by(StaffMember.id)
    for member in session.scalars(query):
        for name in {member.name, earlier.get(member.id, {}).get("name", member.name)}:
            by_name[name].append(member)
        if member.id_number:
            by_number[member.id_number].append(member)
    people = People(by_name, by_number, earlier)
    return _Book(people, {row.id: row.name for row in list_classes(session)}, today)


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
    entry = read_entry(row, book.class_names)
    plan = _Plan(row, entry.name, row.text(Col.CLASS), entry.refusals, entry.doubts, entry=entry)
    if not plan.refusals:
        try:
            plan.member = find_member(entry.name, entry.told, book.people, plan.doubts)
        except UserError as error:
            plan.refusals.append(error.text)
    if not plan.refusals:
        _hold_against(plan, book)
    return plan


def _hold_against(plan: _Plan, book: _Book) -> None:
    now = _now(plan.member, book.today) if plan.member else _EMPTY
    plan.is_new = plan.member is None
    values = plan.values = now | _to_write(plan, now, book)
    plan.refusals += _against(plan, now, book)
    if not plan.refusals:
        try:
            fields = {
                each.name: values[each.name] for each in dataclass_fields(StaffFields) if each.name in values
            }
            plan.doubts += check_fields(StaffFields(plan.name, **fields), values["hired_on"])
        except UserError as error:
            plan.refusals.append(error.text)
    plan.changes += [
        Change(_(title), book.words(name, now[name]), book.words(name, values[name]))
        for name, title in _TITLES.items()
        if now[name] != values[name]
    ]
    if not values["phone"]:
        plan.doubts.append(_("There is no phone number."))


def _now(member: StaffMember, today: date) -> Values:
    """What the file holds, the posts as they are compared."""
    day = _effective_on(today, member.hired_on, member.left_on)
    posts = frozenset(
        (post.post, post.class_id)
        for post in member.posts
        if post.starts_on <= day and (post.ends_on is None or post.ends_on >= day)
    )
    fields = {name: getattr(member, name) for name in _TITLES if name != "posts"}
    return fields | {"id_number": member.id_number or "", "posts": posts}


def _to_write(plan: _Plan, now: Values, book: _Book) -> Values:
    """What the row says that counts: without what was changed by hand since, and is said anew nowhere."""
    told = {name: value for name, value in plan.entry.told_by_number.items() if not now[name]}
    told |= plan.entry.told
    if "id_number" not in told and now["id_number"]:
        told.pop("id_kind", None)
    if "posts" in told and not plan.entry.tells_classes:
        told["posts"] = _in_class_of(told["posts"], now["posts"])
    earlier = book.people.earlier.get(plan.member.id, {}) if plan.member else {}
    for name in [name for name in told if name in earlier]:
        words = partial(book.words, name)
        if keeps_hand_made(plan.doubts, _TITLES[name], earlier[name], now[name], told[name], words):
            del told[name]
    return told


def _against(plan: _Plan, now: Values, book: _Book) -> Iterator[str]:
    """What speaks against a row's days, posts and number."""
    member, values = plan.member, plan.values
    hired_on, left_on = values["hired_on"], values["left_on"]
    if not values["posts"] and plan.is_new:
        yield _("The post is missing.")
    if hired_on is None:
        yield _("The day of hiring is missing.")
        return
    if left_on and left_on < hired_on:
        yield _("The last day is before the day of hiring.")
    elif member and any(now[name] != values[name] for name in _OF_POSTS):
        yield from _against_posts(member, hired_on, left_on)
    for other in book.people.by_number.get(values["id_number"], ()):
        if other is not member and overlap((hired_on, left_on), (other.hired_on, other.left_on)):
            yield _(
                "{name} already has this ID number. One of the two was mistyped, or it is the same person."
            ).format(name=other.name)


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
