"""Undo and redo: the last action is taken back by what the audit says of it, as a new action."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.db.schema.attendance import Attendance
from centerdesk.db.schema.audit import Audit, AuditPayload
from centerdesk.db.schema.base import Base
from centerdesk.db.schema.imports import ImportBatch, ImportEntry
from centerdesk.domain.calendar import Month
from centerdesk.services.audit import enter_note
from centerdesk.services.audit_words import action_words
from centerdesk.services.closing import check_open, is_locked
from centerdesk.services.imports import undo_import
from centerdesk.services.rights import Right, needs
from centerdesk.services.touched import take_back

UNDONE, REDONE = "undone", "redone"
_UNDO_OF_IMPORT = "imports.undo_import"
_IMPORTS = {
    "attendance_import.take_attendance",
    "growth_import.take_growth",
    "roster_import.take_roster",
    "staff_import.take_staff",
    "training_import.take_training",
}
_OF_ATTENDANCE = {"attendance.mark", "attendance.mark_rest_present"}
_OF_HEALTH = {
    "entry_papers.change_examination",
    "entry_papers.change_vaccination_check",
    "entry_papers.record_examination",
    "entry_papers.record_vaccination_check",
    "measurements.record_measurement",
}
_OF_CENTRE = {
    "centre.remove_places",
    "centre.set_places",
    "centre_papers.change_paper",
    "centre_papers.record_paper",
    "centre_papers.remove_paper",
    "fees.remove_fee",
    "fees.set_fee",
}
_OF_STAFF = {
    "rota.clear_day",
    "rota.set_day",
    "rota.set_week",
    "training.change_session",
    "training.record_session",
    "training.remove_session",
    "training.sign_in",
    "training_plan.add_line",
    "training_plan.change_line",
    "training_plan.hold",
    "training_plan.remove_line",
    "training_requirements.add_requirement",
    "training_requirements.change_requirement",
    "training_requirements.remove_requirement",
    "staff_leaves.change_leave",
    "staff_leaves.record_leave",
    "staff_leaves.remove_leave",
    "staff_papers.change_paper",
    "staff_papers.record_paper",
    "staff_papers.remove_paper",
    "staff.change_staff",
    "staff.hire",
    "staff.leave",
    "staff_posts.add_post",
    "staff_posts.change_post",
    "staff_posts.end_post",
    "staff_posts.remove_post",
}
_OF_ROSTER = {
    "applications.admit_application",
    "applications.apply",
    "applications.change_application",
    "applications.offer",
    "applications.withdraw",
    "collecting.add_barred",
    "collecting.add_collector",
    "collecting.add_proxy",
    "collecting.change_collector",
    "collecting.end_barred",
    "collecting.end_collector",
    "contracts.change_contract",
    "contracts.record_contract",
    "duplicates.merge",
    "entry.admit",
    "entry.readmit",
    "school_year.move_all",
    "children.change",
    "children.enrol",
    "children.enrol_again",
    "children.leave",
    "children.move",
    "children.set_pattern",
    "children.set_settling",
}
_RIGHTS = {
    **dict.fromkeys(_OF_ATTENDANCE, Right.WRITE_ATTENDANCE),
    **dict.fromkeys(_OF_HEALTH, Right.WRITE_HEALTH),
    **dict.fromkeys(_OF_CENTRE, Right.MANAGE_CENTRE),
    **dict.fromkeys(_OF_ROSTER, Right.WRITE_ROSTER),
    **dict.fromkeys(_OF_STAFF, Right.WRITE_STAFF),
}
_UNDOABLE = _IMPORTS | _RIGHTS.keys()


@dataclass(frozen=True, slots=True)
class Step:
    """An action that can be undone or done again.

    `id` is the action's own step, `applied` the step whose entries say how to take it back: its own, or that of
    the undo or redo that came after it.
    """

    id: int
    applied: int
    action: str

    @property
    def words(self) -> str:
        """What was done."""
        return action_words(self.action)


@needs(Right.OWN_ACCOUNT)
def undoable(session: Session, today: date) -> Step | None:
    """The actor's last action of today that still stands; also after a restart."""
    done, _undone = _stacks(session, today)
    return done[-1] if done else None


@needs(Right.OWN_ACCOUNT)
def redoable(session: Session, today: date) -> Step | None:
    """The action that was undone last, unless something else was done since."""
    _done, undone = _stacks(session, today)
    return undone[-1] if undone else None


