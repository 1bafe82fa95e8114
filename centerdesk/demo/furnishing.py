"""What is recorded of the invented children beside their days: work, birth order, fees, ailments, days away."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from centerdesk.demo import words
from centerdesk.demo.lives import Day, Life
from centerdesk.demo.roles import Roles
from centerdesk.domain.attendance import Mark
from centerdesk.domain.calendar import operating_days
from centerdesk.domain.people import Funding, LeaveReason, PauseKind, Service

_CHRONIC = ("支气管哮喘", "特应性皮炎")
_SPECIAL = "轻度听力损失，佩戴助听器"
_SUBSIDISED = 0.78


@dataclass(frozen=True, slots=True)
class Away:
    """Days away with the place kept."""

    kind: PauseKind
    starts_on: date
    ends_on: date | None
    reason: str


def days_away(roles: Roles, today: date) -> dict[int, Away]:
    """Who stays away on a day, by place among the lives: one suspended, one on a long leave."""
    suspended_on = operating_days(today - timedelta(days=24), today)[0]
    leave_on = operating_days(today - timedelta(days=14), today)[0]
    return {
        roles.suspended: Away(PauseKind.SUSPENDED, suspended_on, None, "冬春季易感冒，由祖父母在家照护"),
        roles.on_leave: Away(PauseKind.LEAVE, leave_on, leave_on + timedelta(days=27), "随父母回老家"),
    }


def furnish(lives: Sequence[Life], roles: Roles, random: Random, today: date) -> list[Life]:
    """The lives with all of it; `random` is not the one that made them, which must go on as it did."""
    away = days_away(roles, today)
    told = [_told(random, life) for life in _with_twins(lives, roles.twins, random)]
    for nth, ailment in zip(roles.chronic, _CHRONIC, strict=True):
        told[nth] = replace(told[nth], fields=replace(told[nth].fields, chronic=ailment))
    special = told[roles.special_needs]
    told[roles.special_needs] = replace(special, fields=replace(special.fields, special_needs=_SPECIAL))
    told[roles.parted] = _parted(told[roles.parted])
    for nth, days in away.items():
        told[nth] = replace(told[nth], days=_without(told[nth], days))
    parents = told[roles.twins[0]].fields.guardians
    for order, nth in enumerate(roles.twins, start=1):
        twin = replace(told[nth].fields, birth_order=order, multiple_birth=True, guardians=parents)
        told[nth] = replace(told[nth], fields=twin)
    return told


def _parted(life: Life) -> Life:
    """The child of divorced parents: the mother is named first."""
    guardians = (life.mother, replace(life.father, custody=False))
    return replace(life, fields=replace(life.fields, guardians=guardians, note="父母离异，随母亲生活"))


def _told(random: Random, life: Life) -> Life:
    """What every family is asked on entry, and on leaving where the child goes."""
    market = random.random() >= _SUBSIDISED or life.pattern.service is Service.HOURLY
    destination = ""
    if life.left_on:
        goes_on = life.reason is LeaveReason.KINDERGARTEN
        destination = random.choice(words.KINDERGARTENS if goes_on else words.FAR_TOWNS)
    return replace(
        life,
        destination=destination,
        fields=replace(
            life.fields,
            birth_order=random.choice((1, 1, 1, 2, 2, 3)),
            multiple_birth=False,
            guardians=tuple(
                replace(each, work=random.choice(words.WORKPLACES)) for each in life.fields.guardians
            ),
        ),
        pattern=replace(life.pattern, funding=Funding.MARKET if market else Funding.SUBSIDISED),
    )


def _with_twins(lives: Sequence[Life], twins: tuple[int, int], random: Random) -> list[Life]:
    """Two children made twins: one family, one birthday, and both come from the later first day on."""
    one, other = (lives[nth] for nth in twins)
    began = max(one.enrolled_on, other.enrolled_on)
    family = one.fields
    twin = replace(
        family,
        name=family.name[0] + other.fields.name[1:],
        sex=other.fields.sex,
        pet_name=other.fields.pet_name,
        id_number=words.id_number(random, family.birth_date, other.fields.sex),
        allergies=other.fields.allergies,
    )
    made = list(lives)
    made[twins[0]] = _from(one, began)
    made[twins[1]] = _from(replace(other, fields=twin), began)
    return made


def _from(life: Life, enrolled_on: date) -> Life:
    return replace(
        life, enrolled_on=enrolled_on, days=tuple(day for day in life.days if day[0] >= enrolled_on)
    )


def _without(life: Life, away: Away) -> tuple[Day, ...]:
    """The marks of somebody who stays away: none in a suspension, absent on a long leave."""
    if away.kind is PauseKind.SUSPENDED:
        return tuple(day for day in life.days if day[0] < away.starts_on)
    return tuple(
        (day, Mark.PERSONAL, "请长假") if day >= away.starts_on else (day, mark, reason)
        for day, mark, reason in life.days
    )
