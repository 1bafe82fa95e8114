"""Families that ask for a place in the sample centre, and the one whose child has come."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from random import Random

from sqlalchemy.orm import Session

from centerdesk.demo import words
from centerdesk.demo.lives import Life
from centerdesk.domain.calendar import Month
from centerdesk.domain.people import ApplicationState, ClassKind, Relation, Sex
from centerdesk.services import applications
from centerdesk.services.applications import ApplicationFields

# How many days ago they asked, the child's age in months then, the class type, what came of it, what they said.
_FAMILIES = (
    (96, 15, ClassKind.TODDLER, ApplicationState.OFFERED, ""),
    (71, 7, ClassKind.INFANT, ApplicationState.WAITING, "母亲产假将结束，希望尽早入托"),
    (55, 24, ClassKind.SENIOR, ApplicationState.WITHDRAWN, "已入读单位托育点"),
    (33, 14, ClassKind.TODDLER, ApplicationState.WAITING, "哥哥曾在本园就读"),
    (9, 20, ClassKind.TODDLER, ApplicationState.WAITING, ""),
)
_DECIDED = {ApplicationState.OFFERED: applications.offer, ApplicationState.WITHDRAWN: applications.withdraw}
_WAITED = timedelta(days=48)
_THINKING = timedelta(days=5)


def ask(session: Session, random: Random, known: Iterable[str], today: date) -> None:
    """Five families that have no place: three wait, one was offered a place, one no longer wants it."""
    names = _other_names(random, known)
    for days, months, kind, outcome, note in _FAMILIES:
        applied_on = today - timedelta(days=days)
        name, relation = next(names), random.choice((Relation.MOTHER, Relation.FATHER))
        given = random.choice(words.MOTHERS if relation is Relation.MOTHER else words.FATHERS)
        fields = ApplicationFields(
            name,
            Month.of(applied_on).plus(-months).first + timedelta(days=random.randint(0, 27)),
            applied_on,
            Month.of(today).plus(1).first,
            random.choice(list(Sex)),
            name[0] + given if relation is Relation.FATHER else random.choice(words.SURNAMES) + given,
            relation,
            words.phone(random),
            kind,
            note=note,
        )
        asked = applications.apply(session, fields, today=applied_on)
        if decide := _DECIDED.get(outcome):
            decide(session, asked, today=today - _THINKING)


def ask_for(session: Session, life: Life) -> int:
    """The application of a child that came later; returns its id."""
    mother = life.mother
    applied_on = max(life.enrolled_on - _WAITED, life.fields.birth_date)
    fields = ApplicationFields(
        life.fields.name,
        life.fields.birth_date,
        applied_on,
        life.enrolled_on,
        life.fields.sex,
        mother.name,
        mother.relation,
        mother.phone,
        words.CLASSES[life.place(life.enrolled_on)][1],
        life.pattern.service,
    )
    return applications.apply(session, fields, today=applied_on)


def _other_names(random: Random, known: Iterable[str]) -> Iterator[str]:
    taken = set(known)
    return (name for name in words.names(random) if name not in taken)
