"""Trainings from a workbook: rows of one day and topic are one training; checked, shown, taken, and undone as one."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from centerdesk.base import formats
from centerdesk.base.i18n import N_, _
from centerdesk.db.schema.staff import StaffMember
from centerdesk.db.schema.training import TrainingAttendance, TrainingSession
from centerdesk.domain.training import Span, hours, tenths
from centerdesk.domain.training_sheet import TrainingRows, TrainingSheetRow, read_training
from centerdesk.services.by_hand import entries_of, keeps_hand_made, last_written
from centerdesk.services.imports import (
    Change,
    ImportKind,
    ImportReport,
    record_batch,
)
from centerdesk.services.rights import Right, needs
from centerdesk.services.table_import import Left, RowPlan, TablePreview, preview_of, rows_to_take
from centerdesk.services.touched import Touched, Values, flush_noting, insert_noting

__all__ = ["TrainingRows", "check_training", "read_training", "take_training"]

_Key: TypeAlias = tuple[date, date, str]

# What belongs to the training and not to the person: of several rows the first that says it counts.
_OF_TRAINING = {
    "category": N_("Category"),
    "form": N_("Form of training"),
    "organiser": N_("Organiser"),
    "place": N_("Place"),
    "trainer": N_("Trainer"),
}
_OF_PERSON = {
    "hours": N_("Training hours"),
    "certificate": N_("Number of the certificate"),
    "assessment": N_("Result of the assessment"),
}


@dataclass(slots=True)
class _Plan(RowPlan):
    """What is to be done for one row."""

    row: TrainingSheetRow
    staff_id: int | None = None
    key: _Key | None = None
    known: TrainingAttendance | None = None
    values: dict[str, int | str | None] = field(default_factory=dict)

    @property
    def is_sound(self) -> bool:
        return not self.refusals


@dataclass(slots=True)
class _Book:
    """The centre's file, and the trainings of the workbook, as its rows are held against them."""

    by_name: Mapping[str, Sequence[StaffMember]]
    trainings: Mapping[_Key, TrainingSession]
    attendances: Mapping[tuple[int, int], TrainingAttendance]
    busy: Mapping[int, list[tuple[_Key, str]]]
    imported: Mapping[tuple[str, str], Values]
    new: dict[_Key, dict[str, Any]] = field(default_factory=dict)

    def tenths_of(self, key: _Key) -> int:
        known = self.trainings.get(key)
        return known.hours if known else int(self.new[key]["hours"])


@needs(Right.WRITE_STAFF)
def check_training(session: Session, sheets: TrainingRows, today: date) -> TablePreview[TrainingRows]:
    """What a workbook of trainings would bring to the centre's file; nothing is written."""
    plans, _book = _plans(session, sheets, today)
    return preview_of(sheets, plans, today)


@needs(Right.WRITE_STAFF)
def take_training(
    session: Session,
    preview: TablePreview[TrainingRows],
    now: datetime,
    file_name: str,
    *,
    only_good: bool = False,
    without: Left = frozenset(),
) -> ImportReport:
    """Write what the preview shows: all of it, and nothing when a row is refused; or the good rows only.

    `without` are rows, by sheet and number, that the user leaves out.
    """
    plans, book = _plans(session, preview.sheets, preview.today)
    taken = rows_to_take(plans, preview, only_good=only_good, without=without)
    if taken is None:
        return preview.report()
    touched = _write(session, taken, book)
    record_batch(session, ImportKind.TRAINING, file_name, now, touched)
    return replace(preview.report(taken=True), taken=len(taken))


def _write(session: Session, plans: Sequence[_Plan], book: _Book) -> list[Touched]:
    for plan in plans:
        for name, value in plan.values.items():
            setattr(plan.known, name, value)
    touched = flush_noting(session)
    new = [plan for plan in plans if plan.known is None]
    keys = list(dict.fromkeys(plan.key for plan in new if plan.key and plan.key not in book.trainings))
    rows = [book.new[key] for key in keys]
    ids, trainings = insert_noting(session, TrainingSession, rows, ("starts_on", "ends_on", "topic"))
    numbers = {key: each.id for key, each in book.trainings.items()} | dict(zip(keys, ids, strict=True))
    attendances = [_values(plan, numbers[plan.key], book) for plan in new if plan.key]
    return [*touched, *trainings, *insert_noting(session, TrainingAttendance, attendances)[1]]


