"""Papers of the staff with their clocks: which hold, which run out, which are missing, and who may not count for it.

Papers tell of people's health and past: they are shown to those who may read identity numbers.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from centerdesk.base import formats
from centerdesk.base.errors import UserError
from centerdesk.base.i18n import N_, _
from centerdesk.base.tables import Column
from centerdesk.db.schema.staff import StaffMember, StaffPaper
from centerdesk.domain.staff_papers import (
    PaperKind,
    PaperState,
    Requirement,
    paper_kind,
    paper_kinds,
    requirements,
    state_on,
    state_words,
    valid_until,
)
from centerdesk.services.rights import Right, needs
from centerdesk.services.staff import StaffRow, list_staff, staff_member
from centerdesk.services.staff_leaves import off_duty

_FAR = 10**6  # days left of what has no last day


@dataclass(frozen=True, slots=True)
class StaffPaperFields:
    """What stands on a paper: of an examination or a query its day and whether it was passed, and no more of it.

    `valid_until` None: by the rule of its kind; what was not passed holds on no day.
    """

    kind: str
    issued_on: date
    valid_until: date | None = None
    number: str = ""
    issuer: str = ""
    passed: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class StaffPaperRow:
    """Somebody's paper of a kind on a day; without `fields` it is needed and missing.

    `requirement` says why the person needs it.
    """

    person: StaffRow
    kind: PaperKind
    requirement: Requirement | None
    state: PaperState
    on: date
    id: int | None = None
    fields: StaffPaperFields | None = None

    @property
    def staff_id(self) -> int:
        """Whose it is."""
        return self.person.id

    @property
    def name(self) -> str:
        """Whose it is, told from namesakes."""
        return self.person.distinct_name

    @property
    def title(self) -> str:
        """What people call the paper."""
        return self.kind.title

    @property
    def here(self) -> bool:
        """Whether the person works here already, and is not only to come."""
        return self.person.hired_on <= self.on

    @property
    def valid_until(self) -> date | None:
        """Its last day."""
        return self.fields.valid_until if self.fields else None

    @property
    def days_left(self) -> int | None:
        """Days up to its last one, negative after it."""
        return (self.valid_until - self.on).days if self.valid_until else None

    @property
    def state_text(self) -> str:
        """How it stands, in words."""
        if self.state is PaperState.VALID and self.valid_until is None:
            return _("without term")
        return state_words(self.state, self.valid_until, self.on)

    @property
    def key(self) -> tuple[int, str, int | None]:
        """What tells it from all others, also where it is missing."""
        return self.staff_id, self.kind.code, self.id

    @property
    def is_duty(self) -> bool:
        """Whether the law, as far as it was seen, asks for it of this person."""
        return self.requirement is not None and self.requirement.is_sure

    @property
    def bars_from_work(self) -> bool:
        """Whether the person may not work, for the want of it."""
        duty = self.is_duty and self.requirement is not None and self.requirement.before_work
        return duty and not self.state.holds

    @property
    def needs_care(self) -> bool:
        """Whether there is something to do about it, now or soon."""
        return self.state is not PaperState.VALID


STAFF_PAPER_COLUMNS = (
    Column(N_("Name"), lambda row: row.name, 22, sort=lambda row: row.person.name_key),
    Column(N_("Post"), lambda row: row.person.posts_text, 30),
    Column(N_("Certificate or check"), lambda row: row.title, 40),
    Column(N_("State"), lambda row: row.state_text, 26, sort=lambda row: urgency(row)),
    Column(N_("Valid until"), lambda row: row.valid_until, 24),
    Column(N_("Issued or examined on"), lambda row: row.fields.issued_on if row.fields else None, 24),
    Column(
        N_("Number of the certificate"), lambda row: row.fields.number if row.fields else "", 34, text=True
    ),
    Column(N_("Issued or examined by"), lambda row: row.fields.issuer if row.fields else "", 34),
)


@needs(Right.READ_STAFF)
def not_countable(session: Session, on: date) -> dict[int, str]:
    """Who of the staff of a day may not count in the ratio, and why; of health and past nothing more is told."""
    away = off_duty(session, on)
    reasons: dict[int, list[str]] = defaultdict(list)
    for row in _latest(session, on):
        if row.bars_from_work and row.here and row.staff_id not in away:
            reasons[row.staff_id].append(_("no valid {paper}").format(paper=row.title))
    told = {staff_id: _(", ").join(words) for staff_id, words in reasons.items()}
    return told | dict.fromkeys(away, _("off duty"))


@needs(Right.READ_ID_NUMBERS)
def list_papers(session: Session, on: date) -> list[StaffPaperRow]:
    """The latest paper of each kind of who works here or will, and what is missing, the most urgent first."""
    return sorted(_latest(session, on), key=urgency)


@needs(Right.READ_ID_NUMBERS)
def missing_papers(session: Session, on: date) -> list[StaffPaperRow]:
    """The papers that posts need and nobody has recorded."""
    return [row for row in list_papers(session, on) if row.state is PaperState.MISSING]


@needs(Right.READ_ID_NUMBERS)
def papers_of(session: Session, staff_id: int, on: date) -> list[StaffPaperRow]:
    """All papers of somebody, earlier ones too, the newest first; none that is missing."""
    person = staff_member(session, staff_id, on)
    records = session.scalars(select(StaffPaper).where(StaffPaper.staff_id == staff_id)).all()
    rows = [_row(person, record, None, on) for record in records]
    return sorted(rows, key=lambda row: (_issued(row), row.id or 0), reverse=True)


@needs(Right.WRITE_STAFF)
def record_paper(session: Session, staff_id: int, fields: StaffPaperFields, *, today: date) -> int:
    """Record somebody's paper, also a renewed one beside the earlier; returns its id."""
    paper = StaffPaper(staff_id=session.get_one(StaffMember, staff_id).id)
    _write(session, paper, fields, today)
    session.add(paper)
    session.flush()
    return paper.id


