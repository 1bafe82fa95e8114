"""Making the sample centre's file: the invented lives written down through the services."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

from sqlalchemy import insert
from sqlalchemy.orm import Session

from centerdesk.db.schema.attendance import Attendance
from centerdesk.db.vault import Cost
from centerdesk.demo import certificates, doors, entry, house, lives, shifts, team, trainings, waiting, words
from centerdesk.demo.furnishing import days_away, furnish
from centerdesk.demo.lives import Life
from centerdesk.demo.roles import Roles, cast
from centerdesk.domain.calendar import Month
from centerdesk.services import children, classes, pauses, transfers
from centerdesk.services.applications import admit_application
from centerdesk.services.entry import admit
from centerdesk.services.opening import Opened, new_centre

_LOCKED_MONTHS = 12
# The password is public and nobody in the file is real: guessing need not be made dear.
_CHEAP = Cost(1, 8, 1)
_SETTLING = timedelta(days=13)


def make_centre(folder: Path, today: date, name: str, director: str, password: str) -> Opened:
    """Make the sample centre in an empty folder, as it stands in the morning of a day; returns it open."""
    now = datetime.combine(today, time(8, 30))
    opened, _code = new_centre(folder, name, director, password, now=now, sample=True, cost=_CHEAP)
    began = date(today.year - lives.YEARS, today.month, 1)
    with opened.store.begin(opened.actor, now) as session:
        session.info["action"] = "demo.make"
        house.furnish(session, name, director, began, today)
        _fill(session, began, today)
    _lock_past_months(opened, today)
    return opened


def _lock_past_months(opened: Opened, today: date) -> None:
    from centerdesk.returns import monthly

    for back in range(_LOCKED_MONTHS, 0, -1):
        month = Month.of(today).plus(-back)
        filed_at = datetime.combine(month.plus(1).first + timedelta(days=2), time(16, 20))
        with opened.store.begin(opened.actor, min(filed_at, datetime.combine(today, time(8)))) as session:
            monthly.lock(session, month, today=today)


def _fill(session: Session, began: date, today: date) -> None:
    """Classes, staff, children and families; what was added later draws from a chance of its own."""
    first, second = Random(20), Random(21)
    class_ids = [
        classes.add_class(session, name, kind, words.CAPACITY[kind])
        for name, kind, _number, _ages in words.CLASSES
    ]
    staff_ids = team.hire(session, class_ids, first, began, today)
    invented = list(lives.invent(first, began, today))
    roles = cast(invented, today)
    told = furnish(invented, roles, second, today)
    child_ids = [
        _record(session, second, nth, life, class_ids, roles, today) for nth, life in enumerate(told)
    ]
    _tell_more(session, second, told, child_ids, roles, today)
    waiting.ask(session, second, [life.fields.name for life in told], today)
    certificates.file(session, today)
    shifts.set_up(session, staff_ids, class_ids, today)
    trainings.hold(session, staff_ids, today)


def _record(
    session: Session,
    random: Random,
    nth: int,
    life: Life,
    class_ids: Sequence[int],
    roles: Roles,
    today: date,
) -> int:
    """A child from its first day to its last, or until today; returns its id."""
    (_day, place), *moves = life.places(today)
    child_id = _take_in(session, random, nth, life, class_ids[place], roles, today)
    entry.sign(session, child_id, life, nth, roles, today)
    for day, grown in moves:
        children.move(session, child_id, class_ids[grown], day)
    if life.left_on:
        children.leave(session, child_id, life.left_on, life.reason, life.destination)
    else:
        doors.authorise(session, random, child_id, life)
    # Two years of marks, one by one through the service, would take minutes: a bulk insert.
    marks = [{"day": day, "child_id": child_id, "mark": mark, "reason": why} for day, mark, why in life.days]
    session.execute(insert(Attendance), marks)
    return child_id


def _take_in(
    session: Session, random: Random, nth: int, life: Life, class_id: int, roles: Roles, today: date
) -> int:
    brought = entry.papers(life, nth, roles, random, today)
    if nth in roles.papers_before:
        return children.enrol(
            session, life.fields, class_id, life.enrolled_on, today=today, pattern=life.pattern
        )
    if nth == roles.newest:
        return admit_application(
            session,
            waiting.ask_for(session, life),
            life.fields,
            class_id,
            life.enrolled_on,
            brought,
            today=life.enrolled_on,
            pattern=life.pattern,
            settling_until=max(life.enrolled_on + _SETTLING, today),
        )
    return admit(
        session,
        life.fields,
        class_id,
        life.enrolled_on,
        brought,
        today=today,
        pattern=life.pattern,
        settling_until=life.enrolled_on + _SETTLING,
    )


def _tell_more(
    session: Session,
    random: Random,
    told: Sequence[Life],
    child_ids: Sequence[int],
    roles: Roles,
    today: date,
) -> None:
    """What only one or two children have."""
    for nth, away in days_away(roles, today).items():
        pauses.pause(
            session, child_ids[nth], away.kind, away.starts_on, away.ends_on, away.reason, today=today
        )
    doors.bar_father(session, child_ids[roles.parted], told[roles.parted])
    doors.give_proxy(session, random, child_ids[roles.proxy], told[roles.proxy], today)
    gone = told[roles.certified]
    transfers.issue(
        session,
        child_ids[roles.certified],
        gone.left_on or today,
        gone.destination,
        "入托期间无传染病史",
        "健康",
        today=today,
    )
