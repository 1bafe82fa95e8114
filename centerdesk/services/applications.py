"""Applications for a place: the waiting list, offers, and the step from it into the centre."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from centerdesk.base import formats
from centerdesk.base.errors import UserError
from centerdesk.base.i18n import N_, _
from centerdesk.base.tables import Align, Column
from centerdesk.db.schema.children import Child, Enrolment
from centerdesk.db.schema.entry import Application
from centerdesk.domain.ages import completed_months
from centerdesk.domain.attendance import Pattern
from centerdesk.domain.names import name_key, name_search
from centerdesk.domain.people import ApplicationState, ClassKind, Relation, Service, Sex
from centerdesk.services.child_fields import ChildFields
from centerdesk.services.classes import list_classes
from centerdesk.services.entry import EntryPapers, admit
from centerdesk.services.rights import Right, is_own_class, needs
from centerdesk.services.stays import placed_on

OPEN = (ApplicationState.WAITING, ApplicationState.OFFERED)
# How far ahead places are counted that children leave: long enough to tell a family in time.
LEAVING_DAYS = 31


@dataclass(frozen=True, slots=True)
class ApplicationFields:
    """What a family says when it asks for a place."""

    name: str
    birth_date: date
    applied_on: date
    wanted_from: date
    sex: Sex | None = None
    guardian: str = ""
    relation: Relation | None = None
    phone: str = ""
    wanted_kind: ClassKind | None = None
    service: Service = Service.FULL
    note: str = ""


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """An application on a day; `position` counts those still waiting, `days` from applying to the decision."""

    id: int
    position: int | None
    name: str
    name_key: str
    name_search: str
    months: int
    days: int
    state: ApplicationState
    decided_on: date | None
    child_id: int | None
    fields: ApplicationFields

    @property
    def is_open(self) -> bool:
        """Whether the family still wants a place and has none."""
        return self.state in OPEN


@dataclass(frozen=True, slots=True)
class VacancyRow:
    """Places of a class type: `coming` are enrolled for a later day, `leaving` go within a month."""

    kind: ClassKind
    classes: str
    capacity: int
    enrolled: int
    coming: int
    leaving: int
    offered: int

    @property
    def free(self) -> int:
        """Places nobody has and nobody was promised; below zero when there are too few."""
        return self.capacity - self.enrolled - self.coming - self.offered

    @property
    def free_words(self) -> str:
        """How many places are free, or how many too few there are."""
        words = _("{n} places free") if self.free >= 0 else _("{n} places too few")
        return words.format(n=abs(self.free))

    @property
    def words(self) -> str:
        """All of it in a line."""
        return _(
            "{kind} ({classes}): {capacity} places, {enrolled} enrolled, {coming} to come, {offered} offered, "
            "{free}; {leaving} leave within a month"
        ).format(
            kind=self.kind.label,
            classes=self.classes,
            capacity=self.capacity,
            enrolled=self.enrolled,
            coming=self.coming,
            offered=self.offered,
            free=self.free_words,
            leaving=self.leaving,
        )


APPLICATION_COLUMNS = (
    Column(N_("Place in the queue"), lambda row: row.position, 12, Align.CENTRE),
    Column(N_("Name"), lambda row: row.name, 22, sort=lambda row: row.name_key),
    Column(N_("Sex"), lambda row: row.fields.sex.label if row.fields.sex else "", 10, Align.CENTRE),
    Column(N_("Birth date"), lambda row: row.fields.birth_date, 22),
    Column(N_("Age"), lambda row: formats.age(row.months), 18, sort=lambda row: row.months),
    Column(N_("Applied on"), lambda row: row.fields.applied_on, 22),
    Column(N_("Days waiting"), lambda row: row.days, 16, Align.RIGHT),
    Column(N_("Wanted from"), lambda row: row.fields.wanted_from, 22),
    Column(N_("Class type"), lambda row: row.fields.wanted_kind.label if row.fields.wanted_kind else "", 18),
    Column(N_("Service"), lambda row: row.fields.service.label, 18),
    Column(N_("State"), lambda row: row.state.label, 20),
    Column(N_("Guardian"), lambda row: row.fields.guardian, 22),
    Column(N_("Guardian's phone"), lambda row: row.fields.phone, 26, text=True),
    Column(N_("Note"), lambda row: row.fields.note, 30),
)


def check_application(fields: ApplicationFields, today: date) -> None:
    """UserError when the fields can't be right."""
    if not fields.name.strip():
        raise UserError(_("The name is missing."), "name")
    if fields.birth_date > today:
        raise UserError(
            _("The birth date {day} lies in the future. Register the child once it is born.").format(
                day=formats.iso_date(fields.birth_date)
            ),
            "birth_date",
        )
    if fields.applied_on > today:
        raise UserError(
            _("The day of applying {day} lies in the future.").format(
                day=formats.iso_date(fields.applied_on)
            ),
            "applied_on",
        )
    if fields.applied_on < fields.birth_date:
        raise UserError(_("The family can't have applied before the child's birth."), "applied_on")
    if fields.wanted_from < fields.applied_on:
        raise UserError(_("The place is wanted from a day before the family applied."), "wanted_from")


