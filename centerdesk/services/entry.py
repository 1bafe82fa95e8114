"""Coming in: the wall of the examination, the papers that may follow, and which of them are still missing.

The gates are asked of every time in the centre that began after the centre's file, or up to `GRACE_DAYS` before it:
children who were here long before have their papers in the cupboard, and would only fill the list of tasks.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from centerdesk.base import formats
from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.db.schema.audit import Audit
from centerdesk.db.schema.children import Child, Enrolment
from centerdesk.db.schema.entry import Contract, EntryExamination, VaccinationCheck
from centerdesk.domain import gates as rule
from centerdesk.domain.attendance import Pattern
from centerdesk.domain.consents import Scope
from centerdesk.domain.entry import EntryRules, certificate_valid_until, entry_rules, examination_valid_until
from centerdesk.domain.gates import Came, Checked, Examined, Gate, GateState, Verdict
from centerdesk.domain.people import VaccinationOutcome
from centerdesk.services import children
from centerdesk.services.child_fields import ChildFields
from centerdesk.services.children import child
from centerdesk.services.classes import list_classes
from centerdesk.services.consents import consents_in_force
from centerdesk.services.entry_papers import is_transfer, write_check, write_examination
from centerdesk.services.observations import check_not_observed
from centerdesk.services.rights import Right, is_own_class, needs
from centerdesk.services.stays import placed_on

GRACE_DAYS = 60
Paper = TypeVar("Paper", EntryExamination, VaccinationCheck, Contract)


@dataclass(frozen=True, slots=True)
class EntryPapers:
    """What a family brings on entry; what is left out is a task, but for the examination.

    `transfer_left_on`: last day in another centre by its transfer certificate, which stands for the examination;
    `waived`: why the head lets the child in without either.
    """

    examined_on: date | None = None
    institution: str = ""
    fit: bool = True
    transfer_left_on: date | None = None
    vaccination_checked_on: date | None = None
    has_certificate: bool = True
    outcome: VaccinationOutcome | None = None
    missing: str = ""
    waived: str = ""


@dataclass(frozen=True, slots=True)
class OpenGateRow:
    """What is still missing of a child that is here or to come."""

    child_id: int
    name: str
    name_key: str
    class_name: str
    gate: Gate
    state: GateState
    due_on: date | None
    words: str


@needs(Right.WRITE_ROSTER)
def admit(
    session: Session,
    fields: ChildFields,
    class_id: int,
    enrolled_on: date,
    papers: EntryPapers,
    *,
    today: date,
    pattern: Pattern = Pattern(),  # noqa: B008 - a frozen value
    settling_until: date | None = None,
) -> int:
    """Take a new child in, if it was examined; returns its id."""
    check_not_observed(session, class_id, enrolled_on, "class")
    waived = _through_the_wall(session, papers, Came(enrolled_on), (), today)
    child_id = children.enrol(
        session,
        fields,
        class_id,
        enrolled_on,
        today=today,
        pattern=pattern,
        settling_until=settling_until,
    )
    _write_entry(session, child_id, enrolled_on, papers, waived, today)
    return child_id


@needs(Right.WRITE_ROSTER)
def readmit(
    session: Session,
    child_id: int,
    class_id: int,
    enrolled_on: date,
    papers: EntryPapers,
    *,
    today: date,
    pattern: Pattern = Pattern(),  # noqa: B008
    settling_until: date | None = None,
) -> None:
    """Take a child in again; after more than three months away, or without any examination on file, examined anew."""
    check_not_observed(session, class_id, enrolled_on, "class")
    record = session.get_one(Child, child_id)
    ended = [stay.left_on for stay in record.enrolments if stay.left_on and stay.left_on < enrolled_on]
    came = Came(enrolled_on, max(ended, default=None))
    known = _papers(session, child_id).examined[child_id]
    waived = _through_the_wall(session, papers, came, known, today)
    children.enrol_again(session, child_id, class_id, enrolled_on, pattern, settling_until)
    session.flush()
    _write_entry(session, child_id, enrolled_on, papers, waived, today)


@needs(Right.READ_ROSTER)
def gates(session: Session, child_id: int, on: date) -> list[Verdict]:
    """How the gates stand for a child's time in the centre on a day, or the next to come; none once it has left."""
    child(session, child_id, on)
    record = session.scalars(children.with_parts().where(Child.id == child_id)).one()
    stay = _stay_asked(record, on)
    if stay is None:
        return []
    given = consents_in_force(session, on).get(child_id, set())
    came = _came(record, stay, _asked_since(session))
    return _verdicts(child_id, came, _papers(session, child_id), given, on)


@needs(Right.READ_ROSTER)
def open_gates(session: Session, today: date) -> list[OpenGateRow]:
    """What is still missing of the children who are here or to come, by pinyin; a fixed number of queries."""
    names = {group.id: group.name for group in list_classes(session)}
    given, papers, since = consents_in_force(session, today), _papers(session), _asked_since(session)
    rows = []
    for record in session.scalars(children.with_parts()):
        stay = _stay_asked(record, today)
        if stay is None or record.erased_on:
            continue
        class_id = placed_on(stay.placements, max(today, stay.enrolled_on))
        if not is_own_class(session, class_id):
            continue
        class_name = names[class_id] if class_id else ""
        came = _came(record, stay, since)
        rows += [
            OpenGateRow(
                record.id,
                record.name,
                record.name_key,
                class_name,
                each.gate,
                each.state,
                each.due_on,
                each.words,
            )
            for each in _verdicts(record.id, came, papers, given.get(record.id, set()), today)
            if _is_task(each, came)
        ]
    return sorted(rows, key=lambda row: (row.name_key, row.child_id))


