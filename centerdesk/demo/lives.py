"""The invented lives: who was in the centre from when to when, in which class, and each day's mark."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from centerdesk.demo import words
from centerdesk.domain.ages import completed_months
from centerdesk.domain.attendance import Mark, Pattern, Stay, is_expected
from centerdesk.domain.calendar import Month, days_between, operating_days
from centerdesk.domain.people import Half, Household, IdKind, LeaveReason, Relation, Service, Sex
from centerdesk.services.child_fields import ChildFields, GuardianRow

YEARS = 2
_FORMER = 30

Day = tuple[date, Mark, str]


@dataclass(frozen=True, slots=True)
class Life:
    """An invented child's time in the centre; `senior` is the place in `CLASSES` of the class it grows into."""

    fields: ChildFields
    enrolled_on: date
    left_on: date | None
    reason: LeaveReason | None
    pattern: Pattern
    senior: int
    days: tuple[Day, ...] = ()
    destination: str = ""

    @property
    def father(self) -> GuardianRow:
        """The father; each of the invented children has both parents."""
        return next(each for each in self.fields.guardians if each.relation is Relation.FATHER)

    @property
    def mother(self) -> GuardianRow:
        """The mother, who signs."""
        return next(each for each in self.fields.guardians if each.relation is Relation.MOTHER)

    def place(self, on: date) -> int:
        """The class for the age on a day, by its place in `CLASSES`."""
        months = completed_months(self.fields.birth_date, on)
        return 0 if months < 12 else 1 if months < 24 else self.senior

    def places(self, today: date) -> list[tuple[date, int]]:
        """The classes from their days on: who has grown moves on the first of a month."""
        placed = [(self.enrolled_on, self.place(self.enrolled_on))]
        for day in days_between(self.enrolled_on, self.left_on or today):
            if day.day == 1 and self.place(day) != placed[-1][1]:
                placed.append((day, self.place(day)))
        return placed

    def class_now(self, today: date) -> int:
        """The class on a day; it may have outgrown it since the first of the month."""
        return self.places(today)[-1][1]


def invent(random: Random, began: date, today: date) -> Iterator[Life]:
    """All who are here on a day, class by class, then those who have left."""
    names = words.names(random)
    for place, (_name, _kind, number, (youngest, oldest)) in enumerate(words.CLASSES):
        for _nth in range(number):
            born = _born(random, today, random.randint(youngest, oldest))
            enrolled_on = _entry(random, born, began, today)
            yield _life(random, next(names), born, enrolled_on, None, 2 + place % 2, today)
    for number in range(_FORMER):
        left_on = date(today.year - (number % YEARS), 8, 31)
        if left_on >= today:
            left_on = date(left_on.year - YEARS, 8, 31)
        born = _born(random, left_on, random.randint(30, 37))
        if left_on <= began:
            continue
        name, enrolled_on = next(names), _entry(random, born, began, left_on)
        yield _life(random, name, born, enrolled_on, left_on, 2 + number // YEARS % 2, today)


def _born(random: Random, on: date, months: int) -> date:
    month = Month.of(on).plus(-months)
    return month.first - timedelta(days=random.randint(0, 20))


def _entry(random: Random, born: date, began: date, before: date) -> date:
    """An operating day from half a year of age on; who was old enough at the beginning mostly came then."""
    earliest = max(began, born + timedelta(days=200))
    latest = before - timedelta(days=12)
    soon = earliest == began and random.random() < 0.7
    day = earliest + timedelta(days=int((latest - earliest).days * random.random() * (0.05 if soon else 0.9)))
    first_open = operating_days(day, day + timedelta(days=12))
    return first_open[0]


def _life(
    random: Random, name: str, born: date, enrolled_on: date, left_on: date | None, senior: int, today: date
) -> Life:
    fields, pattern = _fields(random, name, born), _pattern(random)
    reason = None
    if left_on:
        reason = LeaveReason.KINDERGARTEN if random.random() < 0.8 else LeaveReason.MOVED
    life = Life(fields, enrolled_on, left_on, reason, pattern, senior)
    return replace(life, days=tuple(_days(random, life, today)))


def _fields(random: Random, name: str, born: date) -> ChildFields:
    sex = random.choice([Sex.MALE, Sex.FEMALE])
    guardians = tuple(
        GuardianRow(
            relation,
            (name[0] if relation is Relation.FATHER else random.choice(words.SURNAMES)) + given,
            words.phone(random),
        )
        for relation, given in (
            (Relation.FATHER, random.choice(words.FATHERS)),
            (Relation.MOTHER, random.choice(words.MOTHERS)),
        )
    )
    return ChildFields(
        name=name,
        sex=sex,
        birth_date=born,
        pet_name=name[-1] * 2 if random.random() < 0.4 else "",
        id_kind=IdKind.RESIDENT,
        id_number=words.id_number(random, born, sex),
        nation=random.choice(words.NATIONS),
        household=Household.BEIJING if random.random() < 0.7 else Household.ELSEWHERE,
        address=_address(random),
        allergies=random.choice(words.ALLERGIES) if random.random() < 0.15 else "",
        guardians=guardians,
    )


def _address(random: Random) -> str:
    street = random.choice(words.STREETS)
    return f"北京经济技术开发区{street}{random.randint(1, 30)}号楼{random.randint(1, 6)}单元"


def _pattern(random: Random) -> Pattern:
    throw = random.random()
    if throw < 0.05:
        return Pattern(Service.HALF, half=Half.MORNING)
    if throw < 0.08:
        return Pattern(Service.FULL, "135")
    if throw < 0.10:
        return Pattern(Service.HOURLY)
    return Pattern()


def _days(random: Random, life: Life, today: date) -> Iterator[Day]:
    """A life's marks: mostly there, ill for some days now and then, more often in winter."""
    place = life.class_now(today)
    ill_until, illness = date.min, ""
    for day in operating_days(life.enrolled_on, life.left_on or today):
        if day == today and _not_yet_taken(random, place):
            continue
        if not is_expected(Stay(life.enrolled_on, life.left_on), life.pattern, day):
            if life.pattern.service is Service.HOURLY and random.random() < 0.3:
                yield day, Mark.PRESENT, ""
            continue
        if day > ill_until and random.random() < (0.03 if day.month in (11, 12, 1, 2) else 0.015):
            ill_until = day + timedelta(days=random.randint(1, 5))
            illness = random.choice(words.ILLNESSES)
        if day <= ill_until:
            yield day, Mark.SICK, illness
        elif random.random() < 0.015:
            yield day, Mark.PERSONAL, random.choice(words.ERRANDS)
        elif random.random() < 0.003:
            yield day, Mark.UNEXPLAINED, ""
        else:
            yield day, life.pattern.arrival_mark, ""


def _not_yet_taken(random: Random, place: int) -> bool:
    """At half past eight: two classes are taken, one nearly, one not at all."""
    return place == 3 or (place == 2 and random.random() < 0.25)
