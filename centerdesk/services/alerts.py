"""What whoever has a child in care must know wherever its name stands."""

from collections import defaultdict
from datetime import date
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from centerdesk.base.i18n import _
from centerdesk.db.schema.collecting import BarredPerson
from centerdesk.services.rights import Right, needs


class Alerted(Protocol):
    """A row about a child that tells of its alerts."""

    @property
    def allergies(self) -> str: ...

    @property
    def chronic(self) -> str: ...

    @property
    def barred(self) -> str: ...


def alert_words(row: Alerted) -> list[str]:
    """Each alert in words, with what it is about: 禁止接走：李强, 鸡蛋过敏, 慢性病：哮喘."""
    told = (
        (_("Must not collect: {names}"), row.barred),
        (_("Allergy: {what}"), row.allergies),
        (_("Chronic: {what}"), row.chronic),
    )
    return [sentence.format(names=what, what=what) for sentence, what in told if what]


@needs(Right.READ_ROSTER)
def barred_on(session: Session, day: date) -> dict[int, str]:
    """By child, the names of those who must not collect it on a day; one query."""
    query = (
        select(BarredPerson.child_id, BarredPerson.name)
        .where(BarredPerson.since <= day, (BarredPerson.until.is_(None)) | (BarredPerson.until >= day))
        .order_by(BarredPerson.id)
    )
    names = defaultdict(list)
    for child_id, name in session.execute(query):
        names[child_id].append(name)
    return {child_id: _(", ").join(dict.fromkeys(each)) for child_id, each in names.items()}