def _plans(session: Session, sheets: TrainingRows, today: date) -> tuple[list[_Plan], _Book]:
    """A plan for each row, in a fixed number of queries."""
    plans = [_Plan(row, row.name, "", list(row.refusals), list(row.doubts)) for row in sheets.rows]
    book = _read_book(session, plans)
    for plan in plans:
        _find(plan, book)
        if plan.row.starts_on and plan.row.ends_on and plan.row.topic:
            plan.key = plan.row.starts_on, plan.row.ends_on, _same_words(plan.row.topic)
        if plan.row.ends_on and plan.row.ends_on > today:
            plan.doubts.append(_("The training lies in the future."))
    _refuse_doubles(plans)
    _join(plans, book)
    for plan in plans:
        if plan.is_sound:
            _compare(plan, book)
    _doubt_overlaps(plans, book)
    return plans, book


def _read_book(session: Session, plans: Sequence[_Plan]) -> _Book:
    by_name = defaultdict(list)
    for member in session.scalars(select(StaffMember).order_by(StaffMember.id)):
        by_name[member.name].append(member)
    firsts = [plan.row.starts_on for plan in plans if plan.row.starts_on]
    lasts = [plan.row.ends_on for plan in plans if plan.row.ends_on]
    within = (TrainingSession.starts_on <= max(lasts, default=date.min)) & (
        TrainingSession.ends_on >= min(firsts, default=date.max)
    )
    trainings = {each.id: each for each in session.scalars(select(TrainingSession).where(within))}
    query = select(TrainingAttendance).join(
        TrainingSession, TrainingSession.id == TrainingAttendance.session_id
    )
    attendances = list(session.scalars(query.where(within)))
    busy = defaultdict(list)
    for each in attendances:
        training = trainings[each.session_id]
        busy[each.staff_id].append((_key_of(training), training.topic))
    return _Book(
        by_name,
        {_key_of(each): each for each in reversed(trainings.values())},
        {(each.session_id, each.staff_id): each for each in attendances},
        busy,
        last_written(session.execute(entries_of(ImportKind.TRAINING))),
    )


def _key_of(training: TrainingSession) -> _Key:
    return training.starts_on, training.ends_on, _same_words(training.topic)


def _same_words(topic: str) -> str:
    return "".join(topic.split()).casefold()


def _find(plan: _Plan, book: _Book) -> None:
    """The member of staff a row means: by name, namesakes told apart by the phone."""
    row = plan.row
    if not row.name:
        return
    found = list(book.by_name.get(row.name, ()))
    if not found:
        plan.refusals.append(_("There is no member of staff of this name in the file."))
        return
    if len(found) > 1:
        found = [each for each in found if row.phone and each.phone.replace(" ", "") == row.phone]
    if len(found) != 1:
        plan.refusals.append(
            _("Several members of staff have this name: write the phone number in a column 电话.")
        )
        return
    plan.staff_id = found[0].id


def _refuse_doubles(plans: Sequence[_Plan]) -> None:
    rows: dict[tuple[int, _Key], list[_Plan]] = defaultdict(list)
    for plan in plans:
        if plan.staff_id and plan.key:
            rows[plan.staff_id, plan.key].append(plan)
    for group in rows.values():
        if len(group) > 1:
            where = _(", ").join(f"{each.row.sheet}!{each.row.row}" for each in group)
            for plan in group:
                plan.refusals.append(
                    _("Several rows hold the same training of this person: {rows}.").format(rows=where)
                )


def _join(plans: Sequence[_Plan], book: _Book) -> None:
    """The trainings the rows make up together; a row that says something else of one is doubted."""
    groups: dict[_Key, list[_Plan]] = defaultdict(list)
    for plan in plans:
        if plan.is_sound and plan.key:
            groups[plan.key].append(plan)
    for key, group in groups.items():
        known = book.trainings.get(key)
        if known is None:
            book.new[key] = _training_values([plan.row for plan in group])
        for plan in group:
            _doubt_differences(plan, known, book.new.get(key, {}))