@needs(Right.READ_ROSTER)
def doubts(
    session: Session, fields: ApplicationFields, today: date, application_id: int | None = None
) -> list[str]:
    """Sentences for what looks like the same child twice: it waits already, or it is here."""
    same = (Application.name == fields.name.strip(), Application.birth_date == fields.birth_date)
    others = session.scalars(select(Application).where(*same, Application.state.in_(OPEN)))
    sentences = [
        _("{name}, born on {born}, is on the waiting list already, since {day}.").format(
            name=other.name,
            born=formats.iso_date(other.birth_date),
            day=formats.iso_date(other.applied_on),
        )
        for other in others
        if other.id != application_id
    ]
    here = select(Child).join(Enrolment).where(
        Child.name == fields.name.strip(),
        Child.birth_date == fields.birth_date,
        (Enrolment.left_on.is_(None)) | (Enrolment.left_on >= today),
    )  # fmt: skip
    if session.scalars(here).first():
        sentences.append(
            _("{name}, born on {born}, is in the centre already.").format(
                name=fields.name.strip(), born=formats.iso_date(fields.birth_date)
            )
        )
    return sentences


@needs(Right.WRITE_ROSTER)
def apply(session: Session, fields: ApplicationFields, *, today: date) -> int:
    """Register a family's wish for a place; returns the application's id."""
    record = Application()
    _fill(record, fields, today)
    session.add(record)
    session.flush()
    return record.id


@needs(Right.WRITE_ROSTER)
def change_application(
    session: Session, application_id: int, fields: ApplicationFields, *, today: date
) -> None:
    """Write what a family says anew."""
    _fill(_open(session, application_id), fields, today)


@needs(Right.WRITE_ROSTER)
def offer(session: Session, application_id: int, *, today: date) -> None:
    """Tell the family that a place is free for the child; it counts as taken from now on."""
    record = _open(session, application_id)
    if record.state is ApplicationState.OFFERED:
        raise UserError(
            _("{name} was offered a place on {day} already.").format(
                name=record.name, day=formats.iso_date(record.decided_on)
            )
        )
    if record.wanted_kind is None:
        raise UserError(
            _("Say first in which class type the place is: change the application of {name}.").format(
                name=record.name
            ),
            "wanted_kind",
        )
    record.state, record.decided_on = ApplicationState.OFFERED, today


@needs(Right.WRITE_ROSTER)
def withdraw(session: Session, application_id: int, *, today: date) -> None:
    """The family no longer wants the place; an offer is free again."""
    record = _open(session, application_id)
    record.state, record.decided_on = ApplicationState.WITHDRAWN, today


@needs(Right.WRITE_ROSTER)
def admit_application(
    session: Session,
    application_id: int,
    fields: ChildFields,
    class_id: int,
    enrolled_on: date,
    papers: EntryPapers,
    *,
    today: date,
    pattern: Pattern = Pattern(),  # noqa: B008 - a frozen value
    settling_until: date | None = None,
) -> int:
    """Take the child of an application in; returns the child's id."""
    record = _open(session, application_id)
    child_id = admit(
        session,
        fields,
        class_id,
        enrolled_on,
        papers,
        today=today,
        pattern=pattern,
        settling_until=settling_until,
    )
    record.state, record.decided_on, record.child_id = ApplicationState.ADMITTED, today, child_id
    return child_id