@needs(Right.WRITE_STAFF)
def change_paper(session: Session, paper_id: int, fields: StaffPaperFields, *, today: date) -> None:
    """Correct what is recorded of a paper."""
    _write(session, session.get_one(StaffPaper, paper_id), fields, today)
    session.flush()


@needs(Right.WRITE_STAFF)
def remove_paper(session: Session, paper_id: int) -> None:
    """Take back a paper that was recorded by mistake."""
    session.delete(session.get_one(StaffPaper, paper_id))
    session.flush()


def urgency(row: StaffPaperRow) -> tuple[int, int, str, int]:
    """The order of lists: duties not met, what runs out, what is merely advised, and then what holds."""
    if row.state is PaperState.VALID:
        rank = 3
    elif row.state.holds:
        rank = 1
    else:
        rank = 0 if row.is_duty else 2
    left = _FAR if row.days_left is None else row.days_left
    return rank, left, row.person.name_key, row.staff_id


def _latest(session: Session, on: date) -> list[StaffPaperRow]:
    """By person: the latest paper of each kind known on the day, and the needed ones that are missing."""
    people = [
        row for row in list_staff(session, on, with_left=True) if row.left_on is None or row.left_on >= on
    ]
    latest: dict[int, dict[str, StaffPaper]] = defaultdict(dict)
    known = select(StaffPaper).where(StaffPaper.issued_on <= on)
    for record in session.scalars(known.order_by(StaffPaper.issued_on, StaffPaper.id)):
        latest[record.staff_id][record.kind] = record
    rows = []
    for person in people:
        held = latest[person.id]
        needed = {rule.kind: rule for rule in requirements(frozenset(person.posts), on)}
        rows += [_row(person, record, needed.get(kind), on) for kind, record in held.items()]
        rows += [
            StaffPaperRow(person, paper_kind(kind, on), rule, PaperState.MISSING, on)
            for kind, rule in needed.items()
            if kind not in held
        ]
    return rows


def _row(person: StaffRow, record: StaffPaper, rule: Requirement | None, on: date) -> StaffPaperRow:
    fields = StaffPaperFields(
        record.kind,
        record.issued_on,
        record.valid_until,
        record.number,
        record.issuer,
        record.passed,
        record.note,
    )
    state = state_on(record.valid_until, record.passed, on)
    return StaffPaperRow(
        person, paper_kind(record.kind, record.issued_on), rule, state, on, record.id, fields
    )


def _write(session: Session, paper: StaffPaper, fields: StaffPaperFields, today: date) -> None:
    if fields.kind not in paper_kinds(today):
        raise ValueError(fields.kind)
    kind = paper_kind(fields.kind, fields.issued_on)
    if fields.issued_on > today:
        raise UserError(
            _("{day} is still to come. Write the day that stands on the paper.").format(
                day=formats.iso_date(fields.issued_on)
            ),
            "issued_on",
        )
    _check_term(fields, kind)
    _check_alone(session, paper, fields, kind)
    paper.kind, paper.issued_on = fields.kind, fields.issued_on
    until = fields.valid_until or valid_until(fields.issued_on, kind)
    paper.valid_until = until if fields.passed else None
    paper.number, paper.issuer = fields.number.strip(), fields.issuer.strip()
    paper.passed, paper.note = fields.passed, fields.note.strip()


def _check_term(fields: StaffPaperFields, kind: PaperKind) -> None:
    """UserError where the last day lies before the first, or after the one that the law allows."""
    if fields.valid_until is None or not fields.passed:
        return
    if fields.valid_until < fields.issued_on:
        raise UserError(
            _("The paper expires before it was issued. Compare both days with the paper."), "valid_until"
        )
    longest = valid_until(fields.issued_on, kind)
    if kind.is_sure and longest and fields.valid_until > longest:
        raise UserError(
            _(
                "{paper}: from {day} on it holds for {n} months, until {last} at the latest ({source})."
            ).format(
                paper=kind.title,
                day=formats.iso_date(fields.issued_on),
                n=kind.months,
                last=formats.iso_date(longest),
                source=kind.source,
            ),
            "valid_until",
        )


def _check_alone(session: Session, paper: StaffPaper, fields: StaffPaperFields, kind: PaperKind) -> None:
    """UserError where the same paper is on file already."""
    same = select(StaffPaper.id).where(
        StaffPaper.staff_id == paper.staff_id,
        StaffPaper.kind == fields.kind,
        StaffPaper.issued_on == fields.issued_on,
    )
    if any(found != paper.id for found in session.scalars(same)):
        raise UserError(
            _("{paper} of {day} is recorded already. Change that one.").format(
                paper=kind.title, day=formats.iso_date(fields.issued_on)
            ),
            "issued_on",
        )


def _issued(row: StaffPaperRow) -> date:
    return row.fields.issued_on if row.fields else row.on
