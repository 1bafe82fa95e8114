"""The staff of the sample centre: who they are, the posts they hold and held, and one who has left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from sqlalchemy.orm import Session

from centerdesk.demo import words
from centerdesk.domain.calendar import Month
from centerdesk.domain.people import Education, Employment, IdKind, Post, Sex
from centerdesk.services import staff, staff_posts
from centerdesk.services.staff import StaffFields

_CONTRACT_YEARS = 3
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Person:
    """Somebody of the staff; `place` is the class among those of the sample, `months` after the beginning hired."""

    name: str
    post: Post
    place: int | None
    born: date
    education: Education
    sex: Sex = Sex.FEMALE
    months: int = 0
    nation: str = "汉族"
    employment: Employment = Employment.FULL_TIME
    note: str = ""


_HERE = (
    _Person("张园长", Post.HEAD, None, date(1978, 3, 12), Education.BACHELOR, note="兼任安全责任人"),
    _Person("李静", Post.HEALTH, None, date(1986, 7, 5), Education.COLLEGE, note="护士，原在社区医院"),
    _Person("王芳", Post.CARER, 0, date(1990, 5, 1), Education.COLLEGE),
    _Person("赵敏", Post.CARER, 0, date(1994, 11, 23), Education.SECONDARY, nation="满族"),
    _Person("刘洋", Post.CARER, 1, date(1992, 2, 17), Education.BACHELOR),
    _Person("陈晨", Post.CARER, 1, date(1997, 8, 30), Education.COLLEGE),
    _Person("杨柳", Post.CARER, 1, date(1999, 4, 9), Education.COLLEGE),
    _Person("周婷", Post.CARER, 2, date(1988, 12, 14), Education.BACHELOR),
    _Person("吴倩", Post.CARER, 2, date(1995, 6, 21), Education.COLLEGE, nation="回族"),
    _Person("郑爽朗", Post.CARER, 3, date(1991, 9, 3), Education.COLLEGE),
    _Person("孙悦", Post.CARER, 3, date(2001, 1, 26), Education.BACHELOR, months=10),
    _Person("何师傅", Post.COOK, None, date(1972, 10, 8), Education.SECONDARY, Sex.MALE),
)
_LEFT = _Person("马丽", Post.CARER, 3, date(1993, 3, 28), Education.COLLEGE, note="随家人迁往外地")
# Who came into another class when the senior classes were parted, and who does the purchasing beside the kitchen.
_MOVED, _PURCHASES = "郑爽朗", "何师傅"


def hire(
    session: Session, class_ids: Sequence[int], phones: Random, began: date, today: date
) -> dict[str, int]:
    """Take them all on; `phones` is the chance from which the families draw after them. Returns their ids by name."""
    random = Random(22)
    ids = {
        person.name: _take_on(session, random, person, words.phone(phones), class_ids, began, today)
        for person in _HERE
    }
    leaver = _take_on(session, random, _LEFT, words.phone(random), class_ids, began, today)
    staff.leave(session, leaver, _first_day(began, 10) - _DAY)
    return ids


def _take_on(
    session: Session,
    random: Random,
    person: _Person,
    phone: str,
    class_ids: Sequence[int],
    began: date,
    today: date,
) -> int:
    hired_on = _first_day(began, person.months)
    fields = StaffFields(
        person.name,
        person.sex,
        person.born,
        IdKind.RESIDENT,
        words.id_number(random, person.born, person.sex),
        person.nation,
        phone,
        f"北京市大兴区示例小区{random.randint(1, 20)}号楼",
        person.education,
        person.employment,
        hired_on,
        hired_on.replace(year=hired_on.year + _CONTRACT_YEARS) - _DAY,
        person.note,
    )
    class_id = None if person.place is None else class_ids[person.place]
    first = class_ids[2] if person.name == _MOVED else class_id
    staff_id = staff.hire(session, fields, person.post, hired_on, class_id=first)
    if person.name == _MOVED:
        (held,) = staff.staff_member(session, staff_id, today).post_rows
        staff_posts.add_post(
            session, staff_id, person.post, _first_day(began, 12), class_id, replaces=held.id
        )
    elif person.name == _PURCHASES:
        staff_posts.add_post(session, staff_id, Post.OTHER, _first_day(began, 6))
    return staff_id


def _first_day(began: date, months: int) -> date:
    return Month.of(began).plus(months).first
