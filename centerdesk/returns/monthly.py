"""The monthly return: its figures, who stands behind them, its checks, its locking."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from centerdesk import __version__
from centerdesk.base.errors import UserError
from centerdesk.base.formats import long_date, percent
from centerdesk.base.i18n import _
from centerdesk.base.tables import Column
from centerdesk.db.schema.children import Enrolment
from centerdesk.db.schema.returns import FiledDocument, FiledReturn
from centerdesk.domain.calendar import Month, national_year, operating_days
from centerdesk.domain.certainty import Certainty
from centerdesk.returns.content import Figure, Finding, Return, State, figures_of
from centerdesk.returns.evidence import Evidence, EvidenceRow, evidence_columns, evidence_of, evidence_rows
from centerdesk.returns.facts import MonthFacts, read_facts
from centerdesk.returns.indicator import Of, all_indicators
from centerdesk.returns.rule import Level, all_rules
from centerdesk.services import audit, centre
from centerdesk.services.rights import Right, needs


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month in the strip: its state and version."""

    month: Month
    state: State
    version: int


@dataclass(frozen=True, slots=True)
class FigureDetail:
    """A figure opened: what it means, where it comes from, who stands behind it."""

    figure: Figure
    definition: str
    source: str
    certainty: Certainty
    columns: tuple[Column, ...]
    rows: tuple[EvidenceRow, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A file of a return: its name and its bytes."""

    name: str
    content: bytes


@needs(Right.READ_RETURNS)
def months(session: Session, today: date, back: int = 12) -> list[MonthRow]:
    """The last months up to the running one, oldest first; none before the centre had children."""
    first_day = session.scalar(select(func.min(Enrolment.enrolled_on)))
    this = Month.of(today)
    earliest = max(this.plus(-back), Month.of(min(first_day or today, today)))
    query = select(FiledReturn.period, FiledReturn.state, FiledReturn.version).order_by(FiledReturn.version)
    filed = {period: (State(state), version) for period, state, version in session.execute(query)}
    shown = [month for offset in range(back, -1, -1) if (month := this.plus(-offset)) >= earliest]
    return [MonthRow(month, *filed.get(str(month), (State.OPEN, 0))) for month in shown]


@needs(Right.READ_RETURNS)
def make(session: Session, month: Month, today: date) -> Return:
    """The month's return: as filed when it is locked, else as the records stand today."""
    stored = _filed(session, month)
    if stored:
        figures = tuple(Figure.from_json(figure) for figure in stored.figures)
        return Return(
            month,
            month.last,
            stored.centre,
            State(stored.state),
            stored.version,
            figures,
            (),
            tuple(stored.notes),
        )
    facts = _facts(session, month, today)
    figures = figures_of(facts)
    values = {figure.code: figure.value for figure in figures}
    findings = tuple(Finding(rule, found) for rule in all_rules() for found in rule.find(facts, values))
    name = centre.about(session, facts.as_of).name
    return Return(month, facts.as_of, name, State.OPEN, 0, figures, findings, _notes(facts))


@needs(Right.READ_RETURNS)
def behind(session: Session, month: Month, code: str, today: date) -> FigureDetail:
    """The records behind a figure; for a locked month those that stood behind it when it was locked."""
    made = make(session, month, today)
    figure = next((figure for figure in made.figures if figure.code == code), None)
    if figure is None:
        raise UserError(
            _("The return has no figure “{code}”. Its figures are: {codes}.").format(
                code=code, codes=_(", ").join(figure.code for figure in made.figures)
            ),
            "code",
        )
    stored = _filed(session, month)
    if stored:
        evidence = [Evidence.from_json(each) for each in stored.evidence.get(code, ())]
    else:
        evidence = _evidence(_facts(session, month, today), code)
    indicator = next(each for each in all_indicators() if each.code == code.partition(".")[0])
    rows = tuple(evidence_rows(session, evidence))
    return FigureDetail(
        figure,
        _(indicator.definition),
        _(indicator.source),
        indicator.certainty,
        evidence_columns(rows),
        rows,
    )


@needs(Right.LOCK_RETURNS)
def lock(session: Session, month: Month, *, today: date) -> list[Document]:
    """Lock a month: figures, evidence and the very documents are stored and never change; returns the documents."""
    stored = _filed(session, month)
    if stored:
        raise UserError(_("The return of {month} is locked already.").format(month=month), "month")
    open_days = operating_days(month.first, month.last)
    if not open_days or today < open_days[-1]:
        raise UserError(
            _("{month} can be locked from its last operating day on ({day}).").format(
                month=month, day=long_date(open_days[-1] if open_days else month.last)
            ),
            "month",
        )
    made = make(session, month, today)
    errors = [finding for finding in made.findings if finding.rule.level is Level.ERROR]
    if errors:
        raise UserError(errors[0].found.text, "month")
    # The reference day is the month's last, also when it is locked on the last operating day before it.
    facts = read_facts(session, month, month.last)
    now: datetime = session.info["now"]
    filed = Return(month, month.last, made.centre, State.LOCKED, 1, figures_of(facts), (), _notes(facts))
    files = render(filed, now)
    filed_id = secrets.token_hex(16)
    session.add(
        FiledReturn(
            id=filed_id,
            period=str(month),
            centre=filed.centre,
            version=filed.version,
            state=filed.state,
            locked_at=now,
            locked_by=session.info["actor"].name,
            program_version=__version__,
            figures=[figure.as_json() for figure in filed.figures],
            evidence={
                figure.code: [each.as_json() for each in _evidence(facts, figure.code)]
                for figure in filed.figures
            },
            notes=list(filed.notes),
            audit_head=audit.head(session),
        )
    )
    session.flush()
    session.add_all(FiledDocument(return_id=filed_id, name=file.name, content=file.content) for file in files)
    session.flush()
    return files


@needs(Right.READ_RETURNS)
def documents(session: Session, month: Month, *, today: date, now: datetime) -> list[Document]:
    """PDF, XLSX and JSON of a month: the filed bytes when it is locked, else made now, marked as a draft."""
    stored = _filed(session, month)
    if stored:
        query = select(FiledDocument).where(FiledDocument.return_id == stored.id).order_by(FiledDocument.name)
        return [Document(file.name, file.content) for file in session.scalars(query)]
    made = make(session, month, today)
    if not operating_days(month.first, made.as_of):
        raise UserError(
            _("{month} has no operating day up to {day}.").format(month=month, day=long_date(made.as_of)),
            "month",
        )
    return render(made, now)


def render(made: Return, now: datetime) -> list[Document]:
    """The three documents of a return."""
    from centerdesk.returns.documents import render_documents

    return [Document(name, content) for name, content in render_documents(made, now)]


def _evidence(facts: MonthFacts, code: str) -> list[Evidence]:
    whole, _point, part_code = code.partition(".")
    indicator = next(each for each in all_indicators() if each.code == whole)
    parts: dict[str, Of] = {part.code: part.of for part in indicator.parts}
    of = parts[part_code] if part_code else indicator.of
    return [evidence_of(record) for record in of(facts) or ()]


def _facts(session: Session, month: Month, today: date) -> MonthFacts:
    if month.first > today:
        raise UserError(
            _("{month} lies in the future; there is no return of it yet.").format(month=month), "month"
        )
    return read_facts(session, month, min(month.last, today))


def _notes(facts: MonthFacts) -> tuple[str, ...]:
    """How the figures were counted, for the foot of the paper."""
    expected, visits = facts.expected, facts.visits
    attended = sum(1 for day in expected if day.mark and day.mark.attended)
    by_books = len(facts.enrolled) * len(facts.operating)
    rate = percent(attended, by_books)
    year = national_year(facts.month.year)
    notes = [
        _("Reference day: {day}.").format(day=long_date(facts.as_of)),
        _(
            "Attendance is counted by method A (the days each child is expected). By method B (children on the books "
            "at the end x operating days = {whole}) the rate would be {rate} %."
        ).format(whole=by_books, rate="—" if rate is None else rate),
        _("Operating days follow: {source}.").format(source=year.source)
        if year
        else _("No notice on holidays is known for this year; the operating days are provisional."),
    ]
    if visits:
        notes.append(
            _(
                "Besides, {n} child-days by the hour, occasional or unplanned; they are outside the rate."
            ).format(n=len(visits))
        )
    return tuple(notes)


def _filed(session: Session, month: Month) -> FiledReturn | None:
    """The newest filed version of a month."""
    query = select(FiledReturn).where(FiledReturn.period == str(month))
    return session.scalars(query.order_by(FiledReturn.version.desc()).limit(1)).first()