@needs(Right.OWN_ACCOUNT)
def undo_last(session: Session, today: date, now: datetime, *, even_if_locked: bool = False) -> Step:
    """Take the last action back; UserError when there is none, or something was built on it since."""
    step = undoable(session, today)
    if step is None:
        raise UserError(_("There is nothing of today to undo."))
    enter_note(session, UNDONE, {"step": step.id})
    if step.action in _IMPORTS:
        batch = session.scalars(
            select(Audit.key).where(Audit.step == step.applied, Audit.table_name == ImportBatch.__tablename__)
        ).first()
        undo_import(session, int(batch or 0), now, even_if_locked=even_if_locked)
    else:
        _invert(session, step, even_if_locked)
    return step


@needs(Right.OWN_ACCOUNT)
def redo_last(session: Session, today: date, *, even_if_locked: bool = False) -> Step:
    """Do again what was undone last; UserError when there is nothing."""
    step = redoable(session, today)
    if step is None:
        raise UserError(_("There is nothing to do again."))
    enter_note(session, REDONE, {"step": step.id})
    _invert(session, step, even_if_locked)
    return step


@needs(Right.OWN_ACCOUNT)
def locked_months(session: Session, step: Step) -> list[Month]:
    """Months of the step's marks whose return is locked: taking it back there has to be confirmed."""
    return [month for month in _months(_entries(session, step.applied)) if is_locked(session, month)]


def _stacks(session: Session, today: date) -> tuple[list[Step], list[Step]]:
    """What the actor did today and still stands, and what he has undone: both with the latest last."""
    done: list[Step] = []
    undone: list[Step] = []
    for number, action, key in reversed(list(_steps(session, today))):
        if key == UNDONE and done:
            step = replace(done.pop(), applied=number)
            if step.action not in _IMPORTS:  # a file is read again, not its undoing undone
                undone.append(step)
        elif key == REDONE and undone:
            done.append(replace(undone.pop(), applied=number))
        elif action == _UNDO_OF_IMPORT:
            last = next((step for step in reversed(done) if step.action in _IMPORTS), None)
            if last:
                done.remove(last)
        elif action in _UNDOABLE:
            done.append(Step(number, number, action))
            undone.clear()
    return done, undone


def _steps(session: Session, today: date) -> Iterator[tuple[int, str, str]]:
    """The actor's steps of today with their action and first entry's key, the newest first."""
    query = select(Audit.id, Audit.step, Audit.action, Audit.key, Audit.at, Audit.actor_id)
    # Entries stand in the order of time: the walk ends where yesterday begins, without an index on it.
    for number, step, action, key, at, actor in session.execute(query.order_by(Audit.id.desc())).yield_per(
        200
    ):
        if at < datetime.combine(today, time.min):
            return
        if number == step and actor == session.info["actor"].user_id:
            yield step, action, key


def _invert(session: Session, step: Step, even_if_locked: bool) -> None:
    needs(_RIGHTS[step.action])(_take_back)(session, step, even_if_locked)


def _take_back(session: Session, step: Step, even_if_locked: bool) -> None:
    entries = _entries(session, step.applied)
    for month in _months(entries):
        check_open(session, month, even_if_locked)
    take_back(session, entries)


def _months(entries: Sequence[ImportEntry]) -> list[Month]:
    days = {entry.key.split("/")[0] for entry in entries if entry.table_name == Attendance.__tablename__}
    return sorted({Month.of(date.fromisoformat(day)) for day in days})


def _entries(session: Session, step: int) -> list[ImportEntry]:
    """What a step did to each record, several entries of one record as one."""
    query = (
        select(Audit.table_name, Audit.key, AuditPayload.before, AuditPayload.after)
        .join(AuditPayload, AuditPayload.audit_id == Audit.id)
        .where(Audit.step == step, Audit.table_name != "")
        .order_by(Audit.id)
    )
    merged: dict[tuple[str, str], ImportEntry] = {}
    for table, key, before, after in session.execute(query):
        entry = merged.get((table, key))
        if entry is None:
            if (
                before is None and after == {}
            ):  # new, with nothing beside its key: not to be taken for one that is gone
                columns = Base.metadata.tables[table].columns
                after = {column.name: None for column in columns if not column.primary_key}
            merged[table, key] = ImportEntry(table_name=table, key=key, before=before, after=after or {})
        elif after is None:
            entry.after = {}
        else:
            entry.after = entry.after | after
            if entry.before is not None:
                entry.before = (before or {}) | entry.before
    return [entry for entry in merged.values() if entry.before is not None or entry.after]