@needs(Right.READ_ROSTER)
def waiting(session: Session, on: date, *, with_decided: bool = False) -> list[ApplicationRow]:
    """The open applications of a day in the order of applying; with the decided ones on request.

    An application decided later counts as waiting on the days before. The list is the office's: teachers see none.
    """
    if not is_own_class(session, None):
        return []
    query = (
        select(Application)
        .where(Application.applied_on <= on)
        .order_by(Application.applied_on, Application.id)
    )
    rows, position = [], 0
    for record in session.scalars(query):
        state = _state_on(record, on)
        if state is ApplicationState.WAITING:
            position += 1
        if state in OPEN or with_decided:
            rows.append(_row(record, on, state, position))
    return rows


@needs(Right.READ_ROSTER)
def vacancies(session: Session, on: date) -> list[VacancyRow]:
    """Places by class type on a day: had, promised, soon free."""
    groups = list_classes(session, on)
    query = (
        select(Enrolment)
        .where((Enrolment.left_on.is_(None)) | (Enrolment.left_on >= on))
        .options(selectinload(Enrolment.placements))
    )
    enrolled, coming, leaving = Counter[int | None](), Counter[int | None](), Counter[int | None]()
    for stay in session.scalars(query):
        class_id = placed_on(stay.placements, max(on, stay.enrolled_on))
        (enrolled if stay.enrolled_on <= on else coming)[class_id] += 1
        if stay.left_on and stay.left_on <= on + timedelta(days=LEAVING_DAYS):
            leaving[class_id] += 1
    offers = session.scalars(
        select(Application.wanted_kind).where(Application.state == ApplicationState.OFFERED)
    )
    offered = Counter(offers)
    rows = []
    for kind in dict.fromkeys(group.kind for group in groups):
        of_kind = [group for group in groups if group.kind is kind]
        had, to_come, going = (
            sum(count[group.id] for group in of_kind) for count in (enrolled, coming, leaving)
        )
        names = _(", ").join(group.name for group in of_kind)
        capacity = sum(group.capacity for group in of_kind)
        rows.append(VacancyRow(kind, names, capacity, had, to_come, going, offered[kind]))
    return rows


def _fill(record: Application, fields: ApplicationFields, today: date) -> None:
    check_application(fields, today)
    name = fields.name.strip()
    if record.name != name:
        record.name, record.name_key, record.name_search = name, name_key(name), name_search(name)
    record.sex, record.birth_date = fields.sex, fields.birth_date
    record.guardian, record.relation = fields.guardian.strip(), fields.relation
    record.phone, record.note = fields.phone.strip(), fields.note.strip()
    record.applied_on, record.wanted_from = fields.applied_on, fields.wanted_from
    record.wanted_kind, record.service = fields.wanted_kind, fields.service


def _open(session: Session, application_id: int) -> Application:
    record = session.get_one(Application, application_id)
    if record.state not in OPEN:
        raise UserError(
            _("The application of {name} was closed on {day}: {state}.").format(
                name=record.name, day=formats.iso_date(record.decided_on), state=record.state.label
            )
        )
    return record


def _state_on(record: Application, on: date) -> ApplicationState:
    later = record.decided_on is not None and record.decided_on > on
    return ApplicationState.WAITING if later else record.state


def _row(record: Application, on: date, state: ApplicationState, position: int) -> ApplicationRow:
    decided_on = record.decided_on if state is not ApplicationState.WAITING else None
    until = on if state in OPEN or decided_on is None else decided_on
    return ApplicationRow(
        id=record.id,
        position=position if state is ApplicationState.WAITING else None,
        name=record.name,
        name_key=record.name_key,
        name_search=record.name_search,
        months=completed_months(record.birth_date, on),
        days=(until - record.applied_on).days,
        state=state,
        decided_on=decided_on,
        child_id=record.child_id,
        fields=ApplicationFields(
            record.name,
            record.birth_date,
            record.applied_on,
            record.wanted_from,
            record.sex,
            record.guardian,
            record.relation,
            record.phone,
            record.wanted_kind,
            record.service,
            record.note,
        ),
    )
