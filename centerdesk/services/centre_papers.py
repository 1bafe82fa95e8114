"""Papers of the centre's own (证照) with their terms, and which of them are due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import N_, _
from centerdesk.base.tables import Column
from centerdesk.db.schema.centre import CentrePaper
from centerdesk.db.schema.settings import Setting
from centerdesk.domain.people import CentrePaperKind
from centerdesk.services.rights import Right, needs

REMIND_DAYS = 30
_REMIND = "papers.remind_days"


@dataclass(frozen=True, slots=True)
class PaperFields:
    """What stands on a paper; `name` says which one it is, where the kind alone doesn't."""

    kind: CentrePaperKind
    name: str = ""
    number: str = ""
    issuer: str = ""
    issued_on: date | None = None
    valid_until: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CentrePaperRow(PaperFields):
    """A paper on a day; `days_left` is negative after its last day and None without term.

    `due` says that it is time to be reminded, or past it.
    """

    id: int
    days_left: int | None
    due: bool

    @property
    def title(self) -> str:
        """What people call the paper."""
        if self.kind is CentrePaperKind.OTHER:
            return self.name
        if not self.name:
            return self.kind.label
        return _("{kind} ({name})").format(kind=self.kind.label, name=self.name)

    @property
    def state(self) -> str:
        """Whether it holds, and how long it still does."""
        if self.days_left is None:
            return _("without term")
        if self.days_left < 0:
            return _("expired {n} days ago").format(n=-self.days_left)
        if not self.due:
            return _("valid")
        if self.days_left == 0:
            return _("expires today")
        return _("expires in {n} days").format(n=self.days_left)


PAPER_COLUMNS = (
    Column(N_("Name of the paper"), lambda row: row.title, 44),
    Column(N_("State"), lambda row: row.state, 24, sort=lambda row: _urgency(row)),
    Column(N_("Valid until"), lambda row: row.valid_until, 24),
    Column(N_("Issued on"), lambda row: row.issued_on, 24),
    Column(N_("Number on the paper"), lambda row: row.number, 40, text=True),
    Column(N_("Issued by the office"), lambda row: row.issuer, 40),
)


@needs(Right.READ_ROSTER)
def list_papers(session: Session, today: date) -> list[CentrePaperRow]:
    """All papers, the most urgent first."""
    lead = remind_days(session)
    rows = [_row(paper, today, lead) for paper in session.scalars(select(CentrePaper))]
    return sorted(rows, key=_urgency)


@needs(Right.READ_ROSTER)
def papers_due(session: Session, today: date) -> list[CentrePaperRow]:
    """The papers that have expired, or will within the centre's days of reminder."""
    return [row for row in list_papers(session, today) if row.due]


@needs(Right.READ_ROSTER)
def remind_days(session: Session) -> int:
    """How many days before its end a paper is called due."""
    setting = session.get(Setting, _REMIND)
    return int(setting.value) if setting else REMIND_DAYS


@needs(Right.MANAGE_CENTRE)
def set_remind_days(session: Session, days: int) -> None:
    """Call papers due so many days before their end, 1 to 365."""
    if not 1 <= days <= 365:
        raise UserError(_("The reminder can come 1 to 365 days before a paper expires."), "remind")
    session.merge(Setting(name=_REMIND, value=days))


@needs(Right.MANAGE_CENTRE)
def record_paper(session: Session, fields: PaperFields) -> int:
    """Record a paper; returns its id."""
    paper = CentrePaper()
    _write(paper, fields)
    session.add(paper)
    session.flush()
    return paper.id


@needs(Right.MANAGE_CENTRE)
def change_paper(session: Session, paper_id: int, fields: PaperFields) -> None:
    """Change what is recorded of a paper, or give it its new term."""
    _write(session.get_one(CentrePaper, paper_id), fields)


@needs(Right.MANAGE_CENTRE)
def remove_paper(session: Session, paper_id: int) -> None:
    """Take a paper off the register; the change log keeps what stood there."""
    session.delete(session.get_one(CentrePaper, paper_id))


def missing_kinds(rows: Sequence[CentrePaperRow]) -> list[CentrePaperKind]:
    """The kinds of paper of which none is recorded."""
    there = {row.kind for row in rows} | {CentrePaperKind.OTHER}
    return [kind for kind in CentrePaperKind if kind not in there]


def _write(paper: CentrePaper, fields: PaperFields) -> None:
    name = fields.name.strip()
    if fields.kind is CentrePaperKind.OTHER and not name:
        raise UserError(_("Write what the paper is called."), "name")
    if fields.issued_on and fields.valid_until and fields.valid_until < fields.issued_on:
        raise UserError(
            _("The paper expires before it was issued. Compare both days with the paper."), "valid_until"
        )
    paper.kind, paper.title = fields.kind, name
    paper.number, paper.issuer = fields.number.strip(), fields.issuer.strip()
    paper.issued_on, paper.valid_until = fields.issued_on, fields.valid_until
    paper.note = fields.note.strip()


def _row(paper: CentrePaper, today: date, lead: int) -> CentrePaperRow:
    left = (paper.valid_until - today).days if paper.valid_until else None
    return CentrePaperRow(
        kind=paper.kind,
        name=paper.title,
        number=paper.number,
        issuer=paper.issuer,
        issued_on=paper.issued_on,
        valid_until=paper.valid_until,
        note=paper.note,
        id=paper.id,
        days_left=left,
        due=left is not None and left <= lead,
    )


def _urgency(row: CentrePaperRow) -> tuple[bool, int, int, int]:
    order = list(CentrePaperKind).index(row.kind)
    return row.days_left is None, row.days_left or 0, order, row.id