def _training_values(rows: Sequence[TrainingSheetRow]) -> dict[str, Any]:
    first = rows[0]
    told = {
        name: getattr(next((row for row in rows if name in row.given), first), name) for name in _OF_TRAINING
    }
    counts = Counter(row.hours for row in rows if row.hours)
    return {
        "starts_on": first.starts_on,
        "ends_on": first.ends_on,
        "begins_at": None,
        "ends_at": None,
        "topic": first.topic,
        **told,
        "hours": tenths(counts.most_common(1)[0][0]),
        "note": next(filter(None, (row.note for row in rows)), ""),
    }


def _doubt_differences(plan: _Plan, known: TrainingSession | None, new: Mapping[str, Any]) -> None:
    for name, title in _OF_TRAINING.items():
        own = getattr(plan.row, name)
        stands = getattr(known, name) if known else new[name]
        if name in plan.row.given and own != stands:
            plan.doubts.append(
                _("{title} differs from what stands for this training already; it stays as it was.").format(
                    title=_(title)
                )
            )


def _compare(plan: _Plan, book: _Book) -> None:
    row = plan.row
    assert plan.key
    assert plan.staff_id
    known_training = book.trainings.get(plan.key)
    if known_training:
        plan.known = book.attendances.get((known_training.id, plan.staff_id))
        plan.is_new = plan.known is None
    if plan.known is None:
        days = formats.iso_date(row.starts_on)
        if row.ends_on != row.starts_on:
            days = _("{first} to {last}").format(first=days, last=formats.iso_date(row.ends_on))
        plan.changes = [
            Change(_("Topic"), "", row.topic),
            Change(_("Date"), "", days),
            Change(_("Training hours"), "", str(row.hours)),
        ]
        return
    of_training = book.tenths_of(plan.key)
    told = {
        "hours": _own_tenths(row.hours, of_training),
        "certificate": row.certificate,
        "assessment": row.assessment,
    }
    imported = book.imported.get(
        (TrainingAttendance.__tablename__, f"{plan.known.session_id}/{plan.staff_id}")
    )
    for name, title in _OF_PERSON.items():
        now, new = getattr(plan.known, name), told[name]
        if new == now or new == "":
            continue  # an empty cell wipes nothing

        def words(value: int | str | None, name: str = name) -> str:
            return str(value) if name != "hours" else str(hours(of_training if value is None else int(value)))

        if imported and keeps_hand_made(plan.doubts, title, imported.get(name), now, new, words):
            continue
        plan.values[name] = new
        plan.changes.append(Change(_(title), words(now), words(new)))


def _doubt_overlaps(plans: Sequence[_Plan], book: _Book) -> None:
    busy: dict[int, list[tuple[_Key, str]]] = defaultdict(list)
    for staff_id, each in book.busy.items():
        busy[staff_id] += each
    for plan in plans:
        if plan.staff_id and plan.key and plan.is_sound and plan.known is None:
            busy[plan.staff_id].append((plan.key, plan.row.topic))
    for plan in plans:
        if not (plan.staff_id and plan.key and plan.is_sound and plan.known is None):
            continue
        span = Span(*plan.key[:2])
        others = [
            topic for key, topic in busy[plan.staff_id] if key != plan.key and span.overlaps(Span(*key[:2]))
        ]
        if others:
            plan.doubts.append(
                _("At the same time this person is at: {topics}.").format(
                    topics=_(", ").join(dict.fromkeys(others))
                )
            )


def _own_tenths(told: Decimal | None, of_training: int) -> int | None:
    """The hours that are kept with a person: only where they aren't the training's."""
    assert told is not None
    own = tenths(told)
    return None if own == of_training else own


def _values(plan: _Plan, session_id: int, book: _Book) -> dict[str, Any]:
    assert plan.key
    return {
        "session_id": session_id,
        "staff_id": plan.staff_id,
        "hours": _own_tenths(plan.row.hours, book.tenths_of(plan.key)),
        "certificate": plan.row.certificate,
        "assessment": plan.row.assessment,
    }