def _through_the_wall(
    session: Session, papers: EntryPapers, came: Came, known: Sequence[Examined], today: date
) -> str:
    """The reason of a waiver, where one was needed; UserError where the child may not come in."""
    rules = entry_rules(came.entered_on)
    everything = [*known, *_brought(papers)]
    valid = rule.latest_valid(came, everything, rules)
    if (papers.examined_on and not papers.fit) or (valid and not valid.fit):
        raise UserError(
            _(
                "The examination says: not fit to come in. A child may come once a medical institution "
                "finds it fit (托儿所幼儿园卫生保健管理办法 art. 18)."
            ),
            "examined_on",
        )
    if valid or not rule.must_be_examined(came, known, rules):
        return ""
    if reason := papers.waived.strip():
        return needs(Right.MANAGE_CENTRE)(_waive)(session, reason)
    raise UserError(_refusal(everything, came, rules), "examined_on")


def _refusal(everything: Sequence[Examined], came: Came, rules: EntryRules) -> str:
    entered = formats.iso_date(came.entered_on)
    if not everything:
        return _(
            "Without an entry examination the child can't come in. Write the day of the examination, "
            "or the last day on the transfer certificate of another centre."
        )
    last = max(everything, key=lambda each: each.on)
    if last.on > came.entered_on:
        return _("The examination of {day} lies after the day of entry {entered}.").format(
            day=formats.iso_date(last.on), entered=entered
        )
    until = (
        certificate_valid_until(last.on, rules) if last.transfer else examination_valid_until(last.on, rules)
    )
    words = (
        _("The transfer certificate is valid until {until} only; the child comes on {entered}.")
        if last.transfer
        else _(
            "The examination of {day} is valid until {until}; the child comes on {entered}. "
            "Have it examined anew ({note})."
        )
    )
    return words.format(
        day=formats.iso_date(last.on),
        until=formats.iso_date(until),
        entered=entered,
        note=rules.exam_valid_months.note,
    )


def _waive(_session: Session, reason: str) -> str:
    return reason


def _brought(papers: EntryPapers) -> list[Examined]:
    brought = []
    if papers.examined_on:
        brought.append(Examined(papers.examined_on, papers.fit))
    if papers.transfer_left_on:
        brought.append(Examined(papers.transfer_left_on, True, transfer=True))
    return brought


def _write_entry(
    session: Session,
    child_id: int,
    enrolled_on: date,
    papers: EntryPapers,
    waived: str,
    today: date,
) -> None:
    query = select(Enrolment).where(Enrolment.child_id == child_id, Enrolment.enrolled_on == enrolled_on)
    session.scalars(query).one().waived = waived
    owner = session.get_one(Child, child_id)
    for each in _brought(papers):
        record = EntryExamination(child_id=child_id)
        write_examination(record, owner, each.on, papers.institution, each.fit, "", each.transfer, today)
        session.add(record)
    if papers.vaccination_checked_on:
        check = VaccinationCheck(child_id=child_id, checked_by=session.info["actor"].name)
        write_check(
            check,
            owner,
            papers.vaccination_checked_on,
            papers.has_certificate,
            papers.outcome,
            papers.missing,
            None,
            None,
            today,
        )
        session.add(check)
    session.flush()


@dataclass(frozen=True, slots=True)
class _Papers:
    """What is on file, by child."""

    examined: dict[int, list[Examined]]
    checked: dict[int, list[Checked]]
    contracts: dict[int, list[tuple[date, date | None]]]


def _papers(session: Session, child_id: int | None = None) -> _Papers:
    papers = _Papers(defaultdict(list), defaultdict(list), defaultdict(list))
    for exam in session.scalars(_of(EntryExamination, child_id)):
        papers.examined[exam.child_id].append(Examined(exam.examined_on, exam.fit, is_transfer(exam)))
    for check in session.scalars(_of(VaccinationCheck, child_id)):
        papers.checked[check.child_id].append(
            Checked(check.checked_on, check.has_certificate, check.outcome, check.completed_on)
        )
    for contract in session.scalars(_of(Contract, child_id)):
        papers.contracts[contract.child_id].append((contract.starts_on, contract.ends_on))
    return papers


def _of(table: type[Paper], child_id: int | None) -> Select[Paper]:
    query = select(table)
    return query if child_id is None else query.where(table.child_id == child_id)


def _stay_asked(record: Child, on: date) -> Enrolment | None:
    """The time in the centre that covers the day, else the next to come."""
    return next((stay for stay in record.enrolments if stay.left_on is None or stay.left_on >= on), None)


def _asked_since(session: Session) -> date:
    began = session.scalars(select(Audit.at).order_by(Audit.id).limit(1)).one()
    return began.date() - timedelta(days=GRACE_DAYS)


def _came(record: Child, stay: Enrolment, since: date) -> Came:
    before = [each.left_on for each in record.enrolments if each.left_on and each.left_on < stay.enrolled_on]
    asked = stay.enrolled_on >= since
    return Came(stay.enrolled_on, max(before, default=None), stay.waived, asked)


def _verdicts(child_id: int, came: Came, papers: _Papers, given: set[Scope], on: date) -> list[Verdict]:
    rules = entry_rules(came.entered_on)
    return [
        rule.examination_gate(came, papers.examined[child_id], on, rules),
        rule.vaccination_gate(came, papers.checked[child_id], on, rules),
        rule.contract_gate(came, papers.contracts[child_id], on),
        rule.consent_gate(came, given, on),
    ]


def _is_task(verdict: Verdict, came: Came) -> bool:
    """Whether a gate is told as a task: a contract's end and consents of earlier times are told by their own lists."""
    if verdict.gate is Gate.CONTRACT and verdict.state is GateState.EXPIRED:
        return False
    return verdict.is_open and (came.asked or verdict.gate is not Gate.CONSENT)
