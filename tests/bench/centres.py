"""Big invented centres for measuring."""

from datetime import date, datetime
from pathlib import Path

from sqlalchemy import insert
from sqlalchemy.orm import Session

from centerdesk.db.schema.attendance import Attendance
from centerdesk.db.schema.children import Child, Enrolment, Placement
from centerdesk.db.vault import Cost
from centerdesk.domain.attendance import Mark
from centerdesk.domain.calendar import operating_days
from centerdesk.domain.people import ClassKind, IdKind, Sex
from centerdesk.services import classes
from centerdesk.services.opening import Opened, new_centre

TODAY = date(2026, 11, 24)
PASSWORD = "a long password"
CHEAP = Cost(1, 8, 1)
_NOW = datetime(2026, 11, 24, 8)


def big_centre(folder: Path, years: int, children: int = 200) -> Opened:
    """`children` at a time for so many years up to today, each for two years, every day marked."""
    opened, _code = new_centre(folder, "测速园", "张园长", PASSWORD, now=_NOW, cost=CHEAP)
    with opened.store.begin(opened.actor, _NOW) as session:
        group = classes.add_class(session, "托大1班", ClassKind.SENIOR, children)
        for number in range(children * max(1, years // 2)):
            wave = number // children
            first = date(TODAY.year - 2 * wave - min(years, 2), TODAY.month, 25)
            last = date(first.year + min(years, 2), first.month, 24)
            left = None if wave == 0 else last
            _child(session, number + 1, group, first, left)
            session.execute(
                insert(Attendance),
                [
                    {"day": day, "child_id": number + 1, "mark": Mark.PRESENT, "reason": ""}
                    for day in operating_days(first, last)
                ],
            )
    return opened


def _child(session: Session, number: int, group: int, first: date, left: date | None) -> None:
    session.execute(
        insert(Child).values(
            id=number,
            name=f"测{number}",
            former_name="",
            pet_name="",
            name_key=f"ce {number:05d}",
            name_search=f"ce{number}",
            sex=Sex.MALE,
            birth_date=date(first.year - 1, 6, 1),
            id_kind=IdKind.NONE,
            nation="",
            address="",
            allergies="",
            note="",
        )
    )
    session.execute(insert(Enrolment).values(id=number, child_id=number, enrolled_on=first, left_on=left))
    session.execute(insert(Placement).values(enrolment_id=number, starts_on=first, class_id=group))
